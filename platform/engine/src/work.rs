//! A request at work: its transaction, its snapshot, who acts, and what it draws.

use std::sync::Arc;

use heyi_db::Tx;
use heyi_model::{Module, Problem, RecordId};
use parking_lot::Mutex;
use rand::Rng as _;
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::access::{Action, Caller, Reach, Who};
use crate::engine::Engine;
use crate::snapshot::{EPOCH, Snapshot};

/// What a request draws, remembered so that a re-run draws the same.
#[derive(Clone)]
pub(crate) struct Draws {
    seed: u64,
    ids: Arc<Mutex<Vec<RecordId>>>,
}

impl Draws {
    pub(crate) fn new(seed: u64) -> Self {
        Self { seed, ids: Arc::default() }
    }
    /// Begins from the start.
    pub(crate) fn begin(&self) -> Drawing {
        Drawing { ids: self.ids.clone(), at: 0, rng: ChaCha8Rng::seed_from_u64(self.seed) }
    }
}

pub(crate) struct Drawing {
    ids: Arc<Mutex<Vec<RecordId>>>,
    at: usize,
    rng: ChaCha8Rng,
}

/// One request inside its transaction. Everything that reads or writes takes it.
pub struct Work<'w, 'c> {
    pub(crate) tx: &'w mut Tx<'c>,
    pub(crate) engine: Engine,
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) who: Who,
    drawing: Drawing,
}

impl<'w, 'c> Work<'w, 'c> {
    pub(crate) fn new(tx: &'w mut Tx<'c>, engine: Engine, snapshot: Arc<Snapshot>, who: Who, drawing: Drawing) -> Self {
        Self { tx, engine, snapshot, who, drawing }
    }

    /// Now, UTC milliseconds: the same throughout the request and in a re-run.
    pub fn now_ms(&self) -> i64 {
        self.tx.now_ms()
    }
    /// Today in the organisation's time zone, days since 1970.
    pub fn today(&self) -> i32 {
        heyi_model::field::local_day(self.now_ms(), &self.snapshot.parse.zone)
    }
    /// The snapshot of metadata, roles and people that the transaction sees.
    pub fn snapshot(&self) -> &Arc<Snapshot> {
        &self.snapshot
    }
    /// Who acts.
    pub fn who(&self) -> &Who {
        &self.who
    }
    /// The person who acts.
    pub fn person(&self) -> Option<RecordId> {
        self.who.person()
    }
    /// The caller, or 401 for the system, which has no settings of its own.
    pub fn caller(&self) -> Result<Arc<Caller>, Problem> {
        match &self.who {
            Who::Person(caller) => Ok(caller.clone()),
            Who::System(_) => Err(Problem::new(heyi_model::Kind::NotSignedIn, heyi_model::Code::NotSignedIn)),
        }
    }
    /// Refuses whoever may not administer.
    pub fn administrators_only(&self) -> Result<(), Problem> {
        if self.who.is_admin() { Ok(()) } else { Err(Problem::forbidden()) }
    }
    /// The module with this key, as far as the caller may know of it: one that its roles do not read does not exist.
    pub fn module(&self, key: &str) -> Result<Arc<Module>, Problem> {
        self.snapshot.module(key).cloned()
    }
    /// Which records of a module are reached with an action.
    pub fn reach(&self, module: &Module, action: Action) -> Reach {
        Reach::of(&self.snapshot, &self.who, module, action)
    }
    /// The next id.
    pub fn draw_id(&mut self) -> RecordId {
        let mut drawn = self.drawing.ids.lock();
        let at = self.drawing.at;
        self.drawing.at += 1;
        if at == drawn.len() {
            drawn.push(self.engine.0.ids.draw(&*self.engine.0.clock));
        }
        drawn[at]
    }
    /// Random bytes, from the request's seeded generator.
    pub fn random<const N: usize>(&mut self) -> [u8; N] {
        let mut bytes = [0; N];
        self.drawing.rng.fill_bytes(&mut bytes);
        bytes
    }
    /// Says that metadata, roles, shares, settings or people changed: every node loads them anew from its next request on.
    pub fn raise_epoch(&mut self) -> Result<(), Problem> {
        self.tx.raise_epoch(EPOCH)?;
        Ok(())
    }
    /// Takes the snapshot anew after this request itself changed it.
    pub fn renew(&mut self) -> Result<(), Problem> {
        self.snapshot = self.engine.snapshot_of(self.tx)?;
        self.who = self.who.clone().renewed(&self.snapshot)?;
        Ok(())
    }
}

impl Who {
    /// The same with rights of the present snapshot. A person who is gone is not signed in.
    pub(crate) fn renewed(self, snapshot: &Snapshot) -> Result<Self, Problem> {
        match self {
            Self::Person(caller) if caller.epoch != snapshot.epoch => {
                if !snapshot.directory.is_person(caller.person.get()) {
                    return Err(Problem::new(heyi_model::Kind::NotSignedIn, heyi_model::Code::NotSignedIn));
                }
                let renewed = Caller::resolve(snapshot, caller.login, caller.person, caller.locale, caller.key.clone());
                Ok(Self::Person(Arc::new(Caller { session: caller.session, ..renewed })))
            }
            other => Ok(other),
        }
    }
}
