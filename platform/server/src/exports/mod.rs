//! Exports: what a caller reads, as a file.

use heyi_engine::{Work, exports};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::object, operation::or_null, operation::with_optional, reference};
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
    let asked = with_optional(
        &[("kind", json!({"type": "string"}))],
        &[("filter", or_null(&reference("Filter"))), ("q", json!({"type": ["string", "null"]}))],
    );
    let file = object(&[("name", json!({"type": "string"})), ("size", count())]);
    object(&[
        ("id", reference("Id")),
        ("module", json!({"type": "string"})),
        ("state", json!({"type": "string", "enum": ["waiting", "running", "done", "failed", "cancelled"]})),
        ("spec", asked),
        ("job", reference("Id")),
        ("rows", count()),
        ("file", or_null(&file)),
        ("error", crate::imports::error_schema()),
        ("person", or_null(&reference("Link"))),
        ("created_at", reference("Moment")),
        ("finished_at", reference("MomentOrNull")),
    ])
}
