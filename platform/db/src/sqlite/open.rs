//! Opening the file, with the settings that durability and bounded memory need.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::Driver;
use super::error::plain;
use crate::config::{DbConfig, Lane};
use crate::error::{DbError, Result};

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one writer of this process; makes the file when it is missing.
    Writer,
    /// A reader of a lane; the file is there.
    Reader(Lane),
}

/// Opens a connection.
///
/// WAL with `synchronous=FULL`: a commit is on the disk when it returns. Foreign keys are off because integrity is the
/// engine's. LIKE tells capitals from small letters, as on PostgreSQL. The log is folded back beside the writer and its
/// file kept at 128 MB.
pub(crate) fn open(path: &Path, config: &DbConfig, role: Role) -> Result<Driver> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if role == Role::Writer {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let mut connection = Connection::open_with_flags(path, flags).map_err(|e| plain(&e))?;
    connection.busy_timeout(config.lock_wait).map_err(|e| plain(&e))?;
    connection.set_prepared_statement_cache_capacity(config.statements);
    // Without it SQLite prepares a statement that joins anew for each value bound to it: 77 µs instead of 2 for a read by id.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true).map_err(|e| plain(&e))?;
    let cache = match role {
        Role::Writer => config.writer_cache_kib,
        Role::Reader(Lane::Interactive) => config.reader_cache_kib,
        Role::Reader(Lane::Slow) => config.slow_reader_cache_kib,
    };
    let settings = format!(
        "PRAGMA cache_size = -{cache}; PRAGMA mmap_size = 0; PRAGMA foreign_keys = OFF; \
         PRAGMA case_sensitive_like = ON; \
         PRAGMA trusted_schema = OFF;"
    );
    connection.execute_batch(&settings).map_err(|e| plain(&e))?;
    match role {
        Role::Writer => {
            let mode: String =
                connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(|e| plain(&e))?;
            if mode != "wal" {
                return Err(DbError::internal(format!("the file system does not allow a write-ahead log ({mode})")));
            }
            let durable = "PRAGMA synchronous = FULL; PRAGMA journal_size_limit = 134217728;";
            connection.execute_batch(durable).map_err(|e| plain(&e))?;
            super::fold::beside(path, &mut connection)?;
        }
        Role::Reader(_) => connection.execute_batch("PRAGMA query_only = ON").map_err(|e| plain(&e))?,
    }
    Driver::new(connection)
}
