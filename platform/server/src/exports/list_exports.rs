//! `GET /api/v1/exports`: the exports of the last days.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::exports;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation};
use crate::pages;
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    let everyone = operation::word("everyone", "Everybody's; administrators only", &["true", "false"]);
    Operation::new(
        "list_exports",
        "exports",
        "The caller's exports, newest first; everybody's for administrators who ask",
    )
    .query(pages::and(everyone))
    .answers(200, "The page", operation::page_of(&super::schema()))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let (paging, everyone) = (pages::paging(&params)?, params.get("everyone") == Some("true"));
    let page = reads::read(&app, &caller, move |work| exports::list(work, everyone, &paging)).await?;
    Ok(answers::json(&page))
}
