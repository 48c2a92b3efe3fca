//! Kinds of jobs, and what a handler is given.

use std::collections::BTreeMap;

use heyi_db::{Cells as _, Ctx, Value, params, sql};
use heyi_model::{Code, Kind, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::access::{System, Who};
use crate::engine::Engine;
use crate::work::Work;

/// With whose rights a kind of job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RunAs {
    /// Those of the person who asked for it, as they are when it runs.
    Person,
    /// The system's: upkeep, which nobody asks for.
    System,
}

/// A kind of job.
#[derive(Debug, Clone, Copy)]
pub struct JobKind {
    /// Its key, `records.import`.
    pub key: &'static str,
    /// With whose rights it runs.
    pub run_as: RunAs,
    /// Upkeep that comes again this many milliseconds after it ended.
    pub every_ms: Option<i64>,
    /// The handler. Its answer is kept as the job's result.
    ///
    /// What may pass (503, 500, 409, 412, 429) is tried again; every other problem is final.
    pub run: fn(&Engine, &JobCx) -> Result<Json, Problem>,
}

impl JobKind {
    /// A kind that runs with the rights of whoever asked for it.
    pub const fn of_persons(key: &'static str, run: fn(&Engine, &JobCx) -> Result<Json, Problem>) -> Self {
        Self { key, run_as: RunAs::Person, every_ms: None, run }
    }
    /// Upkeep that comes again and again.
    pub const fn every(key: &'static str, every_ms: i64, run: fn(&Engine, &JobCx) -> Result<Json, Problem>) -> Self {
        Self { key, run_as: RunAs::System, every_ms: Some(every_ms), run }
    }
}

/// The kinds that this process can run. Jobs of other kinds are left to newer processes.
#[derive(Debug, Clone, Default)]
pub struct Registry(BTreeMap<&'static str, JobKind>);

impl Registry {
    /// A registry of these kinds; of two with one key the later counts.
    pub fn new(kinds: impl IntoIterator<Item = JobKind>) -> Self {
        Self(kinds.into_iter().map(|kind| (kind.key, kind)).collect())
    }
    /// The kind with this key.
    pub fn get(&self, key: &str) -> Option<&JobKind> {
        self.0.get(key)
    }
    /// Every kind.
    pub fn kinds(&self) -> impl Iterator<Item = &JobKind> {
        self.0.values()
    }
}

/// What a handler is given: the job, and its hold on it.
#[derive(Debug, Clone)]
pub struct JobCx {
    /// The job.
    pub id: RecordId,
    /// The key of its kind.
    pub kind: Box<str>,
    /// What the job was asked for with.
    pub payload: Json,
    /// Which try this is, from 1.
    pub attempt: i64,
    /// With whose rights it runs.
    pub who: Who,
    /// Proof that this try holds the job.
    pub(super) token: Box<str>,
    pub(super) lease_ms: i64,
}

impl JobCx {
    /// Runs `f` in the write lane with the job's rights, in one transaction with the proof that this try still holds the
    /// job: two tries never both write. Renews the lease.
    ///
    /// # Errors
    /// 409 `job_taken` when another runner has the job now, `job_cancelled` when somebody cancelled it: give up at once.
    pub fn write<T: Send + 'static>(
        &self,
        engine: &Engine,
        mut f: impl FnMut(&mut Work) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let cx = self.clone();
        engine.write_blocking(self.who.clone(), Ctx::slow(), move |work| {
            cx.hold(work)?;
            f(work)
        })
    }

    /// Says how far the job has come, renews the lease, and fails as [`JobCx::write`] does when the job is no longer held.
    /// Call it every few seconds.
    pub fn progress(&self, engine: &Engine, done: u64, total: Option<u64>) -> Result<(), Problem> {
        let cx = self.clone();
        engine.write_blocking(System::maintenance(), Ctx::slow(), move |work| {
            cx.hold(work)?;
            let json = json!({"done": done, "total": total}).to_string();
            work.tx
                .execute(sql("UPDATE job SET progress = $1 WHERE id = $2", params![Value::Json(json.into()), cx.id]))?;
            Ok(())
        })
    }

    /// Renews the lease inside a write of one's own, and fails as [`JobCx::write`] does when the job is no longer held.
    pub fn hold(&self, work: &mut Work) -> Result<(), Problem> {
        let until = work.now_ms() + self.lease_ms;
        let row = work.tx.one(sql(
            "UPDATE job SET lease_until = $1 WHERE id = $2 AND lease_by = $3 AND state = 'running' RETURNING cancel_at",
            params![until, self.id, &*self.token],
        ))?;
        match row {
            None => Err(Problem::new(Kind::Conflict, Code::JobTaken)),
            Some(row) if row.int(0).is_some() => Err(Problem::new(Kind::Conflict, Code::JobCancelled)),
            Some(_) => Ok(()),
        }
    }
}
