//! What a job does with its connection.

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::Instant;

use heyi_model::{Cells, RecordId, Value};

use crate::bulk;
use crate::config::Dialect;
use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::group::{AfterCommit, Group, RowTokens};
use crate::row::Row;
use crate::schema::ColumnKind;
use crate::search::{self, SearchTerm};
use crate::sql::{IntoSql, Sql, sql};
use crate::trace::{Trace, Traced};

/// The database inside a job.
///
/// In a write, a failed statement spoils the job, on both engines: later statements are refused and the job is rolled
/// back, unless [`Tx::savepoint`] contained the failure.
pub struct Tx<'c> {
    driver: &'c mut dyn Driver,
    /// Present in the write lane.
    group: Option<&'c mut Group>,
    trace: Option<Arc<Trace>>,
    now_ms: i64,
    depth: u32,
    /// The failure that spoilt the job.
    spoilt: Option<DbError>,
}

impl<'c> Tx<'c> {
    pub(crate) fn new(
        driver: &'c mut dyn Driver,
        group: Option<&'c mut Group>,
        trace: Option<Arc<Trace>>,
        now_ms: i64,
    ) -> Self {
        Self { driver, group, trace, now_ms, depth: 0, spoilt: None }
    }

    /// The statement failure that spoilt the job, if one did.
    pub(crate) fn spoilt_by(&self) -> Option<DbError> {
        self.spoilt.clone()
    }

    /// The time of the job in UTC milliseconds: the same at every call, and when the job is run again.
    pub fn now_ms(&self) -> i64 {
        self.now_ms
    }

    /// True in the write lane.
    pub fn is_write(&self) -> bool {
        self.group.is_some()
    }

    /// Which engine runs; for `explain` and for building sea-query conditions with [`crate::search_match`].
    pub fn dialect(&self) -> Dialect {
        self.driver.dialect()
    }

    /// Executes a statement and gives the number of rows that it changed.
    pub fn execute(&mut self, q: impl IntoSql) -> Result<u64> {
        let q = q.into_sql(self.dialect());
        self.run(q, |driver, q| driver.execute(q.text.as_str(), &q.params).map(|n| (n, n)))
    }

    /// The first row, if there is one.
    pub fn one(&mut self, q: impl IntoSql) -> Result<Option<Row>> {
        Ok(self.rows(q, 1)?.pop())
    }

    /// All rows. For lists of bounded length; use [`Tx::each`] for the others.
    pub fn all(&mut self, q: impl IntoSql) -> Result<Vec<Row>> {
        self.rows(q, usize::MAX)
    }

    fn rows(&mut self, q: impl IntoSql, limit: usize) -> Result<Vec<Row>> {
        let q = q.into_sql(self.dialect());
        self.run(q, |driver, q| {
            let rows = driver.rows(q.text.as_str(), &q.params, limit)?;
            let count = rows.len() as u64;
            Ok((rows, count))
        })
    }

    /// Calls `on_row` with each row while the statement runs, until it breaks off. Gives the number of rows seen.
    pub fn each(
        &mut self,
        q: impl IntoSql,
        mut on_row: impl FnMut(&dyn Cells) -> Result<ControlFlow<()>>,
    ) -> Result<u64> {
        let q = q.into_sql(self.dialect());
        self.run(q, |driver, q| driver.each(q.text.as_str(), &q.params, &mut on_row).map(|n| (n, n)))
    }

    /// Inserts rows that all have the same columns; `kinds` are the kinds of the columns. One prepared statement
    /// whatever the number of rows, one round trip on PostgreSQL.
    pub fn insert_many<R: AsRef<[Value]>>(
        &mut self,
        table: &str,
        columns: &[&str],
        kinds: &[ColumnKind],
        rows: &[R],
    ) -> Result<u64> {
        if rows.is_empty() {
            return Ok(0);
        }
        let rows: Vec<&[Value]> = rows.iter().map(AsRef::as_ref).collect();
        if columns.is_empty() || columns.len() != kinds.len() || rows.iter().any(|row| row.len() != columns.len()) {
            return Err(DbError::internal(format!(
                "insert_many into {table}: columns, kinds and rows differ in length"
            )));
        }
        let inserted = self.for_rows(bulk::insert(self.dialect(), table, columns, kinds), &rows)?;
        if let Some(group) = &mut self.group {
            group.grew(table, inserted);
        }
        Ok(inserted)
    }

