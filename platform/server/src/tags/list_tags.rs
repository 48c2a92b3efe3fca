//! `GET /api/v1/tags`: the tags on records of a module.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::tags;
use heyi_model::Code;
use heyi_model::Problem;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{self, list_of, object},
};
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_tags", "tags", "Tags on the records of a module that the caller sees")
        .query(vec![
            operation::Parameter { required: true, ..operation::text("module", "The module") },
            operation::text("prefix", "How the tags begin"),
        ])
        .answers(
            200,
            "The tags with the number of their records",
            object(&[(
                "tags",
                list_of(&object(&[("tag", json!({"type": "string"})), ("records", json!({"type": "integer"}))])),
            )]),
        )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let module = params.get("module").ok_or_else(|| Problem::malformed("module", Code::Required))?.to_owned();
    let prefix = params.get("prefix").unwrap_or_default().to_owned();
    let found = reads::read(&app, &caller, move |work| tags::all(work, &module, &prefix)).await?;
    Ok(answers::json(&json!({"tags": found})))
}
