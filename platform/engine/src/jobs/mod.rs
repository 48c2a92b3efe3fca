//! Jobs: work that is done later, or that takes too long for a request.
//!
//! A job is a row, written in the transaction that asks for it. A [`Runner`] takes it under a lease, runs the handler of
//! its kind ([`JobKind`]) with the rights of whoever asked for it, and writes down how it ended. A runner that dies leaves
//! its jobs to the next one when their leases end, so a handler may run more than once: it does its writes through
//! [`JobCx::write`], which refuses as soon as somebody else holds the job, and it can be run again from the start.
//!
//! To add a kind: a function `fn(&Engine, &JobCx) -> Result<Json, Problem>` and one line in the list that `cli` registers.

mod claim;
mod kind;
mod list;
mod runner;
mod spec;
mod upkeep;

pub use kind::{JobCx, JobKind, Registry, RunAs};
pub(crate) use list::said;
pub use list::{asked_by, cancel, dead, get, list, retry};
pub use runner::{Runner, RunnerConfig, Running, run_due, schedule};
pub use spec::{Class, JobSpec, JobState, back_off_ms, enqueue};
pub use upkeep::upkeep;
