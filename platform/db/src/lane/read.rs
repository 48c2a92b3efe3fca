//! The reader lanes: threads with a connection each.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use heyi_model::Clock;

use crate::driver::Driver;
use crate::error::DbError;
use crate::trace::Trace;
use crate::tx::Tx;

/// What runs on the lane's thread. It answers its caller itself and does not panic.
pub(crate) type ReadWork = Box<dyn FnOnce(Result<&mut Tx<'_>, DbError>) + Send>;

/// A read in the queue.
pub(crate) struct ReadJob {
    pub work: ReadWork,
    pub queued: Instant,
    pub deadline: Duration,
    pub snapshot: bool,
    pub trace: Option<Arc<Trace>>,
}

/// One thread's side of a lane.
pub(crate) struct ReadLane {
    pub name: &'static str,
    pub driver: Box<dyn Driver>,
    pub queue: flume::Receiver<ReadJob>,
    pub clock: Arc<dyn Clock>,
    pub schema_generation: Arc<AtomicU64>,
    pub queue_wait: Duration,
}

impl ReadLane {
    /// Serves the queue until every handle of the database is gone.
    pub(crate) fn serve(mut self) {
        while let Ok(job) = self.queue.recv() {
            let waited = job.queued.elapsed();
            metrics::histogram!("heyi_db_lane_wait_seconds", "lane" => self.name).record(waited.as_secs_f64());
            if waited > self.queue_wait {
                (job.work)(Err(DbError::Busy));
                continue;
            }
            self.run(job);
        }
    }

    fn run(&mut self, job: ReadJob) {
        if let Err(error) = self.begin(&job) {
            self.driver.rollback();
            (job.work)(Err(error));
            return;
        }
        let mut tx = Tx::new(self.driver.as_mut(), None, job.trace, self.clock.now_ms());
        (job.work)(Ok(&mut tx));
        if job.snapshot && self.driver.commit().is_err() {
            self.driver.rollback();
        }
    }

    fn begin(&mut self, job: &ReadJob) -> Result<(), DbError> {
        self.driver.prepare_for_job(self.schema_generation.load(Ordering::Acquire))?;
        self.driver.set_deadline(Some(Instant::now() + job.deadline))?;
        if job.snapshot {
            self.driver.begin_snapshot()?;
        }
        Ok(())
    }
}
