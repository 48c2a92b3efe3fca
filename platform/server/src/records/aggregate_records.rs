//! `POST /api/v1/records/{module}/aggregate`: figures per group.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, query};

use super::asked;
use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("aggregate_records", "records", "Counts, sums, averages and bounds per group")
        .text("Keys and measures come in the order asked. What takes longer than a second waits for the slow lane.")
        .only_reads()
        .body(asked::aggregate_schema())
        .answers(200, "The groups", reference("Groups"))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    body: JsonBody,
) -> Result<Response, Failure> {
    let (module, request) = (path.module()?, asked::aggregate(body.members()?)?);
    let run = move |work: &mut Work| {
        let mut out = Vec::new();
        query::aggregate(work, &module, &request, &mut out)?;
        Ok(out)
    };
    Ok(answers::written(reads::report(&app, &caller, run).await?))
}
