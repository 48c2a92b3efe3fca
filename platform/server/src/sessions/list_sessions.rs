//! `GET /api/v1/sessions`: where am I signed in?

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::sessions;
use serde_json::{Value as Json, json};

use crate::answers::{self, moment};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object, reference};
use crate::reads;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    let session = object(&[
        ("id", reference("Id")),
        ("current", json!({"type": "boolean"})),
        ("created_at", reference("Moment")),
        ("seen_at", reference("Moment")),
        ("expires_at", reference("Moment")),
        ("agent", json!({"type": "string"})),
        ("address", json!({"type": "string"})),
    ]);
    Operation::new("list_sessions", "session", "The open sessions of the own log-in").answers(
        200,
        "The sessions",
        object(&[("sessions", list_of(&session))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let (login, current) = (caller.login, caller.session);
    let sessions = reads::read(&app, &caller, move |work| sessions::list(work, login)).await?;
    let show = |session: &sessions::Session| -> Json {
        json!({
            "id": session.id,
            "current": Some(session.id) == current,
            "created_at": moment(session.created_at),
            "seen_at": moment(session.seen_at),
            "expires_at": moment(session.expires_at),
            "agent": session.agent,
            "address": session.address,
        })
    };
    Ok(answers::list("sessions", sessions.iter().map(show).collect()))
}
