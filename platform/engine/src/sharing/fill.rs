//! Filling the grants of a new criteria rule.

use heyi_db::{Cells as _, Ctx, Value, bind, params, sql};
use heyi_model::{Code, Problem, RecordId};
use sea_query::{Expr, ExprTrait, Order, Query};
use serde_json::{Value as Json, json};

use super::CriteriaShare;
use super::regrant::{grant, take_back, test_of};
use crate::jobs::{JobKind, RunAs};
use crate::{Engine, System, Work};

/// The job that fills a rule; its payload is `{"rule": "<id>"}`. Whoever makes a rule asks for it, the system does it.
pub const JOB: JobKind = JobKind {
    key: "sharing.fill",
    run_as: RunAs::System,
    every_ms: None,
    run: |engine, cx| {
        let rule = cx.payload.get("rule").and_then(Json::as_str).and_then(|id| id.parse().ok());
        let rule = rule.ok_or_else(|| Problem::field("rule", Code::NotId))?;
        let granted = fill_telling(engine, rule, |granted| cx.progress(engine, granted, None))?;
        Ok(json!({"granted": granted}))
    },
};

/// Records per transaction, so that people who write wait a few milliseconds only.
const CHUNK: u64 = 1_000;

/// Grants the existing records that a criteria rule means, in transactions of 1,000 records, and makes the rule `active`;
/// how many records were granted. Blocks. It may be run again at any time and from the start. A rule that is deleted or
/// changed while it runs ends it; the change asks for a fill of its own.
///
/// Records in the recycle bin are granted too: taking one out is not a change that [`super::regrant()`] would notice.
pub fn fill(engine: &Engine, rule: RecordId) -> Result<u64, Problem> {
    fill_telling(engine, rule, |_| Ok(()))
}

/// Tells after each transaction how many records were granted so far; `tell` may break it off.
fn fill_telling(
    engine: &Engine,
    rule: RecordId,
    mut tell: impl FnMut(u64) -> Result<(), Problem>,
) -> Result<u64, Problem> {
    let (mut after, mut count, mut asked) = (0, 0, None);
    loop {
        let before = asked.clone();
        let done = engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
            chunk(work, rule, before.as_ref(), after)
        })?;
        match done {
            Chunk::Last { granted } => return Ok(count + granted),
            Chunk::More { granted, last, rule } => {
                (after, count, asked) = (last, count + granted, Some(rule));
                tell(count)?;
            }
        }
    }
}

enum Chunk {
    /// There is more after the record `last`.
    More { granted: u64, last: i64, rule: CriteriaShare },
    /// That was the last one, or there is nothing to do any more.
    Last { granted: u64 },
}

fn chunk(work: &mut Work, rule: RecordId, before: Option<&CriteriaShare>, after: i64) -> Result<Chunk, Problem> {
    let snapshot = work.snapshot.clone();
    let Some(share) = snapshot.all_criteria_shares().find(|share| share.id == rule.get()) else {
        return Ok(Chunk::Last { granted: 0 });
    };
    if before.is_some_and(|before| before != share) {
        return Ok(Chunk::Last { granted: 0 });
    }
    let found = snapshot.find(&share.module).and_then(|m| test_of(share, m, &snapshot.parse).map(|test| (m, test)));
    let Some((module, test)) = found else { return Ok(Chunk::Last { granted: 0 }) };
    let cells: Vec<usize> = test.cells().into_iter().collect();
    let mut select = Query::select();
    select.column("id").from(module.key.to_string()).and_where(Expr::col("id").gt(bind(after)));
    select.columns(cells.iter().map(|cell| module.columns()[*cell].0.to_string()));
    select.order_by("id", Order::Asc).limit(CHUNK);
    let rows = work.tx.all(&select)?;
    let mut seen = Vec::with_capacity(rows.len());
    let mut granted = Vec::new();
    let mut record = vec![Value::Null; module.width()];
    for row in rows {
        let id = row.int(0).unwrap_or_default();
        for (cell, value) in cells.iter().zip(row.into_values().into_iter().skip(1)) {
            record[*cell] = value;
        }
        seen.push(id);
        if test.holds(&record) {
            granted.push((share, id));
        }
    }
    take_back(work, share.id, &seen)?;
    grant(work, &granted)?;
    let count = granted.len() as u64;
    match seen.last() {
        Some(last) if seen.len() as u64 == CHUNK => {
            Ok(Chunk::More { granted: count, last: *last, rule: share.clone() })
        }
        _ => {
            work.tx.execute(sql("UPDATE sharing_rule SET state = 'active' WHERE id = $1", params![rule]))?;
            Ok(Chunk::Last { granted: count })
        }
    }
}
