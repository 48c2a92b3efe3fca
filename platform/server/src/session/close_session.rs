//! `DELETE /api/v1/session`: signing out.

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::people::sessions;

use crate::answers;
use crate::caller::{self, Caller};
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("close_session", "session", "Sign out").answers_empty(204, "Signed out; an API key stays as it is")
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, headers: HeaderMap) -> Result<Response, Failure> {
    if let Some(session) = caller.session {
        app.engine.write(caller.who(), Ctx::default(), move |work| sessions::close(work, session)).await?;
    }
    let mut response = answers::nothing();
    response.headers_mut().insert(header::SET_COOKIE, caller::cookie(&headers, "", 0)?);
    Ok(response)
}
