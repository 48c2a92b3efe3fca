//! `POST /api/v1/records/{module}/batch`: up to 1,000 rows at once, with a result for each.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use serde_json::json;

use super::batch::{Batch, MAX_ROWS};
use crate::body::JsonBody;
use crate::caller::Caller;
use crate::context::RequestCx;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request, reference};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "batch_records";

/// What it says of itself.
pub fn doc() -> Operation {
    let modes = json!({"type": "string", "enum": ["create", "update", "upsert", "delete"]});
    Operation::new(ID, "records", "Make, change or delete up to 1,000 records")
        .text("One result per row, in order. `atomic`: all rows or none. `match_on`: one unique field.")
        .writes()
        .body(request(
            &["mode", "records"],
            &[
                ("mode", modes),
                ("match_on", json!({"type": "array", "items": {"type": "string"}, "maxItems": 1})),
                ("atomic", json!({"type": "boolean"})),
                ("records", json!({"type": "array", "maxItems": MAX_ROWS, "items": reference("{module}.Row")})),
            ],
        ))
        .answers(200, "What became of each row", reference("BatchResults"))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    cx: RequestCx,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let (module, intent) = (path.module()?, intent.with(&body.bytes));
    let batch = Batch::read(body.members()?)?;
    let effect = move |work: &mut Work| Ok(Done::says(batch.run(work, &module, cx.locale())?));
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
