//! `GET /api/v1/jobs/{id}`: how far a job has come.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::jobs;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_job", "jobs", "How far a job has come").answers(200, "The job", super::schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let job = reads::read(&app, &caller, move |work| jobs::get(work, id)).await?;
    Ok(answers::json(&job))
}
