//! Saved views.

use heyi_model::{Problem, RecordId};
use serde_json::Value as Json;

use crate::Work;

/// The views of a module as the caller may use them: those of metadata, shared ones, own ones, in order.
pub fn list(work: &mut Work, module: &str) -> Result<Vec<Json>, Problem> {
    let _ = (work, module);
    Err(Problem::internal("not written yet"))
}

/// Saves a view `{label, filter?, sort?, columns?, shared?}`; only administrators share.
pub fn create(work: &mut Work, module: &str, def: &Json) -> Result<RecordId, Problem> {
    let _ = (work, module, def);
    Err(Problem::internal("not written yet"))
}

/// Changes a view: one's own, or a shared one for administrators.
pub fn update(work: &mut Work, module: &str, id: RecordId, def: &Json) -> Result<(), Problem> {
    let _ = (work, module, id, def);
    Err(Problem::internal("not written yet"))
}

/// Deletes a view.
pub fn delete(work: &mut Work, module: &str, id: RecordId) -> Result<(), Problem> {
    let _ = (work, module, id);
    Err(Problem::internal("not written yet"))
}

/// Puts views into this order.
pub fn order(work: &mut Work, module: &str, ids: &[RecordId]) -> Result<(), Problem> {
    let _ = (work, module, ids);
    Err(Problem::internal("not written yet"))
}
