//! `GET /api/v1/records/{module}/count`: how many there are.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::query::{self, CountMode};
use serde_json::json;

use super::asked::{self, Asked};
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::params::Params;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("count_records", "records", "How many records there are; a capped count stops at 10,000")
        .query(asked::count_parameters())
        .answers(200, "The number", reference("Total"))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    params: Params,
) -> Result<Response, Failure> {
    let (module, asked) = (path.module()?, Asked::of_params(&params)?);
    let exact = asked.request.count == CountMode::Exact;
    let run = move |work: &mut Work| {
        let request = asked.clone().resolve(work, &module)?;
        query::count(work, &module, &request.filter, request.q.as_deref(), exact)
    };
    let total = if exact { reads::report(&app, &caller, run).await? } else { reads::read(&app, &caller, run).await? };
    Ok(answers::json(&json!({"value": total.value, "exact": total.exact})))
}
