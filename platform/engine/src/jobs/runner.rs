//! Running jobs: one at a time where asked to, or on threads.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread::JoinHandle;
use std::time::Duration;

use heyi_db::Ctx;
use heyi_model::{Problem, RecordId};
use parking_lot::{Condvar, Mutex};

use super::claim::{self, Ended};
use super::kind::{JobCx, Registry};
use super::spec::Class;
use crate::access::System;
use crate::engine::Engine;

/// Which class is looked at first, turn by turn: of seven turns four are for interactive jobs, two for normal and one for
/// bulk ones. A class that has nothing to do gives its turn to the others.
const TURNS: [Class; 7] = [
    Class::Interactive,
    Class::Normal,
    Class::Interactive,
    Class::Bulk,
    Class::Interactive,
    Class::Normal,
    Class::Interactive,
];

/// How jobs are run.
#[derive(Debug, Clone)]
pub struct RunnerConfig {
    /// A name that no other runner has at the same time: node and process.
    pub holder: String,
    /// A job that was not renewed for this long is given to another runner, milliseconds.
    pub lease_ms: i64,
    /// Jobs of the organisation that run at once, over all nodes.
    pub at_once: u32,
    /// How often an idle thread looks for work.
    pub idle: Duration,
}

impl RunnerConfig {
    /// Leases of a minute, four jobs at once, a look every 200 ms.
    pub fn new(holder: impl Into<String>) -> Self {
        Self { holder: holder.into(), lease_ms: 60_000, at_once: 4, idle: Duration::from_millis(200) }
    }
}

/// Runs the jobs of one organisation. Cheap to clone.
#[derive(Clone)]
pub struct Runner(Arc<Inner>);

struct Inner {
    engine: Engine,
    registry: Registry,
    config: RunnerConfig,
    turn: AtomicUsize,
    held: Mutex<Vec<(RecordId, Box<str>)>>,
}

impl std::fmt::Debug for Runner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Runner").field("holder", &self.0.config.holder).finish_non_exhaustive()
    }
}

impl Runner {
    /// A runner that has not begun.
    pub fn new(engine: Engine, registry: Registry, config: RunnerConfig) -> Self {
        let inner = Inner { engine, registry, config, turn: AtomicUsize::new(0), held: Mutex::default() };
        Self(Arc::new(inner))
    }

    /// Runs one job, if one is due. True when there was one.
    pub fn run_one(&self) -> Result<bool, Problem> {
        let Some((cx, run)) = self.claim()? else { return Ok(false) };
        self.0.held.lock().push((cx.id, cx.token.clone()));
        let ended = run_contained(&self.0.engine, &cx, run);
        self.0.held.lock().retain(|(id, token)| (*id, token) != (cx.id, &cx.token));
        if let Ended::Failed(problem) = &ended {
            let log = &problem.log;
            tracing::warn!(job.id = cx.id.get(), job.kind = &*cx.kind, code = problem.code.key(), log, "job.failed");
        }
        let registry = self.0.registry.clone();
        self.0.engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
            claim::finish(work, &registry, &cx, &ended)
        })?;
        Ok(true)
    }

    /// Runs what is due, one after the other, until nothing is. Gives how many.
    pub fn run_due(&self) -> Result<usize, Problem> {
        let mut ran = 0;
        while self.run_one()? {
            ran += 1;
        }
        Ok(ran)
    }

    fn claim(&self) -> Result<Option<(JobCx, Handler)>, Problem> {
        let engine = &self.0.engine;
        // Looking costs no write.
        if !engine.read_blocking(System::maintenance(), Ctx::slow(), claim::is_due)? {
            return Ok(None);
        }
        let first = TURNS[self.0.turn.fetch_add(1, Ordering::Relaxed) % TURNS.len()];
        let mut classes = Class::ALL;
        classes.sort_by_key(|class| *class != first);
        let (registry, config) = (self.0.registry.clone(), self.0.config.clone());
        let claimed = engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
            claim::claim(work, &registry, &config, classes)
        })?;
        Ok(claimed.map(|(cx, kind)| (cx, kind.run)))
    }

    /// Plans upkeep and starts `threads` threads that run jobs, and one that renews their leases.
    ///
    /// # Errors
    /// When upkeep cannot be planned or the machine gives no threads.
    pub fn start(&self, threads: usize) -> Result<Running, Problem> {
        schedule(&self.0.engine, &self.0.registry)?;
        let stop = Arc::new(Stop::default());
        let mut running = Running { stop: Arc::clone(&stop), threads: Vec::new() };
        for _ in 0..threads.max(1) {
            let (runner, stop) = (self.clone(), Arc::clone(&stop));
            running.spawn("heyi-job", move || runner.work_until(&stop))?;
        }
        let runner = self.clone();
        running.spawn("heyi-job-lease", move || runner.renew_until(&stop))?;
        Ok(running)
    }

    fn work_until(&self, stop: &Stop) {
        while !stop.is_set() {
            match self.run_one() {
                Ok(true) => {}
                Ok(false) => stop.wait(self.0.config.idle),
                Err(problem) => {
                    tracing::error!(log = problem.log, "job.runner.failed");
                    stop.wait(self.0.config.idle * 10);
                }
            }
        }
    }

    fn renew_until(&self, stop: &Stop) {
        let pause = Duration::from_millis((self.0.config.lease_ms / 3).max(1) as u64);
        while !stop.is_set() {
            stop.wait(pause);
            let held = self.0.held.lock().clone();
            if held.is_empty() {
                continue;
            }
            let lease_ms = self.0.config.lease_ms;
            let renewed = self
                .0
                .engine
                .write_blocking(System::maintenance(), Ctx::slow(), move |work| claim::renew(work, &held, lease_ms));
            if let Err(problem) = renewed {
                tracing::error!(log = problem.log, "job.renew.failed");
            }
        }
    }
}

