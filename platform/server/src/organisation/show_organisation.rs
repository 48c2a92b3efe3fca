//! `GET /api/v1/organisation`: the settings of the organisation.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::organisation;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("show_organisation", "organisation", "Name, time zone, currency, region, sessions").answers(
        200,
        "The settings",
        reference("Organisation"),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let settings = reads::read(&app, &caller, organisation::get).await?;
    Ok(answers::json(&settings))
}