    /// Runs one statement for many rows.
    fn for_rows(&mut self, text: String, rows: &[&[Value]]) -> Result<u64> {
        let set = match self.trace {
            Some(_) => rows.iter().map(|row| row.to_vec()).collect(),
            None => Vec::new(),
        };
        self.run_traced(sql(text, Vec::new()), set, |driver, q| driver.for_rows(q.text.as_str(), rows).map(|n| (n, n)))
    }

    /// Stores the search tokens of rows of the module `table`, in place of those they had. They are written at the end of
    /// the commit group, or before the first statement that looks for them. Only in a write.
    pub fn search_put(&mut self, table: &str, rows: &[(RecordId, &str)]) -> Result<()> {
        self.keep_tokens(table, rows.iter().map(|(id, tokens)| (id.get(), Some(search::stored(tokens)))).collect())
    }

    /// Removes the search tokens of rows of the module `table`. Only in a write.
    pub fn search_delete(&mut self, table: &str, ids: &[RecordId]) -> Result<()> {
        self.keep_tokens(table, ids.iter().map(|id| (id.get(), None)).collect())
    }

    fn keep_tokens(&mut self, table: &str, rows: Vec<(i64, Option<String>)>) -> Result<()> {
        self.guard()?;
        if let (Some(trace), false) = (&self.trace, rows.is_empty()) {
            // Written with those of others, but this job's cost.
            let text = search::put(self.driver.dialect(), table);
            let set = rows.iter().map(|(id, tokens)| vec![Value::Int(*id), tokens.clone().into()]).collect();
            trace.add(Traced { text, params: Vec::new(), set, rows: rows.len() as u64, micros: 0 });
        }
        let group = self.group.as_mut().ok_or_else(only_in_a_write)?;
        group.keep_tokens(rows.into_iter().map(|(id, tokens)| RowTokens { table: table.into(), id, tokens }));
        Ok(())
    }

    /// The newest rows of the module `table` that meet `cnf` and are older than `before`, newest first.
    pub fn search_newest(
        &mut self,
        table: &str,
        cnf: &[Vec<SearchTerm>],
        before: Option<RecordId>,
        limit: u32,
    ) -> Result<Vec<RecordId>> {
        search::newest(self, table, cnf, before.map_or(i64::MAX, RecordId::get), limit)
    }

    /// How many rows of the module `table` meet `cnf`, exactly.
    pub fn search_count(&mut self, table: &str, cnf: &[Vec<SearchTerm>]) -> Result<u64> {
        let Some(q) = search::count(self.dialect(), table, cnf) else { return Ok(0) };
        Ok(self.one(q)?.and_then(|row| row.int(0)).unwrap_or(0) as u64)
    }

    /// Runs `f`; when it fails, its changes are undone and the job can go on. In a read it only runs `f`.
    pub fn savepoint<T, E: From<DbError>>(&mut self, f: impl FnOnce(&mut Self) -> Result<T, E>) -> Result<T, E> {
        let Some(mark) = self.group.as_ref().map(|group| group.mark()) else { return f(self) };
        self.guard()?;
        let name = self.depth + 1;
        self.driver.batch(&format!("SAVEPOINT inner_{name}")).inspect_err(|e| self.spoilt = Some(e.clone()))?;
        self.depth = name;
        let result = f(self);
        self.depth = name - 1;
        let result = match result {
            Ok(_) if self.spoilt.is_some() => Err(E::from(swallowed())),
            other => other,
        };
        if result.is_ok() {
            self.driver.batch(&format!("RELEASE inner_{name}")).inspect_err(|e| self.spoilt = Some(e.clone()))?;
            return result;
        }
        if let Some(group) = self.group.as_mut() {
            group.roll_back_to(mark);
        }
        let undone = self.driver.in_transaction()
            && self.driver.batch(&format!("ROLLBACK TO inner_{name}; RELEASE inner_{name}")).is_ok();
        if undone {
            self.spoilt = None;
        } else {
            self.spoilt.get_or_insert_with(|| DbError::internal("a savepoint could not be rolled back"));
        }
        result
    }

