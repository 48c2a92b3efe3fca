//! `POST /api/v1/recycle-bin/{module}/purge`: gone for good.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::bin;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::object};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "purge_deleted";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "recycle-bin", "Delete records in the recycle bin for good. Administrators only")
        .writes()
        .body(super::ids_schema())
        .answers(200, "How many are gone", object(&[("purged", json!({"type": "integer"}))]))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let (module, ids) = (path.module()?, super::ids(body)?);
    let effect = move |work: &mut Work| Ok(Done::says(json!({"purged": bin::purge(work, &module, &ids)?})));
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
