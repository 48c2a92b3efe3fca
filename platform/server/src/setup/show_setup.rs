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
    let flag = || json!({"type": "boolean"});
    let needed = object(&[("needed", flag()), ("token_needed", flag())]);
    Operation::new("show_setup", "session", "Has the organisation no log-in yet, so that it must be set up?")
        .public()
        .answers(200, "Whether it must, and whether with the token that the server printed when it started", needed)
}

/// Answers it.
pub async fn handler(State(app): State<App>) -> Result<Response, Failure> {
    let needed = setup::is_needed(&app.engine).await?;
    let token_needed = needed && app.options.setup_token.is_some();
    Ok(answers::json(&json!({"needed": needed, "token_needed": token_needed})))
}
