//! The handle that everything above holds.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use heyi_model::Clock;
use parking_lot::RwLock;

use crate::config::{Ctx, DatabaseUrl, DbConfig, Dialect, Lane};
use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::lane::{Command, GroupHook, ReadJob, Write, WriteJob, contained, in_write_lane};
use crate::schema::{self, FoundColumn, FoundIndex, SchemaPlan};
use crate::tx::Tx;
use crate::{postgres, sqlite, start};

/// An open database. Cloning it is cheap; the last clone ends its threads.
#[derive(Clone)]
pub struct Db(Arc<Inner>);

struct Inner {
    config: DbConfig,
    writes: flume::Sender<Command>,
    slow_writes: flume::Sender<Command>,
    reads: flume::Sender<ReadJob>,
    slow_reads: flume::Sender<ReadJob>,
    hook: Arc<RwLock<Option<GroupHook>>>,
    schema_generation: Arc<AtomicU64>,
}

impl std::fmt::Debug for Db {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Db({:?})", self.0.config.url)
    }
}

impl Db {
    /// Opens the database, makes its own tables when they are missing, and starts the lanes.
    #[expect(clippy::needless_pass_by_value, reason = "the clock is kept: callers hand over their clone")]
    pub fn open(config: DbConfig, clock: Arc<dyn Clock>) -> Result<Self> {
        let hook = Arc::new(RwLock::new(None));
        let schema_generation = Arc::new(AtomicU64::new(0));
        let (writes, queue) = flume::bounded(config.queue);
        let (slow_writes, slow_queue) = flume::bounded(config.queue);
        start::write_lane(&config, (queue, slow_queue), &clock, &hook, &schema_generation)?;
        let reads = start::read_lane(&config, &clock, &schema_generation, Lane::Interactive)?;
        let slow_reads = start::read_lane(&config, &clock, &schema_generation, Lane::Slow)?;
        Ok(Self(Arc::new(Inner { config, writes, slow_writes, reads, slow_reads, hook, schema_generation })))
    }

    /// Which engine runs; for `explain` and tests.
    pub fn dialect(&self) -> Dialect {
        match self.0.config.url {
            DatabaseUrl::Sqlite(_) => Dialect::Sqlite,
            DatabaseUrl::Postgres(_) => Dialect::Postgres,
        }
    }

    /// How it was opened.
    pub fn config(&self) -> &DbConfig {
        &self.0.config
    }

