//! `GET /api/v1/openapi.json`: this API with the organisation's own modules, as the caller may see it.

use axum::body::Bytes;
use axum::extract::State;
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use serde_json::json;

use super::cache::Audience;
use super::{Operation, document};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::reads;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("show_document", "api", "This description, with the organisation's own modules and fields").answers(
        200,
        "OpenAPI 3.1",
        json!({"type": "object"}),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let epoch = reads::read(&app, &caller, |work| Ok(work.snapshot().epoch)).await?;
    let audience = Audience::of(&caller, epoch);
    let bytes = if let Some(known) = app.documents.get(&audience) {
        known
    } else {
        let made = reads::report(&app, &caller, document::document).await?;
        let bytes = Bytes::from(made.to_string());
        app.documents.keep(audience, bytes.clone());
        bytes
    };
    Ok(([(header::CONTENT_TYPE, "application/json")], bytes).into_response())
}
