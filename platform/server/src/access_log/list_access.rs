//! `GET /api/v1/access-log`: who looked at what matters.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::access_log;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, reference};
use crate::pages;
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_access", "access-log", "Reveals, downloads, exports. Administrators only")
        .query(pages::and(operation::id("record", "Only about this record")))
        .answers(200, "The page, newest first", reference("Entries"))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let (paging, record) = (pages::paging(&params)?, params.parsed("record")?);
    let page = reads::read(&app, &caller, move |work| access_log::list(work, record, &paging)).await?;
    Ok(answers::json(&page))
}
