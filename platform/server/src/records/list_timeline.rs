//! `GET /api/v1/records/{module}/{id}/timeline`: what happened around a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::timeline;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, reference};
use crate::pages;
use crate::params::Params;
use crate::paths::OnRecord;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_timeline", "records", "What happened around the record, as far as the caller sees it")
        .query(pages::parameters())
        .answers(200, "The page, newest first", operation::page_of(&reference("TimelineEntry")))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    params: Params,
) -> Result<Response, Failure> {
    let paging = pages::paging(&params)?;
    let page = reads::read(&app, &caller, move |work| timeline::list(work, &on.module, on.id, &paging)).await?;
    Ok(answers::json(&page))
}
