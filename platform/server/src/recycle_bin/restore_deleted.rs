//! `POST /api/v1/recycle-bin/{module}/restore`: out of the bin.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::pipeline::{self, Origin};
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::context::RequestCx;
use crate::failure;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "restore_deleted";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "recycle-bin", "Take records out of the recycle bin").writes().body(super::ids_schema()).answers(
        200,
        "What became of each record, in order",
        reference("BatchResults"),
    )
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
    let intent = intent.with(&body.bytes);
    let (module, ids) = (path.module()?, super::ids(body)?);
    let locale = cx.locale();
    let effect = move |work: &mut Work| {
        let outcomes = pipeline::restore(work, &module, &ids, Origin::Person)?;
        let failed = outcomes.iter().filter(|outcome| outcome.is_err()).count();
        let row = |outcome: &Result<_, _>| match outcome {
            Ok(id) => json!({"status": 200, "id": id}),
            Err(problem) => failure::part(problem, locale),
        };
        let results: Vec<_> = outcomes.iter().map(row).collect();
        Ok(Done::says(json!({"succeeded": results.len() - failed, "failed": failed, "results": results})))
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
