//! `DELETE /api/v1/records/{module}/{id}`: into the recycle bin.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use heyi_engine::pipeline::{self, Origin};
use heyi_engine::{Work, query};
use heyi_model::{Code, Kind, Problem};

use crate::caller::Caller;
use crate::etag;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "delete_record";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Move a record to the recycle bin")
        .writes()
        .header("If-Match", "The `ETag` of the record as the caller has seen it; 412 when it has changed since")
        .answers_empty(204, "It is in the recycle bin")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    headers: HeaderMap,
    intent: Intent,
) -> Result<Response, Failure> {
    let expected = etag::expected_version(&headers)?;
    let effect = move |work: &mut Work| {
        if let Some(expected) = expected
            && query::read(work, &on.module, on.id, &mut Vec::new())? != expected
        {
            return Err(Problem::new(Kind::Stale, Code::Stale));
        }
        let outcomes = pipeline::delete(work, &on.module, &[on.id], Origin::Person)?;
        outcomes.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
