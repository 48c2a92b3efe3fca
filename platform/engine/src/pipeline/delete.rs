//! Into the recycle bin and out of it.

use heyi_db::{params, sql};
use heyi_model::module::{DELETED_AT, DELETED_BY, Directory, VERSION};
use heyi_model::{Cells, Code, Field, Kind, Module, Problem, RecordId, Value};

use super::draft::Origin;
use super::set::{Item, Set};
use super::{Outcomes, duplicates, evidence, rules, tokens, write};
use crate::access::Action;
use crate::query;
use crate::record::Change;
use crate::rows;
use crate::{Who, Work};

/// Puts records into the recycle bin. Their unique values are free at once; links to them read as empty.
pub fn delete(work: &mut Work, module: &str, ids: &[RecordId], origin: Origin) -> Result<Outcomes, Problem> {
    let mut set = open(work, module, ids, Bin::Into, origin)?;
    refuse_needed(work, &mut set)?;
    rules::before_delete(work, &mut set)?;
    set.refuse_faulty();
    let (now, person) = (work.now_ms(), work.person());
    for item in &mut set.items {
        item.change.new.cells[DELETED_AT] = Value::Int(now);
        item.change.new.cells[DELETED_BY] = person.into();
    }
    write::update(work, &mut set)?;
    tokens::remove(work, &set)?;
    let changes = set.land();
    evidence::write(work, &set.module, &changes, evidence::Kind::Delete)?;
    rules::after(work, &set.module, &changes)?;
    Ok(set.finish())
}

/// Takes records out of the recycle bin. A unique value that was taken meanwhile is a conflict.
pub fn restore(work: &mut Work, module: &str, ids: &[RecordId], origin: Origin) -> Result<Outcomes, Problem> {
    let mut set = open(work, module, ids, Bin::OutOf, origin)?;
    for item in &mut set.items {
        item.change.new.cells[DELETED_AT] = Value::Null;
        item.change.new.cells[DELETED_BY] = Value::Null;
    }
    duplicates::refuse(work, &mut set)?;
    write::update(work, &mut set)?;
    tokens::write_all(work, &set)?;
    let changes = set.land();
    evidence::write(work, &set.module, &changes, evidence::Kind::Restore)?;
    rules::after(work, &set.module, &changes)?;
    Ok(set.finish())
}

#[derive(Clone, Copy, PartialEq)]
enum Bin {
    Into,
    OutOf,
}

/// Loads the records that the caller may delete or restore.
fn open(work: &mut Work, module: &str, ids: &[RecordId], way: Bin, origin: Origin) -> Result<Set, Problem> {
    let module = work.module(module)?;
    let rights = work.who().rights(&module);
    let free = origin == Origin::System || matches!(work.who(), Who::System(_));
    if rights.delete.is_empty() && !free {
        return Err(Problem::forbidden());
    }
    let mut set = Set::new(module.clone(), rights, origin, ids.len());
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let (readable, deletable, records) = match way {
        Bin::Into => (
            query::visible_ids(work, &module, &numbers, Action::Read)?,
            query::visible_ids(work, &module, &numbers, Action::Delete)?,
            rows::load(work, &module, &numbers)?,
        ),
        Bin::OutOf => {
            let deletable = visible_in_bin(work, &module, &numbers)?;
            (deletable.clone(), deletable, rows::load_from_bin(work, &module, &numbers)?)
        }
    };
    let mut records: std::collections::HashMap<i64, _> = records.into_iter().map(|r| (r.id(), r)).collect();
    for (place, id) in numbers.iter().enumerate() {
        let Some(old) = records.remove(id).filter(|r| free || readable.contains(&r.id())) else {
            set.refuse(place, Problem::not_found());
            continue;
        };
        if !free && !deletable.contains(id) {
            set.refuse(place, Problem::forbidden());
            continue;
        }
        let mut new = old.clone();
        new.cells[VERSION] = Value::Int(old.version() + 1);
        write::stamp(&mut new, "updated", work.now_ms(), work.today(), work.person());
        set.items.push(Item { place, change: Change { old: Some(old), new }, faults: Vec::new(), tokens: None });
    }
    Ok(set)
}

/// A record that others cannot be without stays: a stage with deals, a department with people or departments in it. What
/// goes together with it does not hold it.
fn refuse_needed(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let snapshot = work.snapshot.clone();
    let going: Vec<i64> = set.items.iter().map(|item| item.change.new.id()).collect();
    let mut needed = std::collections::HashSet::new();
    for other in snapshot.all_modules() {
        for field in other.fields.iter().filter(|field| holds(&set.module, other, field)) {
            if snapshot.target(field).is_none_or(|t| t.key != set.module.key) {
                continue;
            }
            for id in &going {
                let text =
                    format!("SELECT id FROM \"{}\" WHERE deleted_at IS NULL AND \"{}\" = $1", other.key, field.key);
                let text = format!("{text} LIMIT {}", going.len() + 1);
                let holders = work.tx.all(sql(text, params![*id]))?;
                let stays = |holder: i64| other.key != set.module.key || !going.contains(&holder);
                if holders.iter().filter_map(|row| row.int(0)).any(stays) {
                    needed.insert(*id);
                }
            }
        }
    }
    set.refuse_where(|item| needed.contains(&item.change.new.id()).then(|| Problem::new(Kind::Conflict, Code::InUse)));
    Ok(())
}

/// Does a link of `other` keep the record of `module` that it points to? One that must be there does, and so does everything
/// that stands in a department.
fn holds(module: &Module, other: &Module, field: &Field) -> bool {
    let is_department = module.def.directory == Some(Directory::Department);
    !field.system && (field.def.required || is_department && other.def.directory.is_some())
}

/// Records of the bin that the caller may take out: those it could delete.
fn visible_in_bin(
    work: &mut Work,
    module: &std::sync::Arc<heyi_model::Module>,
    ids: &[i64],
) -> Result<std::collections::HashSet<i64>, Problem> {
    use sea_query::{Expr, ExprTrait as _, Query};
    let mut select = Query::select();
    select
        .column("id")
        .from_as(module.key.to_string(), "t")
        .and_where(Expr::col("deleted_at").is_not_null())
        .and_where(Expr::col("id").is_in(ids.iter().copied()))
        .cond_where(crate::bin::deletable(work, module, "t"));
    Ok(work.tx.all(&select)?.iter().filter_map(|row| row.int(0)).collect())
}
