//! Exports: what a caller reads, as a file.

use heyi_engine::{Work, exports};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::object, reference};
use crate::writes::{Done, Shown};

pub mod create_export;
pub mod download_export;
pub mod find_export;
pub mod list_exports;

/// The export that was asked for.
fn show_export(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(exports::get(work, done.id()?)?.into())
}

fn schema() -> Json {
    let count = || json!({"type": "integer", "minimum": 0});
    let file = object(&[("name", json!({"type": "string"})), ("size", count())]);
    object(&[
        ("id", reference("Id")),
        ("module", json!({"type": "string"})),
        ("state", json!({"type": "string", "enum": ["waiting", "running", "done", "failed", "cancelled"]})),
        ("spec", json!({"type": "object"})),
        ("job", reference("Id")),
        ("rows", count()),
        ("file", json!({"oneOf": [{"type": "null"}, file]})),
        ("error", json!({"type": ["object", "null"]})),
        ("created_at", reference("Moment")),
        ("finished_at", reference("MomentOrNull")),
    ])
}
