//! Comparing records with what history says of them.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Cells, Ctx, Row, Tx, params, sql};
use heyi_model::module::{DELETED_AT, ID, VERSION};
use heyi_model::{Module, Problem};
use serde_json::Value as Json;

use super::append::HistoryKind;
use super::changes::{told, value};
use super::check::{Evidence, Found, READ_DEADLINE};
use super::commitment::canonical;
use super::stored::{self, Told};
use crate::engine::Engine;

/// Records that are compared in one read.
const RECORDS_A_READ: i64 = 500;

/// Compares every record of a module with its history.
pub(super) fn check(engine: &Engine, module: &Arc<Module>, mut found: Found) -> Result<Found, Problem> {
    let mut after = 0;
    while !found.is_full() {
        let module = Arc::clone(module);
        let read = move |tx: &mut Tx| {
            let next = page(tx, &module, after, &mut found)?;
            Ok::<_, Problem>((found, next))
        };
        let next;
        (found, next) = engine.db().read_blocking(Ctx { snapshot: true, ..Ctx::slow() }.within(READ_DEADLINE), read)?;
        match next {
            Some(next) => after = next,
            None => break,
        }
    }
    Ok(found)
}

/// Compares the records after `after`; gives the last one when there are more.
fn page(tx: &mut Tx, module: &Module, after: i64, found: &mut Found) -> Result<Option<i64>, Problem> {
    let columns: Vec<String> = module.columns().iter().map(|(name, _)| format!("\"{name}\"")).collect();
    let text = format!("SELECT {} FROM \"{}\" WHERE id > $1 ORDER BY id LIMIT $2", columns.join(", "), module.key);
    let rows = tx.all(sql(text, params![after, RECORDS_A_READ]))?;
    let next = (rows.len() as i64 == RECORDS_A_READ).then(|| rows.last().and_then(|row| row.int(ID))).flatten();
    let mut records: HashMap<i64, Row> = rows.into_iter().map(|row| (row.int(ID).unwrap_or_default(), row)).collect();
    let mut past: Option<Past> = None;
    let entries = sql(
        "SELECT record, version, kind, changes FROM history \
         WHERE record > $1 AND record <= $2 AND module = $3 ORDER BY record, seq",
        params![after, next.unwrap_or(i64::MAX), &*module.key],
    );
    tx.each(entries, |row| {
        let record = row.int(0).unwrap_or_default();
        if past.as_ref().is_none_or(|p| p.record != record)
            && let Some(past) = past.replace(Past::of(record))
        {
            past.compare(module, records.remove(&past.record).as_ref(), found);
        }
        if let Some(past) = &mut past {
            past.follow(row, found);
        }
        Ok(if found.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    if found.is_full() {
        return Ok(None);
    }
    if let Some(past) = past {
        past.compare(module, records.remove(&past.record).as_ref(), found);
    }
    let mut silent: Vec<i64> = records.into_keys().collect();
    silent.sort_unstable();
    for record in silent {
        found.add(record, Evidence::NoHistory);
    }
    Ok(next)
}

/// What history says of one record, entry by entry.
struct Past {
    record: i64,
    version: i64,
    /// From its first entry on: then a field that is not named was empty.
    whole: bool,
    in_bin: bool,
    purged: bool,
    /// The last value of each field; `None` where it was erased.
    values: HashMap<String, Option<Json>>,
}

impl Past {
    fn of(record: i64) -> Self {
        Self { record, version: 0, whole: false, in_bin: false, purged: false, values: HashMap::new() }
    }

    fn follow(&mut self, row: &dyn Cells, found: &mut Found) {
        let version = row.int(1).unwrap_or_default();
        if version != self.version && version != self.version + 1 {
            // A version below the last one is as much out of order as one that jumps.
            found.add(self.record, Evidence::VersionMissing { version: self.version + 1 });
        }
        self.version = version;
        let kind = row.text(2).and_then(HistoryKind::from_key);
        match kind {
            Some(HistoryKind::Create) => self.whole = true,
            Some(HistoryKind::Delete) => self.in_bin = true,
            Some(HistoryKind::Restore) => self.in_bin = false,
            Some(HistoryKind::Purge) => self.purged = true,
            _ => {}
        }
        let speaks_of_values = !matches!(kind, Some(HistoryKind::Reveal | HistoryKind::Erase));
        for (field, told) in row.text(3).and_then(stored::read).into_iter().flatten() {
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
