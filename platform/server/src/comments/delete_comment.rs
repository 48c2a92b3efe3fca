//! `DELETE /api/v1/comments/{id}`: taking back what one said.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::comments;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "delete_comment";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "comments", "Delete a comment: one's own, or any for administrators")
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
        comments::delete(work, id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
