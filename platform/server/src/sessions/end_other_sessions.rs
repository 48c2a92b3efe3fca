//! `DELETE /api/v1/sessions`: signing out everywhere but here.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::sessions;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "end_other_sessions";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "session", "End every session of the own log-in but this one")
        .writes()
        .answers_empty(204, "Ended")
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, intent: Intent) -> Result<Response, Failure> {
    let (login, keep) = (caller.login, caller.session);
    let effect = move |work: &mut heyi_engine::Work| {
        sessions::close_all(work, login, keep)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
