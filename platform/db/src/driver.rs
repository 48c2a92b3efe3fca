//! What a lane asks of an engine. Two implementations: `sqlite::Driver`, `postgres::Driver`.

use std::ops::ControlFlow;
use std::time::Instant;

use heyi_model::{Cells, Value};

use crate::config::Dialect;
use crate::error::Result;
use crate::row::Row;

/// What is done with each row of a running statement.
pub(crate) type OnRow<'a> = &'a mut dyn FnMut(&dyn Cells) -> Result<ControlFlow<()>>;

/// One connection.
pub(crate) trait Driver: Send {
    fn dialect(&self) -> Dialect;
    /// Makes the connection fit for a job: connects again when it broke, forgets statements of an older schema.
    fn prepare_for_job(&mut self, schema_generation: u64) -> Result<()>;
    /// Statements after this moment are refused, a running one is stopped.
    fn set_deadline(&mut self, deadline: Option<Instant>) -> Result<()>;
    fn execute(&mut self, text: &str, params: &[Value]) -> Result<u64>;
    fn each(&mut self, text: &str, params: &[Value], on_row: OnRow<'_>) -> Result<u64>;
    /// At most `limit` rows, owned.
    fn rows(&mut self, text: &str, params: &[Value], limit: usize) -> Result<Vec<Row>>;
    /// Executes `text` for many rows. SQLite runs it once for each row, its values being `$1`, `$2`, …; PostgreSQL runs
    /// it once, `$1` being the array of all first values, and so on.
    fn for_rows(&mut self, text: &str, rows: &[&[Value]]) -> Result<u64>;
    /// Several statements without values, unprepared: transaction control and schema changes.
    fn batch(&mut self, text: &str) -> Result<()>;
    /// Opens the transaction of a commit group, alone among all nodes and processes.
    fn begin_write(&mut self) -> Result<()>;
    /// Opens a read transaction that sees one state of the database.
    fn begin_snapshot(&mut self) -> Result<()>;
    /// Makes the transaction durable, or says why not. [`crate::DbError::CommitUnknown`] when the answer got lost.
    fn commit(&mut self) -> Result<()>;
    /// Ends a transaction if there is one.
    fn rollback(&mut self);
    /// False after the engine threw the whole transaction away.
    fn in_transaction(&mut self) -> bool;
    /// True once after a statement failed only because its plan was older than the schema.
    fn take_stale(&mut self) -> bool;
    /// After the commit: so many rows came into these tables. Looks to the statistics by which statements are planned.
    fn grew(&mut self, tables: &[(Box<str>, u64)]);
}
