//! Jobs: what takes its time.

use heyi_engine::{Work, jobs};
use heyi_model::Problem;
use serde_json::Value as Json;

use crate::openapi::reference;
use crate::writes::{Done, Shown};

pub mod cancel_job;
pub mod find_job;
pub mod list_dead_jobs;
pub mod list_jobs;
pub mod retry_job;

/// The job that was written.
fn show_job(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(jobs::get(work, done.id()?)?.into())
}

fn schema() -> Json {
    reference("Job")
}
