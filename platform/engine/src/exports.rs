//! Exports as people see them: a row that says what was asked for, the job that writes it, and the content once it is there.
//! Whoever asked for an export sees it, and administrators do. It is kept as long as its job.

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::{Code, Filter, Kind, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::files::{self, Download, Received};
use crate::history::timestamp;
use crate::imports::sees;
use crate::jobs::{self, JobSpec, JobState, said};
use crate::look::Names;
use crate::page::{self, Paging};
use crate::work::Work;
use crate::{access_log, query};

/// What is asked for, checked when it is asked.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The module.
    pub module: String,
    /// Which records.
    pub filter: Filter,
    /// Which fields; empty for all that the caller reads.
    pub fields: Vec<String>,
    /// All of it, as JSON, for the job.
    pub spec: Json,
    /// What the file is called.
    pub name: String,
}

/// An export.
#[derive(Debug, Clone)]
pub struct Export {
    /// Its id.
    pub id: RecordId,
    /// Who asked for it.
    pub person: Option<RecordId>,
    /// The module.
    pub module: String,
    /// What was asked for, as JSON.
    pub spec: Json,
    /// What the file is called.
    pub name: String,
    /// The job that writes it.
    pub job: RecordId,
    blob: Option<String>,
    size: i64,
    rows: Option<i64>,
    state: Option<JobState>,
    error: Option<String>,
    progress: Option<String>,
    created_at: i64,
    finished_at: Option<i64>,
}

const COLUMNS: &str = "e.id, e.person, e.module, e.spec, e.name, e.job, e.blob, e.size, e.rows_done, e.created_at, \
     j.state, j.error, j.progress, j.finished_at";
const TABLES: &str = "export_run e JOIN job j ON j.id = e.job WHERE ";

impl Export {
    fn of(row: &Row) -> Result<Self, Problem> {
        let text = |column: usize| row.text(column).map(str::to_owned);
        let id = |column: usize| row.int(column).and_then(RecordId::new);
        let whole = |id: Option<RecordId>| id.ok_or_else(|| Problem::internal("an export without an id"));
        Ok(Self {
            id: whole(id(0))?,
            person: id(1),
            module: text(2).unwrap_or_default(),
            spec: text(3).and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default(),
            name: text(4).unwrap_or_default(),
            job: whole(id(5))?,
            blob: text(6),
            size: row.int(7).unwrap_or_default(),
            rows: row.int(8),
            created_at: row.int(9).unwrap_or_default(),
            state: row.text(10).and_then(JobState::from_key),
            error: text(11),
            progress: text(12),
            finished_at: row.int(13),
        })
    }

    /// Where it is: `waiting`, `running`, `done`, `failed`, `cancelled`.
    fn state(&self) -> &'static str {
        match self.state {
            None | Some(JobState::Queued) => "waiting",
            Some(JobState::Running) => "running",
            Some(JobState::Done) => "done",
            Some(JobState::Dead) => "failed",
            Some(JobState::Cancelled) => "cancelled",
        }
    }
}

/// Asks for an export: it is checked and logged now, and written by a job of kind `kind` with the caller's rights.
///
/// # Errors
/// 403 when the role may not export, 422 for a field or condition that a list would refuse.
pub fn create(work: &mut Work, asked: &Asked, kind: &'static str) -> Result<RecordId, Problem> {
    let module = work.module(&asked.module)?;
    let rights = work.who().rights(&module);
    if !rights.export || rights.read.is_empty() {
        return Err(Problem::forbidden());
    }
    query::check(work, &module.key, &asked.filter, &[], &asked.fields)?;
    let id = work.draw_id();
    let job = jobs::enqueue(work, &JobSpec::new(kind, json!({"export": id})))?;
    let (now, person) = (work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO export_run (id, person, module, spec, job, name, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, person, &*module.key, asked.spec.to_string(), job, asked.name.as_str(), now],
    ))?;
    access_log::note(work, "export", Some(&module.key), None, &json!({"export": id}))?;
    Ok(id)
}

/// An export; 404 when it is somebody else's.
pub fn find(work: &mut Work, id: RecordId) -> Result<Export, Problem> {
    let row = work.tx.one(sql(format!("SELECT {COLUMNS} FROM {TABLES}e.id = $1"), params![id]))?;
    let found = Export::of(&row.ok_or_else(Problem::not_found)?)?;
    if sees(work, found.person, &found.module) { Ok(found) } else { Err(Problem::not_found()) }
}

