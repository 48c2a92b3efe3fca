//! Filling the grants of a new criteria rule.

use heyi_model::{Problem, RecordId};

use crate::Engine;

/// The kind of job that runs [`fill`]; its payload is `{"rule": "<id>"}`.
pub const JOB_KIND: &str = "share_fill";

/// Grants the existing records that a criteria rule means; how many. May be run again at any time.
pub fn fill(engine: &Engine, rule: RecordId) -> Result<u64, Problem> {
    let _ = (engine, rule);
    Err(Problem::internal("not written yet"))
}
