//! Log-ins.

use heyi_model::{Locale, Problem, RecordId};

use super::passwords::Hashed;
use crate::{Engine, Work};

/// A log-in to make.
#[derive(Debug, Clone)]
pub struct NewLogin {
    /// What the person types to sign in.
    pub account: String,
    /// The person, who has no log-in yet.
    pub person: RecordId,
    /// The password.
    pub password: Hashed,
    /// The language of answers.
    pub locale: Locale,
    /// Give the person the role `administrator` too.
    pub admin: bool,
}

/// A log-in as it is listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// Its id.
    pub id: RecordId,
    /// The person.
    pub person: RecordId,
    /// What the person types.
    pub account: String,
    /// The language of answers.
    pub locale: Locale,
    /// Since when it is disabled, UTC milliseconds.
    pub disabled_at: Option<i64>,
    /// When it was made.
    pub created_at: i64,
    /// When it was last used, to five minutes.
    pub last_seen_at: Option<i64>,
}

/// Whose password was right.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedIn {
    /// The log-in.
    pub login: RecordId,
    /// The person.
    pub person: RecordId,
    /// The language of answers.
    pub locale: Locale,
}

/// Makes a log-in. Administrators only.
pub fn add(work: &mut Work, new: NewLogin) -> Result<RecordId, Problem> {
    let _ = (work, new);
    Err(Problem::internal("not written yet"))
}

/// Whose account and password are these? Blocks for about 50 ms of a core: call it on a thread that may block.
pub fn check_password(engine: &Engine, account: &str, password: &str, address: &str) -> Result<SignedIn, Problem> {
    let _ = (engine, account, password, address);
    Err(Problem::internal("not written yet"))
}

/// Sets the password and closes all sessions of the log-in but `keep`.
pub fn set_password(
    work: &mut Work,
    login: RecordId,
    password: &Hashed,
    keep: Option<RecordId>,
) -> Result<(), Problem> {
    let _ = (work, login, password, keep);
    Err(Problem::internal("not written yet"))
}

/// Sets the language of answers.
pub fn set_locale(work: &mut Work, login: RecordId, locale: Locale) -> Result<(), Problem> {
    let _ = (work, login, locale);
    Err(Problem::internal("not written yet"))
}

/// Disables a log-in; its sessions and keys end with the next request.
pub fn disable(work: &mut Work, login: RecordId) -> Result<(), Problem> {
    let _ = (work, login);
    Err(Problem::internal("not written yet"))
}

/// Enables a log-in again.
pub fn enable(work: &mut Work, login: RecordId) -> Result<(), Problem> {
    let _ = (work, login);
    Err(Problem::internal("not written yet"))
}

/// All log-ins. Administrators only.
pub fn list(work: &mut Work) -> Result<Vec<Login>, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}

/// The log-in of a person; of others only for administrators.
pub fn of_person(work: &mut Work, person: RecordId) -> Result<Option<Login>, Problem> {
    let _ = (work, person);
    Err(Problem::internal("not written yet"))
}
