//! Log-ins: an account and a password, one for each person who may sign in.

use heyi_db::{Cells as _, Ctx, Row, Tx, params, sql};
use heyi_model::module::Directory;
use heyi_model::text::fold;
use heyi_model::{Code, Fault, Kind, Locale, Problem, RecordId};
use serde_json::json;

use super::passwords::{self, Hashed};
use super::sessions;
use crate::roles::{ADMINISTRATOR, keep_an_administrator};
use crate::{Engine, Who, Work, access_log};

/// Most characters of an account.
const MOST: usize = 64;

/// A log-in to make.
#[derive(Debug, Clone)]
pub struct NewLogin {
    /// What the person types to sign in; capital and full-width letters are the same as small ones.
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

/// The form of an account by which it is found.
fn account_key(account: &str) -> String {
    fold(account).to_lowercase()
}

/// Makes a log-in. Administrators only. Refused: an account that is empty, long or taken, a person who is not there or
/// has a log-in already.
pub fn add(work: &mut Work, new: NewLogin) -> Result<RecordId, Problem> {
    work.administrators_only()?;
    let account = fold(&new.account).into_owned();
    let key = account_key(&account);
    let mut faults = Vec::new();
    if account.is_empty() {
        faults.push(Fault::new("account", Code::Required));
    } else if account.chars().count() > MOST {
        faults.push(Fault::new("account", Code::TooLong).with("max", MOST));
    } else if found(work, "SELECT 1 FROM login WHERE account_key = $1", key.as_str().into())? {
        faults.push(Fault::new("account", Code::AccountTaken));
    }
    if !is_person(work, new.person)? {
        faults.push(Fault::new("person", Code::UnknownRecord));
    } else if found(work, "SELECT 1 FROM login WHERE person = $1", new.person.into())? {
        faults.push(Fault::new("person", Code::EmployeeHasLogin));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let (id, now_ms) = (work.draw_id(), work.now_ms());
    work.tx.execute(sql(
        "INSERT INTO login (id, person, account, account_key, password, locale, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, new.person, account, key, new.password.stored(), new.locale.tag(), now_ms],
    ))?;
    if new.admin {
        work.tx.execute(sql(
            "INSERT INTO role_member (person, role) VALUES ($1, $2) ON CONFLICT (person, role) DO NOTHING",
            params![new.person, ADMINISTRATOR],
        ))?;
        work.raise_epoch()?;
    }
    access_log::note(work, "login_added", None, None, &json!({"login": id, "person": new.person, "admin": new.admin}))?;
    Ok(id)
}

fn found(work: &mut Work, text: &'static str, value: heyi_db::Value) -> Result<bool, Problem> {
    Ok(work.tx.one(sql(text, vec![value]))?.is_some())
}

/// Asked of the table and not of the snapshot: the person may have been made in this same transaction.
fn is_person(work: &mut Work, person: RecordId) -> Result<bool, Problem> {
    let Some(module) = work.snapshot.directory_module(Directory::Person) else { return Ok(false) };
    let text = format!("SELECT 1 FROM \"{}\" WHERE id = $1 AND deleted_at IS NULL", module.key);
    Ok(work.tx.one(sql(text, params![person]))?.is_some())
}

/// An attempt of somebody who is not signed in, counted before it is made.
pub(super) struct Attempt {
    account: String,
    address: String,
}

impl Attempt {
    /// It was right: the account is free again.
    pub(super) fn succeeded(&self, engine: &Engine) {
        engine.0.caches.people.throttle.succeeded(&self.account, &self.address);
    }
}

/// Counts an attempt; 429 with the seconds to wait after too many.
pub(super) fn begin_attempt(engine: &Engine, account: &str, address: &str) -> Result<Attempt, Problem> {
    let shorten = |text: &str| text.chars().take(MOST).collect::<String>();
    let (account, address) = (account_key(&shorten(account)), shorten(address));
    engine
        .0
        .caches
        .people
        .throttle
        .begin(&account, &address, engine.clock().now_ms())
        .map_err(|seconds| Problem { retry_after: Some(seconds), ..Problem::new(Kind::TooMany, Code::TooMany) })?;
    Ok(Attempt { account, address })
}

/// Whose account and password are these?
///
/// Blocks for about 50 ms of a core, so it is called on a thread that may block, never inside a transaction. An unknown
/// account, a wrong password, a disabled log-in and a person who has left take the same time and get the same answer.
/// Many attempts of one account or address are answered with 429 and the seconds to wait.
pub fn check_password(engine: &Engine, account: &str, password: &str, address: &str) -> Result<SignedIn, Problem> {
    let attempt = begin_attempt(engine, account, address)?;
    let (reader, wanted) = (engine.clone(), attempt.account.clone());
    let known = engine.db().read_blocking(Ctx::default(), move |tx| find(&reader, tx, &wanted))?;
    let stored = known.as_ref().map(|(_, stored)| stored.as_str());
    let right = passwords::verify(&engine.0.caches.people.hashing, password, stored)?;
    match known {
        Some((Some(signed_in), _)) if right => {
            attempt.succeeded(engine);
            Ok(signed_in)
        }
        _ => {
            tracing::info!(address = %attempt.address, "a sign-in was refused");
            Err(Problem::new(Kind::NotSignedIn, Code::WrongPassword))
        }
    }
}

/// The log-in of an account with its stored password; who it is only while that person may sign in.
fn find(engine: &Engine, tx: &mut Tx, key: &str) -> Result<Option<(Option<SignedIn>, String)>, Problem> {
    let row = tx
        .one(sql("SELECT id, person, locale, disabled_at, password FROM login WHERE account_key = $1", params![key]))?;
    let Some(row) = row else { return Ok(None) };
    let snapshot = engine.snapshot_of(tx)?;
    let signed_in = match (row.int(0).and_then(RecordId::new), row.int(1).and_then(RecordId::new)) {
        (Some(login), Some(person)) if row.is_null(3) && snapshot.directory.is_person(person.get()) => {
            Some(SignedIn { login, person, locale: locale_of(row.text(2)) })
        }
        _ => None,
    };
    Ok(Some((signed_in, row.text(4).unwrap_or_default().to_owned())))
}

/// The locale of a stored tag.
pub(super) fn locale_of(tag: Option<&str>) -> Locale {
    Locale::from_header(tag.unwrap_or_default())
}

/// May the caller change this log-in? Its own, unless it comes with a limited key, or any as an administrator.
pub(super) fn own_or_administrator(work: &Work, login: RecordId) -> Result<(), Problem> {
    match work.who() {
        Who::Person(caller) if caller.login == login && caller.key.as_ref().is_none_or(|key| key.is_whole()) => Ok(()),
        _ => work.administrators_only(),
    }
}

/// Sets the password and closes all sessions of the log-in but `keep`. One's own or, for administrators, anybody's;
/// asking for the present password is up to the caller of this function.
pub fn set_password(
    work: &mut Work,
    login: RecordId,
    password: &Hashed,
    keep: Option<RecordId>,
) -> Result<(), Problem> {
    own_or_administrator(work, login)?;
    let text = "UPDATE login SET password = $2 WHERE id = $1";
    change(work, login, sql(text, params![login, password.stored()]))?;
    sessions::close_all(work, login, keep)?;
    access_log::note(work, "password_set", None, None, &json!({"login": login}))
}

/// Sets the language of answers, one's own or as an administrator. It holds for requests from the next epoch on.
pub fn set_locale(work: &mut Work, login: RecordId, locale: Locale) -> Result<(), Problem> {
    own_or_administrator(work, login)?;
    change(work, login, sql("UPDATE login SET locale = $2 WHERE id = $1", params![login, locale.tag()]))?;
    super::proof::is_lost(work)
}

/// Disables a log-in: nobody signs in with it, its sessions end, its keys answer 401. Administrators only; the last one
/// of them stays.
pub fn disable(work: &mut Work, login: RecordId) -> Result<(), Problem> {
    work.administrators_only()?;
    let now_ms = work.now_ms();
    keep_an_administrator(work, |work| {
        let text = "UPDATE login SET disabled_at = COALESCE(disabled_at, $2) WHERE id = $1";
        change(work, login, sql(text, params![login, now_ms]))
    })?;
    sessions::close_all(work, login, None)?;
    access_log::note(work, "login_disabled", None, None, &json!({"login": login}))
}

/// Enables a log-in again. Administrators only.
pub fn enable(work: &mut Work, login: RecordId) -> Result<(), Problem> {
    work.administrators_only()?;
    change(work, login, sql("UPDATE login SET disabled_at = NULL WHERE id = $1", params![login]))?;
    access_log::note(work, "login_enabled", None, None, &json!({"login": login}))
}

fn change(work: &mut Work, login: RecordId, statement: heyi_db::Sql) -> Result<(), Problem> {
    debug_assert!(statement.params.first() == Some(&login.into()));
    if work.tx.execute(statement)? == 0 { Err(Problem::not_found()) } else { Ok(()) }
}

const COLUMNS: &str = "SELECT id, person, account, locale, disabled_at, created_at, last_seen_at FROM login";

fn login_of(row: &Row) -> Option<Login> {
    Some(Login {
        id: row.int(0).and_then(RecordId::new)?,
        person: row.int(1).and_then(RecordId::new)?,
        account: row.text(2)?.to_owned(),
        locale: locale_of(row.text(3)),
        disabled_at: row.int(4),
        created_at: row.int(5)?,
        last_seen_at: row.int(6),
    })
}

/// All log-ins by account. Administrators only.
pub fn list(work: &mut Work) -> Result<Vec<Login>, Problem> {
    work.administrators_only()?;
    let rows = work.tx.all(sql(format!("{COLUMNS} ORDER BY account_key"), Vec::new()))?;
    Ok(rows.iter().filter_map(login_of).collect())
}

/// The log-in of a person: one's own, or of anybody for administrators.
pub fn of_person(work: &mut Work, person: RecordId) -> Result<Option<Login>, Problem> {
    if work.person() != Some(person) {
        work.administrators_only()?;
    }
    let row = work.tx.one(sql(format!("{COLUMNS} WHERE person = $1"), params![person]))?;
    Ok(row.as_ref().and_then(login_of))
}
