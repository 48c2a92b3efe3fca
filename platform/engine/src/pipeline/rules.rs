//! Running the rules of the app that owns the module.

use std::collections::BTreeSet;

use heyi_model::{Module, Problem};

use super::draft::Origin;
use super::set::Set;
use crate::Work;
use crate::app::{On, Rule, RuleCx};
use crate::record::{Change, Linked};
use crate::rows;

/// A table that a rule asks for as a whole may have this many records.
const MAX_TABLE: u32 = 1_000;

/// Rules that complete and check a record.
pub(super) fn before(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    run(work, set, |rule| rule.on == On::Write && !rule.gate)
}

/// Rules that guard a step of the process. Files of what has happened already are not held by them.
pub(super) fn gates(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    if set.origin != Origin::Person {
        return Ok(());
    }
    run(work, set, |rule| rule.on == On::Write && rule.gate)
}

/// Rules that guard the recycle bin.
pub(super) fn before_delete(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    run(work, set, |rule| rule.on == On::Delete)
}

/// What follows the write.
pub(super) fn after(work: &mut Work, module: &Module, changes: &[Change]) -> Result<(), Problem> {
    if changes.is_empty() {
        return Ok(());
    }
    for step in work.snapshot.after(&module.key) {
        (step.run)(work, changes)?;
    }
    Ok(())
}

fn run(work: &mut Work, set: &mut Set, tried: impl Fn(&Rule) -> bool) -> Result<(), Problem> {
    let rules = work.snapshot.rules(&set.module.key);
    let mut linked = Linked::default();
    for rule in rules.iter().filter(|r| tried(r)) {
        load_links(work, set, rule, &mut linked)?;
        load_tables(work, rule, &mut linked)?;
        let (now_ms, today, person) = (work.now_ms(), work.today(), work.person());
        for item in &mut set.items {
            let mut cx = RuleCx { change: &mut item.change, linked: &linked, now_ms, today, person };
            if let Err(fault) = (rule.run)(&mut cx) {
                item.faults.push(fault);
            }
        }
    }
    Ok(())
}

/// Loads the records that the rule's links point to and that are not loaded yet: one statement per link for the set.
fn load_links(work: &mut Work, set: &Set, rule: &Rule, linked: &mut Linked) -> Result<(), Problem> {
    let snapshot = work.snapshot.clone();
    for link in rule.links {
        let Some(target) = set.module.field(link).and_then(|f| snapshot.target(f)) else { continue };
        let both = set.items.iter().flat_map(|i| [Some(&i.change.new), i.change.old.as_ref()]).flatten();
        let ids: BTreeSet<i64> = both.filter_map(|r| r.int(link)).collect();
        let missing: Vec<i64> =
            ids.into_iter().filter(|id| !linked.records.contains_key(&(target.key.clone(), *id))).collect();
        if missing.is_empty() {
            continue;
        }
        for record in rows::load(work, target, &missing)? {
            linked.records.insert((target.key.clone(), record.id()), record);
        }
    }
    Ok(())
}

/// Loads the small tables that the rule asks for as a whole.
fn load_tables(work: &mut Work, rule: &Rule, linked: &mut Linked) -> Result<(), Problem> {
    let snapshot = work.snapshot.clone();
    for table in rule.tables {
        if linked.tables.contains_key(*table) {
            continue;
        }
        let Some(module) = snapshot.find(table) else { continue };
        let records = rows::load_all(work, module, MAX_TABLE)?;
        linked.tables.insert((*table).into(), records);
    }
    Ok(())
}
