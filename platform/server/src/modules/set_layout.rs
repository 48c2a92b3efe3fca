//! `PUT /api/v1/modules/{module}/layout`: the sections of a record's page.

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

const ID: &str = "set_layout";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "modules", "Set the sections of the page. Administrators only")
        .text("Fields that no section names follow at the end.")
        .writes()
        .body(json!({"type": "object", "required": ["layout"], "properties": {"layout": {"type": "array", "items": {
            "type": "object", "required": ["key", "label", "fields"], "properties": {
                "key": {"type": "string"}, "label": {"$ref": "#/components/schemas/Words"},
                "fields": {"type": "array", "items": {"type": "string"}}}}}}}))
        .answers(200, "As it is now", super::schema())
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
    let layout = body.members()?.required("layout");
    let effect = move |engine: &heyi_engine::Engine, who: &heyi_engine::Who| {
        customise::set_layout(engine, who, &module, &layout)?;
        Ok(super::changed(200, &module))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_module).await
}
