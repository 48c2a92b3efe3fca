//! Values that follow from other records.

use std::sync::Arc;

use heyi_model::module::VERSION;
use heyi_model::{Module, Problem, Value};

use super::draft::Origin;
use super::set::{Item, Set};
use super::{edit, evidence, tokens, write};
use crate::access::{ModuleRights, System, Who};
use crate::record::{Change, Record};
use crate::{Work, rows};

/// Changes records of `module` as `derive` says, in the name of the system: the person whose write leads to it need neither
/// edit nor see them. A record that is in the recycle bin, or that `derive` leaves as it is, is not written. No rule holds
/// such a write, none follows it, and unique keys are not looked at; version, history, shares and events are those of any
/// other change. Nobody has changed the record, so who did last and when stays; a form of other fields that is open
/// meanwhile does not become stale. Gives the number of records written.
///
/// # Errors
/// Only what the database says.
pub fn derive(
    work: &mut Work,
    module: &Arc<Module>,
    ids: &[i64],
    mut derive: impl FnMut(&mut Record),
) -> Result<usize, Problem> {
    let rights = Arc::new(ModuleRights::all());
    let mut set = Set::new(module.clone(), rights, Origin::System, ids.len());
    for (place, old) in rows::load(work, module, ids)?.into_iter().enumerate() {
        let mut new = old.clone();
        derive(&mut new);
        set.items.push(Item { place, change: Change { old: Some(old), new }, faults: Vec::new(), tokens: None });
    }
    edit::drop_unchanged(&mut set);
    for item in &mut set.items {
        let record = &mut item.change.new;
        record.cells[VERSION] = Value::Int(record.version() + 1);
    }
    let who = std::mem::replace(&mut work.who, Who::System(System::derived()));
    let written = written(work, &mut set);
    work.who = who;
    written
}

fn written(work: &mut Work, set: &mut Set) -> Result<usize, Problem> {
    write::update(work, set)?;
    tokens::write(work, set)?;
    let changes = set.land();
    evidence::write(work, &set.module, &changes, evidence::Kind::Derive)?;
    Ok(changes.len())
}
