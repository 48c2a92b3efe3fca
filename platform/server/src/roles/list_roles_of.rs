//! `GET /api/v1/people/{person}/roles`: the roles of a person.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::roles;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_roles_of", "roles", "The roles of a person: of oneself, or of anybody for administrators")
        .answers(200, "The keys of the roles", super::keys_schema())
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let person = path.id("person")?;
    let roles = reads::read(&app, &caller, move |work| roles::of_person(work, person)).await?;
    Ok(answers::json(&json!({"roles": roles})))
}
