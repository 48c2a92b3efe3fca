//! `GET /api/v1/roles/{role}`: one role.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::roles;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_role", "roles", "One role. Administrators only").answers(200, "The role", super::schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let key = path.text("role")?;
    let role = reads::read(&app, &caller, move |work| roles::get(work, &key)).await?;
    Ok(answers::json(&role))
}
