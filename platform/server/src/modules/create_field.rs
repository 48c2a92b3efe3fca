//! `POST /api/v1/modules/{module}/fields`: a field of the organisation.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::customise;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Intent};

const ID: &str = "create_field";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "modules", "Add a field. Administrators only")
        .text("Its key begins with `c_`, in shipped and own modules alike.")
        .writes()
        .body(json!({"type": "object", "required": ["key", "type", "label"], "properties": {
            "key": {"type": "string", "pattern": "^c_[a-z0-9_]+$"}, "type": {"type": "string"},
            "label": {"$ref": "#/components/schemas/Words"}}, "additionalProperties": {}}))
        .answers(201, "As it is now", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let module = path.module()?;
    let def = body.json;
    let effect = move |engine: &heyi_engine::Engine, who: &heyi_engine::Who| {
        customise::add_field(engine, who, &module, &def)?;
        Ok(super::changed(201, &module))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_module).await
}
