//! Making records.

use std::sync::Arc;

use heyi_model::module::VERSION;
use heyi_model::{Module, Problem, Value};
use parking_lot::Mutex;

use super::draft::{Draft, Origin};
use super::set::{Item, Set};
use super::{Outcomes, duplicates, evidence, files, links, numbers, rules, tokens, tree, validate, write};
use crate::access::Who;
use crate::record::{Change, Record};
use crate::{Snapshot, Work};

/// Makes a set of records of `module`. One answer per draft, in their order.
///
/// # Errors
/// A problem of the whole set: no such module (404), the role may not create (403), the database says no. A problem of a
/// single record is its answer.
pub fn create(work: &mut Work, module: &str, drafts: Vec<Draft>, origin: Origin) -> Result<Outcomes, Problem> {
    let prepared = prepare(&work.snapshot, &work.who, module, drafts, origin)?;
    create_prepared(work, &prepared)
}

/// Drafts that were read, normalised and made into tokens before the write lane was entered.
#[derive(Debug)]
pub struct Prepared {
    epoch: i64,
    origin: Origin,
    drafts: Vec<Draft>,
    module: Arc<Module>,
    /// Taken by the write; one that is run again prepares anew.
    set: Mutex<Option<Set>>,
}

impl Prepared {
    /// The field whose company key tells likely duplicates.
    pub fn company_field(&self) -> Option<String> {
        self.module.fields.iter().find(|f| f.column("company").is_some()).map(|f| f.key.to_string())
    }

    /// The company key of each draft that has one, by place; none after the write.
    pub fn company_keys(&self) -> Vec<(usize, String)> {
        let at = self.module.fields.iter().find_map(|f| f.column("company")).map(|(_, at)| at);
        let (Some(at), Some(set)) = (at, &*self.set.lock()) else { return Vec::new() };
        let key = |i: &Item| Some((i.place, i.change.new.cells[at].as_text()?.to_owned()));
        set.items.iter().filter_map(key).collect()
    }

    /// The set as it is for the epoch of the work.
    fn take(&self, work: &Work) -> Result<Set, Problem> {
        let prepared = self.set.lock().take();
        match prepared {
            Some(set) if self.epoch == work.snapshot.epoch => Ok(set),
            _ => read(&work.snapshot, &work.who, &self.module.key, &self.drafts, self.origin),
        }
    }
}

/// Reads drafts: everything about creating that needs no database. Call it outside the write lane when there is much of it.
pub fn prepare(
    snapshot: &Arc<Snapshot>,
    who: &Who,
    module: &str,
    drafts: Vec<Draft>,
    origin: Origin,
) -> Result<Prepared, Problem> {
    let set = read(snapshot, who, module, &drafts, origin)?;
    let module = set.module.clone();
    Ok(Prepared { epoch: snapshot.epoch, origin, drafts, module, set: Mutex::new(Some(set)) })
}

fn read(snapshot: &Arc<Snapshot>, who: &Who, module: &str, drafts: &[Draft], origin: Origin) -> Result<Set, Problem> {
    let module = snapshot.module(module)?.clone();
    let rights = who.rights(&module);
    if !rights.create && origin != Origin::System {
        return Err(Problem::forbidden());
    }
    let mut set = Set::new(module.clone(), rights.clone(), origin, drafts.len());
    let defaults = defaults(&module, snapshot);
    for (place, draft) in drafts.iter().enumerate() {
        let mut new = defaults.clone();
        let plain = links::without_external(draft, &module);
        let faults = plain.as_ref().unwrap_or(draft).read_into(&mut new, &rights, origin, &snapshot.parse);
        let tokens = faults.is_empty().then(|| tokens::Made::of(&new));
        set.items.push(Item { place, change: Change { old: None, new }, faults, tokens });
    }
    Ok(set)
}

/// A record with the default of every field.
fn defaults(module: &Arc<heyi_model::Module>, snapshot: &Snapshot) -> Record {
    let mut record = Record::empty(module);
    for field in &module.fields {
        if let Some(json) = &field.def.default {
            // A default that does not parse is a fault of the metadata; `heyi check` names it.
            let cells = &mut record.cells[field.at..field.at + field.columns.len()];
            let _ = field.ty.parse(field, json, &snapshot.parse, cells);
        }
    }
    record
}

/// The steps of making records, inside the write lane.
pub fn create_prepared(work: &mut Work, prepared: &Prepared) -> Result<Outcomes, Problem> {
    let mut set = prepared.take(work)?;
    links::external_ids(work, &mut set, &prepared.drafts)?;
    give_identity(work, &mut set);
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
    numbers::draw(work, &mut set)?;
    write::insert(work, &mut set)?;
    tokens::write(work, &set)?;
    let changes = set.land();
    evidence::write(work, &set.module, &changes, evidence::Kind::Create)?;
    rules::after(work, &set.module, &changes)?;
    Ok(set.finish())
}

/// Id, version, owner, and who made it when.
fn give_identity(work: &mut Work, set: &mut Set) {
    let (now, today, person) = (work.now_ms(), work.today(), work.person());
    let owned = set.module.def.owned;
    for item in &mut set.items {
        let id = work.draw_id();
        let record = &mut item.change.new;
        record.cells[heyi_model::module::ID] = id.into();
        record.cells[VERSION] = Value::Int(1);
        if owned && record.get("owner").is_null() {
            record.set("owner", person);
        }
        // Only upkeep and the demo company may say that a record is older.
        if record.get("created_at").is_null() {
            write::stamp(record, "created", now, today, person);
        }
        write::stamp(record, "updated", now, today, person);
    }
    write::place_under_owner(work, set);
}
