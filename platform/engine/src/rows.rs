//! Records as they are stored, all cells and without rights. Only the pipeline and facts come here; whatever a person sees
//! goes through [`crate::query`].

use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::one_of_ids;
use heyi_model::field::ColumnKind;
use heyi_model::{Cells, Module, Problem, Value};
use sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement};

use crate::Work;
use crate::record::Record;

/// Ids in one statement.
const CHUNK: usize = 500;

/// The records with these ids that are outside the recycle bin, in no particular order.
pub(crate) fn load(work: &mut Work, module: &Arc<Module>, ids: &[i64]) -> Result<Vec<Record>, Problem> {
    by_ids(work, module, ids, &Cond::all().add(Expr::col("deleted_at").is_null()))
}

/// The records with these ids that are in the recycle bin.
pub(crate) fn load_from_bin(work: &mut Work, module: &Arc<Module>, ids: &[i64]) -> Result<Vec<Record>, Problem> {
    by_ids(work, module, ids, &Cond::all().add(Expr::col("deleted_at").is_not_null()))
}

/// All records of a small module, at most `limit`, in the order of their ids.
pub(crate) fn load_all(work: &mut Work, module: &Arc<Module>, limit: u32) -> Result<Vec<Record>, Problem> {
    let mut select = all_columns(module);
    select.and_where(Expr::col("deleted_at").is_null()).order_by("id", sea_query::Order::Asc).limit(u64::from(limit));
    fetch(work, module, &select)
}

fn by_ids(work: &mut Work, module: &Arc<Module>, ids: &[i64], condition: &Cond) -> Result<Vec<Record>, Problem> {
    let mut records = Vec::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let mut select = all_columns(module);
        select.cond_where(condition.clone()).and_where(one_of_ids(work.tx.dialect(), Expr::col("id"), chunk));
        records.append(&mut fetch(work, module, &select)?);
    }
    Ok(records)
}

fn all_columns(module: &Module) -> SelectStatement {
    let mut select = Query::select();
    select.columns(module.columns().iter().map(|(name, _)| name.to_string())).from(module.key.to_string());
    select
}

fn fetch(work: &mut Work, module: &Arc<Module>, select: &SelectStatement) -> Result<Vec<Record>, Problem> {
    let mut records = Vec::new();
    work.tx.each(select, |row| {
        records.push(record_of(module, row));
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(records)
}

/// A record from a row that has all columns of the module, in order. Each cell gets the type that its field's parser gives
/// it, so that a loaded record equals a written one.
pub(crate) fn record_of(module: &Arc<Module>, row: &dyn Cells) -> Record {
    let mut record = Record::empty(module);
    for (at, (_, kind)) in module.columns().iter().enumerate() {
        record.cells[at] = match kind {
            _ if row.is_null(at) => Value::Null,
            ColumnKind::Int => row.int(at).map_or(Value::Null, Value::Int),
            ColumnKind::Text => row.text(at).map_or(Value::Null, Value::from),
            ColumnKind::Bool => row.bool(at).map_or(Value::Null, Value::Bool),
            ColumnKind::Date => row.int(at).map_or(Value::Null, |d| Value::Date(d as i32)),
            ColumnKind::Json => row.text(at).map_or(Value::Null, |t| Value::Json(t.into())),
            ColumnKind::Bytes => row.bytes(at).map_or(Value::Null, |b| Value::Bytes(b.to_vec())),
            ColumnKind::Float => row.float(at).map_or(Value::Null, Value::Float),
        };
    }
    record
}
