//! `POST /api/v1/sharing-rules`: what members of one group own, or what meets a condition, is shared.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::sharing::rules;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_sharing_rule";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "sharing", "Make a sharing rule. Administrators only")
        .text("A rule by criteria is `filling` until a job has gone through the records.")
        .writes()
        .body(super::def_schema())
        .answers(201, "The rule", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let def = body.json;
    let effect = move |work: &mut Work| {
        let id = rules::create(work, &def)?;
        Ok(Done::made(id, format!("/api/v1/sharing-rules/{id}")))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_rule).await
}
