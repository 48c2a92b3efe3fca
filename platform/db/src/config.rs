//! How a database is opened and how a job asks for its lane.

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use crate::trace::Trace;

/// Which engine runs. For `explain` and for tests: everything else says the same to both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL 15 or newer.
    Postgres,
}

/// Where the database is.
#[derive(Clone, PartialEq, Eq)]
pub enum DatabaseUrl {
    /// A file, written `sqlite:PATH`. It is made when missing; its folder is not.
    Sqlite(PathBuf),
    /// A server, written as `postgres://…` or `postgresql://…`.
    Postgres(String),
}

/// The text is not a database URL: it must start with `sqlite:`, `postgres://` or `postgresql://`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("a database is written sqlite:PATH or postgres://USER@HOST/NAME")]
pub struct NotADatabaseUrl;

impl FromStr for DatabaseUrl {
    type Err = NotADatabaseUrl;
    fn from_str(text: &str) -> Result<Self, NotADatabaseUrl> {
        if let Some(path) = text.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let named = !path.is_empty() && !path.starts_with(':') && !path.contains('\0');
            return named.then(|| Self::Sqlite(path.into())).ok_or(NotADatabaseUrl);
        }
        let server = text.starts_with("postgres://") || text.starts_with("postgresql://");
        let sound = server && text.parse::<postgres::Config>().is_ok();
        sound.then(|| Self::Postgres(text.to_owned())).ok_or(NotADatabaseUrl)
    }
}

impl std::fmt::Debug for DatabaseUrl {
    /// Shows no password.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(_) => f.write_str("postgres://…"),
        }
    }
}

/// How a database is opened. [`DbConfig::new`] gives the figures that STORAGE.md measured.
#[derive(Debug, Clone)]
pub struct DbConfig {
    /// Where the database is.
    pub url: DatabaseUrl,
    /// Threads of the interactive lane, each with its own connection. SQLite: the cores, at least 2; PostgreSQL: 16.
    pub readers: usize,
    /// Threads of the slow lane: 1 and 2.
    pub slow_readers: usize,
    /// A commit group takes at most so many jobs.
    pub group_jobs: usize,
    /// A commit group takes no further job after so much work.
    pub group_time: Duration,
    /// The same for a group of slow writes, which also ends as soon as another write waits.
    pub slow_group_time: Duration,
    /// What an interactive read may take.
    pub read_deadline: Duration,
    /// What a read of the slow lane may take.
    pub slow_deadline: Duration,
    /// What a write may take, in either lane.
    pub write_deadline: Duration,
    /// So many jobs may wait in each lane; the next one is refused with [`crate::DbError::Busy`].
    pub queue: usize,
    /// A job that waited longer than this is refused with [`crate::DbError::Busy`]; the slow lane waits ten times as long.
    pub queue_wait: Duration,
    /// How long a lock of another process or node is waited for.
    pub lock_wait: Duration,
    /// Page cache of the SQLite writer, KiB.
    pub writer_cache_kib: u32,
    /// Page cache of each SQLite reader of the interactive lane, KiB. With a quarter of it a count that looks at 3,000
    /// records all over a million took 20 ms in place of 6.
    pub reader_cache_kib: u32,
    /// The same for the slow lane, whose readers pass over much and come back to little.
    pub slow_reader_cache_kib: u32,
    /// Prepared statements kept for each connection.
    pub statements: usize,
    /// The number of this node (0 to 1,023), for the names of sessions.
    pub node: u16,
    /// The key of the advisory lock that makes one write lane out of the lanes of all nodes.
    pub organisation: i32,
}

impl DbConfig {
    /// The measured defaults for `url` on this machine.
    pub fn new(url: DatabaseUrl) -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        let (readers, slow_readers) = match url {
            DatabaseUrl::Sqlite(_) => (cores.max(2), 1),
            DatabaseUrl::Postgres(_) => (16, 2),
        };
        Self {
            url,
            readers,
            slow_readers,
            group_jobs: 64,
            group_time: Duration::from_millis(20),
            slow_group_time: Duration::from_millis(200),
            read_deadline: Duration::from_secs(1),
            slow_deadline: Duration::from_mins(1),
            write_deadline: Duration::from_secs(10),
            queue: 1024,
            queue_wait: Duration::from_secs(10),
            lock_wait: Duration::from_secs(5),
            writer_cache_kib: 64 * 1024,
            reader_cache_kib: 64 * 1024,
            slow_reader_cache_kib: 16 * 1024,
            statements: 256,
            node: 0,
            organisation: 1,
        }
    }

    /// The defaults for a database written as text.
    pub fn parse(url: &str) -> Result<Self, NotADatabaseUrl> {
        url.parse().map(Self::new)
    }
}

/// Which queue a job stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Lane {
    /// A person waits.
    #[default]
    Interactive,
    /// Reports, exports, imports, rebuilds. There is one write lane for both queues; slow writes share a commit among
    /// themselves for longer, and never keep another write waiting for more than the one that is running.
    Slow,
}

/// How a job is run.
#[derive(Debug, Clone, Default)]
pub struct Ctx {
    /// The queue.
    pub lane: Lane,
    /// What the job may take; `None` is the lane's own figure.
    pub deadline: Option<Duration>,
    /// All statements of a read see one state of the database. Otherwise each sees the newest one. Keep it short: an
    /// open state keeps SQLite from tidying its log.
    pub snapshot: bool,
    /// Collects the statements of the job.
    pub trace: Option<Arc<Trace>>,
}

impl Ctx {
    /// A job of the slow lane.
    pub fn slow() -> Self {
        Self { lane: Lane::Slow, ..Self::default() }
    }
    /// A read that sees one state of the database.
    pub fn snapshot() -> Self {
        Self { snapshot: true, ..Self::default() }
    }
    /// The same with a trace.
    #[must_use]
    pub fn traced(self, trace: Arc<Trace>) -> Self {
        Self { trace: Some(trace), ..self }
    }
    /// The same with a deadline of its own.
    #[must_use]
    pub fn within(self, deadline: Duration) -> Self {
        Self { deadline: Some(deadline), ..self }
    }
}
