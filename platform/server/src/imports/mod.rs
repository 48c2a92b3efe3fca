//! Imports: a file that was sent becomes a proposal, a dry run, a run, and a file of what was refused.

use heyi_engine::{Work, imports};
use heyi_model::{Code, Problem};
use heyi_transfer::import::ImportSpec;
use serde_json::{Value as Json, json};

use crate::members::Members;
use crate::openapi::{
    operation::{list_of, object, or_null, request},
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
    Ok(imports::get(work, done.id()?, imports::SHOWN)?.into())
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

/// An import as it stands in a list.
fn entry_schema() -> Json {
    object(&entry_members())
}

fn entry_members() -> Vec<(&'static str, Json)> {
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
    vec![
        ("id", reference("Id")),
        ("module", json!({"type": "string"})),
        ("file", object(&[("name", json!({"type": "string"})), ("size", count())])),
        ("state", json!({"type": "string", "enum": states})),
        ("dry_run", json!({"type": "boolean"})),
        ("job", or_null(&reference("Id"))),
        ("progress", progress),
        ("notes_total", count()),
        ("targets_created", count()),
        ("error", error_schema()),
        ("person", or_null(&reference("Link"))),
        ("created_at", reference("Moment")),
        ("started_at", reference("MomentOrNull")),
        ("finished_at", reference("MomentOrNull")),
    ]
}

/// Why a job failed, in the caller's language.
pub fn error_schema() -> Json {
    let text = || json!({"type": "string"});
    or_null(&json!({"type": "object", "properties": {"code": text(), "message": text()}}))
}

/// An import in full: what its file was found to be, what it is told, what became of its rows.
fn schema() -> Json {
    let text = || json!({"type": "string"});
    let texts = || list_of(&text());
    let text_or_null = || json!({"type": ["string", "null"]});
    let count = || json!({"type": "integer", "minimum": 0});
    let sheet = object(&[("name", text()), ("hidden", json!({"type": "boolean"})), ("refusal", text_or_null())]);
    let table = object(&[
        ("format", json!({"enum": ["text", "xlsx", "xls"]})),
        ("encoding", text_or_null()),
        ("delimiter", text_or_null()),
        ("sheets", list_of(&sheet)),
        ("sheet", text()),
        ("header_line", count()),
        ("columns", texts()),
        ("sample", list_of(&texts())),
    ]);
    let refusal = object(&[("line", count()), ("reason", text()), ("errors", list_of(&reference("Fault")))]);
    let note = object(&[("line", count()), ("kind", text()), ("field", text()), ("value", text())]);
    let unknown = object(&[("column", text()), ("field", text()), ("value", text()), ("count", count())]);
    let mut told = spec_schema();
    told["required"] = json!(["mode", "columns"]);
    let mut members = entry_members();
    members.extend([
        ("table", table),
        ("proposal", object(&[("unmapped", texts()), ("missing", texts())])),
        ("spec", told),
        ("faults", list_of(&refusal)),
        ("notes", list_of(&note)),
        ("unknown_values", list_of(&unknown)),
    ]);
    object(&members)
}
