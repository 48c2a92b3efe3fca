//! `POST /api/v1/setup/demo`: bring the demo data.

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::state::App;
use crate::writes::{self, Done, Intent};
use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, demo_data};
use heyi_model::Problem;

const ID: &str = "begin_demo";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "session", "Ask for demo data in an organisation that keeps no records yet")
        .text("A job makes them: `GET /api/v1/jobs/{id}` tells how far it is. 409 where records are kept already. Administrators only.")
        .writes()
        .answers(202, "The job", reference("Job"))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, intent: Intent) -> Result<Response, Failure> {
    let Some(offer) = app.options.demo else { return Err(Problem::not_found().into()) };
    let effect = move |work: &mut Work| {
        let job = demo_data::begin(work, offer.kind)?;
        Ok(Done::accepted(job, format!("/api/v1/jobs/{job}")))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_job).await
}
