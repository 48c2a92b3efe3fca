//! `GET /api/v1/search?q=`: hits in every module that the caller reads.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::query;
use heyi_model::{Code, Problem};
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, operation::list_of, operation::object, reference};
use crate::params::Params;
use crate::records::asked::search_text;
use crate::state::App;
use crate::{answers, reads};

/// Hits of each module, when nothing is said.
const DEFAULT_LIMIT: u32 = 5;
/// Most hits of each module.
const MAX_LIMIT: u32 = 50;

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string"});
    let hit = object(&[("id", reference("Id")), ("name", json!({"type": ["string", "null"]}))]);
    let module = object(&[("module", text()), ("hits", list_of(&hit)), ("more", json!({"type": "boolean"}))]);
    let mut q = operation::text("q", "What is searched");
    q.required = true;
    Operation::new("search_everywhere", "search", "Search in every module, or in some")
        .query(vec![
            q,
            operation::text("modules", "Keys of modules, separated by commas"),
            operation::number("limit", "Hits of each module", 1, MAX_LIMIT),
        ])
        .answers(200, "The hits of each module", object(&[("modules", list_of(&module))]))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let q = search_text(params.get("q").map(str::to_owned))?;
    let q = q.ok_or_else(|| Problem::malformed("q", Code::Required))?;
    let limit = params.number("limit", 1..=MAX_LIMIT)?.unwrap_or(DEFAULT_LIMIT);
    let modules = params.get("modules").map(str::to_owned);
    let found = reads::read(&app, &caller, move |work| {
        let modules: Option<Vec<&str>> = modules.as_deref().map(|list| list.split(',').map(str::trim).collect());
        query::search(work, &q, modules.as_deref(), limit)
    })
    .await?;
    Ok(answers::json(&found))
}
