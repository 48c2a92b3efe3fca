//! What became of the rows.

use serde::Serialize;

/// Likely duplicates and notes that are kept; the rest is counted.
pub const KEPT: usize = 1_000;

/// How far an import is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Progress {
    /// Rows read.
    pub rows: u64,
    /// Records made.
    pub created: u64,
    /// Records changed.
    pub updated: u64,
    /// Rows that say nothing, or that `update` finds no record for.
    pub skipped: u64,
    /// Rows that were refused; each is in the file of rejected rows with its reason.
    pub failed: u64,
}

impl Progress {
    /// Adds the figures of a set.
    pub(crate) fn add(&mut self, set: &Self) {
        self.rows += set.rows;
        self.created += set.created;
        self.updated += set.updated;
        self.skipped += set.skipped;
        self.failed += set.failed;
    }
}

/// Something that a person should look at.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Line of the file.
    pub line: u64,
    /// What it is: `likely_duplicate`, `likely_duplicate_in_file`, `link_not_found`, `value_left_out`.
    pub kind: &'static str,
    /// The field concerned.
    pub field: String,
    /// The value, the id of the other record, or the line of the other row.
    pub value: String,
}

/// The tally of an import. `rows = created + updated + skipped + failed`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Report {
    /// The figures.
    #[serde(flatten)]
    pub progress: Progress,
    /// Nothing was written.
    pub dry_run: bool,
    /// It was stopped before the end of the file.
    pub cancelled: bool,
    /// The first notes.
    pub notes: Vec<Note>,
    /// How many notes there were in all.
    pub notes_total: u64,
    /// Records that were made because a link named what was not there.
    pub targets_created: u64,
}

impl Report {
    /// Adds a note; beyond [`KEPT`] it is only counted.
    pub(crate) fn note(&mut self, note: Note) {
        self.notes_total += 1;
        if self.notes.len() < KEPT {
            self.notes.push(note);
        }
    }
}
