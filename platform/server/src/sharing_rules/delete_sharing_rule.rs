//! `DELETE /api/v1/sharing-rules/{id}`: away with a rule and what it granted.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::sharing::rules;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "delete_sharing_rule";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "sharing", "Delete a sharing rule and what it granted. Administrators only")
        .writes()
        .answers_empty(204, "Deleted")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let effect = move |work: &mut Work| {
        rules::delete(work, id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