    /// Takes `step` (at least 1) numbers of the counter `name` and gives the first. A counter begins at 1 and has no
    /// gaps: numbers of work that is rolled back are drawn again. Only in a write.
    pub fn sequence(&mut self, name: &str, step: i64) -> Result<i64> {
        self.guard()?;
        let group = self.group.as_mut().ok_or_else(only_in_a_write)?;
        let drawn = group.draw(self.driver, name, step);
        if let Err(error) = &drawn {
            self.spoilt.get_or_insert_with(|| error.clone());
        }
        drawn
    }

    /// Sets the counter `name`: the next number drawn is `last + 1`. Only in a write.
    pub fn set_sequence(&mut self, name: &str, last: i64) -> Result<()> {
        self.guard()?;
        self.group.as_mut().ok_or_else(only_in_a_write)?.set(name, last);
        Ok(())
    }

    /// Runs `f` after the commit is durable and before the caller hears of it; drops it when the job is rolled back.
    /// Only in a write: in a read it is dropped at once.
    pub fn after_commit(&mut self, f: AfterCommit) {
        if let Some(group) = self.group.as_mut() {
            group.after_commit(f);
        }
    }

    /// The value of an epoch; 0 before it was raised first.
    pub fn epoch(&mut self, name: &str) -> Result<i64> {
        let row = self.one(sql("SELECT value FROM epoch WHERE name = $1", vec![Value::from(name)]))?;
        Ok(row.and_then(|row| row.int(0)).unwrap_or(0))
    }

    /// Raises an epoch by one and gives the new value.
    pub fn raise_epoch(&mut self, name: &str) -> Result<i64> {
        let row = self.one(sql(
            "INSERT INTO epoch (name, value) VALUES ($1, 1) \
             ON CONFLICT (name) DO UPDATE SET value = epoch.value + 1 RETURNING value",
            vec![Value::from(name)],
        ))?;
        row.and_then(|row| row.int(0)).ok_or_else(|| DbError::internal("an epoch was not raised"))
    }

    /// Refuses work after a failed statement: on SQLite it would otherwise run outside the transaction that is gone.
    fn guard(&self) -> Result<()> {
        if self.spoilt.is_some() { Err(swallowed()) } else { Ok(()) }
    }

    /// A statement that looks for search tokens finds those that this group has kept so far.
    fn write_tokens_before(&mut self, text: &str) -> Result<()> {
        match &mut self.group {
            Some(group) if group.keeps_tokens_for(text) => {
                group.write_tokens(self.driver).inspect_err(|error| self.spoilt = Some(error.clone()))
            }
            _ => Ok(()),
        }
    }

    /// Runs one statement, traced, and remembers its failure.
    fn run<T>(&mut self, q: Sql, f: impl FnOnce(&mut dyn Driver, &Sql) -> Result<(T, u64)>) -> Result<T> {
        self.run_traced(q, Vec::new(), f)
    }

    fn run_traced<T>(
        &mut self,
        q: Sql,
        set: Vec<Vec<Value>>,
        f: impl FnOnce(&mut dyn Driver, &Sql) -> Result<(T, u64)>,
    ) -> Result<T> {
        self.guard()?;
        self.write_tokens_before(q.text.as_str())?;
        let begun = self.trace.as_ref().map(|_| Instant::now());
        let result = f(self.driver, &q);
        if let (Some(trace), Some(begun)) = (&self.trace, begun) {
            let rows = result.as_ref().map_or(0, |(_, rows)| *rows);
            let micros = begun.elapsed().as_micros() as u64;
            trace.add(Traced { text: q.text.as_str().to_owned(), params: q.params, set, rows, micros });
        }
        if let (Err(error), true) = (&result, self.group.is_some()) {
            self.spoilt.get_or_insert_with(|| error.clone());
        }
        result.map(|(value, _)| value)
    }
}

/// A job must not go on after a failure that it did not contain.
pub(crate) fn swallowed() -> DbError {
    DbError::internal("a statement failed and the job went on; contain failures in a savepoint")
}

fn only_in_a_write() -> DbError {
    DbError::internal("counters are drawn in the write lane")
}
