//! The log of reads and exports that matter: a masked value shown, an export, a file downloaded, an administrator's view.

use heyi_db::{Cells as _, Row, Value, bind, params, sql};
use heyi_model::{Problem, RecordId};
use sea_query::{Expr, ExprTrait as _, Order, Query, SelectStatement};
use serde_json::{Value as Json, json};

use crate::history::timestamp;
use crate::look::Names;
use crate::page::{self, Paging};
use crate::work::Work;

/// Notes that the caller did `kind` (`reveal`, `export`, `download` …) with a module or a record. Only in a write: what is
/// logged is logged before it is shown.
pub fn note(
    work: &mut Work,
    kind: &str,
    module: Option<&str>,
    record: Option<RecordId>,
    detail: &Json,
) -> Result<(), Problem> {
    let id = work.draw_id();
    let (at, person) = (work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO access_log (id, at, person, kind, module, record, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, at, person, kind, module.map(str::to_owned), record, Value::Json(detail.to_string().into())],
    ))?;
    Ok(())
}

/// Which entries of the log are asked for; every one that is set must hold.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// About this record.
    pub record: Option<RecordId>,
    /// By this person.
    pub person: Option<RecordId>,
    /// Of this kind.
    pub kind: Option<String>,
    /// About this module.
    pub module: Option<String>,
    /// Made at this moment (UTC milliseconds) or later.
    pub since_ms: Option<i64>,
    /// Made before this moment.
    pub until_ms: Option<i64>,
}

impl Wanted {
    /// The entries before `before`. Ids sort by time, so that a span of time is a span of ids: no entry outside it is read.
    fn select(&self, before: i64, size: usize) -> SelectStatement {
        let until = self.until_ms.map_or(before, |ms| std::cmp::min(before, RecordId::floor_at(ms)));
        let mut select = Query::select();
        select.columns(["id", "at", "person", "kind", "module", "record", "detail"]).from("access_log");
        select.and_where(Expr::col("id").lt(bind(until)));
        if let Some(since) = self.since_ms {
            select.and_where(Expr::col("id").gte(bind(RecordId::floor_at(since))));
        }
        for (column, id) in [("record", self.record), ("person", self.person)] {
            if let Some(id) = id {
                select.and_where(Expr::col(column).eq(bind(id)));
            }
        }
        for (column, key) in [("kind", &self.kind), ("module", &self.module)] {
            if let Some(key) = key {
                select.and_where(Expr::col(column).eq(bind(key.as_str())));
            }
        }
        select.order_by("id", Order::Desc).limit(size as u64);
        select
    }
}

/// The log, newest first. Administrators only.
pub fn list(work: &mut Work, wanted: &Wanted, paging: &Paging) -> Result<Json, Problem> {
    work.administrators_only()?;
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut rows = work.tx.all(wanted.select(before, size + 1))?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).and_then(|row| row.int(0)).map(|id| page::cursor(&[id]));
    let mut names = Names::default();
    for row in &rows {
        names.want_person(work, row.int(2));
    }
    names.load(work)?;
    let entry = |row: &Row| {
        json!({
            "id": row.int(0).unwrap_or_default().to_string(),
            "at": timestamp(row.int(1).unwrap_or_default()),
            "person": names.person(work, row.int(2)),
            "kind": row.text(3),
            "module": row.text(4),
            "record": row.int(5).map(|id| id.to_string()),
            "detail": row.text(6).and_then(|t| serde_json::from_str::<Json>(t).ok()),
        })
    };
    Ok(page::answer(rows.iter().map(entry).collect(), next))
}
