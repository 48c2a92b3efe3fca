//! `GET /api/v1/api-keys`: the keys of one's own log-in.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::api_keys;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_api_keys", "api-keys", "The API keys of the own log-in, without their secrets").answers(
        200,
        "The keys",
        object(&[("api_keys", list_of(&super::schema()))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let login = caller.login;
    let keys = reads::read(&app, &caller, move |work| api_keys::list(work, login)).await?;
    Ok(answers::list("api_keys", keys.iter().map(super::show).collect()))
}
