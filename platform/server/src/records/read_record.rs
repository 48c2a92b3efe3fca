//! `GET /api/v1/records/{module}/{id}`: one record.

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use heyi_engine::query;
use heyi_model::Problem;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::paths::OnRecord;
use crate::state::App;
use crate::{answers, etag, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("read_record", "records", "One record as the caller may see it")
        .header("If-None-Match", "The `ETag` of an answer that the caller has already")
        .answers(200, "The record", reference("{module}.Record"))
        .answers_empty(304, "Nothing changed since")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let (version, body) = reads::read(&app, &caller, move |work| {
        let mut out = Vec::with_capacity(2 * 1024);
        let version = query::read(work, &on.module, on.id, &mut out)?;
        Ok((version, out))
    })
    .await?;
    let tag = etag::of_record(version, &body);
    let known = etag::is_known(&headers, &tag);
    let mut response = if known { Response::new(Body::empty()) } else { answers::written(body) };
    if known {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    }
    let headers = response.headers_mut();
    headers.insert(header::ETAG, HeaderValue::try_from(tag).map_err(Problem::internal)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    Ok(response)
}
