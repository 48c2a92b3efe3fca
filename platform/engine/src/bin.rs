//! The recycle bin: what was deleted, and deleting it for good.

use std::sync::Arc;

use heyi_db::{Cells as _, Row, Value, bind, params, sql};
use heyi_model::{Module, Problem, RecordId};
use sea_query::{Cond, Expr, ExprTrait as _, Order, Query};
use serde_json::{Value as Json, json};

use crate::access::{Action, Reach, visible};
use crate::history::{self, Entry, HistoryKind, timestamp};
use crate::look::{self, Names};
use crate::page::{self, Paging};
use crate::work::Work;
use crate::{events, files, timeline};

/// A record stays in the bin this long before upkeep deletes it for good, in milliseconds: 30 days.
pub const KEPT_MS: i64 = 30 * 86_400_000;

/// What lies in the bin and the caller could delete, of one module or of all, the last one first.
pub fn list(work: &mut Work, module: Option<&str>, paging: &Paging) -> Result<Json, Problem> {
    let modules: Vec<Arc<Module>> = match module {
        None => work.snapshot().modules().cloned().collect(),
        Some(key) => {
            let module = work.module(key)?;
            if !has_bin(work, &module) {
                return Err(Problem::forbidden());
            }
            vec![module]
        }
    };
    let (size, before) = (paging.size()?, paging.before::<2>()?);
    let mut found: Vec<([i64; 2], usize, Row)> = Vec::new();
    for (m, module) in modules.iter().enumerate() {
        if !has_bin(work, module) {
            continue;
        }
        for row in work.tx.all(deleted(work, module, before, size as u64 + 1))? {
            found.push(([row.int(1).unwrap_or_default(), row.int(0).unwrap_or_default()], m, row));
        }
    }
    found.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let more = found.len() > size;
    found.truncate(size);
    let next = found.last().filter(|_| more).map(|(at, ..)| page::cursor(at));
    let mut names = Names::default();
    for (_, _, row) in &found {
        names.want_person(work, row.int(2));
    }
    names.load(work)?;
    let entry = |([at, id], m, row): &([i64; 2], usize, Row)| {
        let module = &modules[*m];
        let field = module.name_field();
        let name = look::shown(work, module, field, row, 4, &names).map(|shown| shown.value);
        json!({
            "id": id.to_string(),
            "module": &*module.key,
            "name": name,
            "version": row.int(3),
            "deleted_at": timestamp(*at),
            "deleted_by": names.person(work, row.int(2)),
        })
    };
    Ok(page::answer(found.iter().map(entry).collect(), next))
}

/// Rows of the bin that the caller reaches with deleting: id, when, who, version, cells of the name.
fn deleted(work: &Work, module: &Module, [at, id]: [i64; 2], limit: u64) -> sea_query::SelectStatement {
    let column = |name: &str| ("r", name.to_owned());
    let mut select = Query::select();
    select
        .columns(["id", "deleted_at", "deleted_by", "version"].map(column))
        .columns(module.name_field().columns.iter().map(|name| column(name)))
        .from_as(module.key.to_string(), "r")
        .and_where(Expr::col(("r", "deleted_at")).is_not_null())
        .and_where(Expr::col(("r", "deleted_at")).lte(bind(at)))
        .cond_where(
            Cond::any().add(Expr::col(("r", "deleted_at")).lt(bind(at))).add(Expr::col(("r", "id")).lt(bind(id))),
        )
        .order_by(("r", "deleted_at"), Order::Desc)
        .order_by(("r", "id"), Order::Desc)
        .limit(limit);
    select.cond_where(deletable(work, module, "r"));
    select
}

/// Do the caller's roles read the module's records and delete some?
fn has_bin(work: &Work, module: &Module) -> bool {
    [Action::Read, Action::Delete].into_iter().all(|action| work.reach(module, action) != Reach::Nothing)
}

/// The condition that a row `alias` of the bin is one that the caller could have put there: seen, and reached with deleting.
pub(crate) fn deletable(work: &Work, module: &Module, alias: &str) -> Cond {
    let reached = |action| visible(&module.key, alias, &work.reach(module, action), work.now_ms());
    [Action::Read, Action::Delete].into_iter().filter_map(reached).fold(Cond::all(), Cond::add)
}

/// Deletes records in the bin for good, with everything that hangs on them; history keeps that they were. Gives how many
/// were in the bin. Administrators only.
pub fn purge(work: &mut Work, module: &str, ids: &[RecordId]) -> Result<u64, Problem> {
    work.administrators_only()?;
    purge_any(work, module, ids)
}

/// The same, for upkeep that takes away what nobody asked to keep.
pub(crate) fn purge_any(work: &mut Work, module: &str, ids: &[RecordId]) -> Result<u64, Problem> {
    let module = work.module(module)?;
    let mut purged = Vec::new();
    for chunk in ids.chunks(500) {
        let mut select = Query::select();
        select
            .columns(["id", "version"])
            .from(module.key.to_string())
            .and_where(Expr::col("deleted_at").is_not_null())
            .and_where(Expr::col("id").is_in(chunk.iter().map(|id| id.get())));
        purged.extend(work.tx.all(select)?.iter().filter_map(|row| row.int(0).zip(row.int(1))));
    }
    forget(work, &module, &purged)?;
    Ok(purged.len() as u64)
}

/// Deletes for good what has been in the bin for more than [`KEPT_MS`], at most `limit` records of one module; gives how
/// many. Upkeep calls it until nothing is left.
pub fn expire(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    work.administrators_only()?;
    let before = work.now_ms() - KEPT_MS;
    let modules: Vec<Arc<Module>> = work.snapshot().all_modules().cloned().collect();
    for module in modules {
        let text = format!(
            "SELECT id, version FROM \"{}\" WHERE deleted_at IS NOT NULL AND deleted_at < $1 ORDER BY deleted_at, id LIMIT $2",
            module.key
        );
        let rows = work.tx.all(sql(text, params![before, i64::from(limit)]))?;
        let old: Vec<(i64, i64)> = rows.iter().filter_map(|row| row.int(0).zip(row.int(1))).collect();
        if !old.is_empty() {
            forget(work, &module, &old)?;
            return Ok(old.len() as u64);
        }
    }
    Ok(0)
}

/// Tables with rows that hang on a record by module and record.
const HANGING: [&str; 5] = ["record_option", "record_tag", "record_comment", "record_grant", "field_period"];

fn forget(work: &mut Work, module: &Module, records: &[(i64, i64)]) -> Result<(), Problem> {
    if records.is_empty() {
        return Ok(());
    }
    let ids: Vec<RecordId> = records.iter().filter_map(|(id, _)| RecordId::new(*id)).collect();
    for id in &ids {
        for table in HANGING {
            let text = format!("DELETE FROM {table} WHERE record = $1 AND module = $2");
            work.tx.execute(sql(text, params![*id, &*module.key]))?;
        }
        timeline::forget(work, id.get())?;
        files::release_record(work, module, *id)?;
        let text = format!("DELETE FROM \"{}\" WHERE id = $1", module.key);
        work.tx.execute(sql(text, vec![Value::from(*id)]))?;
    }
    work.tx.search_delete(&module.key, &ids)?;
    let entries: Vec<Entry> = records
        .iter()
        .map(|(record, version)| Entry {
            module: &module.key,
            record: *record,
            version: *version,
            kind: HistoryKind::Purge,
            changes: Vec::new(),
        })
        .collect();
    history::append(work, &entries)?;
    events::emit(work, module, "purged", records)
}
