//! What rules must see although the caller may not: unique keys, duplicates, limits, roll-ups.
//!
//! A fact can only become a verdict, a derived value or a declared disclosure (`docs/disclosures.md`); it is never an answer.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Cells, bind};
use heyi_model::{Filter, Module, Problem, Value};
use sea_query::{Expr, ExprTrait, Query};

use crate::access::{System, Who};
use crate::record::Record;
use crate::work::Work;

/// Values of one statement.
const CHUNK: usize = 500;

/// Reads without the caller's rights, within the caller's transaction.
pub struct Facts<'f, 'w, 'c>(&'f mut Work<'w, 'c>);

impl<'f, 'w, 'c> Facts<'f, 'w, 'c> {
    /// Facts of the transaction of `work`.
    pub fn of(work: &'f mut Work<'w, 'c>) -> Self {
        Self(work)
    }

    /// Which of these records exist outside the recycle bin.
    pub fn existing(&mut self, module: &Module, ids: &[i64]) -> Result<HashSet<i64>, Problem> {
        let ids: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
        let mut found = HashSet::new();
        self.each_with(module, "id", &ids, |row| found.extend(row.int(0)))?;
        Ok(found)
    }

    /// Does this record exist outside the recycle bin?
    pub fn exists(&mut self, module: &Module, id: i64) -> Result<bool, Problem> {
        Ok(self.existing(module, &[id])?.contains(&id))
    }

    /// Who holds these keys: `column` is the column of a unique index (`external_id__key`, or an auto-number itself), `keys` are
    /// texts as stored in it. Keys that nobody holds are left out.
    pub fn holder_of_unique(
        &mut self,
        module: &Module,
        column: &str,
        keys: &[&str],
    ) -> Result<HashMap<String, i64>, Problem> {
        let keys: Vec<Value> = keys.iter().map(|key| Value::from(*key)).collect();
        let mut found = HashMap::new();
        self.each_with(module, column, &keys, |row| {
            found.extend(row.text(1).map(str::to_owned).zip(row.int(0)));
        })?;
        Ok(found)
    }

    /// Value and id of the records that have one of these values in `column`: candidates for
    /// duplicates. The column should have an index.
    pub fn holders(&mut self, module: &Module, column: &str, values: &[Value]) -> Result<Vec<(Value, i64)>, Problem> {
        let text = values.iter().any(|value| value.as_text().is_some());
        let mut found = Vec::new();
        self.each_with(module, column, values, |row| {
            let value = if text { Value::from(row.text(1)) } else { Value::from(row.int(1)) };
            found.extend(row.int(0).map(|id| (value, id)));
        })?;
        Ok(found)
    }

    fn each_with(
        &mut self,
        module: &Module,
        column: &str,
        values: &[Value],
        mut on_row: impl FnMut(&dyn Cells),
    ) -> Result<(), Problem> {
        if !module.columns().iter().any(|(name, _)| **name == *column) {
            return Err(Problem::internal(format!("{} has no column {column}", module.key)));
        }
        for chunk in values.chunks(CHUNK) {
            let mut select = Query::select();
            select
                .column("id")
                .column(column.to_owned())
                .from(module.key.to_string())
                .and_where(Expr::col("deleted_at").is_null())
                .and_where(Expr::col(column.to_owned()).is_in(chunk.iter().cloned().map(bind)))
                .order_by("id", sea_query::Order::Asc);
            self.0.tx.each(select, |row| {
                on_row(row);
                Ok(ControlFlow::Continue(()))
            })?;
        }
        Ok(())
    }

    /// Records outside the recycle bin with all cells, in no particular order.
    pub fn records(&mut self, module: &Arc<Module>, ids: &[i64]) -> Result<Vec<Record>, Problem> {
        crate::rows::load(self.0, module, ids)
    }

    /// For each of `ids` the record whose `link` it is and whose `at` is the latest that is not after `until`; among equals
    /// the one made last. `at` is a date or a date-time, `until` days or UTC milliseconds. Ids without a record are left out.
    pub fn newest(
        &mut self,
        module: &Arc<Module>,
        link: &str,
        ids: &[i64],
        at: &str,
        until: i64,
    ) -> Result<HashMap<i64, Record>, Problem> {
        let column = |key: &str| {
            let field = module.field(key).map(|field| field.columns[0].to_string());
            field.ok_or_else(|| Problem::internal(format!("{} has no field {key}", module.key)))
        };
        let (link_column, at_column) = (column(link)?, column(at)?);
        let mut newest = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            let rank = format!(
                "ROW_NUMBER() OVER (PARTITION BY \"{link_column}\" ORDER BY \"{at_column}\" DESC, \"id\" DESC)"
            );
            let mut ranked = Query::select();
            ranked
                .column("id")
                .expr_as(Expr::cust(rank), "rank")
                .from(module.key.to_string())
                .and_where(Expr::col("deleted_at").is_null())
                .and_where(Expr::col(link_column.clone()).is_in(chunk.iter().copied()))
                .and_where(Expr::col(at_column.clone()).lte(until));
            let mut first = Query::select();
            first.column("id").from_subquery(ranked, "ranked").and_where(Expr::col("rank").eq(1));
            newest.extend(self.0.tx.all(first)?.iter().filter_map(|row| row.int(0)));
        }
        let records = self.records(module, &newest)?;
        Ok(records.into_iter().filter_map(|record| Some((record.int(link)?, record))).collect())
    }

    /// Exactly how many records meet the filter, whoever may see them.
    pub fn count(&mut self, module: &str, filter: &Filter) -> Result<u64, Problem> {
        Ok(self.without_rights(|work| crate::query::count(work, module, filter, None, true))?.value)
    }

    /// Measures over all records that meet the request, whoever may see them: for roll-ups. Each row is the JSON of a group.
    pub fn aggregate(
        &mut self,
        module: &str,
        request: &crate::query::AggregateRequest,
    ) -> Result<serde_json::Value, Problem> {
        let mut out = Vec::new();
        self.without_rights(|work| crate::query::aggregate(work, module, request, &mut out))?;
        serde_json::from_slice(&out).map_err(Problem::internal)
    }

    fn without_rights<T>(&mut self, f: impl FnOnce(&mut Work) -> Result<T, Problem>) -> Result<T, Problem> {
        let who = std::mem::replace(&mut self.0.who, Who::System(System::facts()));
        let result = f(self.0);
        self.0.who = who;
        result
    }
}

impl std::fmt::Debug for Facts<'_, '_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Facts")
    }
}
