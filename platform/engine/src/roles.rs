//! Roles: what they may do and who has them. Administrators only, except [`of_person`] about oneself.
//!
//! A shipped role that the organisation changes is stored as the difference to what was shipped, so that a later version
//! can still improve the rest. Every change raises the epoch and is written to the access log.

use heyi_db::{Cells as _, ColumnKind, Value, params, sql};
use heyi_model::{Code, Fault, Kind, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use crate::access::RoleDef;
use crate::meta::diff;
use crate::snapshot::load_role_defs;
use crate::{Work, access_log};

mod read;
pub(crate) use read::{own_key, read_label};

/// Key of the role that may do everything. It cannot be deleted, and somebody who can sign in always has it or another
/// administrator's role.
pub const ADMINISTRATOR: &str = "administrator";

/// Every role: `{key, label, labels, admin, shipped, changed, members, modules}`, `members` being how many have it.
pub fn list(work: &mut Work) -> Result<Vec<Json>, Problem> {
    work.administrators_only()?;
    let counts = work.tx.all("SELECT role, COUNT(*) FROM role_member GROUP BY role")?;
    let count = |key: &str| counts.iter().find(|row| row.text(0) == Some(key)).and_then(|row| row.int(1)).unwrap_or(0);
    Ok(work.snapshot.roles().map(|role| shown(work, role, count(&role.key))).collect())
}

/// One role, as [`list`] shows it.
pub fn get(work: &mut Work, key: &str) -> Result<Json, Problem> {
    work.administrators_only()?;
    let role = known(work, key)?;
    let count = work.tx.one(sql("SELECT COUNT(*) FROM role_member WHERE role = $1", params![key]))?;
    Ok(shown(work, &role, count.and_then(|row| row.int(0)).unwrap_or(0)))
}

fn shown(work: &Work, role: &RoleDef, members: i64) -> Json {
    let shipped = work.engine.0.shipped.roles.get(&role.key);
    json!({
        "key": role.key,
        "label": role.label.get(work.who().locale()),
        "labels": role.label,
        "admin": role.admin,
        "shipped": shipped.is_some(),
        "changed": shipped.is_some_and(|s| s.label != role.label || s.admin != role.admin || s.modules != role.modules),
        "members": members,
        "modules": role.modules,
    })
}

fn known(work: &Work, key: &str) -> Result<RoleDef, Problem> {
    work.snapshot.role(key).cloned().ok_or_else(Problem::not_found)
}

/// Makes a role from `{label, admin?, modules?}`; its key begins with `c_` and was never used for a role. Every fault of
/// the definition is named: a module, scope or field that is not there, at its place (`modules.deals.read`).
pub fn create(work: &mut Work, key: &str, def: &Json) -> Result<RecordId, Problem> {
    work.administrators_only()?;
    own_key("key", key)?;
    if work.snapshot.role(key).is_some() {
        return Err(Fault::new("key", Code::KeyTaken).into());
    }
    let role = read::role(work, def)?;
    let id = store(work, key, &Json::Object(Map::new()), &role)?;
    access_log::note(work, "role_created", None, None, &json!({"role": key, "def": role}))?;
    work.raise_epoch()?;
    Ok(id)
}

/// Replaces what a role is, shipped or not. The role `administrator` keeps everything; its label may change.
pub fn update(work: &mut Work, key: &str, def: &Json) -> Result<(), Problem> {
    work.administrators_only()?;
    let before = known(work, key)?;
    let role = read::role(work, def)?;
    if key == ADMINISTRATOR && !role.admin {
        return Err(Fault::new("admin", Code::AdministratorIsWhole).into());
    }
    let base = shipped_json(work, key)?;
    keep_an_administrator(work, |work| store(work, key, &base, &role).map(|_| ()))?;
    access_log::note(work, "role_changed", None, None, &json!({"role": key, "from": before, "to": role}))?;
    work.raise_epoch()
}

/// Deletes a role that the organisation made, with its memberships; a shipped one goes back to what it was shipped as and
/// keeps its members. A role that a share names is in use.
pub fn delete(work: &mut Work, key: &str) -> Result<(), Problem> {
    work.administrators_only()?;
    let role = known(work, key)?;
    if key == ADMINISTRATOR {
        return Err(Problem::new(Kind::Conflict, Code::AdministratorIsWhole));
    }
    let shipped = work.engine.0.shipped.roles.contains_key(key);
    if !shipped && crate::sharing::is_named(work, role.id)? {
        return Err(Problem::new(Kind::Conflict, Code::InUse));
    }
    keep_an_administrator(work, |work| {
        if shipped {
            work.tx.execute(sql("UPDATE role SET def = $2 WHERE key = $1", params![key, Value::Json("{}".into())]))?;
        } else {
            work.tx.execute(sql("DELETE FROM role_member WHERE role = $1", params![key]))?;
            work.tx.execute(sql("DELETE FROM role WHERE key = $1", params![key]))?;
        }
        Ok(())
    })?;
    access_log::note(work, "role_deleted", None, None, &json!({"role": key, "from": role}))?;
    work.raise_epoch()
}

/// Who has a role, by id.
pub fn members(work: &mut Work, key: &str) -> Result<Vec<RecordId>, Problem> {
    work.administrators_only()?;
    known(work, key)?;
    let rows = work.tx.all(sql("SELECT person FROM role_member WHERE role = $1 ORDER BY person", params![key]))?;
    Ok(rows.iter().filter_map(|row| row.int(0).and_then(RecordId::new)).collect())
}

/// Sets who has a role.
pub fn set_members(work: &mut Work, key: &str, people: &[RecordId]) -> Result<(), Problem> {
    work.administrators_only()?;
    known(work, key)?;
    let unknown = |(i, person): (usize, &RecordId)| {
        let there = work.snapshot.directory.is_person(person.get());
        (!there).then(|| Fault::new(format!("members[{i}]"), Code::UnknownRecord))
    };
    let faults: Vec<Fault> = people.iter().enumerate().filter_map(unknown).collect();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let wanted: std::collections::BTreeSet<&RecordId> = people.iter().collect();
    keep_an_administrator(work, |work| {
        work.tx.execute(sql("DELETE FROM role_member WHERE role = $1", params![key]))?;
        insert_members(work, wanted.iter().map(|person| (**person, key)))
    })?;
    access_log::note(work, "role_members_set", None, None, &json!({"role": key, "members": people}))?;
    work.raise_epoch()
}

fn insert_members<'a>(work: &mut Work, rows: impl Iterator<Item = (RecordId, &'a str)>) -> Result<(), Problem> {
    let rows: Vec<[Value; 2]> = rows.map(|(person, role)| [person.into(), role.into()]).collect();
    work.tx.insert_many("role_member", &["person", "role"], &[ColumnKind::Int, ColumnKind::Text], &rows)?;
    Ok(())
}

