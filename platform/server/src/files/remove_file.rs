//! `DELETE /api/v1/files/{id}`: away with a file.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, files};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "remove_file";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "files", "Remove a file; needs the right to change the record that it hangs on")
        .writes()
        .answers_empty(204, "Removed")
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
        files::remove(work, id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
