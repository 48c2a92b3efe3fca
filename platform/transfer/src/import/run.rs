//! Running an import: a reader thread makes batches, the caller's thread writes them.

use std::path::Path;
use std::sync::Arc;

use heyi_db::Ctx;
use heyi_engine::pipeline::{self, Draft, Origin, Prepared, Upserted};
use heyi_engine::{Engine, Who};
use heyi_model::{Code, Kind, Module, ParseCx, Problem, RecordId};
use parking_lot::Mutex;

use super::convert::{self, Column};
use super::links::{Later, Links};
use super::report::{Note, Progress, Report};
use super::sink::Rejected;
use super::spec::{ImportSpec, Mode};
use crate::table::{Cell, Refusal, TableRow, TableSource};

/// Rows of a set: small enough that people's writes get in between.
const SET: usize = 200;

/// An import.
pub struct Import<'a> {
    /// The engine.
    pub engine: &'a Engine,
    /// Who imports.
    pub who: Who,
    /// The module.
    pub module: &'a str,
    /// The file.
    pub path: &'a Path,
    /// What it is told.
    pub spec: &'a ImportSpec,
    /// Checks every row and writes nothing.
    pub dry_run: bool,
    /// Where rejected rows are written.
    pub rejected: Option<&'a Path>,
    /// Called after each set; `false` stops the import.
    pub progress: &'a (dyn Fn(&Progress) -> bool + Sync),
}

/// A set of rows that was read.
struct Batch {
    /// Line and cells of each row that goes on.
    rows: Vec<(u64, Vec<String>)>,
    drafts: Vec<Draft>,
    /// For inserts: read and normalised already.
    prepared: Option<Prepared>,
    later: Vec<Later>,
    /// Rows that do not go on.
    failed: Vec<(u64, Vec<String>, String)>,
    skipped: u64,
    notes: Vec<Note>,
}

/// Refuses a file that is no table.
pub(crate) fn refused(refusal: &Refusal, who: &Who) -> Problem {
    let said = match who.locale() {
        heyi_model::Locale::Zh => refusal.zh(),
        heyi_model::Locale::En => refusal.en(),
    };
    let fault = heyi_model::Fault::new("file", Code::NotATable).with("reason", said);
    Problem { faults: vec![fault], ..Problem::new(Kind::Invalid, Code::Validation) }
}

/// Runs the import.
///
/// # Errors
/// A problem of the import as a whole: the file is no table, the mapping is wrong, the role may not import. Problems of
/// rows are in the report and in the file of rejected rows.
pub fn run(import: &Import) -> Result<Report, Problem> {
    let snapshot = import.engine.snapshot();
    let module = snapshot.module(import.module)?.clone();
    if !import.who.rights(&module).import {
        return Err(Problem::forbidden());
    }
    if import.spec.mode != Mode::Insert && import.spec.match_on.is_none() {
        return Err(Problem::field("match_on", Code::NoMatchKey));
    }
    let mut source = TableSource::open(import.path, &import.spec.hints()).map_err(|r| refused(&r, &import.who))?;
    let header = source.header().to_vec();
    let columns = convert::columns(import.spec, &header, &module)?;
    let cx = import.spec.parse_cx(&snapshot.parse);
    let mut sink = Rejected::create(import.rejected, &header, import.who.locale())?;
    let mut report = Report { dry_run: import.dry_run, ..Report::default() };
    let mut writer = Writer { import, module: &module, columns: &columns, later: Vec::new() };

    let (send, receive) = flume::bounded::<Result<Batch, Problem>>(2);
    let created = std::thread::scope(|scope| {
        let reader = Reader { import, module: &module, columns: &columns, cx: &cx, locale: sink.locale() };
        let reading = scope.spawn(move || reader.read(&mut source, &send));
        let mut result = Ok(());
        for batch in &receive {
            result = batch.and_then(|batch| writer.write(batch, &mut report, &mut sink));
            if result.is_ok() && !(import.progress)(&report.progress) {
                report.cancelled = true;
                break;
            }
            if result.is_err() {
                break;
            }
        }
        drop(receive);
        let created = reading.join().unwrap_or(0);
        result.map(|()| created)
    })?;
    report.targets_created += created;
    writer.link_later(&mut report)?;
    sink.finish()?;
    Ok(report)
}

/// The side that reads.
struct Reader<'a> {
    import: &'a Import<'a>,
    module: &'a Arc<Module>,
    columns: &'a [Column],
    cx: &'a ParseCx,
    locale: heyi_model::Locale,
}

