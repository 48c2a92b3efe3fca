//! `GET /api/v1/roles`: every role and what it may do.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::roles;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{list_of, object},
};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_roles", "roles", "Every role. Administrators only").answers(
        200,
        "The roles",
        object(&[("roles", list_of(&super::schema()))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let roles = reads::read(&app, &caller, roles::list).await?;
    Ok(answers::list("roles", roles))
}
