//! The team of a record.

use heyi_model::{Problem, RecordId};
use serde_json::Value as Json;

use crate::Work;

/// The team of a record that the caller sees: `[{subject, level, until, since}]`.
pub fn list(work: &mut Work, module: &str, record: RecordId) -> Result<Vec<Json>, Problem> {
    let _ = (work, module, record);
    Err(Problem::internal("not written yet"))
}

/// Puts `{subject, level, until?}` on the team of a record, or changes it there.
pub fn set(work: &mut Work, module: &str, record: RecordId, member: &Json) -> Result<(), Problem> {
    let _ = (work, module, record, member);
    Err(Problem::internal("not written yet"))
}

/// Takes a subject off the team.
pub fn remove(work: &mut Work, module: &str, record: RecordId, subject: &Json) -> Result<(), Problem> {
    let _ = (work, module, record, subject);
    Err(Problem::internal("not written yet"))
}

/// Upkeep: removes memberships that have ended; how many.
pub fn expire(work: &mut Work) -> Result<u64, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}