/// Says what was written.
pub fn finish(work: &mut Work, id: RecordId, received: &Received, rows: u64) -> Result<(), Problem> {
    if find(work, id)?.blob.is_some() {
        return Ok(());
    }
    files::keep_received(work, received)?;
    work.tx.execute(sql(
        "UPDATE export_run SET blob = $1, size = $2, rows_done = $3 WHERE id = $4",
        params![received.hash.as_str(), received.size as i64, rows as i64, id],
    ))?;
    Ok(())
}

/// The content, for whoever may still export the module; each time is logged.
///
/// # Errors
/// 404 when it is somebody else's, 403 when the role may no longer export, 409 `not_ready` when it is not written.
pub fn open(work: &mut Work, id: RecordId) -> Result<Download, Problem> {
    let found = find(work, id)?;
    if !work.who().rights(&*work.module(&found.module)?).export {
        return Err(Problem::forbidden());
    }
    let Some(hash) = found.blob else { return Err(Problem::new(Kind::Conflict, Code::NotReady)) };
    access_log::note(work, "download", Some(&found.module), None, &json!({"export": id}))?;
    let path = files::blob_path(work.engine.files_dir(), &hash).ok_or_else(Problem::not_found)?;
    let xlsx = found.spec["kind"] == "xlsx";
    let media_type =
        if xlsx { "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" } else { "text/csv" };
    Ok(Download {
        path,
        disposition: files::disposition(&found.name, false),
        name: found.name,
        media_type: media_type.into(),
        size: found.size as u64,
        hash,
    })
}

/// The caller's exports, newest first; everybody's for administrators who ask with `everyone`.
pub fn list(work: &mut Work, everyone: bool, paging: &Paging) -> Result<Json, Problem> {
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut params = params![before, Value::Int(size as i64 + 1)];
    let whose = page::whose(work, everyone, "e.person", &mut params)?;
    let text = format!("SELECT {COLUMNS} FROM {TABLES}e.id < $1{whose} ORDER BY e.id DESC LIMIT $2");
    let rows = work.tx.all(sql(text, params))?;
    let mut found = rows.iter().map(Export::of).collect::<Result<Vec<_>, _>>()?;
    let more = found.len() > size;
    found.truncate(size);
    let next = found.last().filter(|_| more).map(|export| page::cursor(&[export.id.get()]));
    found.retain(|export| sees(work, export.person, &export.module));
    Ok(page::answer(shown(work, &found)?, next))
}

/// One export; 404 when it is somebody else's.
pub fn get(work: &mut Work, id: RecordId) -> Result<Json, Problem> {
    let found = find(work, id)?;
    Ok(shown(work, &[found])?.pop().unwrap_or_default())
}

fn shown(work: &mut Work, found: &[Export]) -> Result<Vec<Json>, Problem> {
    let mut names = Names::default();
    for export in found {
        names.want_person(work, export.person.map(RecordId::get));
    }
    names.load(work)?;
    let parsed = |text: &Option<String>| text.as_deref().and_then(|text| serde_json::from_str::<Json>(text).ok());
    let one = |export: &Export| {
        let running = parsed(&export.progress).and_then(|progress| progress["done"].as_i64());
        json!({
            "id": export.id,
            "module": export.module,
            "state": export.state(),
            "spec": export.spec,
            "job": export.job,
            "rows": export.rows.or(running).unwrap_or_default(),
            "file": export.blob.as_ref().map(|_| json!({"name": export.name, "size": export.size})),
            "error": parsed(&export.error).map(|error| said(work, error)),
            "person": names.person(work, export.person.map(RecordId::get)),
            "created_at": timestamp(export.created_at),
            "finished_at": export.finished_at.map(timestamp),
        })
    };
    Ok(found.iter().map(one).collect())
}

/// Deletes at most `limit` exports whose job is gone; gives how many.
pub fn purge(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    let old = work.tx.all(sql(
        "SELECT e.id, e.blob FROM export_run e LEFT JOIN job j ON j.id = e.job WHERE j.id IS NULL ORDER BY e.id LIMIT $1",
        params![i64::from(limit)],
    ))?;
    for row in &old {
        work.tx.execute(sql("DELETE FROM export_run WHERE id = $1", params![row.int(0).and_then(RecordId::new)]))?;
        if let Some(hash) = row.text(1) {
            files::let_go(work, hash)?;
        }
    }
    Ok(old.len() as u64)
}
