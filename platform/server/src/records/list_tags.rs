//! `GET /api/v1/records/{module}/{id}/tags`: the tags of a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::tags;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::OnRecord;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_record_tags", "records", "The tags of the record").answers(
        200,
        "The tags",
        crate::tags::schema(),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, on: OnRecord) -> Result<Response, Failure> {
    let tags = reads::read(&app, &caller, move |work| tags::of_record(work, &on.module, on.id)).await?;
    Ok(answers::json(&json!({"tags": tags})))
}
