//! The write lane: jobs that wait are committed together, and none hurts its neighbours.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use heyi_model::Clock;
use parking_lot::RwLock;

use super::contained;
use crate::config::Lane;
use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::group::Group;
use crate::trace::Trace;
use crate::tx::Tx;

/// Runs once per commit group before its COMMIT.
pub type GroupHook = Arc<dyn Fn(&mut Tx<'_>) -> Result<()> + Send + Sync>;

/// How a run of a job ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ran {
    /// It wants its changes kept.
    Done,
    /// It wants its changes undone; its own error is its answer.
    Refused,
}

/// A write that can be run more than once.
pub(crate) trait Written: Send {
    /// Runs it and keeps its answer.
    fn run(&mut self, tx: &mut Tx<'_>) -> Ran;
    /// Gives the answer of the last run, or `fault` in its place.
    fn settle(self: Box<Self>, fault: Option<DbError>);
    /// True when nobody waits for the answer any more.
    fn is_abandoned(&self) -> bool;
}

/// A write in the queue.
pub(crate) struct WriteJob {
    pub work: Box<dyn Written>,
    pub lane: Lane,
    pub queued: Instant,
    pub deadline: Duration,
    pub trace: Option<Arc<Trace>>,
    /// The job's time, fixed when it runs first.
    pub now_ms: Option<i64>,
}

/// Work with the bare connection.
pub(crate) type AloneWork = Box<dyn FnOnce(Result<&mut dyn Driver>) + Send>;

/// What can be asked of the lane.
pub(crate) enum Command {
    /// A write.
    Job(WriteJob),
    /// Work with the connection alone, between groups: changes of schema on SQLite.
    Alone(AloneWork),
}

/// The thread's side of the lane.
pub(crate) struct WriteLane {
    pub driver: Box<dyn Driver>,
    pub queue: flume::Receiver<Command>,
    /// Writes of imports and other upkeep.
    pub slow_queue: flume::Receiver<Command>,
    /// The next group is one of slow writes, if one waits.
    pub slow_turn: bool,
    pub clock: Arc<dyn Clock>,
    pub hook: Arc<RwLock<Option<GroupHook>>>,
    pub schema_generation: Arc<AtomicU64>,
    pub group_jobs: usize,
    pub group_time: Duration,
    pub slow_group_time: Duration,
    pub queue_wait: Duration,
    /// What the group hook may take.
    pub deadline: Duration,
    /// Nothing was done in the transaction yet: its first job needs no savepoint, the whole is rolled back in its place.
    pub fresh: bool,
}

/// What became of a job inside its group.
enum Outcome {
    /// Its answer stands when the group commits.
    Kept,
    /// Undone, the group goes on.
    Undone(Verdict),
    /// The engine threw the whole transaction away.
    GroupLost(Verdict),
}

/// Why a job was undone.
#[derive(Default)]
struct Verdict {
    /// The answer in place of the job's own.
    fault: Option<DbError>,
    /// It panicked or ran out of time: its own fault, so running it again would not help.
    is_final: bool,
}

/// What a job that fails goes back to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum SavePoint {
    /// The first job: to the beginning of the transaction, which nothing else is in.
    Begin,
    /// To its savepoint.
    Set,
    /// A further slow write: it seldom fails as a whole, and a savepoint has every page that it touches copied.
    None,
}

impl SavePoint {
    fn of(first: bool, lane: Lane) -> Self {
        match lane {
            _ if first => Self::Begin,
            Lane::Interactive => Self::Set,
            Lane::Slow => Self::None,
        }
    }
}

/// A job that was run inside a group.
type Ended = (WriteJob, Verdict);

impl WriteLane {
    /// Serves the queue until every handle of the database is gone.
    pub(crate) fn serve(mut self) {
        super::enter_write_lane();
        let mut left = None;
        while let Some(command) = left.take().or_else(|| self.next()) {
            match command {
                Command::Job(job) => left = self.group(job),
                Command::Alone(work) => {
                    let generation = self.schema_generation.load(Ordering::Acquire);
                    match self.driver.prepare_for_job(generation) {
                        Ok(()) => work(Ok(self.driver.as_mut())),
                        Err(error) => work(Err(error)),
                    }
                }
            }
        }
    }

