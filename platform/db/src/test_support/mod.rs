//! For tests, of this crate and of those above: private PostgreSQL clusters and fresh databases.
//!
//! Tests run in processes of their own, so one cluster is shared by all of them: the first test starts it under a file
//! lock in the temporary directory, and a small shell beside it stops it when no test has asked for it for three minutes.
//! `HEYI_TEST_POSTGRES` names a server to use instead (a URL of a role that may create databases).

mod cluster;
mod shared;

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use heyi_model::Clock;

use crate::{Db, DbConfig};
pub use cluster::PrivateCluster;
pub use shared::stop_shared_cluster;

/// Why a test database cannot be had.
#[derive(Debug, thiserror::Error)]
#[error("no test database: {0}")]
pub struct NoTestDatabase(pub(crate) String);

impl NoTestDatabase {
    fn because(what: &str, error: impl std::fmt::Display) -> Self {
        Self(format!("{what}: {error}"))
    }
}

/// A new, empty PostgreSQL database on the shared cluster; its URL.
pub fn fresh_database() -> Result<String, NoTestDatabase> {
    fresh_database_from("template0")
}

/// A new copy of the database `template` of the shared cluster; its URL. Nobody may be connected to the template.
pub fn fresh_database_from(template: &str) -> Result<String, NoTestDatabase> {
    create_database(&shared::url()?, template)
}

/// The name of the database in a URL that this module made.
pub fn database_name(url: &str) -> &str {
    let path = url.split('?').next().unwrap_or(url);
    path.rsplit('/').next().unwrap_or(path)
}

static MADE: AtomicU32 = AtomicU32::new(0);

/// Makes a database on the server at `admin_url`.
fn create_database(admin_url: &str, template: &str) -> Result<String, NoTestDatabase> {
    let name = format!("t{}_{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
    let text = format!("CREATE DATABASE {name} TEMPLATE \"{template}\" STRATEGY file_copy");
    run(admin_url, &[&format!("DROP DATABASE IF EXISTS {name}"), &text])?;
    let (path, query) = admin_url.split_once('?').map_or((admin_url, ""), |(path, query)| (path, query));
    let base = path.rsplit_once('/').map_or(path, |(base, _)| base);
    let query = if query.is_empty() { String::new() } else { format!("?{query}") };
    Ok(format!("{base}/{name}{query}"))
}

/// Does at once what PostgreSQL's own upkeep does within a minute of a large change; SQLite needs none.
pub fn settle(url: &str) -> Result<(), NoTestDatabase> {
    if url.starts_with("postgres") { run(url, &["VACUUM (ANALYZE)"]) } else { Ok(()) }
}

/// Runs statements on a connection of their own, on a thread without an async runtime.
fn run(url: &str, texts: &[&str]) -> Result<(), NoTestDatabase> {
    let work = || {
        let mut client = postgres::Client::connect(url, postgres::NoTls)?;
        texts.iter().try_for_each(|text| client.batch_execute(text))
    };
    let done = std::thread::scope(|scope| scope.spawn(work).join());
    done.map_err(|_| NoTestDatabase("the PostgreSQL client panicked".into()))?
        .map_err(|error| NoTestDatabase::because("PostgreSQL refused", cause(&error)))
}

fn cause(error: &postgres::Error) -> String {
    std::error::Error::source(error).map_or_else(|| error.to_string(), ToString::to_string)
}

/// Calls `test` with the URL of an empty SQLite database, then with that of an empty PostgreSQL database.
///
/// # Panics
/// When there is no PostgreSQL: a test on one database only would pretend.
pub fn both_databases(mut test: impl FnMut(&str)) {
    let folder = tempfile::tempdir().expect("a temporary directory");
    test(&sqlite_url(folder.path()));
    let url = fresh_database().expect("PostgreSQL 15 for tests (set HEYI_TEST_POSTGRES or install its server)");
    test(&url);
    // Left behind it would only cost space: a failing test keeps its database for a look.
    let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", database_name(&url));
    shared::url().and_then(|admin| run(&admin, &[&drop])).expect("dropping the test database");
}

/// The URL of a SQLite database in `folder`.
pub fn sqlite_url(folder: &Path) -> String {
    format!("sqlite:{}", folder.join("test.db").display())
}

/// Opens a test database with few threads and the clock given.
pub fn open(url: &str, clock: Arc<dyn Clock>) -> Db {
    open_with(url, clock, |_| ())
}

/// [`open`] with changes to the configuration.
///
/// # Panics
/// When it cannot be opened.
pub fn open_with(url: &str, clock: Arc<dyn Clock>, change: impl FnOnce(&mut DbConfig)) -> Db {
    let mut config = DbConfig::parse(url).expect("a database URL");
    (config.readers, config.slow_readers) = (2, 1);
    change(&mut config);
    Db::open(config, clock).expect("the database opens")
}
