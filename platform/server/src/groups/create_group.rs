//! `POST /api/v1/groups`: a group.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::groups;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_group";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "groups", "Make a group. Administrators only")
        .writes()
        .body(super::def_schema(&["label"]))
        .answers(201, "The group", super::schema())
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
        let id = groups::create(work, &def)?;
        Ok(Done::made(id, format!("/api/v1/groups/{id}")))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_group).await
}
