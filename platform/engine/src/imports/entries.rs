//! What is told of single rows of a run. Entries are written in the transaction of the set that they are about, so that a
//! run that is interrupted goes on without losing or repeating one.

use heyi_db::{Cells as _, ColumnKind, Row, Value, params, sql};
use heyi_model::{Code, Kind, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::row::Figures;
use crate::work::Work;

/// Notes that are kept of a run; the rest is counted.
pub const KEPT_NOTES: u64 = 1_000;

/// What an entry is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// The row was refused.
    Failed,
    /// Something of the row that a person should look at.
    Note,
    /// A link of the row's record that is settled after the last row.
    Later,
}

impl EntryKind {
    fn key(self) -> &'static str {
        match self {
            Self::Failed => "failed",
            Self::Note => "note",
            Self::Later => "later",
        }
    }
}

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// What it is.
    pub kind: EntryKind,
    /// The row: how many were read before it.
    pub place: u64,
    /// Tells several entries of one row and kind apart.
    pub part: u32,
    /// Line of the file.
    pub line: u64,
    /// What it says.
    pub detail: Json,
}

/// Adds the figures and entries of a set to those of the run of `job`. A set whose rows begin at `at` is refused (409) when
/// the one before it was not written: sets are underway several at a time, and none may leave a gap.
///
/// `unknown` are values of the set that their fields did not know, each with its field.
pub fn tally(
    work: &mut Work,
    job: RecordId,
    at: Option<u64>,
    set: &Figures,
    entries: &[Entry],
    unknown: &[(String, String)],
) -> Result<(), Problem> {
    let before =
        work.tx.one(sql("SELECT notes, rows_done, rows_total FROM import_run WHERE job = $1", params![job]))?;
    let before = before.ok_or_else(Problem::not_found)?;
    let count = |column: usize| before.int(column).unwrap_or_default() as u64;
    if at.is_some_and(|at| at != count(1)) {
        return Err(Problem::new(Kind::Conflict, Code::Conflict));
    }
    let room = KEPT_NOTES.saturating_sub(count(0)) as usize;
    let progress = json!({"done": count(1) + set.rows, "total": count(2)});
    work.tx.execute(sql(
        "UPDATE job SET progress = $1 WHERE id = $2",
        params![Value::Json(progress.to_string().into()), job],
    ))?;
    let (notes, others): (Vec<&Entry>, Vec<&Entry>) = entries.iter().partition(|e| e.kind == EntryKind::Note);
    let row = |entry: &Entry| {
        let detail = Value::from(entry.detail.to_string());
        let kind = Value::from(entry.kind.key());
        [
            job.into(),
            kind,
            Value::Int(entry.place as i64),
            Value::Int(entry.part.into()),
            Value::Int(entry.line as i64),
            detail,
        ]
    };
    let rows: Vec<[Value; 6]> = others.into_iter().chain(notes.into_iter().take(room)).map(row).collect();
    let columns = ["job", "kind", "place", "part", "line", "detail"];
    let (int, text) = (ColumnKind::Int, ColumnKind::Text);
    work.tx.insert_many("import_entry", &columns, &[int, text, int, int, int, text], &rows)?;
    let n = |n: u64| n as i64;
    work.tx.execute(sql(
        "UPDATE import_run SET rows_done = rows_done + $1, rows_created = rows_created + $2, rows_updated = rows_updated + $3, \
         rows_skipped = rows_skipped + $4, rows_failed = rows_failed + $5, notes = notes + $6, targets = targets + $7 \
         WHERE job = $8",
        params![n(set.rows), n(set.created), n(set.updated), n(set.skipped), n(set.failed), n(set.notes), n(set.targets), job],
    ))?;
    super::unknown::add(work, job, unknown)
}

/// At most `limit` entries of a kind, in the order of the file, after the row at `after` (and its part).
pub fn entries(
    work: &mut Work,
    job: RecordId,
    kind: EntryKind,
    after: Option<(u64, u32)>,
    limit: u32,
) -> Result<Vec<Entry>, Problem> {
    let (place, part) = after.map_or((-1, -1), |(place, part)| (place as i64, i64::from(part)));
    let rows = work.tx.all(sql(
        "SELECT place, part, line, detail FROM import_entry WHERE job = $1 AND kind = $2 \
         AND (place > $3 OR (place = $4 AND part > $5)) ORDER BY place, part LIMIT $6",
        params![job, kind.key(), place, place, part, i64::from(limit)],
    ))?;
    let entry = |row: &Row| {
        let number = |column: usize| row.int(column).and_then(|n| u64::try_from(n).ok()).unwrap_or_default();
        Entry {
            kind,
            place: number(0),
            part: number(1) as u32,
            line: number(2),
            detail: row.text(3).and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default(),
        }
    };
    Ok(rows.iter().map(entry).collect())
}

/// Takes the links at these places (and parts) out of what waits for the end of the file.
pub fn settle(work: &mut Work, job: RecordId, places: &[(u64, u32)]) -> Result<(), Problem> {
    for (place, part) in places {
        work.tx.execute(sql(
            "DELETE FROM import_entry WHERE job = $1 AND kind = $2 AND place = $3 AND part = $4",
            params![job, EntryKind::Later.key(), *place as i64, i64::from(*part)],
        ))?;
    }
    Ok(())
}
