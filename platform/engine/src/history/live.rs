//! Comparing records with what history says of them.

use std::collections::{BTreeMap, HashMap};
use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Cells, Ctx, Row, Tx, params, sql};
use heyi_model::module::{DELETED_AT, ID, VERSION};
use heyi_model::{Module, Problem};
use sea_query::{Expr, ExprTrait as _, Query};
use serde_json::Value as Json;

use super::append::HistoryKind;
use super::changes::{told, value};
use super::check::READ_DEADLINE;
use super::commitment::canonical;
use super::fault::{Evidence, Found};
use super::stored::{self, Told};
use crate::engine::Engine;
use crate::snapshot::Snapshot;

/// Entries that are followed in one read.
const ENTRIES_A_READ: i64 = 5_000;
/// Records that are looked for in history in one read.
const RECORDS_A_READ: i64 = 20_000;
/// Records that are loaded with one statement.
const CHUNK: usize = 500;

/// Compares every record that history speaks of with what it says, and names every record that it is silent about.
pub(super) fn check(engine: &Engine, snapshot: &Arc<Snapshot>, mut found: Found) -> Result<Found, Problem> {
    let mut walk = Walk::default();
    loop {
        let snapshot = Arc::clone(snapshot);
        let more;
        (walk, found, more) = read(engine, move |tx| {
            let more = walk.page(tx, &snapshot, &mut found)?;
            Ok((walk, found, more))
        })?;
        if !more || found.is_full() {
            break;
        }
    }
    for module in snapshot.all_modules() {
        let mut after = Some(0);
        while let Some(from) = after.filter(|_| !found.is_full()) {
            let module = Arc::clone(module);
            (found, after) = read(engine, move |tx| {
                let next = silent(tx, &module, from, &mut found)?;
                Ok((found, next))
            })?;
        }
    }
    Ok(found)
}

/// Reads one state of the database; the next read sees a newer one, so that a check does not hold the others up.
fn read<T: Send + 'static>(
    engine: &Engine,
    f: impl FnOnce(&mut Tx) -> Result<T, Problem> + Send + 'static,
) -> Result<T, Problem> {
    engine.db().read_blocking(Ctx { snapshot: true, ..Ctx::slow() }.within(READ_DEADLINE), f)
}

/// A walk through history, record by record.
#[derive(Default)]
struct Walk {
    record: i64,
    seq: i64,
    /// The record in the middle of whose entries the last page ended.
    open: Option<Past>,
}

