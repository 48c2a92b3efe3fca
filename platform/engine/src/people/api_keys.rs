//! API keys: what a program holds to act for a person, never with more rights than that person.

use std::sync::Arc;

use heyi_db::{Cells as _, Ctx, Tx, params, sql};
use heyi_model::text::fold;
use heyi_model::{Code, Fault, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::logins::{locale_of, own_or_administrator};
use super::{proof, secret};
use crate::access::KeyScope;
use crate::{Caller, Engine, Work, access_log};

/// What every key begins with, so that it is recognised where it was left by mistake.
const PREFIX: &str = "hk_";
/// Most characters of a name.
const MOST_NAME: usize = 80;
/// Most keys of a log-in that are not revoked.
const MOST_KEYS: usize = 50;

/// A key to make.
#[derive(Debug, Clone, Default)]
pub struct NewKey {
    /// What it is for.
    pub name: String,
    /// Modules that it reaches; empty for all.
    pub modules: Vec<String>,
    /// It only reads.
    pub read_only: bool,
    /// When it ends, UTC milliseconds; `None`: when it is revoked.
    pub expires_at: Option<i64>,
}

/// A key as it is listed, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApiKey {
    /// Its id.
    pub id: RecordId,
    /// What it is for.
    pub name: String,
    /// The first characters of the secret, to tell keys apart.
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

/// Makes a key of the caller: its id and the secret `hk_…`, which is told once. A key makes no keys.
pub fn create(work: &mut Work, new: &NewKey) -> Result<(RecordId, String), Problem> {
    let caller = work.caller()?;
    if caller.key.is_some() {
        return Err(Problem::forbidden());
    }
    let name = fold(&new.name).into_owned();
    let mut faults = Vec::new();
    match name.chars().count() {
        0 => faults.push(Fault::new("name", Code::Required)),
        n if n > MOST_NAME => faults.push(Fault::new("name", Code::TooLong).with("max", MOST_NAME)),
        _ => {}
    }
    for (i, key) in new.modules.iter().enumerate() {
        let reads = work.snapshot.module(key).is_ok_and(|m| !work.who().rights(m).read.is_empty());
        if !reads {
            faults.push(Fault::new(format!("modules[{i}]"), Code::UnknownModule));
        }
    }
    if new.expires_at.is_some_and(|at| at <= work.now_ms()) {
        faults.push(Fault::new("expires_at", Code::InThePast));
    }
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    if list(work, caller.login)?.len() >= MOST_KEYS {
        return Err(Fault::new("name", Code::LimitReached).with("max", MOST_KEYS).into());
    }
    let (id, now_ms) = (work.draw_id(), work.now_ms());
    let token = format!("{PREFIX}{}", secret::draw()?);
    let scope = json!({"modules": new.modules, "read_only": new.read_only}).to_string();
    work.tx.execute(sql(
        "INSERT INTO api_key (id, login, name, token, hint, scope, created_at, expires_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        params![
            id,
            caller.login,
            name.as_str(),
            secret::stored(&token),
            &token[..PREFIX.len() + 4],
            heyi_db::Value::Json(scope.into()),
            now_ms,
            new.expires_at
        ],
    ))?;
    access_log::note(work, "key_created", None, None, &json!({"key": id, "name": name}))?;
    Ok((id, token))
}

/// What a stored scope says. One that cannot be read reaches nothing.
fn scope_of(id: i64, text: Option<&str>) -> Option<KeyScope> {
    let json: Json = serde_json::from_str(text?).ok()?;
    let modules = json.get("modules")?.as_array()?.iter().map(|m| m.as_str().map(str::to_owned));
    Some(KeyScope { id, modules: modules.collect::<Option<_>>()?, read_only: json.get("read_only")?.as_bool()? })
}

