//! Changing records.

use std::collections::HashMap;

use heyi_model::module::VERSION;
use heyi_model::{Code, Kind, Problem, RecordId, Value};

use super::draft::{Draft, Origin};
use super::set::{Item, Set};
use super::{Outcomes, duplicates, evidence, files, links, rules, tokens, tree, validate, write};
use crate::access::Action;
use crate::history;
use crate::query;
use crate::record::{Change, Record};
use crate::rows;
use crate::{Who, Work};

/// A change of one record.
#[derive(Debug, Clone, PartialEq)]
pub struct Edit {
    /// The record.
    pub id: RecordId,
    /// The version that the writer has seen; another one is refused as stale. `None` takes whatever is there.
    pub version: Option<i64>,
    /// The fields to change; the others stay.
    pub draft: Draft,
}

/// Changes a set of records of `module`. One answer per edit, in their order; a record named twice is changed twice.
///
/// # Errors
/// A problem of the whole set: no such module (404), the role may not change (403), the database says no.
pub fn update(work: &mut Work, module: &str, edits: &[Edit], origin: Origin) -> Result<Outcomes, Problem> {
    let module = work.module(module)?;
    let rights = work.who().rights(&module);
    let forbidden = rights.update.is_empty() && rights.transfer.is_empty();
    if forbidden && origin != Origin::System {
        return Err(Problem::forbidden());
    }
    // A record that is named twice would be changed from the same old state: the later change goes into a set of its own.
    if let Some(split) = first_repeated(edits) {
        let mut outcomes = update(work, &module.key, &edits[..split], origin)?;
        outcomes.extend(update(work, &module.key, &edits[split..], origin)?);
        return Ok(outcomes);
    }
    let mut set = Set::new(module.clone(), rights, origin, edits.len());
    let drafts: Vec<Draft> = edits.iter().map(|e| e.draft.clone()).collect();
    load(work, &mut set, edits)?;
    links::external_ids(work, &mut set, &drafts)?;
    may_edit(work, &mut set)?;
    drop_unchanged(&mut set);
    stamp(work, &mut set);
    links::check(work, &mut set)?;
    files::check(work, &mut set)?;
    rules::before(work, &mut set)?;
    validate::required(&mut set);
    validate::money(work, &mut set)?;
    set.refuse_faulty();
    tree::refuse_cycles(work, &mut set)?;
    duplicates::refuse(work, &mut set)?;
    rules::gates(work, &mut set)?;
    set.refuse_faulty();
    files::claim(work, &set)?;
    write::update(work, &mut set)?;
    tokens::write(work, &set)?;
    let changes = set.land();
    evidence::write(work, &set.module, &changes, evidence::Kind::Update)?;
    rules::after(work, &set.module, &changes)?;
    Ok(set.finish())
}

fn first_repeated(edits: &[Edit]) -> Option<usize> {
    let mut seen = std::collections::HashSet::new();
    edits.iter().position(|e| !seen.insert(e.id))
}

/// Loads the records and reads the drafts into them. What the caller cannot see is not there.
fn load(work: &mut Work, set: &mut Set, edits: &[Edit]) -> Result<(), Problem> {
    let ids: Vec<i64> = edits.iter().map(|e| e.id.get()).collect();
    let readable = query::visible_ids(work, &set.module, &ids, Action::Read)?;
    let loaded = rows::load(work, &set.module, &ids)?;
    let mut records: HashMap<i64, Record> = loaded.into_iter().map(|r| (r.id(), r)).collect();
    let snapshot = work.snapshot.clone();
    for (place, edit) in edits.iter().enumerate() {
        let found = records.remove(&edit.id.get()).filter(|r| readable.contains(&r.id()));
        let Some(old) = found else {
            set.refuse(place, Problem::not_found());
            continue;
        };
        if is_stale(work, &set.module.key, edit, &old)? {
            set.refuse(place, Problem::new(Kind::Stale, Code::Stale));
            continue;
        }
        let mut new = old.clone();
        let plain = links::without_external(&edit.draft, &set.module);
        let draft = plain.as_ref().unwrap_or(&edit.draft);
        let faults = draft.read_into(&mut new, &set.rights, set.origin, &snapshot.parse);
        set.items.push(Item { place, change: Change { old: Some(old), new }, faults, tokens: None });
    }
    Ok(())
}

/// Has somebody changed the record since the writer saw it? What followed other records in other fields is nobody's change.
fn is_stale(work: &mut Work, module: &str, edit: &Edit, now: &Record) -> Result<bool, Problem> {
    let Some(seen) = edit.version.filter(|seen| *seen != now.version()) else { return Ok(false) };
    let written = |field: &str| edit.draft.0.keys().any(|key| key.strip_suffix("_currency").unwrap_or(key) == field);
    Ok(seen > now.version() || !history::only_beside(work.tx, module, edit.id, seen, written)?)
}

/// Changing needs the reach of `update`; giving to another owner needs that of `transfer`.
fn may_edit(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    if set.origin == Origin::System || matches!(work.who(), Who::System(_)) {
        return Ok(());
    }
    let ids: Vec<i64> = set.items.iter().map(|i| i.change.new.id()).collect();
    let changeable = query::visible_ids(work, &set.module, &ids, Action::Update)?;
    let given: Vec<i64> = set.items.iter().filter(|i| i.change.changed("owner")).map(|i| i.change.new.id()).collect();
    let transferable = query::visible_ids(work, &set.module, &given, Action::Transfer)?;
    set.refuse_where(|item| {
        let id = item.change.new.id();
        let given = item.change.changed("owner");
        let more = item
            .change
            .new
            .module
            .fields
            .iter()
            .any(|f| !matches!(&*f.key, "owner" | "owner_department") && item.change.changed(&f.key));
        let allowed = (!given || transferable.contains(&id)) && (!more || changeable.contains(&id));
        (!allowed).then(Problem::forbidden)
    });
    Ok(())
}

/// A change that changes nothing is answered and not written: no version, no history.
pub(super) fn drop_unchanged(set: &mut Set) {
    let mut kept = Vec::with_capacity(set.items.len());
    for item in set.items.drain(..) {
        let same =
            item.faults.is_empty() && item.change.old.as_ref().is_some_and(|old| old.cells == item.change.new.cells);
        match item.change.new.record_id() {
            Some(id) if same => set.outcomes[item.place] = Some(Ok(id)),
            _ => kept.push(item),
        }
    }
    set.items = kept;
}

fn stamp(work: &mut Work, set: &mut Set) {
    let (now, today, person) = (work.now_ms(), work.today(), work.person());
    for item in &mut set.items {
        let record = &mut item.change.new;
        record.cells[VERSION] = Value::Int(record.version() + 1);
        write::stamp(record, "updated", now, today, person);
    }
    write::place_under_owner(work, set);
}
