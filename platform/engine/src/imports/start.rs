//! Running an import, and stopping it.

use heyi_db::{params, sql};
use heyi_model::{Code, Kind, Problem, RecordId};
use serde_json::json;

use super::row::{Import, find};
use crate::jobs::{self, Class, JobSpec, JobState};
use crate::work::Work;

pub(super) fn require_open(work: &Work, import: &Import) -> Result<(), Problem> {
    if !import.is_mine(work.who()) {
        return Err(Problem::forbidden());
    }
    if import.is_open() { Ok(()) } else { Err(Problem::new(Kind::Conflict, Code::ImportBegun)) }
}

/// Asks for the job of kind `kind` that runs the import with the rights of the caller, who made it. A dry run checks and
/// writes nothing. A run that was cancelled or failed goes on after the last set that it wrote.
///
/// # Errors
/// 403 for whoever did not make it or may no longer import, 409 `import_begun` when it is running or has run.
pub fn start(work: &mut Work, id: RecordId, dry_run: bool, kind: &'static str) -> Result<RecordId, Problem> {
    let found = find(work, id)?;
    if !work.who().rights(&*work.module(&found.module)?).import {
        return Err(Problem::forbidden());
    }
    let goes_on = !found.dry_run && !dry_run && matches!(found.state, Some(JobState::Dead | JobState::Cancelled));
    if let (true, true, Some(job)) = (goes_on, found.is_mine(work.who()), found.job) {
        jobs::retry(work, job)?;
        return Ok(job);
    }
    require_open(work, &found)?;
    let class = if dry_run { Class::Normal } else { Class::Bulk };
    let job = jobs::enqueue(work, &JobSpec { class, ..JobSpec::new(kind, json!({"import": id})) })?;
    work.tx.execute(sql(
        "UPDATE import_run SET job = $1, dry_run = $2, rows_done = 0, rows_created = 0, rows_updated = 0, \
         rows_skipped = 0, rows_failed = 0, notes = 0, targets = 0 WHERE id = $3",
        params![job, dry_run, id],
    ))?;
    Ok(job)
}

/// Stops an import: at once when it waits, after the set that is being written when it runs. What was written stays.
/// Nothing happens to one that does not run.
pub fn cancel(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    match find(work, id)?.job {
        Some(job) => jobs::cancel(work, job),
        None => Ok(()),
    }
}
