//! `PATCH /api/v1/modules/{module}`: labels of a module, and taking a retired one back.

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

const ID: &str = "update_module";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "modules", "Relabel a module, or offer a retired one again. Administrators only")
        .writes()
        .body(json!({"type": "object", "properties": {
            "label": {"$ref": "#/components/schemas/Words"}, "plural": super::plural(), "retired": {"const": false},
            "name_field": {"type": "string"}, "tree": {"type": ["string", "null"]},
            "shows_on": {"type": "array", "items": {"type": "string"}}, "happens_at": {"type": ["string", "null"]}}}))
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
    let mut change = body.object()?;
    let restore = change.shift_remove("retired") == Some(false.into());
    let effect = move |engine: &heyi_engine::Engine, who: &heyi_engine::Who| {
        if restore {
            customise::restore_module(engine, who, &module)?;
        }
        if !change.is_empty() {
            customise::update_module(engine, who, &module, &change.into())?;
        }
        Ok(super::changed(200, &module))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_module).await
}
