//! `GET /api/v1/access-log`: who looked at what matters.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::access_log::{self, Wanted};

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
        .query(pages::and_all([
            operation::id("record", "Only about this record"),
            operation::id("person", "Only by this person"),
            operation::text("kind", "Only of this kind, such as `reveal`, `export` or `signed_in`"),
            operation::text("module", "Only about this module"),
            operation::moment("since", "Only at this moment or later"),
            operation::moment("until", "Only before this moment"),
        ]))
        .answers(200, "The page, newest first", operation::page_of(&reference("AccessEntry")))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let paging = pages::paging(&params)?;
    let wanted = Wanted {
        record: params.parsed("record")?,
        person: params.parsed("person")?,
        kind: params.get("kind").map(str::to_owned),
        module: params.get("module").map(str::to_owned),
        since_ms: params.moment("since")?,
        until_ms: params.moment("until")?,
    };
    let page = reads::read(&app, &caller, move |work| access_log::list(work, &wanted, &paging)).await?;
    Ok(answers::json(&page))
}
