//! `GET /problems`: every type of problem.

use axum::response::Response;
use heyi_model::Code;

use crate::answers;
use crate::openapi::{Operation, operation::list_of, operation::object};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_problems", "problems", "Every type of problem, with its words in both languages")
        .public()
        .answers(200, "The types", object(&[("problems", list_of(&super::schema()))]))
}

/// Answers it.
pub async fn handler() -> Response {
    answers::list("problems", Code::ALL.iter().map(|code| super::show(*code)).collect())
}
