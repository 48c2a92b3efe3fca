//! `PUT /api/v1/people/{person}/roles`: the roles of a person.

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

const ID: &str = "set_roles_of";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "roles", "Set the roles of a person. Administrators only")
        .writes()
        .body(super::keys_schema())
        .answers(200, "The keys of the roles", super::keys_schema())
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
    let person = path.id("person")?;
    let mut members = body.members()?;
    let keys = members.texts("roles");
    members.finish()?;
    let effect = move |work: &mut Work| {
        roles::set_of_person(work, person, &keys)?;
        Ok(Done::says(json!({"roles": roles::of_person(work, person)?})))
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
