//! Where the tally of a run is kept: in the hands of the command that runs it ([`super::listing`]), or in the database,
//! in the transaction of each set ([`super::kept`]).

use heyi_engine::Work;
use heyi_model::{Problem, RecordId};

use super::reason::Reason;
use super::report::{Note, Progress};

/// What became of a set of rows, and what else happened on the way.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct SetTally {
    /// How many rows were read before its first; `None` when it is about rows that were written before.
    pub at: Option<u64>,
    /// The figures of this set alone.
    pub progress: Progress,
    /// Rows that were refused.
    pub failed: Vec<Failed>,
    /// What a person should look at.
    pub notes: Vec<Noted>,
    /// Links to records of the file itself, which wait for its end.
    pub later: Vec<Later>,
    /// Links that waited and are settled now.
    pub settled: Vec<(u64, u32)>,
    /// Records of other modules made because a link named them.
    pub targets_created: u64,
}

/// A row that was refused.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Failed {
    /// How many rows were read before it.
    pub place: u64,
    /// Line of the file.
    pub line: u64,
    /// Its cells.
    pub cells: Vec<String>,
    /// Why.
    pub reason: Reason,
}

/// A note about a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Noted {
    /// How many rows were read before it.
    pub place: u64,
    /// Tells the notes of one row apart.
    pub part: u32,
    /// The note.
    pub note: Note,
}

/// A link to a record of the file's own module, found after all rows are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Later {
    /// How many rows were read before its row.
    pub place: u64,
    /// Line of the file.
    pub line: u64,
    /// The record that has the link.
    pub record: RecordId,
    /// Which of the mapped columns.
    pub column: u32,
    /// What the cell says.
    pub text: String,
}

/// Keeps the tally.
pub(crate) trait Keeper: Send + Sync {
    /// Figures of what an earlier try of this run has written; reading goes on after so many rows.
    fn so_far(&self) -> Progress;
    /// Begins, with the labels of the table.
    fn begin(&self, header: &[String]) -> Result<(), Problem>;
    /// At the beginning of each write: proves that this try may still write.
    fn hold(&self, work: &mut Work) -> Result<(), Problem>;
    /// At the end of each write, in its transaction.
    fn keep(&self, work: &mut Work, tally: &SetTally) -> Result<(), Problem>;
    /// After the write is durable. False stops the run.
    fn kept(&self, tally: SetTally) -> Result<bool, Problem>;
    /// The first `most` links that still wait.
    fn waiting(&self, most: usize) -> Result<Vec<Later>, Problem>;
}
