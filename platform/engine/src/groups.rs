//! Groups: teams across departments. Administrators only.

use heyi_model::{Problem, RecordId};
use serde_json::Value as Json;

use crate::Work;

/// Every group: `{id, label, members}`; a member is `{kind, id}`.
pub fn list(work: &mut Work) -> Result<Vec<Json>, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}

/// One group.
pub fn get(work: &mut Work, id: RecordId) -> Result<Json, Problem> {
    let _ = (work, id);
    Err(Problem::internal("not written yet"))
}

/// Makes a group from `{label, members}`; members are ids of persons and departments.
pub fn create(work: &mut Work, def: &Json) -> Result<RecordId, Problem> {
    let _ = (work, def);
    Err(Problem::internal("not written yet"))
}

/// Changes label or members.
pub fn update(work: &mut Work, id: RecordId, def: &Json) -> Result<(), Problem> {
    let _ = (work, id, def);
    Err(Problem::internal("not written yet"))
}

/// Deletes a group that no share names.
pub fn delete(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let _ = (work, id);
    Err(Problem::internal("not written yet"))
}
