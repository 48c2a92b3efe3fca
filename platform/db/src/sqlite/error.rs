//! What SQLite's codes mean.

use rusqlite::{Connection, Error, ErrorCode, ffi};

use crate::error::DbError;

/// The meaning of an error; a violated unique index is looked up by its columns.
pub(super) fn fault(connection: &Connection, error: &Error) -> DbError {
    let is_unique = matches!(
        error.sqlite_error().map(|e| e.extended_code),
        Some(ffi::SQLITE_CONSTRAINT_UNIQUE | ffi::SQLITE_CONSTRAINT_PRIMARYKEY | ffi::SQLITE_CONSTRAINT_ROWID)
    );
    if is_unique {
        return DbError::Unique { index: unique_index(connection, &error.to_string()) };
    }
    plain(error)
}

/// The meaning of an error without a look at the schema.
pub(super) fn plain(error: &Error) -> DbError {
    let detail = error.to_string();
    let Some(code) = error.sqlite_error() else { return DbError::Internal { detail } };
    match code.code {
        ErrorCode::OperationInterrupted => DbError::Deadline,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => DbError::Busy,
        ErrorCode::DiskFull => DbError::Full,
        ErrorCode::ConstraintViolation | ErrorCode::TypeMismatch => DbError::Constraint { detail },
        ErrorCode::CannotOpen => DbError::Unavailable,
        ErrorCode::SystemIoFailure | ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
            DbError::Corrupt { detail }
        }
        ErrorCode::TooBig => DbError::Overflow,
        _ if detail.contains("integer overflow") => DbError::Overflow,
        _ => DbError::Internal { detail },
    }
}

/// SQLite names the columns of a violated index ("UNIQUE constraint failed: account.code"), or the index itself when it has
/// an expression; callers want the name of the index.
fn unique_index(connection: &Connection, message: &str) -> String {
    let tail = message.split("constraint failed: ").nth(1).unwrap_or(message);
    if let Some(index) = tail.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let mut parts = tail.split(", ").filter_map(|part| part.split_once('.'));
    let Some((table, first)) = parts.next() else { return tail.to_owned() };
    let columns: Vec<&str> = std::iter::once(first).chain(parts.map(|(_, column)| column)).collect();
    let found = connection.query_row(
        "SELECT l.name FROM pragma_index_list(?1) l WHERE l.\"unique\" = 1 AND l.origin = 'c' AND \
         (SELECT group_concat(i.name, ',' ORDER BY i.seqno) FROM pragma_index_info(l.name) i) = ?2 ORDER BY l.seq LIMIT 1",
        [table, &columns.join(",")],
        |row| row.get(0),
    );
    found.unwrap_or_else(|_| format!("{table}_pkey"))
}
