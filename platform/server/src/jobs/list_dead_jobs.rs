//! `GET /api/v1/jobs/dead`: what failed for good.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::jobs;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, reference};
use crate::pages;
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_dead_jobs", "jobs", "The jobs that failed for good. Administrators only")
        .query(pages::parameters())
        .answers(200, "The page", operation::page_of(&reference("Job")))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let paging = pages::paging(&params)?;
    let page = reads::read(&app, &caller, move |work| jobs::dead(work, &paging)).await?;
    Ok(answers::json(&page))
}
