//! `GET /api/v1/groups`: teams across departments.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::groups;

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
    Operation::new("list_groups", "groups", "Every group. Administrators only").answers(
        200,
        "The groups",
        object(&[("groups", list_of(&super::schema()))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let groups = reads::read(&app, &caller, groups::list).await?;
    Ok(answers::list("groups", groups))
}
