//! Running an import: a reader thread makes sets, the caller's thread writes them.

use std::collections::VecDeque;
use std::path::Path;
use std::sync::Arc;

use heyi_engine::{Engine, Who};
use heyi_model::{Code, Fault, Kind, Problem};
use parking_lot::Mutex;

use super::convert;
use super::keep::Keeper;
use super::listing::Listing;
use super::read::{Batch, Reader};
use super::report::{Progress, Report};
use super::spec::{ImportSpec, Mode};
use super::tried::Tried;
use super::write::{Underway, Writer};
use crate::table::{Refusal, TableSource};

/// Rows of a set: small enough that people's writes get in between.
pub(crate) const SET: usize = 200;

/// An import that a command runs.
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
    pub progress: Box<dyn FnMut(&Progress) -> bool + Send>,
}

/// Runs the import.
///
/// # Errors
/// A problem of the import as a whole: the file is no table, the mapping is wrong, the role may not import. Problems of
/// rows are in the report and in the file of rejected rows.
pub fn run(import: Import) -> Result<Report, Problem> {
    let rejected = import.rejected.map(Path::to_owned);
    let listing = Arc::new(Listing::new(rejected, import.who.locale(), import.dry_run, import.progress));
    let Import { engine, who, module, path, spec, dry_run, .. } = import;
    Run { engine, who, module, path, spec, dry_run, keeper: Arc::clone(&listing) as Arc<dyn Keeper> }.run()?;
    listing.finish()
}

/// An import whose tally somebody keeps.
pub(crate) struct Run<'a> {
    pub engine: &'a Engine,
    pub who: Who,
    pub module: &'a str,
    pub path: &'a Path,
    pub spec: &'a ImportSpec,
    pub dry_run: bool,
    pub keeper: Arc<dyn Keeper>,
}

impl Run<'_> {
    /// Reads the file to its end and writes what it says, from where an earlier try has left off.
    pub fn run(&self) -> Result<(), Problem> {
        let snapshot = self.engine.snapshot();
        let module = snapshot.module(self.module)?.clone();
        if !self.who.rights(&module).import {
            return Err(Problem::forbidden());
        }
        if self.spec.mode != Mode::Insert && self.spec.match_on.is_none() {
            return Err(Problem::field("match_on", Code::NoMatchKey));
        }
        let mut source = TableSource::open(self.path, &self.spec.hints()).map_err(|r| refused(&r, &self.who))?;
        let columns = convert::columns(self.spec, source.header(), &module)?;
        let cx = self.spec.parse_cx(&snapshot.parse);
        self.keeper.begin(source.header())?;
        let tried = Mutex::new(Tried::default());
        let writer = Writer { run: self, module: &module, columns: &columns, cx: &cx, tried };
        let (send, receive) = flume::bounded(2);
        let goes_on = std::thread::scope(|scope| {
            let reader = Reader { run: self, module: &module, columns: &columns, cx: &cx };
            scope.spawn(move || reader.read(&mut source, &send));
            write_all(&writer, receive)
        });
        if goes_on? { writer.settle_waiting() } else { Ok(()) }
    }
}

/// Sets that are underway at once: they share what a commit costs while nobody else writes.
const UNDERWAY: usize = 16;

/// Writes set by set. Takes `sets`, so that the reader hears at once when nobody takes sets any more. False when the run
/// was stopped.
fn write_all(writer: &Writer, sets: flume::Receiver<Result<Batch, Problem>>) -> Result<bool, Problem> {
    let mut underway = VecDeque::with_capacity(UNDERWAY);
    let mut goes_on = Ok(true);
    while let (Ok(true), Ok(set)) = (&goes_on, sets.recv()) {
        match set.and_then(|set| writer.send(set)) {
            Ok(set) => underway.push_back(set),
            Err(problem) => goes_on = Err(problem),
        }
        if underway.len() == UNDERWAY {
            keep_first(writer, &mut underway, &mut goes_on);
        }
    }
    drop(sets);
    // What is underway may be written already: it is kept, whatever ended the run.
    while !underway.is_empty() {
        keep_first(writer, &mut underway, &mut goes_on);
    }
    goes_on
}

/// Waits for the set that was sent first. The first problem is the run's.
fn keep_first(writer: &Writer, underway: &mut VecDeque<Underway>, goes_on: &mut Result<bool, Problem>) {
    let Some(first) = underway.pop_front() else { return };
    let kept = writer.keep(first);
    if let Ok(so_far) = goes_on {
        *goes_on = kept.map(|kept| *so_far && kept);
    }
}

/// Refuses a file that is no table, or a place in it that is not there.
pub(crate) fn refused(refusal: &Refusal, who: &Who) -> Problem {
    let said = match who.locale() {
        heyi_model::Locale::Zh => refusal.zh(),
        heyi_model::Locale::En => refusal.en(),
    };
    let (field, code) = match refusal {
        Refusal::NoSuchSheet { .. } | Refusal::BadSheet { .. } => ("spec.sheet", Code::UnknownSheet),
        Refusal::NoSuchHeaderRow { .. } => ("spec.header_line", Code::UnknownHeaderLine),
        _ => ("file", Code::NotATable),
    };
    let fault = Fault::new(field, code).with("reason", said);
    Problem { faults: vec![fault], ..Problem::new(Kind::Invalid, Code::Validation) }
}
