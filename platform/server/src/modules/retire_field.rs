//! `DELETE /api/v1/modules/{module}/fields/{field}`: a field is no longer offered; its values stay.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::customise;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Intent};

const ID: &str = "retire_field";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "modules", "Retire a field; its values stay. Administrators only").writes().answers(
        200,
        "As it is now",
        super::schema(),
    )
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
) -> Result<Response, Failure> {
    let (module, field) = (path.module()?, path.text("field")?);
    let effect = move |engine: &heyi_engine::Engine, who: &heyi_engine::Who| {
        customise::retire_field(engine, who, &module, &field)?;
        Ok(super::changed(200, &module))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_module).await
}
