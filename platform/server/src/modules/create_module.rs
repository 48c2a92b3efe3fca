//! `POST /api/v1/modules`: a module of the organisation.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::customise;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;
use crate::writes::{self, Intent};

const ID: &str = "create_module";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "modules", "Make a module. Administrators only")
        .text("Its key begins with `c_`. It is the same kind of thing as a shipped one, from the next request on.")
        .writes()
        .body(json!({"type": "object", "required": ["key", "label"], "properties": {
            "key": {"type": "string", "pattern": "^c_[a-z0-9_]+$"}, "label": {"$ref": "#/components/schemas/Words"},
            "plural": super::plural(),
            "owned": {"type": "boolean"}, "name_field": {"type": "string"}, "tree": {"type": ["string", "null"]},
            "shows_on": {"type": "array", "items": {"type": "string"}}, "happens_at": {"type": ["string", "null"]},
            "fields": {"type": "array", "items": {"type": "object", "additionalProperties": {}}},
            "layout": {"type": "array", "items": {"type": "object", "additionalProperties": {}}}}}))
        .answers(201, "As it is now", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let def = body.json;
    let key = def["key"].as_str().unwrap_or_default().to_owned();
    let effect = move |engine: &heyi_engine::Engine, who: &heyi_engine::Who| {
        customise::create_module(engine, who, &def)?;
        Ok(super::changed(201, &key))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_module).await
}
