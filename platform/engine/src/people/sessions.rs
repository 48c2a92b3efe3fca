//! Sessions: what a browser holds after signing in.
//!
//! A session ends some hours after its last request and some days after it was opened, both settings of the organisation.

use std::sync::Arc;

use heyi_db::{Cells as _, Ctx, Tx, params, sql};
use heyi_model::text::fold;
use heyi_model::{Problem, RecordId};
use serde_json::json;

use super::logins::{self, SignedIn, locale_of, own_or_administrator};
use super::{proof, secret};
use crate::{Caller, Engine, System, Who, Work, access_log};

/// A session that was opened.
#[derive(Clone)]
pub struct Opened {
    /// Its id.
    pub id: RecordId,
    /// The secret for the cookie, 43 characters: told once, stored as its SHA-256.
    pub token: String,
    /// When it ends at the latest, UTC milliseconds.
    pub expires_at: i64,
}

impl std::fmt::Debug for Opened {
    /// Shows no secret.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Opened").field("id", &self.id).finish_non_exhaustive()
    }
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

/// Who signs in, with what and from where.
#[derive(Debug, Clone, Copy)]
pub struct SignIn<'a> {
    /// What the person typed.
    pub account: &'a str,
    /// What the person typed.
    pub password: &'a str,
    /// The program.
    pub agent: &'a str,
    /// The address.
    pub address: &'a str,
}

/// Checks account and password and opens a session. Blocks for about 50 ms of a core: it is called on a thread that may
/// block. See [`logins::check_password`] for what it refuses.
pub fn sign_in(engine: &Engine, with: SignIn) -> Result<(SignedIn, Opened), Problem> {
    let who = logins::check_password(engine, with.account, with.password, with.address)?;
    let (agent, address) = (with.agent.to_owned(), with.address.to_owned());
    // Nobody is signed in yet who could act.
    let opened = engine
        .write_blocking(System::maintenance(), Ctx::default(), move |work| open(work, who.login, &agent, &address))?;
    Ok((who, opened))
}

/// Opens a session of a log-in: one's own, or of anybody for the system, which has checked who it is.
pub fn open(work: &mut Work, login: RecordId, agent: &str, address: &str) -> Result<Opened, Problem> {
    match work.who() {
        Who::System(_) => {}
        Who::Person(caller) if caller.login == login && caller.key.is_none() => {}
        Who::Person(_) => return Err(Problem::forbidden()),
    }
    let (id, now_ms, token) = (work.draw_id(), work.now_ms(), secret::draw()?);
    let days = i64::from(work.snapshot.settings.session_days);
    let expires_at = now_ms + days * 86_400_000;
    let short = |text: &str| fold(text).chars().take(200).collect::<String>();
    let (agent, address) = (short(agent), short(address));
    work.tx.execute(sql(
        "INSERT INTO session (token, id, login, created_at, expires_at, seen_at, agent, address) \
         VALUES ($1, $2, $3, $4, $5, $4, $6, $7)",
        params![secret::stored(&token), id, login, now_ms, expires_at, agent, address.as_str()],
    ))?;
    work.tx.execute(sql("UPDATE login SET last_seen_at = $2 WHERE id = $1", params![login, now_ms]))?;
    access_log::note(work, "signed_in", None, None, &json!({"login": login, "session": id, "address": address}))?;
    Ok(Opened { id, token, expires_at })
}

/// Who holds this token? `None` when it is unknown, has ended, or its log-in is disabled.
///
/// The answer is remembered for ten seconds while the epoch stays; see [`crate::people`] for why a session that was closed
/// still ends with the next request.
pub async fn resolve(engine: &Engine, token: &str) -> Result<Option<Arc<Caller>>, Problem> {
    if !secret::is_shaped(token) {
        return Ok(None);
    }
    let stored = secret::stored(token);
    let proofs = &engine.0.caches.people.proofs;
    if let Some(caller) = proofs.get(engine, &stored) {
        return Ok(Some(caller));
    }
    let (reader, wanted) = (engine.clone(), stored.clone());
    let found = engine.db().read(Ctx::default(), move |tx| find(&reader, tx, &wanted)).await?;
    let Some(found) = found else { return Ok(None) };
    proofs.put(stored, &found.caller, found.now_ms, found.ends_at);
    if found.now_ms - found.seen_at >= proof::SEEN_EVERY_MS {
        let (session, login, now_ms) = (found.caller.session, found.caller.login, found.now_ms);
        let before = now_ms - proof::SEEN_EVERY_MS;
        let seen =
            sql("UPDATE session SET seen_at = $2 WHERE id = $1 AND seen_at <= $3", params![session, now_ms, before]);
        let of_login = sql("UPDATE login SET last_seen_at = $2 WHERE id = $1", params![login, now_ms]);
        proof::write_seen(engine, vec![seen, of_login]).await;
    }
    Ok(Some(found.caller))
}

