//! The row of an import.

use std::path::PathBuf;

use heyi_db::{Cells as _, Row, params, sql};
use heyi_model::{Problem, RecordId};

use crate::jobs::JobState;
use crate::work::Work;
use crate::{Who, files};

/// What became of the rows so far. `rows = created + updated + skipped + failed`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Rows that were dealt with.
    pub rows: u64,
    /// Records made.
    pub created: u64,
    /// Records changed.
    pub updated: u64,
    /// Rows that say nothing, or that name no record to change.
    pub skipped: u64,
    /// Rows that were refused.
    pub failed: u64,
    /// Notes, those beyond [`super::KEPT_NOTES`] included.
    pub notes: u64,
    /// Records of other modules that were made because a link named them.
    pub targets: u64,
}

/// What is known of an import before it runs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// What it is told, as JSON.
    pub spec: String,
    /// What the file was found to be, as JSON.
    pub looked: String,
    /// Rows of the table.
    pub rows: u64,
}

/// An import.
#[derive(Debug, Clone)]
pub struct Import {
    /// Its id.
    pub id: RecordId,
    /// Who made it; nobody for a command.
    pub person: Option<RecordId>,
    /// The module.
    pub module: String,
    /// Where the content of the file lies.
    pub path: PathBuf,
    /// What the file is called.
    pub name: String,
    /// Its size in bytes.
    pub size: i64,
    /// What it was told and what the file was found to be.
    pub proposed: Proposed,
    /// Does the job only check?
    pub dry_run: bool,
    /// The job that runs it, or ran it.
    pub job: Option<RecordId>,
    /// Where that job is.
    pub state: Option<JobState>,
    /// What became of the rows.
    pub figures: Figures,
    pub(super) created_at: i64,
    pub(super) error: Option<String>,
    pub(super) started_at: Option<i64>,
    pub(super) finished_at: Option<i64>,
    pub(super) is_cancelling: bool,
}

pub(super) const COLUMNS: &str = "i.id, i.person, i.module, i.blob, i.name, i.size, i.spec, i.looked, i.dry_run, i.job, \
     i.rows_total, i.rows_done, i.rows_created, i.rows_updated, i.rows_skipped, i.rows_failed, i.notes, i.targets, \
     i.created_at, j.state, j.error, j.started_at, j.finished_at, j.cancel_at";
/// An import whose job is gone is as good as gone itself.
pub(super) const TABLES: &str =
    "import_run i LEFT JOIN job j ON j.id = i.job WHERE (i.job IS NULL OR j.id IS NOT NULL)";

impl Import {
    pub(super) fn of(work: &Work, row: &Row) -> Result<Self, Problem> {
        let text = |column: usize| row.text(column).unwrap_or_default().to_owned();
        let count = |column: usize| row.int(column).and_then(|n| u64::try_from(n).ok()).unwrap_or_default();
        let id = |column: usize| row.int(column).and_then(RecordId::new);
        let path = files::blob_path(work.engine.files_dir(), row.text(3).unwrap_or_default());
        Ok(Self {
            id: id(0).ok_or_else(|| Problem::internal("an import without an id"))?,
            person: id(1),
            module: text(2),
            path: path.ok_or_else(|| Problem::internal("an import without content"))?,
            name: text(4),
            size: row.int(5).unwrap_or_default(),
            proposed: Proposed { spec: text(6), looked: text(7), rows: count(10) },
            dry_run: row.bool(8).unwrap_or_default(),
            job: id(9),
            state: row.text(19).and_then(JobState::from_key),
            figures: Figures {
                rows: count(11),
                created: count(12),
                updated: count(13),
                skipped: count(14),
                failed: count(15),
                notes: count(16),
                targets: count(17),
            },
            created_at: row.int(18).unwrap_or_default(),
            error: row.text(20).map(str::to_owned),
            started_at: row.int(21),
            finished_at: row.int(22),
            is_cancelling: row.int(23).is_some(),
        })
    }

    /// Did the caller make it?
    pub(super) fn is_mine(&self, who: &Who) -> bool {
        self.person == who.person()
    }

    /// Is a job at it, or about to be?
    pub fn is_under_way(&self) -> bool {
        matches!(self.state, Some(JobState::Queued | JobState::Running))
    }

    /// May it still be told something else? Until the run that writes has begun.
    pub fn is_open(&self) -> bool {
        self.job.is_none() || (self.dry_run && !self.is_under_way())
    }
}

/// Does the caller see what `person` made of `module`? A person sees one's own, with a key that reaches the module;
/// administrators see all.
pub(crate) fn sees(work: &Work, person: Option<RecordId>, module: &str) -> bool {
    let rights = work.snapshot().find(module).map(|module| work.who().rights(module));
    let reaches = rights.is_some_and(|rights| rights.import || !rights.read.is_empty());
    work.who().is_admin() || (person.is_some() && person == work.person() && reaches)
}

/// Keeps a proposal for the file that the caller sent.
///
/// # Errors
/// 403 when the caller may not import into the module, 404 for a module that is not there, 422 `unknown_file`.
pub fn create(work: &mut Work, module: &str, file: RecordId, proposed: &Proposed) -> Result<RecordId, Problem> {
    let module = work.module(module)?;
    if !work.who().rights(&module).import {
        return Err(Problem::forbidden());
    }
    let kept = files::keep(work, file)?;
    let (id, now, person) = (work.draw_id(), work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO import_run (id, person, module, blob, name, size, spec, looked, dry_run, rows_total, rows_done, \
         rows_created, rows_updated, rows_skipped, rows_failed, notes, targets, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 0, 0, 0, 0, 0, 0, 0, $11)",
        params![
            id,
            person,
            &*module.key,
            kept.hash,
            kept.name,
            kept.size,
            proposed.spec.as_str(),
            proposed.looked.as_str(),
            false,
            proposed.rows as i64,
            now
        ],
    ))?;
    Ok(id)
}

/// An import; 404 when it is somebody else's.
pub fn find(work: &mut Work, id: RecordId) -> Result<Import, Problem> {
    let row = work.tx.one(sql(format!("SELECT {COLUMNS} FROM {TABLES} AND i.id = $1"), params![id]))?;
    let found = Import::of(work, &row.ok_or_else(Problem::not_found)?)?;
    if sees(work, found.person, &found.module) { Ok(found) } else { Err(Problem::not_found()) }
}

/// Tells an import something else.
///
/// # Errors
/// 403 for whoever did not make it, 409 `import_begun` when it is running or has run.
pub fn set(work: &mut Work, id: RecordId, proposed: &Proposed) -> Result<(), Problem> {
    let found = find(work, id)?;
    super::start::require_open(work, &found)?;
    work.tx.execute(sql(
        "UPDATE import_run SET spec = $1, looked = $2, rows_total = $3 WHERE id = $4",
        params![proposed.spec.as_str(), proposed.looked.as_str(), proposed.rows as i64, id],
    ))?;
    Ok(())
}