type Handler = fn(&Engine, &JobCx) -> Result<serde_json::Value, Problem>;

/// Runs a handler; a panic is a failure of its job only.
fn run_contained(engine: &Engine, cx: &JobCx, run: Handler) -> Ended {
    match catch_unwind(AssertUnwindSafe(|| run(engine, cx))) {
        Ok(Ok(result)) => Ended::Done(result),
        Ok(Err(problem)) => Ended::Failed(problem),
        Err(_) => Ended::Failed(Problem::internal("the job panicked")),
    }
}

/// Runs what is due, one after the other, and gives how many: for commands and tests.
pub fn run_due(engine: &Engine, registry: &Registry) -> Result<usize, Problem> {
    let holder = format!("run-due-{}", std::process::id());
    Runner::new(engine.clone(), registry.clone(), RunnerConfig::new(holder)).run_due()
}

/// Plans every kind of upkeep that is not planned yet.
pub fn schedule(engine: &Engine, registry: &Registry) -> Result<(), Problem> {
    let registry = registry.clone();
    engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
        let now = work.now_ms();
        registry.kinds().filter(|kind| kind.every_ms.is_some()).try_for_each(|kind| claim::plan(work, kind, now))
    })
}

/// Threads at work. Dropping it stops them: each finishes the job that it has.
#[derive(Debug)]
pub struct Running {
    stop: Arc<Stop>,
    threads: Vec<JoinHandle<()>>,
}

impl Running {
    fn spawn(&mut self, name: &str, f: impl FnOnce() + Send + 'static) -> Result<(), Problem> {
        let thread = std::thread::Builder::new().name(name.to_owned()).spawn(f).map_err(Problem::internal)?;
        self.threads.push(thread);
        Ok(())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.stop.set();
        for thread in self.threads.drain(..) {
            // A thread that panicked has ended too.
            let _ = thread.join();
        }
    }
}

#[derive(Debug, Default)]
struct Stop {
    set: AtomicBool,
    lock: Mutex<()>,
    wake: Condvar,
}

impl Stop {
    fn is_set(&self) -> bool {
        self.set.load(Ordering::Acquire)
    }
    fn set(&self) {
        self.set.store(true, Ordering::Release);
        drop(self.lock.lock());
        self.wake.notify_all();
    }
    fn wait(&self, time: Duration) {
        let mut lock = self.lock.lock();
        if !self.is_set() {
            self.wake.wait_for(&mut lock, time);
        }
    }
}
