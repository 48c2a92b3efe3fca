//! `POST /api/v1/records/{module}`: a new record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_model::Problem;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, reference};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_record";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Make a record").writes().body(reference("{module}.Create")).answers(
        201,
        "The record as the caller may see it",
        super::written_schema(),
    )
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let (module, intent) = (path.module()?, intent.with(&body.bytes));
    let draft = Draft(body.object()?);
    let show = super::show_record(&module);
    let effect = move |work: &mut Work| {
        let outcomes = pipeline::create(work, &module, vec![draft.clone()], Origin::Person)?;
        let id = outcomes.into_iter().next().ok_or_else(|| Problem::internal("no outcome"))??;
        Ok(Done::made(id, format!("/api/v1/records/{module}/{id}")))
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
