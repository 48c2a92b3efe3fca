//! PostgreSQL: a connection for each thread, each able to come back by itself.

mod cells;
mod connect;
mod error;
mod growth;
mod params;
mod schema;
mod upkeep;

use std::ops::ControlFlow;
use std::sync::Arc;
use std::time::{Duration, Instant};

use ::postgres::fallible_iterator::FallibleIterator;
use ::postgres::types::{ToSql, Type};
use ::postgres::{Client, Statement};
use heyi_model::Value;
use quick_cache::unsync::Cache;

use crate::config::Dialect;
use crate::driver::OnRow;
use crate::error::{DbError, Result};
use crate::row::Row;
use cells::PostgresCells;
use connect::Session;
pub(crate) use connect::{Role, open};
use error::{fault, is_stale_plan};
use params::{Array, Bound};
pub(crate) use schema::change_schema;
use upkeep::Upkeep;

/// A statement that was prepared on this connection.
#[derive(Clone)]
struct Prepared {
    statement: Statement,
    /// A column is NUMERIC, so its values may be out of our range.
    numeric: bool,
}

/// One connection to the server.
pub(crate) struct Driver {
    session: Session,
    client: Option<Client>,
    prepared: Cache<Arc<str>, Prepared>,
    schema_generation: u64,
    deadline: Option<Instant>,
    /// What `statement_timeout` is now; `None` after a rollback may have taken it back.
    timeout: Option<Duration>,
    /// A transaction was begun and not ended.
    open: bool,
    /// The last job's savepoint is still to be released, together with the next control statement.
    release_due: bool,
    stale: bool,
    /// Of the writer only.
    upkeep: Option<Upkeep>,
}

impl Driver {
    fn new(session: Session, client: Client, upkeep: Option<Upkeep>) -> Self {
        let prepared = Cache::new(session.statements);
        let timeout = Some(session.timeout);
        Self {
            session,
            client: Some(client),
            prepared,
            schema_generation: 0,
            deadline: None,
            timeout,
            open: false,
            release_due: false,
            stale: false,
            upkeep,
        }
    }

    /// The client, unless the time is over or the connection is gone.
    fn ready(&mut self) -> Result<&mut Client> {
        if self.deadline.is_some_and(|deadline| Instant::now() >= deadline) {
            return Err(DbError::Deadline);
        }
        self.client.as_mut().ok_or(DbError::Unavailable)
    }

    fn prepare(&mut self, text: &str) -> Result<Prepared> {
        self.ready()?;
        if let Some(prepared) = self.prepared.get(text) {
            return Ok(prepared.clone());
        }
        let statement = self.ready()?.prepare(text);
        let statement = statement.map_err(|e| self.failed(&e))?;
        let numeric = statement.columns().iter().any(|column| *column.type_() == Type::NUMERIC);
        let prepared = Prepared { statement, numeric };
        self.prepared.insert(text.into(), prepared.clone());
        Ok(prepared)
    }

    /// The meaning of an error; a broken connection is let go.
    fn failed(&mut self, error: &::postgres::Error) -> DbError {
        let meaning = fault(error);
        if meaning == DbError::Unavailable || self.client.as_ref().is_some_and(Client::is_closed) {
            self.client = None;
        }
        meaning
    }

    /// Runs `f` with the prepared statement, and once more when its plan was older than the schema and no transaction was
    /// spoilt by that.
    fn with_statement<T>(
        &mut self,
        text: &str,
        mut f: impl FnMut(&mut Client, &Prepared) -> Result<T, Failure>,
    ) -> Result<T> {
        let mut again = !self.open;
        loop {
            let prepared = self.prepare(text)?;
            let error = match f(self.ready()?, &prepared) {
                Ok(value) => return Ok(value),
                Err(Failure::Ours(error)) => return Err(error),
                Err(Failure::Server(error)) => error,
            };
            if is_stale_plan(&error) {
                self.prepared.clear();
                self.stale = self.open;
                if std::mem::take(&mut again) {
                    continue;
                }
            }
            return Err(self.failed(&error));
        }
    }
}

/// Why a statement ended early.
enum Failure {
    Server(::postgres::Error),
    Ours(DbError),
}
impl From<::postgres::Error> for Failure {
    fn from(error: ::postgres::Error) -> Self {
        Self::Server(error)
    }
}
impl From<DbError> for Failure {
    fn from(error: DbError) -> Self {
        Self::Ours(error)
    }
}

