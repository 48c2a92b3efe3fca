//! What can go wrong in the database layer, one variant per thing a caller can act on.

/// A problem of the database layer. The text never shows SQL; [`DbError::detail`] does, for the log.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DbError {
    /// The row exists already. `index` is the name of the unique index, `<table>_pkey` for a primary key.
    #[error("a value that must be unique is taken")]
    Unique {
        /// Name of the violated index.
        index: String,
    },
    /// The job, or one statement of it, took longer than its lane allows. Try the slow lane or a narrower question.
    #[error("the database stopped the work because it took longer than allowed")]
    Deadline,
    /// Too many jobs wait, or another process holds the lock. Nothing was written; try again later.
    #[error("the database is busy, please try again")]
    Busy,
    /// A number left its range: 64 bits, or 32 for a date.
    #[error("a number is out of range")]
    Overflow,
    /// A text holds the character U+0000, which PostgreSQL cannot store.
    #[error("a text contains the character U+0000")]
    NulInText,
    /// A value is missing, or not what its column takes.
    #[error("a value does not fit its column")]
    Constraint {
        /// What the engine said.
        detail: String,
    },
    /// The job panicked. It was rolled back alone.
    #[error("the work was stopped by an internal fault")]
    Panicked,
    /// The database cannot be reached. Nothing of this job was written.
    #[error("the database cannot be reached")]
    Unavailable,
    /// The connection broke while COMMIT was on its way: the job may be written or not.
    #[error("the connection broke during the commit; it is not known whether the change was saved")]
    CommitUnknown,
    /// The disk, or the size the file may have, is full.
    #[error("the disk of the database is full")]
    Full,
    /// The file is no database, is damaged, or cannot be read.
    #[error("the database file is damaged or cannot be read")]
    Corrupt {
        /// What the engine said.
        detail: String,
    },
    /// A statement is wrong, or a rule of this crate was broken: a fault of ours.
    #[error("the database refused a statement")]
    Internal {
        /// What the engine said.
        detail: String,
    },
}

/// What most functions of this crate return.
pub type Result<T, E = DbError> = std::result::Result<T, E>;

impl DbError {
    /// A fault of ours, with what is known about it.
    pub(crate) fn internal(detail: impl Into<String>) -> Self {
        Self::Internal { detail: detail.into() }
    }

    /// What the engine said, for logs and for administrators; empty when the variant says it all.
    pub fn detail(&self) -> &str {
        match self {
            Self::Constraint { detail } | Self::Corrupt { detail } | Self::Internal { detail } => detail,
            Self::Unique { index } => index,
            _ => "",
        }
    }
}

impl From<DbError> for heyi_model::Problem {
    /// What a person is told: to try again, to narrow the question, or that it was logged.
    fn from(error: DbError) -> Self {
        use heyi_model::{Code, Kind, Problem};
        let log = format!("{error}: {}", error.detail());
        let problem = match &error {
            DbError::Unique { .. } => Problem::new(Kind::Conflict, Code::Duplicate),
            DbError::Deadline => Problem { retry_after: Some(5), ..Problem::new(Kind::Unavailable, Code::TooSlow) },
            DbError::Busy | DbError::Unavailable | DbError::Full | DbError::CommitUnknown => {
                Problem { retry_after: Some(1), ..Problem::new(Kind::Unavailable, Code::Busy) }
            }
            DbError::Overflow => Problem::new(Kind::Invalid, Code::Overflow),
            DbError::NulInText => Problem::new(Kind::Invalid, Code::InvalidCharacter),
            DbError::Constraint { .. } | DbError::Panicked | DbError::Corrupt { .. } | DbError::Internal { .. } => {
                Problem::new(Kind::Internal, Code::Internal)
            }
        };
        Problem { log, ..problem }
    }
}
