//! Folding the write-ahead log back into the file, beside the writer: it took an eighth of an import's time, and each
//! time kept whoever's commit came upon it waiting for 16 MB.

use std::path::Path;

use rusqlite::{Connection, OpenFlags};

use super::error::plain;
use crate::error::{DbError, Result};

/// The log is folded back each time it has grown by so many pages (16 MB), so that a page that many writes touch is copied
/// once for many.
const EVERY_PAGES: i32 = 4_000;
/// Writes that never pause keep the log from beginning anew. At so many pages (128 MB) the writer folds back what is left
/// before it goes on, and begins it anew.
const MOST_PAGES: i32 = 32_000;

/// Starts the thread that folds back what `writer` commits; it ends with that connection.
pub(super) fn beside(path: &Path, writer: &mut Connection) -> Result<()> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(|e| plain(&e))?;
    let settings = "PRAGMA cache_size = -64; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL; PRAGMA query_only = ON";
    connection.execute_batch(settings).map_err(|e| plain(&e))?;
    let (tell, told) = flume::bounded::<()>(1);
    let serve = move || {
        while told.recv().is_ok() {
            fold(&connection);
        }
    };
    std::thread::Builder::new().name("heyi-db-fold".into()).spawn(serve).map_err(|_| DbError::Unavailable)?;
    let mut told_at = 0;
    let on_commit = move |wal: &mut rusqlite::hooks::Wal, pages: i32| {
        if pages < told_at {
            told_at = 0;
        }
        if pages >= MOST_PAGES {
            // Busy is no fault: the other thread is at it, the next commit comes here again.
            let _ = wal.checkpoint();
        } else if pages - told_at >= EVERY_PAGES {
            told_at = pages;
            // One word is enough, however many commits ask for it.
            let _ = tell.try_send(());
        }
        Ok(())
    };
    writer.wal_hook(Some(on_commit)).map_err(|e| plain(&e))
}

fn fold(connection: &Connection) {
    let folded = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |row| row.get::<_, i64>(0));
    if let Err(error) = folded {
        tracing::warn!(error.detail = %error, "db.log.not_folded");
    }
}
