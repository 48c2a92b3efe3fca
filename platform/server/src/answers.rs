//! Answers that are no problem.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::Value as Json;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

/// 200 with JSON that is already written.
pub fn written(body: Vec<u8>) -> Response {
    with_status(StatusCode::OK, body)
}

/// JSON that is already written, under `status`.
pub fn with_status(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, JSON);
    response
}

/// 200 with a document.
pub fn json(document: &Json) -> Response {
    written(document.to_string().into_bytes())
}

/// 200 with `{name: items}`: lists are never bare arrays, so that they can grow.
pub fn list(name: &str, items: Vec<Json>) -> Response {
    json(&Json::Object([(name.to_owned(), Json::Array(items))].into_iter().collect()))
}

/// 204.
pub fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

/// A moment in UTC milliseconds as it is written on the wire.
pub fn moment(ms: i64) -> String {
    let mut out = Vec::with_capacity(26);
    heyi_model::wire::timestamp(&mut out, ms);
    String::from_utf8_lossy(&out).trim_matches('"').to_owned()
}
