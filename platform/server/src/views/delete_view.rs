//! `DELETE /api/v1/views/{module}/{id}`: away with a view.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::views;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "delete_view";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "views", "Delete a view: one's own, or a shared one for administrators")
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
    let (module, id) = (path.module()?, path.id("id")?);
    let effect = move |work: &mut Work| {
        views::delete(work, &module, id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