    /// The next command, waited for. The two queues take turns when both hold something.
    fn next(&mut self) -> Option<Command> {
        let both = [&self.queue, &self.slow_queue];
        let in_turn = if self.slow_turn { [both[1], both[0]] } else { both };
        if let Some(command) = in_turn.into_iter().find_map(|queue| queue.try_recv().ok()) {
            return Some(command);
        }
        let selector = flume::Selector::new().recv(&self.queue, |command| command);
        selector.recv(&self.slow_queue, |command| command).wait().ok()
    }

    /// The next command for a group that is underway. A group of slow writes goes on longer and ends as soon as somebody
    /// waits for another write; a group of other writes takes no slow one, which would keep all its answers back.
    fn next_of_group(&mut self, lane: Lane, begun: Instant) -> Option<Command> {
        match lane {
            Lane::Interactive if begun.elapsed() < self.group_time => self.queue.try_recv().ok(),
            Lane::Slow if begun.elapsed() < self.slow_group_time && self.queue.is_empty() => {
                self.slow_queue.try_recv().ok()
            }
            Lane::Interactive | Lane::Slow => None,
        }
    }

    /// Runs the jobs that wait as one transaction. Gives back a command that was taken from the queue and is no job.
    fn group(&mut self, first: WriteJob) -> Option<Command> {
        let (begun, lane) = (Instant::now(), first.lane);
        self.slow_turn = lane == Lane::Interactive;
        if !self.accepts(&first) {
            settle(first, Some(DbError::Busy));
            return None;
        }
        if let Err(error) = self.begin() {
            settle(first, Some(error));
            return None;
        }
        let mut group = Group::default();
        let mut ran: Vec<Ended> = Vec::new();
        let (mut next, mut left) = (Some(first), None);
        while let Some(mut job) = next.take() {
            match self.run_in_savepoint(&mut job, &mut group) {
                Outcome::Kept => ran.push((job, Verdict::default())),
                Outcome::Undone(verdict) => ran.push((job, verdict)),
                Outcome::GroupLost(verdict) => {
                    self.driver.rollback();
                    ran.push((job, verdict));
                    self.redo(ran);
                    return None;
                }
            }
            if ran.len() >= self.group_jobs {
                break;
            }
            while let Some(command) = self.next_of_group(lane, begun) {
                match command {
                    Command::Job(job) if self.accepts(&job) => next = Some(job),
                    Command::Job(job) => {
                        settle(job, Some(DbError::Busy));
                        continue;
                    }
                    alone @ Command::Alone(_) => left = Some(alone),
                }
                break;
            }
        }
        metrics::histogram!("heyi_db_group_jobs").record(ran.len() as f64);
        match self.finish(&mut group) {
            Ok(()) => ran.into_iter().for_each(|(job, verdict)| settle(job, verdict.fault)),
            Err(DbError::CommitUnknown) => {
                self.driver.rollback();
                for (job, verdict) in ran {
                    settle(job, verdict.fault.or(Some(DbError::CommitUnknown)));
                }
            }
            Err(error) => {
                self.driver.rollback();
                match <[Ended; 1]>::try_from(ran) {
                    Ok([(job, verdict)]) => settle(job, verdict.fault.or(Some(error))),
                    Err(ran) => self.redo(ran),
                }
            }
        }
        left
    }

    /// Runs each job of a lost group again, in its own transaction: then only the guilty one fails.
    fn redo(&mut self, jobs: Vec<Ended>) {
        metrics::counter!("heyi_db_groups_redone_total").increment(1);
        for (job, verdict) in jobs {
            if verdict.is_final { settle(job, verdict.fault) } else { self.alone(job) }
        }
    }

    /// Runs a job in a transaction of its own and answers it.
    fn alone(&mut self, mut job: WriteJob) {
        if let Err(error) = self.begin() {
            settle(job, Some(error));
            return;
        }
        let mut group = Group::default();
        let fault = match self.run_in_savepoint(&mut job, &mut group) {
            Outcome::Kept => {
                let failed = self.finish(&mut group).err();
                if failed.is_some() {
                    self.driver.rollback();
                }
                failed
            }
            Outcome::Undone(verdict) | Outcome::GroupLost(verdict) => {
                self.driver.rollback();
                verdict.fault
            }
        };
        settle(job, fault);
    }

    fn begin(&mut self) -> Result<()> {
        self.driver.prepare_for_job(self.schema_generation.load(Ordering::Acquire))?;
        self.driver.begin_write().inspect_err(|_| self.driver.rollback())?;
        self.fresh = true;
        Ok(())
    }

