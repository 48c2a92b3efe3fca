//! Keeping the entries in step with the records.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use heyi_db::ColumnKind::{Int, Text};
use heyi_db::{Value, bind, sql};
use heyi_model::module::DELETED_AT;
use heyi_model::{Cells, Module, Problem};
use sea_query::{Expr, ExprTrait as _, Query};

use crate::record::{Change, Record};
use crate::rows;
use crate::work::Work;

/// Records whose entries are worked out with one statement per hop.
const CHUNK: usize = 500;

/// Places, moves and removes the entries of a set of written records of `module`, and of records of other modules that are
/// shown by way of these.
pub fn place(work: &mut Work, module: &Module, changes: &[Change]) -> Result<(), Problem> {
    if !module.def.shows_on.is_empty() {
        let touched: Vec<&Change> = changes.iter().filter(|c| moves(module, c)).collect();
        for chunk in touched.chunks(CHUNK) {
            let stale: Vec<i64> = chunk.iter().filter(|c| !c.is_new()).map(|c| c.new.id()).collect();
            remove(work, &stale)?;
            let shown: Vec<&Record> = chunk.iter().map(|c| &c.new).filter(|r| r.is_null(DELETED_AT)).collect();
            insert(work, module, &shown)?;
        }
    }
    follow_paths(work, module, changes)
}

/// Does the change touch anything that an entry is made from?
fn moves(module: &Module, change: &Change) -> bool {
    let Some(old) = &change.old else { return true };
    let first = |path: &'_ String| path.split('.').next().unwrap_or_default().to_owned();
    let at = module.def.happens_at.clone();
    let fields = module.def.shows_on.iter().map(first).chain(at).chain(["kind".to_owned(), "created_at".to_owned()]);
    old.is_null(DELETED_AT) != change.new.is_null(DELETED_AT) || fields.into_iter().any(|f| change.changed(&f))
}

fn remove(work: &mut Work, records: &[i64]) -> Result<(), Problem> {
    if records.is_empty() {
        return Ok(());
    }
    let mut delete = Query::delete();
    delete.from_table("timeline").and_where(Expr::col("record").is_in(records.iter().copied()));
    work.tx.execute(delete)?;
    Ok(())
}

/// Inserts the entries of records that have none.
fn insert(work: &mut Work, module: &Module, records: &[&Record]) -> Result<(), Problem> {
    let mut subjects: BTreeSet<(i64, usize, Box<str>)> = BTreeSet::new();
    for path in &module.def.shows_on {
        subjects_by(work, module, path, records, &mut subjects)?;
    }
    // A record is shown once on a timeline, whichever ways lead there.
    let mut seen = BTreeSet::new();
    let mut entries = Vec::new();
    for (subject, i, subject_module) in subjects {
        if !seen.insert((subject, i)) {
            continue;
        }
        let record = records[i];
        let id = record.id();
        entries.push([
            Value::Int(subject),
            Value::Timestamp(happened_at(work, module, record)),
            Value::Int(id),
            Value::from(&*subject_module),
            Value::from(record.text("kind").unwrap_or(&module.key)),
            Value::from(&*module.key),
            Value::Int(id),
        ]);
    }
    let columns = ["subject", "at", "id", "subject_module", "kind", "module", "record"];
    work.tx.insert_many("timeline", &columns, &[Int, Int, Int, Text, Text, Text, Int], &entries)?;
    Ok(())
}

/// When the record happened, UTC milliseconds: a date begins at midnight in the organisation's zone.
fn happened_at(work: &Work, module: &Module, record: &Record) -> i64 {
    let field = module.def.happens_at.as_deref().and_then(|key| module.field(key));
    let at = field.and_then(|f| {
        let n = record.int(&f.key)?;
        if f.ty.key() == "date" { midnight(work, n) } else { Some(n) }
    });
    at.or_else(|| record.int("created_at")).unwrap_or_else(|| work.now_ms())
}

fn midnight(work: &Work, days: i64) -> Option<i64> {
    let (year, month, day) = heyi_model::wire::civil(days);
    let date = jiff::civil::Date::new(i16::try_from(year).ok()?, month as i8, day as i8).ok()?;
    let moment = work.snapshot().parse.zone.to_timestamp(date.at(0, 0, 0, 0)).ok()?;
    Some(moment.as_millisecond())
}

