//! `GET /api/v1/imports/{id}`: how far an import has come, and what became of its rows.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::imports;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_import", "imports", "An import: its mapping, how far it has come, what became of its rows")
        .text("`faults` and `notes` are the first twenty; the file of rejected rows has all.")
        .answers(200, "The import", super::schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let import = reads::read(&app, &caller, move |work| imports::get(work, id)).await?;
    Ok(answers::json(&import))
}
