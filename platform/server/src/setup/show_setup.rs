//! `GET /api/v1/setup`: can nobody sign in yet?

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::setup;
use serde_json::json;

use crate::answers;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::object};
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    let needed = object(&[("needed", json!({"type": "boolean"}))]);
    Operation::new("show_setup", "session", "Has the organisation no log-in yet, so that it must be set up?")
        .public()
        .answers(200, "Whether it must", needed)
}

/// Answers it.
pub async fn handler(State(app): State<App>) -> Result<Response, Failure> {
    let needed = setup::is_needed(&app.engine).await?;
    Ok(answers::json(&json!({"needed": needed})))
}
