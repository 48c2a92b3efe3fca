//! `POST /api/v1/records/{module}/query`: a page of records, asked for in a body.

use axum::extract::State;
use axum::response::Response;

use super::asked::{self, Asked};
use super::list_records::page;
use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::paths::PathOf;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("query_records", "records", "A page of records, asked for in a body")
        .only_reads()
        .body(asked::list_schema())
        .answers(200, "The page", reference("{module}.Page"))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    body: JsonBody,
) -> Result<Response, Failure> {
    page(&app, &caller, path.module()?, Asked::of_members(body.members()?)?).await
}
