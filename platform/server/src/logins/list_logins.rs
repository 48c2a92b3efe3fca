//! `GET /api/v1/logins`: everybody who can sign in.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::logins;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_logins", "logins", "All log-ins. Administrators only").answers(
        200,
        "The log-ins",
        object(&[("logins", list_of(&super::schema()))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let logins = reads::read(&app, &caller, logins::list).await?;
    Ok(answers::list("logins", logins.iter().map(super::show).collect()))
}
