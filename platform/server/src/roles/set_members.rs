//! `PUT /api/v1/roles/{role}/members`: who has a role.

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

const ID: &str = "set_role_members";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "roles", "Set who has a role. Administrators only")
        .writes()
        .body(super::members_schema())
        .answers(200, "The people", super::members_schema())
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
    let key = path.text("role")?;
    let mut members = body.members()?;
    let people = members.ids("members");
    members.finish()?;
    let effect = move |work: &mut Work| {
        roles::set_members(work, &key, &people)?;
        Ok(Done::says(json!({"members": roles::members(work, &key)?})))
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
