//! `POST /api/v1/roles`: a role of the organisation.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::roles;
use heyi_model::Code;
use heyi_model::Problem;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_role";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "roles", "Make a role. Administrators only")
        .text("Its key begins with `c_`.")
        .writes()
        .body(super::create_schema())
        .answers(201, "The role", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let mut def = body.object()?;
    let Some(key) = def.shift_remove("key").and_then(|key| key.as_str().map(str::to_owned)) else {
        return Err(Problem::malformed("key", Code::Required).into());
    };
    let def = def.into();
    let effect = move |work: &mut Work| {
        let id = roles::create(work, &key, &def)?;
        Ok(Done { more: json!(key), ..Done::made(id, format!("/api/v1/roles/{key}")) })
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_role).await
}
