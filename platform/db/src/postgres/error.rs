//! What PostgreSQL's codes mean.

use std::error::Error as _;

use postgres::Error;
use postgres::error::{Severity, SqlState};

use crate::error::DbError;

/// The meaning of an error.
pub(super) fn fault(error: &Error) -> DbError {
    if let Some(ours) = error.source().and_then(|source| source.downcast_ref::<DbError>()) {
        return ours.clone();
    }
    let Some(server) = error.as_db_error() else {
        let from_values =
            error.to_string().starts_with("error serializing") || error.to_string().starts_with("error deser");
        return if from_values { DbError::internal(full_text(error)) } else { DbError::Unavailable };
    };
    if matches!(server.parsed_severity(), Some(Severity::Fatal | Severity::Panic)) {
        return DbError::Unavailable;
    }
    let code = server.code();
    let detail = || format!("{} ({})", server.message(), code.code());
    match code {
        &SqlState::UNIQUE_VIOLATION => DbError::Unique { index: server.constraint().unwrap_or_default().to_owned() },
        &SqlState::QUERY_CANCELED => DbError::Deadline,
        &SqlState::LOCK_NOT_AVAILABLE
        | &SqlState::T_R_DEADLOCK_DETECTED
        | &SqlState::T_R_SERIALIZATION_FAILURE
        | &SqlState::TOO_MANY_CONNECTIONS => DbError::Busy,
        &SqlState::NUMERIC_VALUE_OUT_OF_RANGE => DbError::Overflow,
        &SqlState::CHARACTER_NOT_IN_REPERTOIRE | &SqlState::UNTRANSLATABLE_CHARACTER => DbError::NulInText,
        &SqlState::DISK_FULL => DbError::Full,
        &SqlState::DATA_CORRUPTED | &SqlState::INDEX_CORRUPTED => DbError::Corrupt { detail: detail() },
        // Class 23 is integrity, 22 is data.
        code if code.code().starts_with("23") || code.code().starts_with("22") => {
            DbError::Constraint { detail: detail() }
        }
        _ => DbError::Internal { detail: detail() },
    }
}

fn full_text(error: &Error) -> String {
    error.source().map_or_else(|| error.to_string(), |source| format!("{error}: {source}"))
}

/// "cached plan must not change result type": the table changed after the statement was prepared.
pub(super) fn is_stale_plan(error: &Error) -> bool {
    error.code() == Some(&SqlState::FEATURE_NOT_SUPPORTED)
        && error.as_db_error().is_some_and(|server| server.message().contains("cached plan"))
}