struct Found {
    caller: Arc<Caller>,
    seen_at: i64,
    ends_at: i64,
    now_ms: i64,
}

fn find(engine: &Engine, tx: &mut Tx, stored: &str) -> Result<Option<Found>, Problem> {
    // The epoch is read before the session: a session that is closed in between is found out by the caller's transaction.
    let (snapshot, now_ms) = (engine.snapshot_of(tx)?, tx.now_ms());
    let row = tx.one(sql(
        "SELECT s.id, s.login, s.expires_at, s.seen_at, l.person, l.locale FROM session s JOIN login l ON l.id = s.login \
         WHERE s.token = $1 AND s.expires_at > $2 AND l.disabled_at IS NULL",
        params![stored, now_ms],
    ))?;
    let Some(row) = row else { return Ok(None) };
    let id = |column| row.int(column).and_then(RecordId::new);
    let (Some(session), Some(login), Some(person)) = (id(0), id(1), id(4)) else { return Ok(None) };
    let seen_at = row.int(3).unwrap_or_default();
    let idle_until = seen_at + i64::from(snapshot.settings.session_idle_hours) * 3_600_000;
    let ends_at = row.int(2).unwrap_or_default().min(idle_until);
    if ends_at <= now_ms || !snapshot.directory.is_person(person.get()) {
        return Ok(None);
    }
    let caller = Caller::resolve(&snapshot, login, person, locale_of(row.text(5)), None);
    let caller = Arc::new(Caller { session: Some(session), ..caller });
    Ok(Some(Found { caller, seen_at, ends_at, now_ms }))
}

/// The open sessions of a log-in, newest first: one's own, or of anybody for administrators.
pub fn list(work: &mut Work, login: RecordId) -> Result<Vec<Session>, Problem> {
    own_or_administrator(work, login)?;
    let idle_ms = i64::from(work.snapshot.settings.session_idle_hours) * 3_600_000;
    let now_ms = work.now_ms();
    let rows = work.tx.all(sql(
        "SELECT id, created_at, seen_at, expires_at, agent, address FROM session \
         WHERE login = $1 AND expires_at > $2 AND seen_at > $3 ORDER BY id DESC",
        params![login, now_ms, now_ms - idle_ms],
    ))?;
    let session = |row: &heyi_db::Row| {
        Some(Session {
            id: row.int(0).and_then(RecordId::new)?,
            created_at: row.int(1)?,
            seen_at: row.int(2)?,
            expires_at: row.int(3)?,
            agent: row.text(4).unwrap_or_default().to_owned(),
            address: row.text(5).unwrap_or_default().to_owned(),
        })
    };
    Ok(rows.iter().filter_map(session).collect())
}

/// Closes a session: one's own, or any for administrators. One that is not there, or somebody else's, is a 404.
pub fn close(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let row = work.tx.one(sql("SELECT login FROM session WHERE id = $1", params![id]))?;
    let login = row.and_then(|row| row.int(0)).and_then(RecordId::new).ok_or_else(Problem::not_found)?;
    own_or_administrator(work, login).map_err(|_| Problem::not_found())?;
    work.tx.execute(sql("DELETE FROM session WHERE id = $1", params![id]))?;
    access_log::note(work, "session_closed", None, None, &json!({"login": login, "session": id}))?;
    proof::is_lost(work)
}

/// Closes all sessions of a log-in but `keep`: one's own, or of anybody for administrators.
pub fn close_all(work: &mut Work, login: RecordId, keep: Option<RecordId>) -> Result<(), Problem> {
    own_or_administrator(work, login)?;
    let keep = keep.map_or(0, RecordId::get);
    work.tx.execute(sql("DELETE FROM session WHERE login = $1 AND id <> $2", params![login, keep]))?;
    access_log::note(work, "sessions_closed", None, None, &json!({"login": login}))?;
    proof::is_lost(work)
}

/// Upkeep: removes at most `limit` sessions that have ended; how many. They are refused without it too.
pub fn remove_expired(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    work.administrators_only()?;
    let (now_ms, idle_ms) = (work.now_ms(), i64::from(work.snapshot.settings.session_idle_hours) * 3_600_000);
    Ok(work.tx.execute(sql(
        "DELETE FROM session WHERE token IN (SELECT token FROM session WHERE expires_at <= $1 OR seen_at <= $2 LIMIT $3)",
        params![now_ms, now_ms - idle_ms, i64::from(limit)],
    ))?)
}
