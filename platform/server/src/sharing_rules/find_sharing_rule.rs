//! `GET /api/v1/sharing-rules/{id}`: one rule.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::sharing::rules;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_sharing_rule", "sharing", "One sharing rule. Administrators only").answers(
        200,
        "The rule",
        super::schema(),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let rule = reads::read(&app, &caller, move |work| rules::get(work, id)).await?;
    Ok(answers::json(&rule))
}
