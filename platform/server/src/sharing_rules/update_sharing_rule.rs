//! `PUT /api/v1/sharing-rules/{id}`: another rule in its place.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::sharing::rules;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_sharing_rule";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "sharing", "Replace a sharing rule. Administrators only")
        .writes()
        .body(super::def_schema())
        .answers(200, "The rule", super::schema())
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
    let (id, def) = (path.id("id")?, body.json);
    let effect = move |work: &mut Work| {
        rules::update(work, id, &def)?;
        Ok(Done::changed(id))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_rule).await
}
