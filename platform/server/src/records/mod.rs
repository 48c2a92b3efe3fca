//! Records: every module, shipped or the organisation's own, has the same doors.

use heyi_engine::{Work, query};
use heyi_model::{Kind, Problem};
use serde_json::{Value as Json, json};

use crate::openapi::{operation::request, reference};
use crate::writes::{Done, Shown};

pub mod aggregate_records;
pub mod asked;
pub mod attach_file;
pub mod batch;
pub mod batch_records;
pub mod count_records;
pub mod create_comment;
pub mod create_record;
pub mod delete_record;
pub mod list_comments;
pub mod list_files;
pub mod list_history;
pub mod list_records;
pub mod list_related;
pub mod list_tags;
pub mod list_team;
pub mod list_timeline;
pub mod query_records;
pub mod read_record;
pub mod remove_team_member;
pub mod reveal_field;
pub mod run_action;
pub mod set_tags;
pub mod set_team_member;
pub mod update_record;
pub mod why_record;

/// The record that was written, as the caller may see it; its id alone when the caller may write but not read it.
fn show_record(module: &str) -> impl FnMut(&mut Work, &Done) -> Result<Shown, Problem> + Send + 'static {
    let module = module.to_owned();
    move |work, done| {
        let id = done.id()?;
        let mut body = Vec::new();
        match query::read(work, &module, id, &mut body) {
            Ok(version) => Ok(Shown { body, version: Some(version) }),
            Err(problem) if matches!(problem.kind, Kind::NotFound | Kind::Forbidden) => Ok(json!({"id": id}).into()),
            Err(problem) => Err(problem),
        }
    }
}

/// A record as the caller may see it, or what is left of it for a caller who may write but not read it.
fn written_schema() -> Json {
    json!({"anyOf": [
        {"$ref": "#/components/schemas/{module}.Record"},
        {"type": "object", "properties": {"id": {"$ref": "#/components/schemas/Id"}}, "required": ["id"],
            "additionalProperties": false},
    ]})
}

/// A member of the team of a record, as it is set.
fn team_member_schema() -> Json {
    request(
        &["subject"],
        &[
            ("subject", reference("Subject")),
            ("level", json!({"type": "string", "enum": ["read", "write"]})),
            ("until", reference("MomentOrNull")),
        ],
    )
}