fn as_params<T: ToSql + Sync>(bound: &[T]) -> Vec<&(dyn ToSql + Sync)> {
    bound.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

/// A statement with another number of values would make the driver panic.
fn expect_params(prepared: &Prepared, given: usize) -> Result<()> {
    let wanted = prepared.statement.params().len();
    if wanted == given {
        return Ok(());
    }
    Err(DbError::internal(format!("the statement has {wanted} placeholders and {given} values")))
}

impl crate::driver::Driver for Driver {
    fn dialect(&self) -> Dialect {
        Dialect::Postgres
    }

    fn prepare_for_job(&mut self, schema_generation: u64) -> Result<()> {
        if self.client.as_ref().is_some_and(Client::is_closed) {
            self.client = None;
        }
        if self.client.is_none() {
            self.client = Some(self.session.connect_again()?);
            self.prepared.clear();
            self.timeout = Some(self.session.timeout);
            (self.open, self.release_due, self.stale) = (false, false, false);
        }
        if self.schema_generation != schema_generation {
            self.schema_generation = schema_generation;
            self.prepared.clear();
        }
        Ok(())
    }

    fn set_deadline(&mut self, deadline: Option<Instant>) -> Result<()> {
        self.deadline = None;
        let Some(at) = deadline else { return Ok(()) };
        let left = at.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        // A round trip is not worth a sixteenth of the time: equal deadlines differ by the moments since they were made.
        if self.timeout.is_none_or(|timeout| timeout.abs_diff(left) > left / 16) {
            self.batch(&format!("SET statement_timeout = {}", left.as_millis()))?;
            self.timeout = Some(left);
        }
        self.deadline = deadline;
        Ok(())
    }

    fn execute(&mut self, text: &str, params: &[Value]) -> Result<u64> {
        let bound: Vec<Bound<'_>> = params.iter().map(Bound).collect();
        self.with_statement(text, |client, prepared| {
            expect_params(prepared, bound.len())?;
            Ok(client.execute(&prepared.statement, &as_params(&bound))?)
        })
    }

    fn each(&mut self, text: &str, params: &[Value], on_row: OnRow<'_>) -> Result<u64> {
        let bound: Vec<Bound<'_>> = params.iter().map(Bound).collect();
        self.with_statement(text, |client, prepared| {
            expect_params(prepared, bound.len())?;
            let mut rows = client.query_raw(&prepared.statement, bound.iter().map(|b| b as &(dyn ToSql + Sync)))?;
            let mut count = 0;
            while let Some(row) = rows.next()? {
                count += 1;
                if prepared.numeric {
                    cells::check_range(&row)?;
                }
                if on_row(&PostgresCells(&row))? == ControlFlow::Break(()) {
                    break;
                }
            }
            Ok(count)
        })
    }

    fn rows(&mut self, text: &str, params: &[Value], limit: usize) -> Result<Vec<Row>> {
        let bound: Vec<Bound<'_>> = params.iter().map(Bound).collect();
        self.with_statement(text, |client, prepared| {
            expect_params(prepared, bound.len())?;
            let rows = client.query(&prepared.statement, &as_params(&bound))?;
            Ok(rows.iter().take(limit).map(cells::owned).collect::<Result<_>>()?)
        })
    }

    fn for_rows(&mut self, text: &str, rows: &[&[Value]]) -> Result<u64> {
        let width = rows.first().map_or(0, |row| row.len());
        let arrays: Vec<Array<'_>> = (0..width).map(|column| Array { rows, column }).collect();
        self.with_statement(text, |client, prepared| {
            expect_params(prepared, arrays.len())?;
            Ok(client.execute(&prepared.statement, &as_params(&arrays))?)
        })
    }

    fn batch(&mut self, text: &str) -> Result<()> {
        if text == "RELEASE job" && !self.release_due {
            self.release_due = true;
            return Ok(());
        }
        let release = if std::mem::take(&mut self.release_due) { "RELEASE job; " } else { "" };
        if text.starts_with("ROLLBACK") {
            self.timeout = None;
        }
        let client = self.client.as_mut().ok_or(DbError::Unavailable)?;
        client.batch_execute(&format!("{release}{text}")).map_err(|e| self.failed(&e))
    }

    fn begin_write(&mut self) -> Result<()> {
        self.open = true;
        self.release_due = false;
        let lock = connect::lane_lock(self.session.organisation);
        self.batch(&format!("BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock({lock})"))
    }

    fn begin_snapshot(&mut self) -> Result<()> {
        self.open = true;
        self.batch("BEGIN ISOLATION LEVEL REPEATABLE READ")
    }

    fn commit(&mut self) -> Result<()> {
        if self.client.as_ref().is_none_or(Client::is_closed) {
            return Err(DbError::Unavailable);
        }
        // COMMIT of a transaction that failed answers without an error; the SELECT before it does not.
        match self.batch("SELECT 1; COMMIT") {
            Ok(()) => {
                self.open = false;
                Ok(())
            }
            Err(DbError::Unavailable) => Err(DbError::CommitUnknown),
            Err(error) => Err(error),
        }
    }

    fn rollback(&mut self) {
        self.release_due = false;
        if !std::mem::take(&mut self.open) || self.client.is_none() {
            return;
        }
        if let Err(error) = self.batch("ROLLBACK") {
            tracing::warn!(error.detail = error.detail(), "db.rollback.failed");
            self.client = None;
        }
    }

    fn in_transaction(&mut self) -> bool {
        self.open && self.client.as_ref().is_some_and(|client| !client.is_closed())
    }

    fn take_stale(&mut self) -> bool {
        std::mem::take(&mut self.stale)
    }

    fn grew(&mut self, tables: &[(Box<str>, u64)]) {
        if let Some(upkeep) = &mut self.upkeep {
            upkeep.grew(tables);
        }
    }
}
