//! Upkeep of imports.

use heyi_db::{Cells as _, Row, params, sql};
use heyi_model::{Problem, RecordId};

use crate::files;
use crate::work::Work;

/// A proposal that nobody runs is kept this long, milliseconds: a day.
const PROPOSAL_KEPT_MS: i64 = 24 * 3_600_000;

/// Deletes at most `limit` imports and entries whose job is gone, and proposals that nobody ran; gives how many.
pub fn purge(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    let limit = i64::from(limit);
    let before = work.now_ms() - PROPOSAL_KEPT_MS;
    let old = work.tx.all(sql(
        "SELECT i.id, i.blob FROM import_run i LEFT JOIN job j ON j.id = i.job \
         WHERE (i.job IS NULL AND i.created_at < $1) OR (i.job IS NOT NULL AND j.id IS NULL) ORDER BY i.id LIMIT $2",
        params![before, limit],
    ))?;
    for row in &old {
        let id = row.int(0).and_then(RecordId::new);
        work.tx.execute(sql("DELETE FROM import_run WHERE id = $1", params![id]))?;
        files::let_go(work, row.text(1).unwrap_or_default())?;
    }
    let entries = work.tx.all(sql(
        "SELECT e.job, e.kind, e.place, e.part FROM import_entry e LEFT JOIN import_run i ON i.job = e.job \
         WHERE i.id IS NULL LIMIT $1",
        params![limit],
    ))?;
    let count = (old.len() + entries.len()) as u64 + super::unknown::purge(work)?;
    for entry in entries.into_iter().map(Row::into_values) {
        work.tx.execute(sql(
            "DELETE FROM import_entry WHERE job = $1 AND kind = $2 AND place = $3 AND part = $4",
            entry,
        ))?;
    }
    Ok(count)
}