/// Adds (subject, index of the record, subject's module) for one way; one statement per hop beyond the first.
fn subjects_by(
    work: &mut Work,
    module: &Module,
    path: &str,
    records: &[&Record],
    subjects: &mut BTreeSet<(i64, usize, Box<str>)>,
) -> Result<(), Problem> {
    let mut keys = path.split('.');
    let first = keys.next().unwrap_or_default();
    let Some(mut target) = target_of(work, module, first) else { return Ok(()) };
    let mut at: Vec<(usize, i64)> =
        records.iter().enumerate().filter_map(|(i, r)| r.int(first).map(|id| (i, id))).collect();
    for key in keys {
        let Some(next) = target_of(work, &target, key) else { return Ok(()) };
        let ids: BTreeSet<i64> = at.iter().map(|(_, id)| *id).collect();
        let links = links(work, &target, key, &ids)?;
        at = at.into_iter().filter_map(|(i, id)| links.get(&id).map(|next| (i, *next))).collect();
        target = next;
    }
    subjects.extend(at.into_iter().map(|(i, subject)| (subject, i, target.key.clone())));
    Ok(())
}

fn target_of(work: &Work, module: &Module, key: &str) -> Option<Arc<Module>> {
    work.snapshot().target(module.field(key)?).cloned()
}

/// Where the lookup `key` of these records points to.
fn links(work: &mut Work, module: &Module, key: &str, ids: &BTreeSet<i64>) -> Result<HashMap<i64, i64>, Problem> {
    let mut links = HashMap::new();
    for chunk in ids.iter().copied().collect::<Vec<_>>().chunks(CHUNK) {
        let mut select = Query::select();
        select
            .columns(["id".to_owned(), key.to_owned()])
            .from(module.key.to_string())
            .and_where(Expr::col("id").is_in(chunk.iter().copied()))
            .and_where(Expr::col(key.to_owned()).is_not_null());
        for row in work.tx.all(select)? {
            links.extend(row.int(0).zip(row.int(1)));
        }
    }
    Ok(links)
}

/// Moves the entries of records that are shown by way of a lookup of these records which now points elsewhere.
fn follow_paths(work: &mut Work, module: &Module, changes: &[Change]) -> Result<(), Problem> {
    let snapshot = Arc::clone(work.snapshot());
    let mut stale: BTreeMap<Box<str>, BTreeSet<i64>> = BTreeMap::new();
    for shown in snapshot.all_modules() {
        for path in shown.def.shows_on.iter().filter(|path| path.contains('.')) {
            let mut here = Arc::clone(shown);
            let mut way: Vec<(Arc<Module>, &str)> = Vec::new();
            for key in path.split('.') {
                if !way.is_empty() && here.key == module.key {
                    let moved: BTreeSet<i64> =
                        changes.iter().filter(|c| !c.is_new() && c.changed(key)).map(|c| c.new.id()).collect();
                    let records = back(work, &way, moved)?;
                    stale.entry(shown.key.clone()).or_default().extend(records);
                }
                let Some(next) = target_of(work, &here, key) else { break };
                way.push((here, key));
                here = next;
            }
        }
    }
    for (key, ids) in stale {
        let Some(shown) = snapshot.find(&key) else { continue };
        let ids: Vec<i64> = ids.into_iter().collect();
        for chunk in ids.chunks(CHUNK) {
            remove(work, chunk)?;
            let records = rows::load(work, shown, chunk)?;
            insert(work, shown, &records.iter().collect::<Vec<_>>())?;
        }
    }
    Ok(())
}

/// The records from which `way` leads to one of `ids`.
fn back(work: &mut Work, way: &[(Arc<Module>, &str)], mut ids: BTreeSet<i64>) -> Result<BTreeSet<i64>, Problem> {
    for (module, key) in way.iter().rev() {
        let mut found = BTreeSet::new();
        for chunk in ids.iter().copied().collect::<Vec<_>>().chunks(CHUNK) {
            let mut select = Query::select();
            select
                .column("id")
                .from(module.key.to_string())
                .and_where(Expr::col("deleted_at").is_null())
                .and_where(Expr::col((*key).to_owned()).is_in(chunk.iter().map(|id| bind(*id))));
            found.extend(work.tx.all(select)?.iter().filter_map(|row| row.int(0)));
        }
        ids = found;
    }
    Ok(ids)
}

/// Removes every entry that a record has or that stands on its own timeline: when it is deleted for good.
pub(crate) fn forget(work: &mut Work, record: i64) -> Result<(), Problem> {
    work.tx.execute(sql("DELETE FROM timeline WHERE record = $1", vec![Value::Int(record)]))?;
    work.tx.execute(sql("DELETE FROM timeline WHERE subject = $1", vec![Value::Int(record)]))?;
    Ok(())
}