    /// Runs a read in its lane. The job stands in the queue when this returns; dropping the future does not stop it.
    pub fn read<T, E, F>(&self, ctx: Ctx, f: F) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let answer = self.send_read(ctx, f);
        async move { answer?.recv_async().await.unwrap_or_else(|_| Err(DbError::Unavailable.into())) }
    }

    /// [`Db::read`] for threads without an async runtime.
    pub fn read_blocking<T, E, F>(&self, ctx: Ctx, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send_read(ctx, f)?.recv().unwrap_or_else(|_| Err(DbError::Unavailable.into()))
    }

    /// Runs a write in the write lane. When it returns `Ok`, the change is durable; when it returns an error other than
    /// [`DbError::CommitUnknown`], nothing of it was kept. `f` may run more than once, each time after everything of
    /// the run before was undone. A write whose future is dropped before its turn does not run.
    pub fn write<T, E, F>(&self, ctx: Ctx, f: F) -> impl Future<Output = Result<T, E>> + Send + use<T, E, F>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let answer = self.send_write(ctx, f);
        async move { answer?.recv_async().await.unwrap_or_else(|_| Err(DbError::Unavailable.into())) }
    }

    /// [`Db::write`] for threads without an async runtime.
    pub fn write_blocking<T, E, F>(&self, ctx: Ctx, f: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send_write(ctx, f)?.recv().unwrap_or_else(|_| Err(DbError::Unavailable.into()))
    }

    /// Puts a write into the queue and goes on; the answer is waited for later. Writes of one lane that one thread puts there
    /// run in their order.
    pub fn write_later<T, E, F>(&self, ctx: Ctx, f: F) -> Result<Later<T, E>, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        self.send_write(ctx, f).map(Later)
    }

    /// Sets what runs once per commit group before its COMMIT. Its failure is treated as a failure of the COMMIT: every
    /// job is run again alone, and the one with which the hook fails gets the error.
    pub fn set_group_hook(&self, hook: GroupHook) {
        *self.0.hook.write() = Some(hook);
    }

    /// Brings the tables to the state of the plan; steps whose result is there do nothing.
    ///
    /// On SQLite it runs between two commit groups as one transaction. On PostgreSQL it runs beside the lanes; the steps
    /// commit one by one, and a plan that broke off is simply run again.
    pub fn change_schema(&self, plan: &SchemaPlan) -> Result<()> {
        let result = match &self.0.config.url {
            DatabaseUrl::Sqlite(_) => {
                let plan = plan.clone();
                self.alone(move |driver| sqlite::change_schema(driver, &plan))
            }
            DatabaseUrl::Postgres(_) => postgres::change_schema(&self.0.config, plan),
        };
        self.0.schema_generation.fetch_add(1, Ordering::AcqRel);
        result
    }

    /// All tables, sorted.
    pub fn tables(&self) -> Result<Vec<String>> {
        self.alone(schema::tables)
    }

    /// The columns of a table; none when there is no such table.
    pub fn columns(&self, table: &str) -> Result<Vec<FoundColumn>> {
        let table = table.to_owned();
        self.alone(move |driver| schema::columns(driver, &table))
    }

    /// The indexes of a table without that of its primary key.
    pub fn indexes(&self, table: &str) -> Result<Vec<FoundIndex>> {
        let table = table.to_owned();
        self.alone(move |driver| schema::indexes(driver, &table))
    }

    /// Runs `f` on the writer's connection between two commit groups.
    fn alone<T: Send + 'static>(&self, f: impl FnOnce(&mut dyn Driver) -> Result<T> + Send + 'static) -> Result<T> {
        if in_write_lane() {
            return Err(DbError::internal("the write lane cannot wait for itself"));
        }
        let (answer, wait) = flume::bounded(1);
        let work = move |driver: Result<&mut dyn Driver>| {
            let result = driver.and_then(|driver| contained(|| f(driver)).and_then(|result| result));
            // Nobody waits any more: nothing to tell.
            let _ = answer.send(result);
        };
        self.0.writes.send(Command::Alone(Box::new(work))).map_err(|_| DbError::Unavailable)?;
        wait.recv().unwrap_or(Err(DbError::Unavailable))
    }

    fn send_read<T, E, F>(&self, ctx: Ctx, f: F) -> Result<flume::Receiver<Result<T, E>>, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        let (answer, wait) = flume::bounded(1);
        let work = move |tx: Result<&mut Tx<'_>>| {
            if answer.is_disconnected() {
                return;
            }
            let result = match tx {
                Ok(tx) => contained(|| f(tx)).unwrap_or_else(|fault| Err(fault.into())),
                Err(fault) => Err(fault.into()),
            };
            // Nobody waits any more: nothing to tell.
            let _ = answer.send(result);
        };
        let config = &self.0.config;
        let (lane, own) = match ctx.lane {
            Lane::Interactive => (&self.0.reads, config.read_deadline),
            Lane::Slow => (&self.0.slow_reads, config.slow_deadline),
        };
        let deadline = ctx.deadline.unwrap_or(own);
        let job = ReadJob {
            work: Box::new(work),
            queued: Instant::now(),
            deadline,
            snapshot: ctx.snapshot,
            trace: ctx.trace,
        };
        lane.try_send(job).map_err(|e| refused(&e))?;
        Ok(wait)
    }

    fn send_write<T, E, F>(&self, ctx: Ctx, f: F) -> Result<flume::Receiver<Result<T, E>>, E>
    where
        T: Send + 'static,
        E: From<DbError> + Send + 'static,
        F: FnMut(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    {
        if in_write_lane() {
            return Err(DbError::internal("the write lane cannot wait for itself").into());
        }
        let (answer, wait) = flume::bounded(1);
        let queue = match ctx.lane {
            Lane::Interactive => &self.0.writes,
            Lane::Slow => &self.0.slow_writes,
        };
        let job = WriteJob {
            work: Box::new(Write { f, result: None, answer }),
            lane: ctx.lane,
            queued: Instant::now(),
            deadline: ctx.deadline.unwrap_or(self.0.config.write_deadline),
            trace: ctx.trace,
            now_ms: None,
        };
        queue.try_send(Command::Job(job)).map_err(|e| refused(&e))?;
        Ok(wait)
    }
}

/// The answer of a write that was put into the queue. Dropping it before its turn takes the write back.
#[must_use = "a write whose answer nobody waits for may not run"]
#[derive(Debug)]
pub struct Later<T, E>(flume::Receiver<Result<T, E>>);

impl<T, E: From<DbError>> Later<T, E> {
    /// Waits for the answer: when it is `Ok`, the change is durable.
    pub fn wait(self) -> Result<T, E> {
        self.0.recv().unwrap_or_else(|_| Err(DbError::Unavailable.into()))
    }
}

/// A full queue is busy, a queue without a thread is out of order.
fn refused<T>(error: &flume::TrySendError<T>) -> DbError {
    match error {
        flume::TrySendError::Full(_) => DbError::Busy,
        flume::TrySendError::Disconnected(_) => DbError::Unavailable,
    }
}
