//! Metadata as the caller may see it.

use heyi_model::Problem;
use serde_json::Value as Json;

use crate::Work;

/// Every module that the caller reads, in short: key, labels, app, rights.
pub fn modules(work: &mut Work) -> Result<Json, Problem> {
    let _ = work;
    Err(Problem::internal("not written yet"))
}

/// One module in full.
pub fn module(work: &mut Work, key: &str) -> Result<Json, Problem> {
    let _ = (work, key);
    Err(Problem::internal("not written yet"))
}
