//! `PUT /api/v1/records/{module}/{id}/tags`: the tags of a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::tags;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "set_record_tags";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Give the record exactly these tags").writes().body(crate::tags::schema()).answers(
        200,
        "The tags",
        crate::tags::schema(),
    )
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let mut members = body.members()?;
    let words = members.texts("tags");
    members.finish()?;
    let effect = move |work: &mut Work| {
        tags::set(work, &on.module, on.id, &words)?;
        Ok(Done::says(json!({"tags": tags::of_record(work, &on.module, on.id)?})))
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
