//! `DELETE /api/v1/setup/demo`: take away the demo data.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, demo_data};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "remove_demo";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "session", "Take the demo data away, for good")
        .text("A job does it. A record that a real one needs stays. Administrators only.")
        .writes()
        .answers(202, "The job", reference("Job"))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, intent: Intent) -> Result<Response, Failure> {
    let kind = app.options.demo.map(|offer| offer.kind);
    let effect = move |work: &mut Work| {
        let job = demo_data::remove(work, kind)?;
        Ok(Done::accepted(job, format!("/api/v1/jobs/{job}")))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_job).await
}
