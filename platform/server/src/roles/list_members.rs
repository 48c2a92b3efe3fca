//! `GET /api/v1/roles/{role}/members`: who has a role.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::roles;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_role_members", "roles", "Who has a role. Administrators only").answers(
        200,
        "The people",
        super::members_schema(),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let key = path.text("role")?;
    let members = reads::read(&app, &caller, move |work| roles::members(work, &key)).await?;
    Ok(answers::json(&json!({"members": members})))
}
