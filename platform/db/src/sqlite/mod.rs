//! SQLite: one file, one writer, readers beside it.

mod cells;
mod error;
mod fold;
mod open;
mod schema;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use heyi_model::Value;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection};

use crate::config::Dialect;
use crate::driver::OnRow;
use crate::error::{DbError, Result};
use crate::row::Row;
use cells::SqliteCells;
use error::fault;
pub(crate) use open::{Role, open};
pub(crate) use schema::change_schema;

/// The virtual machine asks for the time once in so many steps, some tens of microseconds.
const STEPS_BETWEEN_CHECKS: i32 = 2_000;
/// No deadline.
const NEVER: u64 = u64::MAX;

/// One connection to the file.
pub(crate) struct Driver {
    connection: Connection,
    /// Nanoseconds after `born`; the progress handler compares.
    deadline: Arc<AtomicU64>,
    born: Instant,
    schema_generation: u64,
}

impl Driver {
    pub(crate) fn new(mut connection: Connection) -> Result<Self> {
        let (deadline, born) = (Arc::new(AtomicU64::new(NEVER)), Instant::now());
        let shared = Arc::clone(&deadline);
        let over = move || {
            let deadline = shared.load(Ordering::Relaxed);
            deadline != NEVER && born.elapsed().as_nanos() as u64 >= deadline
        };
        connection.progress_handler(STEPS_BETWEEN_CHECKS, Some(over)).map_err(|e| error::plain(&e))?;
        Ok(Self { connection, deadline, born, schema_generation: 0 })
    }

    fn is_over(&self) -> bool {
        let deadline = self.deadline.load(Ordering::Relaxed);
        deadline != NEVER && self.born.elapsed().as_nanos() as u64 >= deadline
    }

    /// A prepared statement with its values bound.
    fn bound(&self, text: &str, params: &[Value]) -> Result<CachedStatement<'_>> {
        if self.is_over() {
            return Err(DbError::Deadline);
        }
        let mut statement = self.connection.prepare_cached(text).map_err(|e| fault(&self.connection, &e))?;
        let numbers = numbers(&statement)?;
        self.bind(&mut statement, &numbers, params)?;
        Ok(statement)
    }

    /// Binds to each place the value of its number.
    fn bind(&self, statement: &mut CachedStatement<'_>, numbers: &[usize], params: &[Value]) -> Result<()> {
        for (place, number) in numbers.iter().enumerate() {
            let value = number.checked_sub(1).and_then(|at| params.get(at));
            let value = value.ok_or_else(|| DbError::internal(format!("placeholder {number} has no value")))?;
            check(value)?;
            statement.raw_bind_parameter(place + 1, Bound(value)).map_err(|e| fault(&self.connection, &e))?;
        }
        Ok(())
    }
}

/// The number of the value of each place. SQLite reads `$3` as a name and numbers names as they appear, so the value is
/// found by the name's digits; `?` (sea-query) has no name and takes the values in order.
fn numbers(statement: &CachedStatement<'_>) -> Result<Vec<usize>> {
    let number = |place| {
        let number = statement.parameter_name(place).map_or(Some(place), number_of);
        number.ok_or_else(|| DbError::internal(format!("placeholder {place} has no number")))
    };
    (1..=statement.parameter_count()).map(number).collect()
}

/// The digits after `$`; a PostgreSQL cast behind them (`$1::bigint`) is part of SQLite's name.
fn number_of(name: &str) -> Option<usize> {
    let digits = name.get(1..)?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    digits[..end].parse().ok()
}

/// What PostgreSQL would refuse is refused here too.
fn check(value: &Value) -> Result<()> {
    match value {
        Value::Text(text) if text.as_bytes().contains(&0) => Err(DbError::NulInText),
        Value::Json(text) if holds_nul_escape(text) => Err(DbError::NulInText),
        _ => Ok(()),
    }
}

/// True when a JSON text holds the escape `\u0000`, not merely an escaped backslash before `u0000`.
fn holds_nul_escape(json: &str) -> bool {
    json.match_indices("\\u0000").any(|(at, _)| json[..at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0)
}

struct Bound<'a>(&'a Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(n) | Value::Decimal(n) | Value::Timestamp(n) => ValueRef::Integer(*n),
            Value::Date(d) => ValueRef::Integer(i64::from(*d)),
            Value::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Value::Text(t) | Value::Json(t) => ValueRef::Text(t.as_bytes()),
            Value::Bytes(b) => ValueRef::Blob(b),
            Value::Float(f) => ValueRef::Real(*f),
        }))
    }
}

