//! The side of a run that writes.

use std::sync::Arc;

use heyi_db::{Ctx, Later as Answer};
use heyi_engine::Work;
use heyi_engine::pipeline::{self, Draft, Edit, Origin, Upserted};
use heyi_model::{Code, Kind, Module, ParseCx, Problem};
use parking_lot::Mutex;

use super::convert::Column;
use super::keep::{Failed, Later, Noted, SetTally};
use super::links::Links;
use super::read::Batch;
use super::reason::Reason;
use super::report::Note;
use super::run::{Run, SET};
use super::spec::Mode;
use super::tried::Tried;

pub(crate) struct Writer<'a> {
    pub run: &'a Run<'a>,
    pub module: &'a Arc<Module>,
    pub columns: &'a [Column],
    pub cx: &'a ParseCx,
    /// What a dry run has tried.
    pub tried: Mutex<Tried>,
}

/// A set on its way.
pub(crate) enum Underway {
    /// It stands in the queue of the write lane, together with its tally.
    Queued(Answer<SetTally, Problem>),
    /// It was tried out.
    Tried(SetTally),
}

impl Writer<'_> {
    /// Sends a set on its way.
    pub fn send(&self, batch: Batch) -> Result<Underway, Problem> {
        let batch = Arc::new(batch);
        if self.run.dry_run { self.try_out(&batch).map(Underway::Tried) } else { self.write_set(&batch) }
    }

    /// Waits until a set is written. False when the run is to stop.
    pub fn keep(&self, underway: Underway) -> Result<bool, Problem> {
        self.run.keeper.kept(match underway {
            Underway::Queued(answer) => answer.wait()?,
            Underway::Tried(tally) => tally,
        })
    }

    fn write_set(&self, batch: &Arc<Batch>) -> Result<Underway, Problem> {
        let apply = self.apply(batch);
        let (keeper, module, batch) = (Arc::clone(&self.run.keeper), Arc::clone(self.module), Arc::clone(batch));
        let written = self.run.engine.write_later(self.run.who.clone(), Ctx::slow(), move |work| {
            keeper.hold(work)?;
            let tally = tally(&module, &batch, apply(work)?);
            keeper.keep(work, &tally)?;
            Ok(tally)
        });
        written.map(Underway::Queued)
    }

    /// Makes every check of a write, leaves nothing of it behind, and keeps the tally alone.
    fn try_out(&self, batch: &Arc<Batch>) -> Result<SetTally, Problem> {
        let apply = self.apply(batch);
        let tried: Arc<Mutex<Option<Vec<Upserted>>>> = Arc::default();
        let result = Arc::clone(&tried);
        let keeper = Arc::clone(&self.run.keeper);
        let rolled_back = self.run.engine.write_blocking(self.run.who.clone(), Ctx::slow(), move |work| {
            keeper.hold(work)?;
            *result.lock() = Some(apply(work)?);
            // The way to leave nothing behind is to fail.
            Err::<(), _>(Problem::new(Kind::Conflict, Code::Conflict))
        });
        let Some(outcomes) = tried.lock().take() else {
            return Err(rolled_back.err().unwrap_or_else(|| Problem::internal("a set that was tried had no answer")));
        };
        let match_on = self.run.spec.match_on.as_deref();
        let outcomes = self.tried.lock().judge(self.module, self.cx, match_on, &batch.drafts, outcomes);
        let tally = tally(self.module, batch, outcomes);
        let (keeper, kept) = (Arc::clone(&self.run.keeper), tally.clone());
        self.run.engine.write_blocking(self.run.who.clone(), Ctx::slow(), move |work| {
            keeper.hold(work)?;
            keeper.keep(work, &kept)
        })?;
        Ok(tally)
    }

    /// The records of a set through the pipeline.
    fn apply(&self, batch: &Arc<Batch>) -> impl Fn(&mut Work) -> Result<Vec<Upserted>, Problem> + Send + 'static {
        let (module, batch) = (self.run.module.to_owned(), Arc::clone(batch));
        let (mode, key) = (self.run.spec.mode, self.run.spec.match_on.clone());
        move |work| match (&batch.prepared, &key) {
            (Some(prepared), _) => {
                let made = pipeline::create_prepared(work, prepared)?;
                Ok(made.into_iter().map(|o| o.map_or_else(Upserted::Refused, Upserted::Created)).collect())
            }
            (None, Some(key)) => {
                let drafts = batch.drafts.clone();
                pipeline::upsert(work, &module, key, drafts, mode == Mode::Upsert, Origin::Import)
            }
            (None, None) => Err(Problem::field("match_on", Code::NoMatchKey)),
        }
    }

    /// Fills links to records of the file itself, now that all are there.
    pub fn settle_waiting(&self) -> Result<(), Problem> {
        if self.run.dry_run {
            return Ok(());
        }
        let mut links = Links::new(self.run, self.module, self.columns);
        loop {
            let waiting = self.run.keeper.waiting(SET)?;
            if waiting.is_empty() {
                return Ok(());
            }
            let tally = self.settle(&mut links, waiting)?;
            self.run.keeper.kept(tally)?;
        }
    }

    fn settle(&self, links: &mut Links, waiting: Vec<Later>) -> Result<SetTally, Problem> {
        for column in 0..self.columns.len() {
            let of_column = waiting.iter().filter(|later| later.column as usize == column);
            links.look_up(column, of_column.map(|later| later.text.clone()).collect(), false)?;
        }
        let mut edits = Vec::new();
        let mut linked = Vec::new();
        let mut lost = Vec::new();
        for later in &waiting {
            let field = self.columns[later.column as usize].map.field.clone();
            let (kind, value) = ("link_not_found", heyi_model::mask::shorten(&later.text));
            let note = Note { line: later.line, kind, field: field.clone(), value };
            let not_found = Noted { place: later.place, part: 1 + later.column, note };
            match links.answer(later.column as usize, &later.text, false) {
                Ok(Some(target)) => {
                    let fields = serde_json::Map::from_iter([(field, target.to_string().into())]);
                    edits.push(Edit { id: later.record, version: None, draft: Draft(fields) });
                    linked.push(not_found);
                }
                _ => lost.push(not_found),
            }
        }
        let settled: Vec<(u64, u32)> = waiting.iter().map(|later| (later.place, later.column)).collect();
        let (module, keeper) = (self.run.module.to_owned(), Arc::clone(&self.run.keeper));
        self.run.engine.write_blocking(self.run.who.clone(), Ctx::slow(), move |work| {
            keeper.hold(work)?;
            let outcomes = pipeline::update(work, &module, &edits, Origin::Import)?;
            let refused = outcomes.iter().zip(&linked).filter(|(outcome, _)| outcome.is_err());
            let notes = lost.iter().cloned().chain(refused.map(|(_, noted)| noted.clone())).collect();
            let tally = SetTally { notes, settled: settled.clone(), ..SetTally::default() };
            keeper.keep(work, &tally)?;
            Ok(tally)
        })
    }
}

