//! What uses a field.

use heyi_model::Problem;
use serde_json::Value as Json;

use crate::Work;

/// Every view, sharing rule and role that names a field: `[{kind, id, label}]`.
pub fn dependents(work: &mut Work, module: &str, field: &str) -> Result<Vec<Json>, Problem> {
    let _ = (work, module, field);
    Err(Problem::internal("not written yet"))
}