/// Who holds this key? `None` when it is unknown, has ended or was revoked, or its log-in is disabled. Remembered like a
/// session: see [`crate::people`].
pub async fn resolve(engine: &Engine, token: &str) -> Result<Option<Arc<Caller>>, Problem> {
    if !token.strip_prefix(PREFIX).is_some_and(secret::is_shaped) {
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
    if found.now_ms - found.used_at >= proof::SEEN_EVERY_MS {
        let used = sql("UPDATE api_key SET last_used_at = $2 WHERE id = $1", params![found.key, found.now_ms]);
        let login = sql("UPDATE login SET last_seen_at = $2 WHERE id = $1", params![found.caller.login, found.now_ms]);
        proof::write_seen(engine, vec![used, login]).await;
    }
    Ok(Some(found.caller))
}

struct Found {
    caller: Arc<Caller>,
    key: i64,
    used_at: i64,
    ends_at: i64,
    now_ms: i64,
}

fn find(engine: &Engine, tx: &mut Tx, stored: &str) -> Result<Option<Found>, Problem> {
    let (snapshot, now_ms) = (engine.snapshot_of(tx)?, tx.now_ms());
    let row = tx.one(sql(
        "SELECT k.id, k.login, k.scope, k.expires_at, k.last_used_at, l.person, l.locale \
         FROM api_key k JOIN login l ON l.id = k.login WHERE k.token = $1 AND k.revoked_at IS NULL \
         AND (k.expires_at IS NULL OR k.expires_at > $2) AND l.disabled_at IS NULL",
        params![stored, now_ms],
    ))?;
    let Some(row) = row else { return Ok(None) };
    let id = |column| row.int(column).and_then(RecordId::new);
    let (Some(key), Some(login), Some(person)) = (id(0), id(1), id(5)) else { return Ok(None) };
    let Some(scope) = scope_of(key.get(), row.text(2)) else { return Ok(None) };
    if !snapshot.directory.is_person(person.get()) {
        return Ok(None);
    }
    let caller = Caller::resolve(&snapshot, login, person, locale_of(row.text(6)), Some(Arc::new(scope)));
    Ok(Some(Found {
        caller: Arc::new(caller),
        key: key.get(),
        used_at: row.int(4).unwrap_or_default(),
        ends_at: row.int(3).unwrap_or(i64::MAX),
        now_ms,
    }))
}

/// The keys of a log-in that are not revoked, newest first: one's own, or of anybody for administrators.
pub fn list(work: &mut Work, login: RecordId) -> Result<Vec<ApiKey>, Problem> {
    own_or_administrator(work, login)?;
    let rows = work.tx.all(sql(
        "SELECT id, name, hint, scope, created_at, expires_at, last_used_at FROM api_key \
         WHERE login = $1 AND revoked_at IS NULL ORDER BY id DESC",
        params![login],
    ))?;
    let key = |row: &heyi_db::Row| {
        let id = row.int(0).and_then(RecordId::new)?;
        let scope = scope_of(id.get(), row.text(3))?;
        Some(ApiKey {
            id,
            name: row.text(1)?.to_owned(),
            hint: row.text(2)?.to_owned(),
            modules: scope.modules,
            read_only: scope.read_only,
            created_at: row.int(4)?,
            expires_at: row.int(5),
            last_used_at: row.int(6),
        })
    };
    Ok(rows.iter().filter_map(key).collect())
}

/// Revokes a key: one's own, or any for administrators. One that is not there, or somebody else's, is a 404.
pub fn revoke(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let row = work.tx.one(sql("SELECT login FROM api_key WHERE id = $1 AND revoked_at IS NULL", params![id]))?;
    let login = row.and_then(|row| row.int(0)).and_then(RecordId::new).ok_or_else(Problem::not_found)?;
    own_or_administrator(work, login).map_err(|_| Problem::not_found())?;
    let now_ms = work.now_ms();
    work.tx.execute(sql("UPDATE api_key SET revoked_at = $2 WHERE id = $1", params![id, now_ms]))?;
    access_log::note(work, "key_revoked", None, None, &json!({"login": login, "key": id}))?;
    proof::is_lost(work)
}
