//! Sessions.

use std::sync::Arc;

use heyi_model::{Problem, RecordId};

use crate::{Caller, Engine, Work};

/// A session that was opened.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its id.
    pub id: RecordId,
    /// The secret for the cookie: shown once, stored as its SHA-256.
    pub token: String,
}

/// A session as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Its id.
    pub id: RecordId,
    /// When it was opened, UTC milliseconds.
    pub created_at: i64,
    /// When it was last used, to five minutes.
    pub seen_at: i64,
    /// When it ends at the latest.
    pub expires_at: i64,
    /// The program that opened it.
    pub agent: String,
    /// The address that it was opened from.
    pub address: String,
}

/// Opens a session of a log-in.
pub fn open(work: &mut Work, login: RecordId, agent: &str, address: &str) -> Result<Opened, Problem> {
    let _ = (work, login, agent, address);
    Err(Problem::internal("not written yet"))
}

/// Who holds this token? `None` when it is unknown, expired or closed.
pub async fn resolve(engine: &Engine, token: &str) -> Result<Option<Arc<Caller>>, Problem> {
    let _ = (engine, token);
    Err(Problem::internal("not written yet"))
}

/// The open sessions of a log-in.
pub fn list(work: &mut Work, login: RecordId) -> Result<Vec<Session>, Problem> {
    let _ = (work, login);
    Err(Problem::internal("not written yet"))
}

/// Closes a session: one's own, or any for administrators.
pub fn close(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let _ = (work, id);
    Err(Problem::internal("not written yet"))
}

/// Closes all sessions of a log-in but `keep`.
pub fn close_all(work: &mut Work, login: RecordId, keep: Option<RecordId>) -> Result<(), Problem> {
    let _ = (work, login, keep);
    Err(Problem::internal("not written yet"))
}

/// Upkeep: removes sessions that have ended; how many.
pub fn remove_expired(work: &mut Work) -> Result<u64, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}