impl Reader<'_> {
    /// Reads the file to its end, or until nobody takes batches any more. Gives the number of link targets made.
    fn read(&self, source: &mut TableSource, send: &flume::Sender<Result<Batch, Problem>>) -> u64 {
        let mut links = Links::new(self.import.engine, &self.import.who, self.module, self.columns);
        let mut rows = match source.rows() {
            Ok(rows) => rows,
            Err(refusal) => {
                let _ = send.send(Err(refused(&refusal, &self.import.who)));
                return 0;
            }
        };
        loop {
            let mut set = Vec::with_capacity(SET);
            let mut failed = Vec::new();
            while set.len() + failed.len() < SET {
                match rows.next() {
                    None => break,
                    Some(Ok(row)) => set.push(row),
                    Some(Err(fault)) => {
                        let said = if self.locale == heyi_model::Locale::Zh { fault.zh() } else { fault.en() };
                        failed.push((fault.line(), Vec::new(), said));
                    }
                }
            }
            if set.is_empty() && failed.is_empty() {
                return links.created;
            }
            let batch = self.batch(set, failed, &mut links);
            let stop = batch.is_err();
            if send.send(batch).is_err() || stop {
                return links.created;
            }
        }
    }

    fn batch(
        &self,
        rows: Vec<TableRow>,
        mut failed: Vec<(u64, Vec<String>, String)>,
        links: &mut Links,
    ) -> Result<Batch, Problem> {
        let mut skipped = 0;
        let mut kept = Vec::with_capacity(rows.len());
        let mut converted = Vec::with_capacity(rows.len());
        for row in rows {
            match convert::row(self.columns, &row, self.cx) {
                None => skipped += 1,
                Some(read) => {
                    kept.push((row.line, row.cells.into_iter().map(Cell::into_text).collect::<Vec<_>>()));
                    converted.push(read);
                }
            }
        }
        let later = links.resolve(&mut converted, self.import.dry_run)?;
        let mut batch = Batch {
            rows: Vec::new(),
            drafts: Vec::new(),
            prepared: None,
            later: Vec::new(),
            failed: Vec::new(),
            skipped,
            notes: Vec::new(),
        };
        for (row, ((line, cells), read)) in kept.into_iter().zip(converted).enumerate() {
            if read.faults.is_empty() {
                let place = batch.rows.len();
                let own = later.iter().filter(|l| l.row == row);
                batch.later.extend(own.map(|l| Later { row: place, ..l.clone() }));
                batch.rows.push((line, cells));
                batch.drafts.push(read.draft);
            } else {
                failed.push((line, cells, super::report::reason(&Problem::invalid(read.faults), self.locale)));
            }
        }
        batch.failed = failed;
        if self.import.spec.mode == Mode::Insert {
            let snapshot = self.import.engine.snapshot();
            let drafts = batch.drafts.clone();
            let prepared = pipeline::prepare(&snapshot, &self.import.who, self.import.module, drafts, Origin::Import)?;
            batch.notes = self.likely_duplicates(&prepared, &batch)?;
            batch.prepared = Some(prepared);
        }
        Ok(batch)
    }

    /// Records that are there already and likely the same company.
    fn likely_duplicates(&self, prepared: &Prepared, batch: &Batch) -> Result<Vec<Note>, Problem> {
        let keys = prepared.company_keys();
        if keys.is_empty() {
            return Ok(Vec::new());
        }
        let module = self.import.module.to_owned();
        let wanted: Vec<String> = keys.iter().map(|(_, key)| key.clone()).collect();
        let field = prepared.company_field().unwrap_or_default();
        let name = field.clone();
        let found = self.import.engine.read_blocking(self.import.who.clone(), Ctx::slow(), move |work| {
            heyi_engine::query::find_likely(work, &module, &name, &wanted)
        })?;
        let note = |(place, key): &(usize, String)| {
            let id = found.get(key)?;
            let line = batch.rows.get(*place)?.0;
            Some(Note { line, kind: "likely_duplicate", field: field.clone(), value: id.to_string() })
        };
        Ok(keys.iter().filter_map(note).collect())
    }
}

/// The side that writes.
struct Writer<'a> {
    import: &'a Import<'a>,
    module: &'a Arc<Module>,
    columns: &'a [Column],
    /// Links to records of this file, by record, column and text.
    later: Vec<(RecordId, u64, usize, String)>,
}

