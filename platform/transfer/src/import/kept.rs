//! The tally of a run in the database: written in the transaction of each set, so that whoever takes the job over goes
//! on after the last set that was written, without losing or repeating a row.

use heyi_db::Ctx;
use heyi_engine::imports::{self, Entry, EntryKind, Figures};
use heyi_engine::jobs::JobCx;
use heyi_engine::{Engine, Work};
use heyi_model::{Problem, RecordId};
use serde_json::json;

use super::keep::{Keeper, Later, Noted, SetTally};
use super::report::Progress;

/// Keeps the tally of a job.
pub(crate) struct Kept {
    pub engine: Engine,
    pub cx: JobCx,
    pub module: String,
    /// What an earlier try has written.
    pub so_far: Progress,
}

impl Keeper for Kept {
    fn so_far(&self) -> Progress {
        self.so_far
    }

    fn begin(&self, _: &[String]) -> Result<(), Problem> {
        Ok(())
    }

    fn hold(&self, work: &mut Work) -> Result<(), Problem> {
        self.cx.hold(work)?;
        let module = work.module(&self.module)?;
        if work.who().rights(&module).import { Ok(()) } else { Err(Problem::forbidden()) }
    }

    fn keep(&self, work: &mut Work, tally: &SetTally) -> Result<(), Problem> {
        let set = &tally.progress;
        let figures = Figures {
            rows: set.rows,
            created: set.created,
            updated: set.updated,
            skipped: set.skipped,
            failed: set.failed,
            notes: tally.notes.len() as u64,
            targets: tally.targets_created,
        };
        imports::tally(work, self.cx.id, tally.at, &figures, &entries(tally), &unknown(tally))?;
        imports::settle(work, self.cx.id, &tally.settled)
    }

    fn kept(&self, _: SetTally) -> Result<bool, Problem> {
        // Whoever cancels it is heard by the next `hold`.
        Ok(true)
    }

    fn waiting(&self, most: usize) -> Result<Vec<Later>, Problem> {
        let job = self.cx.id;
        let entries = self.engine.read_blocking(self.cx.who.clone(), Ctx::slow(), move |work| {
            imports::entries(work, job, EntryKind::Later, None, most as u32)
        })?;
        entries.into_iter().map(later).collect()
    }
}

/// Values that were refused because their field does not know them, each with its field.
fn unknown(tally: &SetTally) -> Vec<(String, String)> {
    tally.failed.iter().flat_map(|row| row.reason.unknown_values()).collect()
}

fn entries(tally: &SetTally) -> Vec<Entry> {
    let mut entries = Vec::new();
    for row in &tally.failed {
        let (place, line, detail) = (row.place, row.line, row.reason.to_json());
        entries.push(Entry { kind: EntryKind::Failed, place, part: 0, line, detail });
    }
    for Noted { place, part, note } in &tally.notes {
        let detail = json!({"kind": note.kind, "field": note.field, "value": note.value});
        entries.push(Entry { kind: EntryKind::Note, place: *place, part: *part, line: note.line, detail });
    }
    for later in &tally.later {
        let detail = json!({"record": later.record, "text": later.text});
        let (place, part, line) = (later.place, later.column, later.line);
        entries.push(Entry { kind: EntryKind::Later, place, part, line, detail });
    }
    entries
}

fn later(entry: Entry) -> Result<Later, Problem> {
    let record = entry.detail["record"].as_str().and_then(|id| id.parse::<RecordId>().ok());
    let record = record.ok_or_else(|| Problem::internal("a link that waits for no record"))?;
    let text = entry.detail["text"].as_str().unwrap_or_default().to_owned();
    Ok(Later { place: entry.place, line: entry.line, record, column: entry.part, text })
}
