//! `GET /api/v1/imports/{id}`: how far an import has come, and what became of its rows.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::imports;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation};
use crate::params::Params;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_import", "imports", "An import: its mapping, how far it has come, what became of its rows")
        .text("`faults` are the first twenty, and `notes` when no number is given; the file of rejected rows has all faults.")
        .query(vec![operation::number("notes", "So many notes are told at most", 1, MOST_NOTES)])
        .answers(200, "The import", super::schema())
}

/// No run keeps more.
const MOST_NOTES: u32 = imports::KEPT_NOTES as u32;

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    params: Params,
) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let notes = params.number("notes", 1..=MOST_NOTES)?.unwrap_or(imports::SHOWN);
    let import = reads::read(&app, &caller, move |work| imports::get(work, id, notes)).await?;
    Ok(answers::json(&import))
}