impl Walk {
    /// Follows some entries and compares the records that they complete. False when there are no more.
    fn page(&mut self, tx: &mut Tx, snapshot: &Snapshot, found: &mut Found) -> Result<bool, Problem> {
        let entries = sql(
            "SELECT record, seq, module, version, kind, changes FROM history \
             WHERE (record, seq) > ($1, $2) ORDER BY record, seq LIMIT $3",
            params![self.record, self.seq, ENTRIES_A_READ],
        );
        let mut whole: BTreeMap<Box<str>, Vec<Past>> = BTreeMap::new();
        let count = tx.each(entries, |row| {
            (self.record, self.seq) = (row.int(0).unwrap_or_default(), row.int(1).unwrap_or_default());
            if self.open.as_ref().is_none_or(|past| past.record != self.record)
                && let Some(past) = self.open.replace(Past::of(self.record, row.text(2).unwrap_or_default()))
            {
                whole.entry(past.module.clone()).or_default().push(past);
            }
            if let Some(past) = &mut self.open {
                past.follow(row, found);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        let more = count as i64 == ENTRIES_A_READ;
        if let Some(past) = self.open.take_if(|_| !more) {
            whole.entry(past.module.clone()).or_default().push(past);
        }
        for (key, pasts) in whole {
            // The module of an entry that somebody changed may not be there.
            let Some(module) = snapshot.find(&key) else { continue };
            for chunk in pasts.chunks(CHUNK) {
                let records = load(tx, module, chunk)?;
                for past in chunk {
                    past.compare(module, records.get(&past.record), found);
                }
            }
        }
        Ok(more)
    }
}

/// The rows of all columns of these records, by id.
fn load(tx: &mut Tx, module: &Module, pasts: &[Past]) -> Result<HashMap<i64, Row>, Problem> {
    let mut select = Query::select();
    select
        .columns(module.columns().iter().map(|(name, _)| name.to_string()))
        .from(module.key.to_string())
        .and_where(Expr::col("id").is_in(pasts.iter().map(|past| past.record)));
    Ok(tx.all(select)?.into_iter().map(|row| (row.int(ID).unwrap_or_default(), row)).collect())
}

/// Names the records after `after` that have no history; gives the last one when there are more.
fn silent(tx: &mut Tx, module: &Module, after: i64, found: &mut Found) -> Result<Option<i64>, Problem> {
    let text = format!(
        "SELECT r.id, (SELECT h.seq FROM history AS h WHERE h.record = r.id LIMIT 1) FROM \"{}\" AS r \
         WHERE r.id > $1 ORDER BY r.id LIMIT $2",
        module.key
    );
    let mut last = None;
    let count = tx.each(sql(text, params![after, RECORDS_A_READ]), |row| {
        last = row.int(0);
        if row.is_null(1) {
            found.add(last.unwrap_or_default(), Evidence::NoHistory);
        }
        Ok(ControlFlow::Continue(()))
    })?;
    Ok(last.filter(|_| count as i64 == RECORDS_A_READ))
}

/// What history says of one record, entry by entry.
struct Past {
    record: i64,
    module: Box<str>,
    version: i64,
    /// From its first entry on: then a field that is not named was empty.
    whole: bool,
    in_bin: bool,
    purged: bool,
    /// The last value of each field; `None` where it was erased.
    values: HashMap<String, Option<Json>>,
}

impl Past {
    fn of(record: i64, module: &str) -> Self {
        let values = HashMap::new();
        Self { record, module: module.into(), version: 0, whole: false, in_bin: false, purged: false, values }
    }

    fn follow(&mut self, row: &dyn Cells, found: &mut Found) {
        let version = row.int(3).unwrap_or_default();
        if version != self.version && version != self.version + 1 {
            // A version below the last one is as much out of order as one that jumps.
            found.add(self.record, Evidence::VersionMissing { version: self.version + 1 });
        }
        self.version = version;
        let kind = row.text(4).and_then(HistoryKind::from_key);
        match kind {
            Some(HistoryKind::Create) => self.whole = true,
            Some(HistoryKind::Delete) => self.in_bin = true,
            Some(HistoryKind::Restore) => self.in_bin = false,
            Some(HistoryKind::Purge) => self.purged = true,
            _ => {}
        }
        let speaks_of_values = !matches!(kind, Some(HistoryKind::Reveal | HistoryKind::Erase));
        for (field, told) in row.text(5).and_then(stored::read).into_iter().flatten() {
            match told {
                Told::Values { new, .. } if speaks_of_values => self.values.insert(field, Some(new)),
                Told::Erased(_) => self.values.insert(field, None),
                Told::Values { .. } => continue,
            };
        }
    }

    fn compare(&self, module: &Module, row: Option<&Row>, found: &mut Found) {
        let Some(row) = row else {
            if !self.purged {
                found.add(self.record, Evidence::RecordGone);
            }
            return;
        };
        let version = row.int(VERSION).unwrap_or_default();
        if version != self.version {
            found.add(self.record, Evidence::VersionDiffers { record: version, history: self.version });
        }
        if row.is_null(DELETED_AT) == self.in_bin {
            found.add(self.record, Evidence::BinDiffers);
        }
        for field in told(module) {
            let said = match self.values.get(&*field.key) {
                Some(Some(said)) => said,
                None if self.whole => &Json::Null,
                // Erased, or its beginning is not there.
                Some(None) | None => continue,
            };
            if !same(said, &value(field, row)) {
                found.add(self.record, Evidence::ValueDiffers { field: field.key.to_string() });
            }
        }
    }
}

/// Are they the same value, whatever a database made of a document?
fn same(a: &Json, b: &Json) -> bool {
    if a == b {
        return true;
    }
    let (mut left, mut right) = (Vec::new(), Vec::new());
    canonical(a, &mut left);
    canonical(b, &mut right);
    left == right
}
