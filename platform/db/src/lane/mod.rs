//! Lanes: queues with threads that own their connections.

mod caller;
mod read;
mod write;

use std::any::Any;
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::DbError;

pub(crate) use caller::Write;
pub(crate) use read::{ReadJob, ReadLane};
pub use write::GroupHook;
pub(crate) use write::{Command, Ran, WriteJob, WriteLane, Written};

thread_local! {
    static IN_WRITE_LANE: Cell<bool> = const { Cell::new(false) };
}

/// True on the thread of a write lane: waiting there for another write would wait for ever.
pub(crate) fn in_write_lane() -> bool {
    IN_WRITE_LANE.get()
}

/// Marks this thread as that of a write lane.
fn enter_write_lane() {
    IN_WRITE_LANE.set(true);
}

/// Runs work of a caller; a panic is an error of that work only.
pub(crate) fn contained<T>(f: impl FnOnce() -> T) -> Result<T, DbError> {
    catch_unwind(AssertUnwindSafe(f)).map_err(|panic| {
        tracing::error!(panic.message = message(panic.as_ref()), "db.job.panicked");
        DbError::Panicked
    })
}

fn message(panic: &(dyn Any + Send)) -> &str {
    if let Some(text) = panic.downcast_ref::<&str>() {
        return text;
    }
    panic.downcast_ref::<String>().map_or("", String::as_str)
}
