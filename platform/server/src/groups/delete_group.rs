//! `DELETE /api/v1/groups/{id}`: away with a group that no share names.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::groups;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "delete_group";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "groups", "Delete a group that no sharing rule names. Administrators only")
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
        groups::delete(work, id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