    /// Runs a job, and once more when it failed only because a statement's plan was older than the schema.
    fn run_in_savepoint(&mut self, job: &mut WriteJob, group: &mut Group) -> Outcome {
        let outcome = self.run_once(job, group);
        if matches!(outcome, Outcome::Undone(_)) && self.driver.take_stale() {
            return self.run_once(job, group);
        }
        outcome
    }

    fn run_once(&mut self, job: &mut WriteJob, group: &mut Group) -> Outcome {
        let now_ms = *job.now_ms.get_or_insert_with(|| self.clock.now_ms());
        let mark = group.mark();
        self.driver.take_stale();
        let point = SavePoint::of(std::mem::take(&mut self.fresh), job.lane);
        let savepoint = if point == SavePoint::Set { self.driver.batch("SAVEPOINT job") } else { Ok(()) };
        let ready = savepoint.and_then(|()| self.driver.set_deadline(Some(Instant::now() + job.deadline)));
        if let Err(error) = ready {
            return self.undone_or_lost(point, Verdict { fault: Some(error), is_final: false });
        }
        let mut tx = Tx::new(self.driver.as_mut(), Some(group), job.trace.clone(), now_ms);
        let ran = contained(|| job.work.run(&mut tx));
        let spoilt = tx.spoilt_by();
        let lifted = self.driver.set_deadline(None);
        let kept = match (&ran, &spoilt) {
            (Ok(Ran::Done), None) if self.driver.in_transaction() => {
                lifted.and_then(|()| if point == SavePoint::Set { self.driver.batch("RELEASE job") } else { Ok(()) })
            }
            (Ok(Ran::Done), None) => Err(DbError::internal("the transaction ended inside the job")),
            (Ok(Ran::Done), Some(_)) => Err(crate::tx::swallowed()),
            (Ok(Ran::Refused), _) => {
                group.roll_back_to(mark);
                let is_final = spoilt == Some(DbError::Deadline);
                return self.undone_or_lost(point, Verdict { fault: None, is_final });
            }
            (Err(panicked), _) => Err(panicked.clone()),
        };
        let Err(fault) = kept else { return Outcome::Kept };
        group.roll_back_to(mark);
        let is_final = fault == DbError::Panicked || spoilt == Some(DbError::Deadline);
        self.undone_or_lost(point, Verdict { fault: Some(fault), is_final })
    }

    /// Undoes a job inside its group, if there is still a group.
    fn undone_or_lost(&mut self, point: SavePoint, verdict: Verdict) -> Outcome {
        let alive = match point {
            SavePoint::Begin => {
                self.driver.rollback();
                self.begin().is_ok()
            }
            SavePoint::Set => self.driver.in_transaction() && self.driver.batch("ROLLBACK TO job; RELEASE job").is_ok(),
            SavePoint::None => false,
        };
        if alive { Outcome::Undone(verdict) } else { Outcome::GroupLost(verdict) }
    }

    /// The hook, what the group kept, the commit, and what was to be done after it.
    fn finish(&mut self, group: &mut Group) -> Result<()> {
        self.driver.set_deadline(Some(Instant::now() + self.deadline))?;
        let hook = self.hook.read().clone();
        if let Some(hook) = hook {
            let now_ms = self.clock.now_ms();
            let mut tx = Tx::new(self.driver.as_mut(), Some(group), None, now_ms);
            contained(|| hook(&mut tx))??;
            if tx.spoilt_by().is_some() {
                return Err(crate::tx::swallowed());
            }
        }
        group.write_back(self.driver.as_mut())?;
        self.driver.set_deadline(None)?;
        self.driver.commit()?;
        self.driver.grew(&group.take_grown());
        for f in group.take_after_commit() {
            // A fault there is logged by `contained`; the commit stands.
            let _ = contained(f);
        }
        Ok(())
    }

    fn accepts(&self, job: &WriteJob) -> bool {
        let waited = job.queued.elapsed();
        metrics::histogram!("heyi_db_lane_wait_seconds", "lane" => "write").record(waited.as_secs_f64());
        let patience = match job.lane {
            Lane::Interactive => self.queue_wait,
            Lane::Slow => self.queue_wait * 10,
        };
        waited <= patience && !job.work.is_abandoned()
    }
}

fn settle(job: WriteJob, fault: Option<DbError>) {
    if fault.is_some() {
        metrics::counter!("heyi_db_write_faults_total").increment(1);
    }
    job.work.settle(fault);
}
