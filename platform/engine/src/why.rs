//! Why a person sees a record, or does not.

use heyi_model::{Problem, RecordId};
use serde_json::Value as Json;

use crate::Work;

/// Which rules show or hide a record to a person, and what its roles let it see of each field.
pub fn why(work: &mut Work, module: &str, id: RecordId, person: RecordId) -> Result<Json, Problem> {
    let _ = (work, module, id, person);
    Err(Problem::internal("not written yet"))
}
