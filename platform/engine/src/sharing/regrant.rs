//! Keeping the grants of criteria rules right at each write.

use std::sync::Arc;

use heyi_model::{Module, Problem};

use crate::{Change, Work};

/// Grants the changed records of a set to whom criteria rules mean, and takes back what no longer holds.
pub fn regrant(work: &mut Work, module: &Arc<Module>, changes: &[Change]) -> Result<(), Problem> {
    let _ = (work, module, changes);
    Err(Problem::internal("not written yet"))
}
