//! The side of a run that reads: rows become drafts with links, in sets.

use std::collections::HashMap;
use std::collections::hash_map::{DefaultHasher, Entry};
use std::hash::{Hash as _, Hasher as _};
use std::sync::Arc;

use heyi_db::Ctx;
use heyi_engine::pipeline::{self, Draft, Origin, Prepared};
use heyi_model::{Module, ParseCx, Problem};

use super::convert::{self, Column, Fills};
use super::keep::{Failed, Noted};
use super::links::{Links, Own};
use super::reason::Reason;
use super::report::Note;
use super::run::{Run, SET, refused};
use super::spec::Mode;
use crate::table::{Cell, Rows, TableRow, TableSource};

/// A set of rows that was read.
pub(crate) struct Batch {
    /// How many rows were read before its first.
    pub at: u64,
    /// Rows that go on.
    pub rows: Vec<ReadRow>,
    pub drafts: Vec<Draft>,
    /// For inserts: read and normalised already.
    pub prepared: Option<Prepared>,
    /// Links to records of the file itself, by the row among those that go on.
    pub own: Vec<Own>,
    /// Rows that do not go on.
    pub failed: Vec<Failed>,
    pub skipped: u64,
    pub notes: Vec<Noted>,
}

/// A row that was read, and how many were read before it.
pub(crate) struct ReadRow {
    pub place: u64,
    pub line: u64,
    pub cells: Vec<String>,
}

pub(crate) struct Reader<'a> {
    pub run: &'a Run<'a>,
    pub module: &'a Arc<Module>,
    pub columns: &'a [Column],
    pub cx: &'a ParseCx,
}

impl Reader<'_> {
    /// Reads the file to its end, or until nobody takes sets any more.
    pub fn read(&self, source: &mut TableSource, send: &flume::Sender<Result<Batch, Problem>>) {
        let mut links = Links::new(self.run, self.module, self.columns);
        let mut seen = Seen::default();
        let mut rows = match source.rows() {
            Ok(rows) => rows,
            Err(refusal) => return drop(send.send(Err(refused(&refusal, &self.run.who)))),
        };
        let mut place = self.run.keeper.so_far().rows;
        for _ in 0..place {
            if rows.next().is_none() {
                break;
            }
        }
        loop {
            let at = place;
            let (set, failed) = next_set(&mut rows, &mut place);
            if set.is_empty() && failed.is_empty() {
                return;
            }
            let batch = self.batch(at, set, failed, &mut links, &mut seen);
            let stop = batch.is_err();
            if send.send(batch).is_err() || stop {
                return;
            }
        }
    }

    fn batch(
        &self,
        at: u64,
        rows: Vec<(u64, TableRow)>,
        mut failed: Vec<Failed>,
        links: &mut Links,
        seen: &mut Seen,
    ) -> Result<Batch, Problem> {
        let mut skipped = 0;
        let mut kept = Vec::with_capacity(rows.len());
        let mut converted = Vec::with_capacity(rows.len());
        for (place, row) in rows {
            match convert::row(self.columns, &row, self.cx) {
                None => skipped += 1,
                Some(read) => {
                    let cells = row.cells.into_iter().map(Cell::into_text).collect();
                    kept.push(ReadRow { place, line: row.line, cells });
                    converted.push(read);
                }
            }
        }
        let own = links.resolve(&mut converted, self.run.dry_run)?;
        let (mut rows, mut drafts, mut own_kept, mut notes) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for (n, (row, read)) in kept.into_iter().zip(converted).enumerate() {
            if read.faults.is_empty() {
                let of_row = own.iter().filter(|own| own.row == n);
                own_kept.extend(of_row.map(|own| Own { row: rows.len(), ..own.clone() }));
                notes.extend(read.left_out.iter().map(|left| self.left_out(&row, left)));
                rows.push(row);
                drafts.push(read.draft);
            } else {
                let reason = Reason::of_problem(self.module, &Problem::invalid(read.faults));
                failed.push(Failed { place: row.place, line: row.line, cells: row.cells, reason });
            }
        }
        let mut batch = Batch { at, rows, drafts, prepared: None, own: own_kept, failed, skipped, notes };
        if self.run.spec.mode == Mode::Insert {
            let snapshot = self.run.engine.snapshot();
            let drafts = batch.drafts.clone();
            let prepared = pipeline::prepare(&snapshot, &self.run.who, self.run.module, drafts, Origin::Import)?;
            let likely = self.likely_duplicates(&prepared, &batch, seen)?;
            batch.notes.extend(likely);
            batch.prepared = Some(prepared);
        }
        Ok(batch)
    }

    /// The note about a value that was left out of a row.
    fn left_out(&self, row: &ReadRow, (column, value): &(usize, String)) -> Noted {
        let column_of = &self.columns[*column];
        let kind = if matches!(column_of.target, Fills::Link(_)) { "link_not_found" } else { "value_left_out" };
        let (field, value) = (column_of.map.field.clone(), heyi_model::mask::shorten(value));
        Noted { place: row.place, part: 1 + *column as u32, note: Note { line: row.line, kind, field, value } }
    }

    /// Rows whose company an earlier row of the file has, else a record that is there already.
    fn likely_duplicates(&self, prepared: &Prepared, batch: &Batch, seen: &mut Seen) -> Result<Vec<Noted>, Problem> {
        let keys = prepared.company_keys();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let module = self.run.module.to_owned();
        let wanted: Vec<String> = keys.iter().map(|(_, key)| key.clone()).collect();
        let field = prepared.company_field().unwrap_or_default();
        let name = field.clone();
        let found = self.run.engine.read_blocking(self.run.who.clone(), Ctx::slow(), move |work| {
            heyi_engine::query::find_likely(work, &module, &name, &wanted)
        })?;
        let note = |(at, key): &(usize, String)| {
            let row = batch.rows.get(*at)?;
            // Whether the set of an earlier row is written already is a matter of moments, so the file is asked first.
            let (kind, value) = match (seen.first(key, row.line), found.get(key)) {
                (Some(line), _) => ("likely_duplicate_in_file", line.to_string()),
                (None, Some(id)) => ("likely_duplicate", id.to_string()),
                (None, None) => return None,
            };
            let field = field.clone();
            Some(Noted { place: row.place, part: 0, note: Note { line: row.line, kind, field, value } })
        };
        Ok(keys.iter().filter_map(note).collect())
    }
}

/// Company keys of the rows so far, as hashes, and the line of each one's first row.
#[derive(Default)]
struct Seen(HashMap<u64, u64>);

impl Seen {
    /// The line that has this key already; else remembers `line` as its first.
    fn first(&mut self, key: &str, line: u64) -> Option<u64> {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        match self.0.entry(hasher.finish()) {
            Entry::Occupied(first) => Some(*first.get()),
            Entry::Vacant(free) => {
                free.insert(line);
                None
            }
        }
    }
}

/// The next rows of the file, and what cannot be read among them.
fn next_set(rows: &mut Rows, place: &mut u64) -> (Vec<(u64, TableRow)>, Vec<Failed>) {
    let mut set = Vec::with_capacity(SET);
    let mut failed = Vec::new();
    while set.len() + failed.len() < SET {
        match rows.next() {
            None => break,
            Some(Ok(row)) => set.push((*place, row)),
            Some(Err(fault)) => {
                let cells = rows.cells_of_fault();
                failed.push(Failed { place: *place, line: fault.line(), cells, reason: Reason::of_row(&fault) });
            }
        }
        *place += 1;
    }
    (set, failed)
}
