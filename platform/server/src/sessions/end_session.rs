//! `DELETE /api/v1/sessions/{id}`: signing out elsewhere.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::sessions;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "end_session";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "session", "End a session: one's own, or anybody's for administrators")
        .writes()
        .answers_empty(204, "Ended")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let effect = move |work: &mut heyi_engine::Work| {
        sessions::close(work, id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
