//! `GET /api/v1/recycle-bin`: what was deleted.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::bin;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, reference};
use crate::pages;
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_deleted", "recycle-bin", "What lies in the recycle bin and the caller could delete")
        .query(pages::and(operation::text("module", "Only records of this module")))
        .answers(200, "The page, the last one first", operation::page_of(&reference("DeletedRecord")))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let (paging, module) = (pages::paging(&params)?, params.get("module").map(str::to_owned));
    let page = reads::read(&app, &caller, move |work| bin::list(work, module.as_deref(), &paging)).await?;
    Ok(answers::json(&page))
}
