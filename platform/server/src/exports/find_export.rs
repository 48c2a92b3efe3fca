//! `GET /api/v1/exports/{id}`: how far an export has come.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::exports;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_export", "exports", "How far an export has come").answers(200, "The export", super::schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let export = reads::read(&app, &caller, move |work| exports::get(work, id)).await?;
    Ok(answers::json(&export))
}
