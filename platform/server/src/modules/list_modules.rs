//! `GET /api/v1/modules`: every module that the caller reads, in short.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::describe;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object, reference};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_modules", "modules", "The modules that the caller reads").answers(
        200,
        "The modules",
        object(&[("modules", list_of(&reference("ModuleHead")))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let modules = reads::read(&app, &caller, describe::modules).await?;
    Ok(answers::json(&json!({"modules": modules})))
}
