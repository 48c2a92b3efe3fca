//! `GET /api/v1/modules/{module}`: one module in full.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::describe;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_module", "modules", "Fields, types, labels, options, layouts, views, actions and rights")
        .answers(200, "The module as the caller may see it", super::schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let key = path.module()?;
    let module = reads::read(&app, &caller, move |work| describe::module(work, &key)).await?;
    Ok(answers::json(&module))
}
