//! `DELETE /api/v1/modules/{module}`: a module of the organisation is no longer offered; its records stay.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::customise;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "retire_module";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "modules", "Retire a module of the organisation; its records stay. Administrators only")
        .writes()
        .answers_empty(204, "Retired")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
) -> Result<Response, Failure> {
    let module = path.module()?;
    let effect = move |engine: &heyi_engine::Engine, who: &heyi_engine::Who| {
        customise::retire_module(engine, who, &module)?;
        Ok(Done::nothing())
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, writes::as_said).await
}
