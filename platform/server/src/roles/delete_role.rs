//! `DELETE /api/v1/roles/{role}`: away with a role; a shipped one goes back to what it was.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::roles;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "delete_role";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "roles", "Delete a role, or take back what was changed of a shipped one. Administrators only")
        .writes()
        .answers_empty(204, "Deleted, or as it was shipped")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
) -> Result<Response, Failure> {
    let key = path.text("role")?;
    let effect = move |work: &mut Work| {
        roles::delete(work, &key)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
