//! The timeline of a record: what happened around it, newest first.

use heyi_model::{Module, Problem};

use crate::record::Change;
use crate::work::Work;

/// Places, moves and removes the entries of a set of written records.
pub fn place(work: &mut Work, module: &Module, changes: &[Change]) -> Result<(), Problem> {
    let _ = (work, module, changes);
    Ok(())
}
