//! Into the recycle bin and out of it.

use std::collections::{HashMap, HashSet};

use heyi_db::one_of_ids;
use heyi_model::module::{DELETED_AT, DELETED_BY, Directory, VERSION};
use heyi_model::{Cells, Code, Field, Kind, Module, Problem, RecordId, Value};
use sea_query::{Expr, ExprTrait as _, Query};

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
    let mut records: HashMap<i64, _> = records.into_iter().map(|r| (r.id(), r)).collect();
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
    let among = |column: (&'static str, &'static str)| one_of_ids(work.tx.dialect(), Expr::col(column), &going);
    let mut statements = Vec::new();
    for other in snapshot.all_modules() {
        for field in other.fields.iter().filter(|field| holds(&set.module, other, field)) {
            if snapshot.target(field).is_none_or(|target| target.key != set.module.key) {
                continue;
            }
            let mut holder = Query::select();
            holder
                .expr(Expr::val(1))
                .from_as(other.key.to_string(), "o")
                .and_where(Expr::col(("o", "deleted_at")).is_null())
                .and_where(Expr::col(("o", field.key.to_string())).equals(("t", "id")));
            if other.key == set.module.key {
                holder.and_where(among(("o", "id")).not());
            }
            let mut held = Query::select();
            held.column(("t", "id"))
                .from_as(set.module.key.to_string(), "t")
                .and_where(among(("t", "id")))
                .and_where(Expr::exists(holder));
            statements.push(held);
        }
    }
    let mut needed = HashSet::new();
    for held in &statements {
        needed.extend(work.tx.all(held)?.iter().filter_map(|row| row.int(0)));
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
) -> Result<HashSet<i64>, Problem> {
    let mut select = Query::select();
    select
        .column("id")
        .from_as(module.key.to_string(), "t")
        .and_where(Expr::col("deleted_at").is_not_null())
        .and_where(Expr::col("id").is_in(ids.iter().copied()))
        .cond_where(crate::bin::deletable(work, module, "t"));
    Ok(work.tx.all(&select)?.iter().filter_map(|row| row.int(0)).collect())
}