impl crate::driver::Driver for Driver {
    fn dialect(&self) -> Dialect {
        Dialect::Sqlite
    }

    fn prepare_for_job(&mut self, schema_generation: u64) -> Result<()> {
        if self.schema_generation != schema_generation {
            self.schema_generation = schema_generation;
            self.connection.flush_prepared_statement_cache();
        }
        Ok(())
    }

    fn set_deadline(&mut self, deadline: Option<Instant>) -> Result<()> {
        let nanos = deadline.map_or(NEVER, |at| at.saturating_duration_since(self.born).as_nanos() as u64);
        self.deadline.store(nanos, Ordering::Relaxed);
        Ok(())
    }

    fn execute(&mut self, text: &str, params: &[Value]) -> Result<u64> {
        let mut statement = self.bound(text, params)?;
        if statement.column_count() == 0 {
            return statement.raw_execute().map(|n| n as u64).map_err(|e| fault(&self.connection, &e));
        }
        let mut rows = statement.raw_query();
        let mut count = 0;
        while rows.next().map_err(|e| fault(&self.connection, &e))?.is_some() {
            count += 1;
        }
        Ok(count)
    }

    fn each(&mut self, text: &str, params: &[Value], on_row: OnRow<'_>) -> Result<u64> {
        let mut statement = self.bound(text, params)?;
        let mut rows = statement.raw_query();
        let mut count = 0;
        while let Some(row) = rows.next().map_err(|e| fault(&self.connection, &e))? {
            count += 1;
            if on_row(&SqliteCells(row))? == ControlFlow::Break(()) {
                break;
            }
        }
        Ok(count)
    }

    fn rows(&mut self, text: &str, params: &[Value], limit: usize) -> Result<Vec<Row>> {
        let mut statement = self.bound(text, params)?;
        let mut rows = statement.raw_query();
        let mut out = Vec::new();
        while out.len() < limit {
            let Some(row) = rows.next().map_err(|e| fault(&self.connection, &e))? else { return Ok(out) };
            out.push(cells::owned(row)?);
        }
        // A statement that changes rows is run to its end, however many of them are wanted.
        if !rows.as_ref().is_none_or(rusqlite::Statement::readonly) {
            while rows.next().map_err(|e| fault(&self.connection, &e))?.is_some() {}
        }
        Ok(out)
    }

    fn for_rows(&mut self, text: &str, rows: &[&[Value]]) -> Result<u64> {
        let mut statement = self.connection.prepare_cached(text).map_err(|e| fault(&self.connection, &e))?;
        let numbers = numbers(&statement)?;
        let mut changed = 0;
        for row in rows {
            if self.is_over() {
                return Err(DbError::Deadline);
            }
            self.bind(&mut statement, &numbers, row)?;
            changed += statement.raw_execute().map_err(|e| fault(&self.connection, &e))? as u64;
        }
        Ok(changed)
    }

    fn batch(&mut self, text: &str) -> Result<()> {
        self.connection.execute_batch(text).map_err(|e| fault(&self.connection, &e))
    }

    fn begin_write(&mut self) -> Result<()> {
        self.batch("BEGIN IMMEDIATE")
    }

    fn begin_snapshot(&mut self) -> Result<()> {
        self.batch("BEGIN")
    }

    fn commit(&mut self) -> Result<()> {
        self.batch("COMMIT")
    }

    fn rollback(&mut self) {
        if self.connection.is_autocommit() {
            return;
        }
        if let Err(error) = self.batch("ROLLBACK") {
            tracing::error!(error.detail = error.detail(), "db.rollback.failed");
        }
    }

    fn in_transaction(&mut self) -> bool {
        !self.connection.is_autocommit()
    }

    fn take_stale(&mut self) -> bool {
        false
    }

    fn grew(&mut self, _: &[(Box<str>, u64)]) {}
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nul_escape_is_told_from_an_escaped_backslash() {
        for (json, holds) in
            [(r#""\u0000""#, true), (r#""\\u0000""#, false), (r#""\\\u0000""#, true), (r#""u0000""#, false)]
        {
            assert_eq!(holds_nul_escape(json), holds, "{json}");
        }
    }

    #[test]
    fn a_placeholder_is_found_by_its_digits() {
        for (name, number) in [("$1", Some(1)), ("$12", Some(12)), ("$3::bigint", Some(3)), ("$", None), (":a", None)] {
            assert_eq!(number_of(name), number, "{name}");
        }
    }
}
