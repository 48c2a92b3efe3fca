//! `GET /healthz`: the process answers.

use axum::response::Response;
use serde_json::json;

use crate::answers;
use crate::openapi::{Operation, operation::object};

/// What it says of itself.
pub fn doc() -> Operation {
    let status = object(&[("status", json!({"const": "alive"}))]);
    Operation::new("is_alive", "health", "Alive").public().answers(200, "The process answers", status)
}

/// Answers it.
pub async fn handler() -> Response {
    answers::json(&json!({"status": "alive"}))
}
