//! `PATCH /api/v1/records/{module}/{id}`: changing fields of a record.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::pipeline::{self, Draft, Edit, Origin};
use heyi_model::Problem;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::etag;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_record";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Change fields of a record; the others stay")
        .writes()
        .header("If-Match", "The `ETag` of the record as the caller has seen it; 412 when it has changed since")
        .body(reference("{module}.Update"))
        .answers(200, "The record as the caller may see it", super::written_schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    headers: HeaderMap,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let (module, intent) = (on.module, intent.with(&body.bytes));
    let version = etag::expected_version(&headers)?;
    let edit = Edit { id: on.id, version, draft: Draft(body.object()?) };
    let show = super::show_record(&module);
    let effect = move |work: &mut Work| {
        let outcomes = pipeline::update(work, &module, std::slice::from_ref(&edit), Origin::Person)?;
        let id = outcomes.into_iter().next().ok_or_else(|| Problem::internal("no outcome"))??;
        Ok(Done::changed(id))
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
