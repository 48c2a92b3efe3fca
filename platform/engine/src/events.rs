//! Events: one row per set that was written, in commit order, for whoever wants to know what changed.

use heyi_db::{Cells as _, Sql, Tx, Value, params, sql};
use heyi_model::{Module, Problem};
use serde_json::Value as Json;

use crate::work::Work;

/// Events are kept at least this long, in milliseconds: 24 hours.
pub const KEPT_MS: i64 = 24 * 3_600_000;

/// What became of a set of records of one module.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// Its place in the commit order, from 1 without gaps.
    pub seq: i64,
    /// When, UTC milliseconds.
    pub at: i64,
    /// The module.
    pub module: Box<str>,
    /// `create`, `update`, `delete`, `restore` …
    pub kind: Box<str>,
    /// Who did it; `None` for the system.
    pub person: Option<i64>,
    /// The records with their versions.
    pub records: Vec<(i64, i64)>,
}

/// Tells that records (id, version) of `module` were written; nothing when there are none.
pub fn emit(work: &mut Work, module: &Module, kind: &str, records: &[(i64, i64)]) -> Result<(), Problem> {
    if records.is_empty() {
        return Ok(());
    }
    let seq = work.tx.sequence("event", 1)?;
    let list = Json::from(records.iter().map(|(id, version)| Json::from(vec![*id, *version])).collect::<Vec<_>>());
    work.tx.execute(sql(
        "INSERT INTO event (seq, at, module, kind, person, records) VALUES ($1, $2, $3, $4, $5, $6)",
        params![seq, work.now_ms(), &*module.key, kind, work.person(), Value::Json(list.to_string().into())],
    ))?;
    Ok(())
}

/// The events after `seq`, oldest first. For the node's own tail, which tells nobody more than they may see.
pub fn since(tx: &mut Tx, seq: i64, limit: u32) -> Result<Vec<Event>, Problem> {
    let q: Sql = sql(
        "SELECT seq, at, module, kind, person, records FROM event WHERE seq > $1 ORDER BY seq LIMIT $2",
        params![seq, i64::from(limit)],
    );
    let event = |row: &heyi_db::Row| Event {
        seq: row.int(0).unwrap_or_default(),
        at: row.int(1).unwrap_or_default(),
        module: row.text(2).unwrap_or_default().into(),
        kind: row.text(3).unwrap_or_default().into(),
        person: row.int(4),
        records: row.text(5).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default(),
    };
    Ok(tx.all(q)?.iter().map(event).collect())
}

/// [`since`] for work without a person: jobs and tests.
pub fn read_since(work: &mut Work, seq: i64, limit: u32) -> Result<Vec<Event>, Problem> {
    work.administrators_only()?;
    since(work.tx, seq, limit)
}

/// The `seq` of the newest event that is there; 0 when there is none. A reader that knows an older one than
/// [`oldest`] has missed some.
pub fn newest(tx: &mut Tx) -> Result<i64, Problem> {
    Ok(tx.one("SELECT MAX(seq) FROM event")?.and_then(|row| row.int(0)).unwrap_or(0))
}

/// The `seq` of the oldest event that is still kept.
pub fn oldest(tx: &mut Tx) -> Result<Option<i64>, Problem> {
    Ok(tx.one("SELECT MIN(seq) FROM event")?.and_then(|row| row.int(0)))
}

/// Deletes at most `limit` events that are older than [`KEPT_MS`]; gives how many.
pub fn purge(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    let before = work.now_ms() - KEPT_MS;
    Ok(work.tx.execute(sql(
        "DELETE FROM event WHERE seq IN (SELECT seq FROM event WHERE at < $1 ORDER BY seq LIMIT $2)",
        params![before, i64::from(limit)],
    ))?)
}
