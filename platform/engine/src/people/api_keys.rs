//! API keys.

use std::sync::Arc;

use heyi_model::{Problem, RecordId};

use crate::{Caller, Engine, Work};

/// A key to make.
#[derive(Debug, Clone, Default)]
pub struct NewKey {
    /// What it is for.
    pub name: String,
    /// Modules that it reaches; empty for all.
    pub modules: Vec<String>,
    /// It only reads.
    pub read_only: bool,
    /// When it ends, UTC milliseconds.
    pub expires_at: Option<i64>,
}

/// A key as it is listed, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: RecordId,
    /// What it is for.
    pub name: String,
    /// The beginning of the secret, to tell keys apart.
    pub hint: String,
    /// Modules that it reaches; empty for all.
    pub modules: Vec<String>,
    /// It only reads.
    pub read_only: bool,
    /// When it was made, UTC milliseconds.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: Option<i64>,
    /// When it was last used, to five minutes.
    pub last_used_at: Option<i64>,
}

/// Makes a key of the caller: its id and the secret `hk_…`, which is shown once.
pub fn create(work: &mut Work, new: &NewKey) -> Result<(RecordId, String), Problem> {
    let _ = (work, new);
    Err(Problem::internal("not written yet"))
}

/// Who holds this key? `None` when it is unknown, expired or revoked.
pub async fn resolve(engine: &Engine, token: &str) -> Result<Option<Arc<Caller>>, Problem> {
    let _ = (engine, token);
    Err(Problem::internal("not written yet"))
}

/// The keys of a log-in: one's own, or any for administrators.
pub fn list(work: &mut Work, login: RecordId) -> Result<Vec<ApiKey>, Problem> {
    let _ = (work, login);
    Err(Problem::internal("not written yet"))
}

/// Revokes a key: one's own, or any for administrators.
pub fn revoke(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let _ = (work, id);
    Err(Problem::internal("not written yet"))
}
