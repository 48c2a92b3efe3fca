//! Starting the threads of a database, each with its own connection.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use heyi_model::Clock;
use parking_lot::RwLock;

use crate::config::{DatabaseUrl, DbConfig, Lane};
use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::lane::{Command, GroupHook, ReadJob, ReadLane, WriteLane};
use crate::{postgres, schema, sqlite};

/// The tables that this crate needs for itself.
const OWN_TABLES: [(&str, &str); 3] = [
    ("sequence", "CREATE TABLE IF NOT EXISTS sequence (name TEXT PRIMARY KEY, value BIGINT NOT NULL)"),
    ("epoch", "CREATE TABLE IF NOT EXISTS epoch (name TEXT PRIMARY KEY, value BIGINT NOT NULL)"),
    (
        "migration",
        "CREATE TABLE IF NOT EXISTS migration (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied_at BIGINT NOT NULL)",
    ),
];

/// Starts the write lane; makes the file and our own tables when they are missing.
pub(crate) fn write_lane(
    config: &DbConfig,
    (queue, slow_queue): (flume::Receiver<Command>, flume::Receiver<Command>),
    clock: &Arc<dyn Clock>,
    hook: &Arc<RwLock<Option<GroupHook>>>,
    schema_generation: &Arc<AtomicU64>,
) -> Result<()> {
    let (config, clock, hook) = (config.clone(), Arc::clone(clock), Arc::clone(hook));
    let schema_generation = Arc::clone(schema_generation);
    start("heyi-db-write", move || {
        let mut driver = writer(&config)?;
        make_own_tables(driver.as_mut())?;
        let lane = WriteLane {
            driver,
            queue,
            slow_queue,
            slow_turn: false,
            clock,
            hook,
            schema_generation,
            group_jobs: config.group_jobs,
            group_time: config.group_time,
            slow_group_time: config.slow_group_time,
            queue_wait: config.queue_wait,
            deadline: config.write_deadline,
            fresh: false,
        };
        Ok(move || lane.serve())
    })
}

fn writer(config: &DbConfig) -> Result<Box<dyn Driver>> {
    Ok(match &config.url {
        DatabaseUrl::Sqlite(path) => Box::new(sqlite::open(path, config, sqlite::Role::Writer)?),
        DatabaseUrl::Postgres(url) => Box::new(postgres::open(url, config, postgres::Role::Writer)?),
    })
}

fn reader(config: &DbConfig, lane: Lane) -> Result<Box<dyn Driver>> {
    Ok(match &config.url {
        DatabaseUrl::Sqlite(path) => Box::new(sqlite::open(path, config, sqlite::Role::Reader(lane))?),
        DatabaseUrl::Postgres(url) => Box::new(postgres::open(url, config, postgres::Role::Reader(lane))?),
    })
}

/// Starts the threads of a reader lane and gives their queue.
pub(crate) fn read_lane(
    config: &DbConfig,
    clock: &Arc<dyn Clock>,
    schema_generation: &Arc<AtomicU64>,
    lane: Lane,
) -> Result<flume::Sender<ReadJob>> {
    let (name, threads, patience) = match lane {
        Lane::Interactive => ("read", config.readers, 1),
        Lane::Slow => ("slow", config.slow_readers, 10),
    };
    let (jobs, queue) = flume::bounded(config.queue);
    for _ in 0..threads.max(1) {
        let (config, queue, clock) = (config.clone(), queue.clone(), Arc::clone(clock));
        let schema_generation = Arc::clone(schema_generation);
        start(&format!("heyi-db-{name}"), move || {
            let driver = reader(&config, lane)?;
            let queue_wait = config.queue_wait * patience;
            let lane = ReadLane { name, driver, queue, clock, schema_generation, queue_wait };
            Ok(move || lane.serve())
        })?;
    }
    Ok(jobs)
}

/// Starts a thread and waits until it is ready: `prepare` opens its connection there, because a PostgreSQL client must
/// not be made on a thread of an async runtime.
fn start<S: FnOnce()>(name: &str, prepare: impl FnOnce() -> Result<S> + Send + 'static) -> Result<()> {
    let (ready, wait) = flume::bounded(1);
    let run = move || match prepare() {
        Ok(serve) => {
            // The opener waits for exactly this.
            let _ = ready.send(Ok(()));
            serve();
        }
        Err(error) => {
            let _ = ready.send(Err(error));
        }
    };
    std::thread::Builder::new().name(name.to_owned()).spawn(run).map_err(|_| DbError::Unavailable)?;
    wait.recv().unwrap_or(Err(DbError::Unavailable))
}

fn make_own_tables(driver: &mut dyn Driver) -> Result<()> {
    driver.prepare_for_job(0)?;
    let found = schema::tables(driver)?;
    if OWN_TABLES.iter().all(|(name, _)| found.iter().any(|table| table == name)) {
        return Ok(());
    }
    driver.begin_write()?;
    for (_, text) in OWN_TABLES {
        driver.batch(text)?;
    }
    driver.commit()
}
