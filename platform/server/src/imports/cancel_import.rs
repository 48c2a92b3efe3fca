//! `POST /api/v1/imports/{id}/cancel`: enough of it.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, imports};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "cancel_import";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "imports", "Stop an import: at once when it waits, after the set being written when it runs")
        .text("What was written stays.")
        .writes()
        .answers(200, "The import", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let effect = move |work: &mut Work| {
        imports::cancel(work, id)?;
        Ok(Done::changed(id))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_import).await
}
