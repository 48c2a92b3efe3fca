//! `GET /api/v1/jobs`: what was asked for and takes its time.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::jobs::{self, JobState};
use heyi_model::Code;
use heyi_model::Problem;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, operation::Parameter, reference};
use crate::pages;
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_jobs", "jobs", "The caller's jobs, newest first; everybody's for administrators who ask")
        .query(parameters())
        .answers(200, "The page", operation::page_of(&reference("Job")))
}

fn parameters() -> Vec<Parameter> {
    let states = JobState::ALL.map(JobState::key);
    let mut parameters = pages::and(operation::word("state", "Only jobs that have come to this", &states));
    parameters.push(operation::word("everyone", "Everybody's; administrators only", &["true", "false"]));
    parameters
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let (paging, everyone) = (pages::paging(&params)?, params.get("everyone") == Some("true"));
    let state = |key: &str| JobState::from_key(key).ok_or_else(|| Problem::malformed("state", Code::InvalidParameter));
    let state = params.get("state").map(state).transpose()?;
    let page = reads::read(&app, &caller, move |work| jobs::list(work, state, everyone, &paging)).await?;
    Ok(answers::json(&page))
}
