//! The rows themselves.

use std::collections::HashSet;

use heyi_db::{bind, params, sql};
use heyi_model::field::{ColumnKind, types::options_in};
use heyi_model::module::{ID, VERSION};
use heyi_model::{Problem, RecordId, Value};
use sea_query::{Expr, ExprTrait, Query};

use super::set::Set;
use crate::Work;
use crate::record::{Change, Record};

/// Writes who did it and when into `<what>_at` and `<what>_by`.
pub(super) fn stamp(record: &mut Record, what: &str, now: i64, today: i32, person: Option<RecordId>) {
    if let Some(at) = record.module.field(&format!("{what}_at")).map(|f| f.at) {
        record.cells[at] = Value::Int(now);
        record.cells[at + 1] = Value::Date(today);
    }
    record.set(&format!("{what}_by"), person);
}

/// An owned record names the department of its owner.
pub(super) fn place_under_owner(work: &Work, set: &mut Set) {
    if !set.module.def.owned {
        return;
    }
    for item in set.items.iter_mut().filter(|i| i.change.changed("owner")) {
        let owner = item.change.new.int("owner");
        let department = owner.and_then(|o| work.snapshot.directory.department_of(o));
        item.change.new.set("owner_department", department);
    }
}

/// Inserts the set with one statement.
pub(super) fn insert(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let columns: Vec<&str> = set.module.columns().iter().map(|(name, _)| &**name).collect();
    let kinds: Vec<ColumnKind> = set.module.columns().iter().map(|(_, kind)| *kind).collect();
    let rows: Vec<&[Value]> = set.items.iter().map(|i| &*i.change.new.cells).collect();
    work.tx.insert_many(&set.module.key, &columns, &kinds, &rows)?;
    options(work, set)?;
    directory_changed(work, set)
}

/// Writes the changed columns of each record, and only those. A row of another version than the one loaded is a fault of
/// ours: the write lane lets nobody in between.
pub(super) fn update(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    for item in &set.items {
        let Change { old: Some(old), new } = &item.change else { continue };
        let mut statement = Query::update();
        statement.table(set.module.key.to_string());
        for (at, (name, kind)) in set.module.columns().iter().enumerate() {
            if old.cells[at] != new.cells[at] {
                statement.value(name.to_string(), typed(&new.cells[at], *kind));
            }
        }
        statement
            .and_where(Expr::col("id").eq(bind(new.cells[ID].clone())))
            .and_where(Expr::col("version").eq(bind(old.cells[VERSION].clone())));
        if work.tx.execute(&statement)? != 1 {
            return Err(Problem::internal(format!("record {} changed while the write lane was held", new.id())));
        }
    }
    options(work, set)?;
    directory_changed(work, set)
}

/// A value as the column's kind wants it.
fn typed(value: &Value, kind: ColumnKind) -> sea_query::Expr {
    match (value, kind) {
        (Value::Null, _) => Expr::cust("NULL"),
        _ => Expr::val(bind(value.clone())),
    }
}

/// Keeps one row per option of the multi-choices that changed.
fn options(work: &mut Work, set: &Set) -> Result<(), Problem> {
    let module = set.module.clone();
    for field in module.fields.iter().filter(|f| f.ty.key() == "multi_choice") {
        let changed: Vec<_> = set.items.iter().filter(|i| i.change.changed(&field.key)).collect();
        let stale: Vec<i64> = changed.iter().filter(|i| !i.change.is_new()).map(|i| i.change.new.id()).collect();
        for id in stale {
            let text = "DELETE FROM record_option WHERE record = $1 AND module = $2 AND field = $3";
            work.tx.execute(sql(text, params![id, &*module.key, &*field.key]))?;
        }
        let mut rows: Vec<Vec<Value>> = Vec::new();
        for item in changed {
            for option in options_in(item.change.new.text(&field.key)) {
                rows.push(params![&*module.key, &*field.key, option, item.change.new.id()]);
            }
        }
        let kinds = [ColumnKind::Text, ColumnKind::Text, ColumnKind::Text, ColumnKind::Int];
        work.tx.insert_many("record_option", &["module", "field", "option", "record"], &kinds, &rows)?;
    }
    Ok(())
}

/// People and departments are part of the snapshot: a change of them raises its epoch. People who changed department are
/// noted until their records name the new one.
fn directory_changed(work: &mut Work, set: &Set) -> Result<(), Problem> {
    use heyi_model::module::Directory;
    if set.module.def.directory.is_none() || set.items.is_empty() {
        return Ok(());
    }
    if set.module.def.directory == Some(Directory::Person) {
        let department = set.module.fields.iter().find(|f| f.ty.key() == "department" && !f.system);
        let moved: HashSet<i64> = set
            .items
            .iter()
            .filter(|i| !i.change.is_new() && department.is_some_and(|d| i.change.changed(&d.key)))
            .map(|i| i.change.new.id())
            .collect();
        for person in moved {
            let text = "INSERT INTO moved_person (person, moved_at) VALUES ($1, $2) \
                        ON CONFLICT (person) DO UPDATE SET moved_at = excluded.moved_at";
            work.tx.execute(sql(text, params![person, work.now_ms()]))?;
        }
    }
    work.raise_epoch()?;
    work.renew()
}
