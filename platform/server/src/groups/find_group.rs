//! `GET /api/v1/groups/{id}`: one group.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::groups;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_group", "groups", "One group. Administrators only").answers(200, "The group", super::schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let group = reads::read(&app, &caller, move |work| groups::get(work, id)).await?;
    Ok(answers::json(&group))
}
