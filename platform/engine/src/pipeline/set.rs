//! The set of records on its way through the pipeline.

use std::sync::Arc;

use heyi_model::{Fault, Module, Problem, RecordId};

use super::Outcomes;
use super::draft::Origin;
use super::tokens;
use crate::access::ModuleRights;
use crate::record::Change;

/// A set of records of one module, and what became of those that left it.
#[derive(Debug, Clone)]
pub(crate) struct Set {
    pub module: Arc<Module>,
    pub rights: Arc<ModuleRights>,
    pub origin: Origin,
    /// Records still on their way.
    pub items: Vec<Item>,
    /// One place per record given; filled when it is refused or written.
    pub outcomes: Vec<Option<Result<RecordId, Problem>>>,
}

/// A record on its way.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    /// Its place among those given.
    pub place: usize,
    pub change: Change,
    /// What is wrong with it, collected until a step asks.
    pub faults: Vec<Fault>,
    /// Search tokens made before the write lane.
    pub tokens: Option<tokens::Made>,
}

impl Set {
    pub fn new(module: Arc<Module>, rights: Arc<ModuleRights>, origin: Origin, places: usize) -> Self {
        Self { module, rights, origin, items: Vec::with_capacity(places), outcomes: vec![None; places] }
    }

    /// Refuses the record at `place`.
    pub fn refuse(&mut self, place: usize, problem: Problem) {
        self.outcomes[place] = Some(Err(problem));
    }

    /// Takes every record out that has faults: 422 with all of them, 409 when only duplicates are at fault.
    pub fn refuse_faulty(&mut self) {
        let (faulty, fine): (Vec<Item>, Vec<Item>) = self.items.drain(..).partition(|i| !i.faults.is_empty());
        self.items = fine;
        for item in faulty {
            self.outcomes[item.place] = Some(Err(Problem::invalid(item.faults)));
        }
    }

    /// Takes out records for which `judge` has a problem.
    pub fn refuse_where(&mut self, mut judge: impl FnMut(&Item) -> Option<Problem>) {
        let mut kept = Vec::with_capacity(self.items.len());
        for item in self.items.drain(..) {
            match judge(&item) {
                Some(problem) => self.outcomes[item.place] = Some(Err(problem)),
                None => kept.push(item),
            }
        }
        self.items = kept;
    }

    /// Those that are left were written: each is answered with its id, and what the write did to it goes on.
    pub fn land(&mut self) -> Vec<Change> {
        let outcomes = &mut self.outcomes;
        let land = |item: Item| {
            let id = item.change.new.record_id().ok_or_else(|| Problem::internal("a written record has no id"));
            outcomes[item.place] = Some(id);
            item.change
        };
        self.items.drain(..).map(land).collect()
    }

    /// What became of each record.
    pub fn finish(self) -> Outcomes {
        let lost = || Err(Problem::internal("a record left the pipeline without an answer"));
        self.outcomes.into_iter().map(|o| o.unwrap_or_else(lost)).collect()
    }
}
