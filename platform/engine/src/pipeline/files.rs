//! File fields: a record takes the files that its fields name.

use std::collections::{HashMap, HashSet};

use heyi_db::{params, sql};
use heyi_model::{Cells, Code, Problem, RecordId};
use sea_query::{Expr, ExprTrait as _, Query};

use super::set::Set;
use crate::Work;

/// Files that one statement looks up.
const CHUNK: usize = 500;

/// A file as it is stored: its name, the record that has it, who sent it.
struct Stored {
    name: Option<String>,
    record: Option<i64>,
    person: Option<i64>,
}

/// Checks that each newly named file is free and was sent by the caller, or belongs to this record already, and fills in its
/// name. A file goes to one record: the first of the set that names it.
pub(super) fn check(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let module = set.module.clone();
    let fields: Vec<_> = module.fields.iter().filter(|f| f.ty.key() == "file").collect();
    let named = set.items.iter().flat_map(|item| {
        let changed = fields.iter().filter(|field| item.change.changed(&field.key));
        changed.filter_map(|field| item.change.new.int(&field.key))
    });
    let wanted: Vec<i64> = named.collect::<HashSet<i64>>().into_iter().collect();
    let stored = stored(work, &wanted)?;
    let person = work.person().map(RecordId::get);
    let mut taken = HashSet::new();
    for item in &mut set.items {
        for field in &fields {
            let changed = item.change.changed(&field.key);
            let record = &mut item.change.new;
            let Some(file) = record.int(&field.key).filter(|_| changed) else { continue };
            let fits = |stored: &&Stored| {
                let sent_by_caller = person.is_none() || stored.person == person;
                stored.record.map_or(sent_by_caller, |holder| holder == record.id())
            };
            match stored.get(&file).filter(fits).and_then(|stored| stored.name.clone()) {
                Some(name) if taken.insert(file) => record.cells[field.at + 1] = name.into(),
                _ => item.faults.push(field.fault(Code::UnknownFile)),
            }
        }
    }
    Ok(())
}

fn stored(work: &mut Work, files: &[i64]) -> Result<HashMap<i64, Stored>, Problem> {
    let mut found = HashMap::new();
    for chunk in files.chunks(CHUNK) {
        let mut select = Query::select();
        select
            .columns(["id", "name", "record", "person"])
            .from("stored_file")
            .and_where(Expr::col("id").is_in(chunk.iter().copied()))
            .and_where(Expr::col("deleted_at").is_null());
        for row in work.tx.all(select)? {
            let stored = Stored { name: row.text(1).map(str::to_owned), record: row.int(2), person: row.int(3) };
            found.extend(row.int(0).map(|id| (id, stored)));
        }
    }
    Ok(found)
}

/// Gives the records the files that they newly name.
pub(super) fn claim(work: &mut Work, set: &Set) -> Result<(), Problem> {
    for field in set.module.fields.iter().filter(|f| f.ty.key() == "file") {
        for item in set.items.iter().filter(|i| i.change.changed(&field.key)) {
            if let Some(file) = item.change.new.int(&field.key) {
                work.tx.execute(sql(
                    "UPDATE stored_file SET module = $1, record = $2, field = $3 WHERE id = $4",
                    params![&*set.module.key, item.change.new.id(), &*field.key, file],
                ))?;
            }
        }
    }
    Ok(())
}
