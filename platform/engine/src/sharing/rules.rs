//! Sharing rules, by owner and by criteria. Administrators only.

use heyi_model::{Problem, RecordId};
use serde_json::Value as Json;

use crate::Work;

/// The rules, of one module or of all: `{id, module, label, kind, source?, filter?, target, level, state}`.
pub fn list(work: &mut Work, module: Option<&str>) -> Result<Vec<Json>, Problem> {
    let _ = (work, module);
    Err(Problem::internal("not written yet"))
}

/// One rule.
pub fn get(work: &mut Work, id: RecordId) -> Result<Json, Problem> {
    let _ = (work, id);
    Err(Problem::internal("not written yet"))
}

/// Makes a rule; one by criteria is `filling` until [`super::fill::fill`] has run.
pub fn create(work: &mut Work, def: &Json) -> Result<RecordId, Problem> {
    let _ = (work, def);
    Err(Problem::internal("not written yet"))
}

/// Replaces a rule. What it granted is taken back at once; when it is by criteria it fills anew.
pub fn update(work: &mut Work, id: RecordId, def: &Json) -> Result<(), Problem> {
    let _ = (work, id, def);
    Err(Problem::internal("not written yet"))
}

/// Deletes a rule and what it granted.
pub fn delete(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let _ = (work, id);
    Err(Problem::internal("not written yet"))
}
