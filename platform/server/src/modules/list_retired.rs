//! `GET /api/v1/retired`: modules and fields that were retired and can be brought back.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::describe;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object, operation::reference};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string"});
    let named = [("key", text()), ("label", text()), ("labels", reference("Label"))];
    let module = object(&named);
    let field = object(&[&named[..], &[("module", text()), ("type", text())]].concat());
    Operation::new("list_retired", "modules", "Modules and fields that can be brought back. Administrators only")
        .answers(200, "What was retired", object(&[("modules", list_of(&module)), ("fields", list_of(&field))]))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    Ok(answers::json(&reads::read(&app, &caller, describe::retired).await?))
}
