//! `GET /api/v1/records/{module}`: a page of records.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::query::{self, CountMode};
use heyi_model::Problem;

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
    Operation::new("list_records", "records", "A page of records").query(asked::list_parameters()).answers(
        200,
        "The page",
        reference("{module}.Page"),
    )
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    params: Params,
) -> Result<Response, Failure> {
    page(&app, &caller, path.module()?, Asked::of_params(&params)?).await
}

/// The page that was asked for. One that counts to the end may take long.
pub async fn page(app: &App, caller: &Caller, module: String, asked: Asked) -> Result<Response, Failure> {
    let exact = asked.request.count == CountMode::Exact;
    let run = move |work: &mut Work| -> Result<Vec<u8>, Problem> {
        let request = asked.clone().resolve(work, &module)?;
        let mut out = Vec::with_capacity(8 * 1024);
        query::list(work, &module, &request, &mut out)?;
        Ok(out)
    };
    let body = if exact { reads::report(app, caller, run).await? } else { reads::read(app, caller, run).await? };
    Ok(answers::written(body))
}
