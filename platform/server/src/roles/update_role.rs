//! `PUT /api/v1/roles/{role}`: what a role may do.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::roles;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_role";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "roles", "Replace what a role is, shipped or not. Administrators only")
        .writes()
        .body(super::def_schema())
        .answers(200, "The role", super::schema())
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
    let (key, def) = (path.text("role")?, body.json);
    let effect = move |work: &mut Work| {
        roles::update(work, &key, &def)?;
        Ok(Done::says(json!(key)))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_role).await
}