/// Keys of a person's roles: one's own, or anybody's for administrators.
pub fn of_person(work: &mut Work, person: RecordId) -> Result<Vec<String>, Problem> {
    if work.person() != Some(person) {
        work.administrators_only()?;
    }
    Ok(work.snapshot.roles_of(person.get()))
}

/// Sets a person's roles.
pub fn set_of_person(work: &mut Work, person: RecordId, roles: &[String]) -> Result<(), Problem> {
    work.administrators_only()?;
    if !work.snapshot.directory.is_person(person.get()) {
        return Err(Problem::not_found());
    }
    let unknown = |(i, key): (usize, &String)| {
        let there = work.snapshot.role(key).is_some();
        (!there).then(|| Fault::new(format!("roles[{i}]"), Code::UnknownRole))
    };
    let faults: Vec<Fault> = roles.iter().enumerate().filter_map(unknown).collect();
    if !faults.is_empty() {
        return Err(Problem::invalid(faults));
    }
    let wanted: std::collections::BTreeSet<&String> = roles.iter().collect();
    keep_an_administrator(work, |work| {
        work.tx.execute(sql("DELETE FROM role_member WHERE person = $1", params![person]))?;
        insert_members(work, wanted.iter().map(|role| (person, role.as_str())))
    })?;
    access_log::note(work, "roles_of_person_set", None, None, &json!({"person": person, "roles": roles}))?;
    work.raise_epoch()
}

/// The id under which a share names a role; a shipped role gets one when it is first needed.
pub(crate) fn subject_id(work: &mut Work, key: &str) -> Result<Option<i64>, Problem> {
    let row = work.tx.one(sql("SELECT id FROM role WHERE key = $1", params![key]))?;
    if let Some(id) = row.and_then(|row| row.int(0)) {
        return Ok(Some(id));
    }
    if work.snapshot.role(key).is_none() {
        return Ok(None);
    }
    let id = work.draw_id();
    let text = "INSERT INTO role (id, key, def) VALUES ($1, $2, $3)";
    work.tx.execute(sql(text, params![id, key, Value::Json("{}".into())]))?;
    work.raise_epoch()?;
    Ok(Some(id.get()))
}

fn shipped_json(work: &Work, key: &str) -> Result<Json, Problem> {
    let shipped = work.engine.0.shipped.roles.get(key);
    let json = shipped.map(serde_json::to_value).transpose().map_err(Problem::internal)?;
    Ok(json.unwrap_or_else(|| Json::Object(Map::new())))
}

/// Stores a role as its difference to `base`; its id.
fn store(work: &mut Work, key: &str, base: &Json, role: &RoleDef) -> Result<RecordId, Problem> {
    let wanted = serde_json::to_value(role).map_err(Problem::internal)?;
    let def = Value::Json(diff(base, &wanted).to_string().into());
    let row = work.tx.one(sql("SELECT id FROM role WHERE key = $1", params![key]))?;
    if let Some(id) = row.and_then(|row| row.int(0)).and_then(RecordId::new) {
        work.tx.execute(sql("UPDATE role SET def = $2 WHERE id = $1", params![id, def]))?;
        return Ok(id);
    }
    let id = work.draw_id();
    work.tx.execute(sql("INSERT INTO role (id, key, def) VALUES ($1, $2, $3)", params![id, key, def]))?;
    Ok(id)
}

/// Makes a change and refuses it when it takes the last administrator who can sign in. An organisation that has none yet
/// is not held by it.
pub(crate) fn keep_an_administrator(
    work: &mut Work,
    change: impl FnOnce(&mut Work) -> Result<(), Problem>,
) -> Result<(), Problem> {
    let before = has_administrator(work)?;
    change(work)?;
    if before && !has_administrator(work)? {
        return Err(Problem::new(Kind::Conflict, Code::LastAdministrator));
    }
    Ok(())
}

/// Is there a person who can sign in and administer, as the tables say now?
fn has_administrator(work: &mut Work) -> Result<bool, Problem> {
    let roles = load_role_defs(work.tx, &work.engine.0.shipped)?;
    for role in roles.values().filter(|role| role.admin) {
        let rows = work.tx.all(sql(
            "SELECT l.person FROM login l JOIN role_member m ON m.person = l.person \
             WHERE l.disabled_at IS NULL AND m.role = $1",
            params![role.key.as_str()],
        ))?;
        if rows.iter().filter_map(|row| row.int(0)).any(|person| work.snapshot.directory.is_person(person)) {
            return Ok(true);
        }
    }
    Ok(false)
}
