//! `GET /problems/{type}`: what a type of problem means.

use axum::response::Response;
use heyi_model::{Code, Problem};

use crate::answers;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("find_problem", "problems", "What a type of problem means").public().answers(
        200,
        "Its words in both languages",
        super::schema(),
    )
}

/// Answers it.
pub async fn handler(path: PathOf) -> Result<Response, Failure> {
    let key = path.text("type")?;
    let code = Code::ALL.iter().find(|code| code.key() == key).ok_or_else(Problem::not_found)?;
    Ok(answers::json(&super::show(*code)))
}
