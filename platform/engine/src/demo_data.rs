//! Demo data in an organisation that was just set up: which records are demo data, bringing them, and taking them away.
//!
//! What the data are is an app's affair: whoever runs the server names the kind of job that makes them. Here is what holds
//! for any: they come only where nobody keeps records yet, every record of them is noted, and all that are noted go again.
//! So a trial becomes the real organisation.

use std::collections::BTreeMap;
use std::sync::Arc;

use heyi_db::{Cells as _, ColumnKind, Value, one_of_ids, params, sql};
use heyi_model::{Code, Kind, Module, Problem, RecordId};
use sea_query::{Expr, Query};
use serde_json::{Value as Json, json};

use crate::engine::Engine;
use crate::jobs::{self, JobCx, JobKind, JobSpec, RunAs};
use crate::pipeline::{self, Origin};
use crate::{Work, access_log, bin};

/// Takes every record of the demo data away, those that others need last.
pub const REMOVE: JobKind = JobKind { key: "demo.remove", run_as: RunAs::System, every_ms: None, run: remove_all };

/// Records that one transaction takes away.
const CHUNK: u32 = 200;

/// Notes that these records are demo data. In the transaction that makes them.
pub fn note(work: &mut Work, module: &str, ids: &[RecordId]) -> Result<(), Problem> {
    let rows: Vec<[Value; 2]> = ids.iter().map(|id| [Value::from(*id), Value::from(module)]).collect();
    work.tx.insert_many("demo_record", &["record", "module"], &[ColumnKind::Int, ColumnKind::Text], &rows)?;
    Ok(())
}

/// What there is of demo data: `{"records": [{module, label, labels, count}], "can_begin", "job"}`. `job` is the last one
/// that brought or took them, `null` when there was none. Administrators only.
pub fn show(work: &mut Work, kind: Option<&str>) -> Result<Json, Problem> {
    work.administrators_only()?;
    let mut counts: BTreeMap<Box<str>, i64> = BTreeMap::new();
    for row in work.tx.all("SELECT module, COUNT(*) FROM demo_record GROUP BY module")? {
        counts.insert(row.text(0).unwrap_or_default().into(), row.int(1).unwrap_or_default());
    }
    let snapshot = work.snapshot().clone();
    let of = |module: &Arc<Module>| Some(counted(work, module, *counts.get(&module.key)?));
    let records: Vec<Json> = snapshot.all_modules().filter_map(of).collect();
    let can_begin = kind.is_some() && records.is_empty() && !keeps_records(work)? && running(work, kind)?.is_none();
    let last = last_job(work, kind)?;
    let job = last.map(|id| jobs::get(work, id)).transpose()?;
    Ok(json!({"records": records, "can_begin": can_begin, "job": job}))
}

/// How many records of a module there are, or would be: `{module, label, labels, count}`.
pub fn counted(work: &Work, module: &Module, count: i64) -> Json {
    let label = &module.def.label;
    json!({"module": &*module.key, "label": label.get(work.who().locale()), "labels": label, "count": count})
}

/// Asks for the demo data that jobs of `kind` make. 409 where somebody keeps records already. Administrators only.
pub fn begin(work: &mut Work, kind: &'static str) -> Result<RecordId, Problem> {
    work.administrators_only()?;
    let has_demo = work.tx.one("SELECT 1 FROM demo_record LIMIT 1")?.is_some();
    if has_demo || keeps_records(work)? || running(work, Some(kind))?.is_some() {
        return Err(Problem::new(Kind::Conflict, Code::HasRecords));
    }
    access_log::note(work, "demo_data", None, None, &json!({"asked": "bring"}))?;
    // A second try would begin again beside what the first one left.
    jobs::enqueue(work, &JobSpec { max_attempts: 1, ..JobSpec::new(kind, json!({})) })
}

/// Asks that the demo data go. Administrators only.
pub fn remove(work: &mut Work, kind: Option<&str>) -> Result<RecordId, Problem> {
    work.administrators_only()?;
    if let Some(running) = running(work, kind)? {
        return Ok(running);
    }
    access_log::note(work, "demo_data", None, None, &json!({"asked": "remove"}))?;
    jobs::enqueue(work, &JobSpec::new(REMOVE.key, json!({})))
}

/// Does anybody own a record, in the bin or not?
fn keeps_records(work: &mut Work) -> Result<bool, Problem> {
    let snapshot = work.snapshot().clone();
    for module in snapshot.all_modules().filter(|module| module.def.owned) {
        let text = format!("SELECT 1 FROM \"{}\" LIMIT 1", module.key);
        if work.tx.one(sql(text, Vec::new()))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// A job that brings or takes them and has not ended.
fn running(work: &mut Work, kind: Option<&str>) -> Result<Option<RecordId>, Problem> {
    job_where(work, kind, "AND state IN ('queued', 'running') ")
}

fn last_job(work: &mut Work, kind: Option<&str>) -> Result<Option<RecordId>, Problem> {
    job_where(work, kind, "")
}

fn job_where(work: &mut Work, kind: Option<&str>, condition: &str) -> Result<Option<RecordId>, Problem> {
    let text = format!("SELECT id FROM job WHERE kind IN ($1, $2) {condition}ORDER BY id DESC LIMIT 1");
    let row = work.tx.one(sql(text, params![kind.unwrap_or(REMOVE.key).to_owned(), REMOVE.key]))?;
    Ok(row.and_then(|row| row.int(0)).and_then(RecordId::new))
}

fn remove_all(engine: &Engine, cx: &JobCx) -> Result<Json, Problem> {
    let (mut removed, mut kept) = (0, 0);
    let count = |work: &mut Work| Ok(work.tx.one("SELECT COUNT(*) FROM demo_record")?.and_then(|row| row.int(0)));
    let total = cx.write(engine, count)?.unwrap_or_default().unsigned_abs();
    loop {
        let (gone, left) = cx.write(engine, take_some)?;
        if gone + left == 0 {
            return Ok(json!({"removed": removed, "kept": kept}));
        }
        (removed, kept) = (removed + gone, kept + left);
        cx.progress(engine, removed + kept, Some(total))?;
    }
}

/// Takes the newest demo records of one module away, for good. One that a real record needs stays, and is demo data no more.
/// How many went, and how many stayed.
fn take_some(work: &mut Work) -> Result<(u64, u64), Problem> {
    let newest = "SELECT module FROM demo_record ORDER BY record DESC LIMIT 1";
    let Some(module) = work.tx.one(newest)?.and_then(|row| row.text(0).map(str::to_owned)) else { return Ok((0, 0)) };
    let text = "SELECT record FROM demo_record WHERE module = $1 ORDER BY record DESC LIMIT $2";
    let rows = work.tx.all(sql(text, params![&*module, i64::from(CHUNK)]))?;
    let ids: Vec<RecordId> = rows.iter().filter_map(|row| row.int(0)).filter_map(RecordId::new).collect();
    let outcomes = pipeline::delete(work, &module, &ids, Origin::System)?;
    let gone: Vec<RecordId> = outcomes.into_iter().flatten().collect();
    bin::purge_any(work, &module, &gone)?;
    let noted: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let mut done = Query::delete();
    done.from_table("demo_record").and_where(one_of_ids(work.tx.dialect(), Expr::col("record"), &noted));
    work.tx.execute(&done)?;
    Ok((gone.len() as u64, (ids.len() - gone.len()) as u64))
}
