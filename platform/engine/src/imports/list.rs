//! Imports as they are shown.

use heyi_db::{Value, params, sql};
use heyi_model::{Problem, RecordId};
use serde_json::{Value as Json, json};

use super::entries::{EntryKind, entries};
use super::row::{COLUMNS, Import, TABLES, find};
use crate::history::timestamp;
use crate::jobs::{JobState, said};
use crate::look::Names;
use crate::page::{self, Paging};
use crate::work::Work;

/// Entries of a kind that are shown with the import when nobody asks for more; the file of rejected rows has all faults.
pub const SHOWN: u32 = 20;

/// The caller's imports, newest first; everybody's for administrators who ask with `everyone`.
pub fn list(work: &mut Work, everyone: bool, paging: &Paging) -> Result<Json, Problem> {
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut params = params![before, Value::Int(size as i64 + 1)];
    let whose = page::whose(work, everyone, "i.person", &mut params)?;
    let text = format!("SELECT {COLUMNS} FROM {TABLES} AND i.id < $1{whose} ORDER BY i.id DESC LIMIT $2");
    let rows = work.tx.all(sql(text, params))?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(Import::of(work, row)?);
    }
    let more = found.len() > size;
    found.truncate(size);
    let next = found.last().filter(|_| more).map(|import| page::cursor(&[import.id.get()]));
    found.retain(|import| super::row::sees(work, import.person, &import.module));
    let names = names(work, &found)?;
    Ok(page::answer(found.iter().map(|import| outline(work, import, &names)).collect(), next))
}

/// One import with its mapping, its figures and the first of what is told of its rows: [`SHOWN`] faults and so many notes.
/// 404 when it is somebody else's.
pub fn get(work: &mut Work, id: RecordId, notes: u32) -> Result<Json, Problem> {
    let found = find(work, id)?;
    let names = names(work, std::slice::from_ref(&found))?;
    let mut shown = outline(work, &found, &names);
    let parsed = |text: &str| serde_json::from_str::<Json>(text).unwrap_or_default();
    let looked = parsed(&found.proposed.looked);
    shown["table"] = looked["table"].clone();
    shown["proposal"] = looked["proposal"].clone();
    shown["spec"] = parsed(&found.proposed.spec);
    for (name, kind, most) in [("faults", EntryKind::Failed, SHOWN), ("notes", EntryKind::Note, notes)] {
        let first = match found.job {
            Some(job) => entries(work, job, kind, None, most)?,
            None => Vec::new(),
        };
        let told = |mut entry: super::Entry| {
            in_one_language(work, &mut entry.detail);
            entry.detail["line"] = entry.line.into();
            entry.detail
        };
        shown[name] = first.into_iter().map(told).collect();
    }
    let unknown = match found.job {
        Some(job) => super::unknown::list(work, job, &shown["spec"])?,
        None => Vec::new(),
    };
    shown["unknown_values"] = unknown.into();
    Ok(shown)
}

fn names(work: &mut Work, found: &[Import]) -> Result<Names, Problem> {
    let mut names = Names::default();
    for import in found {
        names.want_person(work, import.person.map(RecordId::get));
    }
    names.load(work)?;
    Ok(names)
}

fn outline(work: &Work, import: &Import, names: &Names) -> Json {
    let figures = &import.figures;
    let error = import.error.as_deref().and_then(|text| serde_json::from_str(text).ok());
    json!({
        "id": import.id,
        "module": import.module,
        "file": {"name": import.name, "size": import.size},
        "state": state(import),
        "dry_run": import.job.is_some() && import.dry_run,
        "job": import.job,
        "progress": {
            "rows": figures.rows,
            "total": import.proposed.rows,
            "created": figures.created,
            "updated": figures.updated,
            "skipped": figures.skipped,
            "failed": figures.failed,
        },
        "notes_total": figures.notes,
        "targets_created": figures.targets,
        "error": error.map(|error| said(work, error)),
        "person": names.person(work, import.person.map(RecordId::get)),
        "created_at": timestamp(import.created_at),
        "started_at": import.started_at.map(timestamp),
        "finished_at": import.finished_at.map(timestamp),
    })
}

/// Where an import is: `proposed`, `waiting`, `running`, `cancelling`, `done`, `failed`, `cancelled`.
fn state(import: &Import) -> &'static str {
    match (import.job, import.state) {
        (None, _) | (_, None) => "proposed",
        (_, Some(JobState::Queued)) => "waiting",
        (_, Some(JobState::Running)) if import.is_cancelling => "cancelling",
        (_, Some(JobState::Running)) => "running",
        (_, Some(JobState::Done)) => "done",
        (_, Some(JobState::Dead)) => "failed",
        (_, Some(JobState::Cancelled)) => "cancelled",
    }
}

/// Sentences are kept in every language, `{"zh", "en"}`; the caller reads one.
fn in_one_language(work: &Work, detail: &mut Json) {
    let tag = match work.who().locale() {
        heyi_model::Locale::Zh => "zh",
        heyi_model::Locale::En => "en",
    };
    let choose = |sentence: &mut Json| {
        if let Some(said) = sentence.get(tag).cloned() {
            *sentence = said;
        }
    };
    if let Some(reason) = detail.get_mut("reason") {
        choose(reason);
    }
    for error in detail.get_mut("errors").and_then(Json::as_array_mut).into_iter().flatten() {
        if let Some(message) = error.get_mut("message") {
            choose(message);
        }
    }
}
