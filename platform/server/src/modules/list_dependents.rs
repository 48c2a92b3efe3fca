//! `GET /api/v1/modules/{module}/fields/{field}/dependents`: what uses a field, to be looked at before it is retired.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::customise;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object};
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string"});
    let label = json!({"type": ["string", "null"]});
    let dependent = object(&[("kind", text()), ("module", text()), ("id", text()), ("label", label)]);
    Operation::new("list_dependents", "modules", "Views, sharing rules and roles that name a field").answers(
        200,
        "What uses the field",
        object(&[("dependents", list_of(&dependent))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let (module, field) = (path.module()?, path.text("field")?);
    let found = reads::read(&app, &caller, move |work| customise::dependents(work, &module, &field)).await?;
    Ok(answers::list("dependents", found))
}
