//! Imports: a file that was sent becomes a proposal, a dry run, a run, and a file of what was refused.

use heyi_engine::{Work, imports};
use heyi_model::{Code, Problem};
use heyi_transfer::import::ImportSpec;
use serde_json::{Value as Json, json};

use crate::members::Members;
use crate::openapi::{
    operation::{list_of, object, request},
    reference,
};
use crate::writes::{Done, Shown};

pub mod cancel_import;
pub mod create_import;
pub mod download_rejected;
pub mod find_import;
pub mod list_imports;
pub mod run_import;
pub mod update_import;

/// The import that was written.
fn show_import(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(imports::get(work, done.id()?)?.into())
}

/// What an import is told; nothing at all has a mapping proposed.
fn spec(members: &mut Members) -> ImportSpec {
    if members.is("spec", |json| !json.is_object()) {
        members.json("spec");
        members.fault("spec", Code::NotObject);
    }
    members.shaped("spec").unwrap_or_default()
}

fn spec_schema() -> Json {
    let text = || json!({"type": "string"});
    let one_of = |words: &[&str]| json!({"type": "string", "enum": words});
    let column = request(
        &["column", "field"],
        &[
            ("column", text()),
            ("field", text()),
            ("values", json!({"type": "object", "additionalProperties": text()})),
            ("lookup_by", text()),
            ("create_missing", json!({"type": "boolean"})),
            ("optional", json!({"type": "boolean"})),
        ],
    );
    request(
        &[],
        &[
            ("mode", one_of(&["insert", "update", "upsert"])),
            ("match_on", text()),
            ("columns", list_of(&column)),
            ("sheet", text()),
            ("header_line", json!({"type": "integer", "minimum": 1})),
            ("encoding", one_of(&["utf8", "utf16_le", "utf16_be", "gb18030", "big5", "windows1252"])),
            ("delimiter", one_of(&["comma", "tab", "semicolon", "bar"])),
            ("dates", one_of(&["day_month", "month_day"])),
            ("phone_region", json!({"type": "string", "pattern": "^[A-Z]{2}$"})),
        ],
    )
}

fn schema() -> Json {
    let count = || json!({"type": "integer", "minimum": 0});
    let states = ["proposed", "waiting", "running", "cancelling", "done", "failed", "cancelled"];
    let progress = object(&[
        ("rows", count()),
        ("total", count()),
        ("created", count()),
        ("updated", count()),
        ("skipped", count()),
        ("failed", count()),
    ]);
    object(&[
        ("id", reference("Id")),
        ("module", json!({"type": "string"})),
        ("file", object(&[("name", json!({"type": "string"})), ("size", count())])),
        ("state", json!({"type": "string", "enum": states})),
        ("dry_run", json!({"type": "boolean"})),
        ("job", json!({"oneOf": [{"type": "null"}, reference("Id")]})),
        ("progress", progress),
        ("notes_total", count()),
        ("targets_created", count()),
        ("error", json!({"type": ["object", "null"]})),
        ("created_at", reference("Moment")),
        ("started_at", reference("MomentOrNull")),
        ("finished_at", reference("MomentOrNull")),
        ("table", json!({"type": "object"})),
        ("proposal", json!({"type": "object"})),
        ("spec", json!({"type": "object"})),
        ("faults", list_of(&json!({"type": "object"}))),
        ("notes", list_of(&json!({"type": "object"}))),
    ])
}