impl Writer<'_> {
    fn write(&mut self, batch: Batch, report: &mut Report, sink: &mut Rejected) -> Result<(), Problem> {
        let outcomes = self.apply(&batch)?;
        let progress = &mut report.progress;
        progress.rows += batch.skipped + (batch.failed.len() + outcomes.len()) as u64;
        progress.skipped += batch.skipped;
        progress.failed += batch.failed.len() as u64;
        for (line, cells, reason) in &batch.failed {
            sink.add_reason(*line, cells, reason)?;
        }
        for (place, outcome) in outcomes.into_iter().enumerate() {
            let (line, cells) = &batch.rows[place];
            let id = match outcome {
                Upserted::Created(id) => {
                    report.progress.created += 1;
                    id
                }
                Upserted::Updated(id) => {
                    report.progress.updated += 1;
                    id
                }
                Upserted::Refused(problem) if problem.faults.iter().any(|f| f.code == Code::NoMatch) => {
                    report.progress.skipped += 1;
                    continue;
                }
                Upserted::Refused(problem) => {
                    report.progress.failed += 1;
                    sink.add(*line, cells, &problem)?;
                    continue;
                }
            };
            let own = batch.later.iter().filter(|l| l.row == place);
            self.later.extend(own.map(|l| (id, *line, l.column, l.text.clone())));
        }
        batch.notes.into_iter().for_each(|n| report.note(n));
        Ok(())
    }

    /// Writes a set in the write lane. A dry run makes every check there and is rolled back.
    fn apply(&self, batch: &Batch) -> Result<Vec<Upserted>, Problem> {
        let (module, spec) = (self.import.module.to_owned(), self.import.spec.clone());
        let (prepared, drafts) = (batch.prepared.clone(), batch.drafts.clone());
        let dry_run = self.import.dry_run;
        let kept: Arc<Mutex<Option<Vec<Upserted>>>> = Arc::default();
        let result = Arc::clone(&kept);
        let written = self.import.engine.write_blocking(self.import.who.clone(), Ctx::slow(), move |work| {
            let outcomes = match (&prepared, &spec.match_on) {
                (Some(prepared), _) => {
                    let made = pipeline::create_prepared(work, prepared)?;
                    made.into_iter().map(|o| o.map_or_else(Upserted::Refused, Upserted::Created)).collect()
                }
                (None, Some(key)) => {
                    pipeline::upsert(work, &module, key, drafts.clone(), spec.mode == Mode::Upsert, Origin::Import)?
                }
                (None, None) => return Err(Problem::field("match_on", Code::NoMatchKey)),
            };
            *result.lock() = Some(outcomes);
            // The way to leave nothing behind is to fail.
            if dry_run { Err(Problem::new(Kind::Conflict, Code::Conflict)) } else { Ok(()) }
        });
        match kept.lock().take() {
            Some(outcomes) if dry_run || written.is_ok() => Ok(outcomes),
            _ => Err(written.err().unwrap_or_else(|| Problem::internal("an import set had no answer"))),
        }
    }

    /// Fills links to records of the file itself, now that all are there.
    fn link_later(&mut self, report: &mut Report) -> Result<(), Problem> {
        if self.import.dry_run {
            return Ok(());
        }
        let mut links = Links::new(self.import.engine, &self.import.who, self.module, self.columns);
        let later = std::mem::take(&mut self.later);
        for chunk in later.chunks(SET) {
            for column in 0..self.columns.len() {
                let texts = chunk.iter().filter(|(_, _, c, _)| *c == column).map(|(_, _, _, t)| t.clone()).collect();
                links.look_up(column, texts, false)?;
            }
            let mut edits = Vec::new();
            for (id, line, column, text) in chunk {
                let field = &self.columns[*column].map.field;
                match links.answer(*column, text, false) {
                    Ok(Some(target)) => {
                        let fields = serde_json::Map::from_iter([(field.clone(), target.to_string().into())]);
                        edits.push(pipeline::Edit { id: *id, version: None, draft: Draft(fields) });
                    }
                    _ => report.note(Note {
                        line: *line,
                        kind: "link_not_found",
                        field: field.clone(),
                        value: heyi_model::mask::shorten(text),
                    }),
                }
            }
            let module = self.import.module.to_owned();
            let outcomes = self.import.engine.write_blocking(self.import.who.clone(), Ctx::slow(), move |work| {
                pipeline::update(work, &module, &edits, Origin::Import)
            })?;
            for (outcome, (_, line, column, text)) in outcomes.iter().zip(chunk) {
                if outcome.is_err() {
                    let field = self.columns[*column].map.field.clone();
                    report.note(Note {
                        line: *line,
                        kind: "link_not_found",
                        field,
                        value: heyi_model::mask::shorten(text),
                    });
                }
            }
        }
        report.targets_created += links.created;
        Ok(())
    }
}
