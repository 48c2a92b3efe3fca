//! Fields whose value on each day is kept.

use heyi_model::{Module, Problem};

use crate::record::Change;
use crate::work::Work;

/// Keeps the periods of dated fields of a set of written records.
pub fn keep(work: &mut Work, module: &Module, changes: &[Change]) -> Result<(), Problem> {
    let _ = (work, module, changes);
    Ok(())
}
