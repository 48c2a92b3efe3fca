//! `POST /api/v1/jobs/{id}/retry`: trying again.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::jobs;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "retry_job";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "jobs", "Have a dead or cancelled job tried again from the start").writes().answers(
        200,
        "The job",
        super::schema(),
    )
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
        jobs::retry(work, id)?;
        Ok(Done::changed(id))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_job).await
}
