//! Roles: what they may do and who has them. Administrators only, except [`of_person`] about oneself.

use heyi_model::{Problem, RecordId};
use serde_json::Value as Json;

use crate::Work;

/// Every role: `{key, label, admin, shipped, changed, modules, members}` with the number of members.
pub fn list(work: &mut Work) -> Result<Vec<Json>, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}

/// One role.
pub fn get(work: &mut Work, key: &str) -> Result<Json, Problem> {
    let _ = (work, key);
    Err(Problem::internal("not written yet"))
}

/// Makes a role from `{label, admin?, modules}`; its key begins with `c_`.
pub fn create(work: &mut Work, key: &str, def: &Json) -> Result<RecordId, Problem> {
    let _ = (work, key, def);
    Err(Problem::internal("not written yet"))
}

/// Replaces what a role is, shipped or not.
pub fn update(work: &mut Work, key: &str, def: &Json) -> Result<(), Problem> {
    let _ = (work, key, def);
    Err(Problem::internal("not written yet"))
}

/// Deletes a role that the organisation made; a shipped one goes back to what it was shipped as.
pub fn delete(work: &mut Work, key: &str) -> Result<(), Problem> {
    let _ = (work, key);
    Err(Problem::internal("not written yet"))
}

/// Who has a role.
pub fn members(work: &mut Work, key: &str) -> Result<Vec<RecordId>, Problem> {
    let _ = (work, key);
    Err(Problem::internal("not written yet"))
}

/// Sets who has a role.
pub fn set_members(work: &mut Work, key: &str, people: &[RecordId]) -> Result<(), Problem> {
    let _ = (work, key, people);
    Err(Problem::internal("not written yet"))
}

/// Keys of a person's roles.
pub fn of_person(work: &mut Work, person: RecordId) -> Result<Vec<String>, Problem> {
    let _ = (work, person);
    Err(Problem::internal("not written yet"))
}

/// Sets a person's roles.
pub fn set_of_person(work: &mut Work, person: RecordId, roles: &[String]) -> Result<(), Problem> {
    let _ = (work, person, roles);
    Err(Problem::internal("not written yet"))
}
