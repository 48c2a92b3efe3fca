//! The statements of a job, for `explain`, the bench and tests that count statements.

use heyi_model::Value;
use parking_lot::Mutex;

/// One executed statement.
#[derive(Debug, Clone)]
pub struct Traced {
    /// The text as the engine got it.
    pub text: String,
    /// Its parameters; empty for a statement that was run for a set of rows.
    pub params: Vec<Value>,
    /// The rows of a statement that was run for a set; empty for the others.
    pub set: Vec<Vec<Value>>,
    /// Rows read, or rows changed.
    pub rows: u64,
    /// How long it took, with the work done for each row.
    pub micros: u64,
}

/// Collects the statements of the jobs it is given to.
#[derive(Debug, Default)]
pub struct Trace(Mutex<Vec<Traced>>);

impl Trace {
    /// Adds one statement.
    pub(crate) fn add(&self, traced: Traced) {
        self.0.lock().push(traced);
    }
    /// Takes everything collected so far.
    pub fn take(&self) -> Vec<Traced> {
        std::mem::take(&mut self.0.lock())
    }
}