/// The tally of a set, from what became of its records.
fn tally(module: &Module, batch: &Batch, outcomes: Vec<Upserted>) -> SetTally {
    let (failed, notes) = (batch.failed.clone(), batch.notes.clone());
    let mut tally = SetTally { at: Some(batch.at), failed, notes, ..SetTally::default() };
    let figures = &mut tally.progress;
    figures.rows = batch.skipped + (batch.failed.len() + outcomes.len()) as u64;
    figures.skipped = batch.skipped;
    figures.failed = batch.failed.len() as u64;
    for (at, outcome) in outcomes.into_iter().enumerate() {
        let row = &batch.rows[at];
        let record = match outcome {
            Upserted::Created(id) => {
                figures.created += 1;
                id
            }
            Upserted::Updated(id) => {
                figures.updated += 1;
                id
            }
            Upserted::Refused(problem) if problem.faults.iter().any(|f| f.code == Code::NoMatch) => {
                figures.skipped += 1;
                continue;
            }
            Upserted::Refused(problem) => {
                figures.failed += 1;
                let reason = Reason::of_problem(module, &problem);
                let (place, line, cells) = (row.place, row.line, row.cells.clone());
                tally.failed.push(Failed { place, line, cells, reason });
                continue;
            }
        };
        let later = |own: &super::links::Own| Later {
            place: row.place,
            line: row.line,
            record,
            column: own.column as u32,
            text: own.text.clone(),
        };
        tally.later.extend(batch.own.iter().filter(|own| own.row == at).map(later));
    }
    tally.failed.sort_by_key(|row| row.place);
    tally
}
