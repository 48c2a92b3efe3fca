//! `GET /api/v1/apps`: the parts of the business that are on or off.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::organisation;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{list_of, object},
};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_apps", "apps", "Every app").answers(
        200,
        "The apps",
        object(&[("apps", list_of(&super::schema()))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let apps = reads::read(&app, &caller, organisation::apps).await?;
    Ok(answers::list("apps", apps))
}
