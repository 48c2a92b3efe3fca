//! Imports as people see them: a row that keeps the file's content, what the import was told, the job that runs it and what
//! became of the rows. How a table is read is the business of `heyi-transfer`; here it is kept.
//!
//! A proposal has no job yet. [`start()`] gives it one; a dry run may be followed by another run, the run that writes is the
//! last. Whoever made an import sees it, and administrators do; only whoever made it runs it. An import is kept as long as
//! its job (7 days after it ended well, 90 days after it failed), a proposal for a day.

mod entries;
mod list;
mod purge;
mod row;
mod start;
mod unknown;

pub use entries::{Entry, EntryKind, KEPT_NOTES, entries, settle, tally};
pub use list::{SHOWN, get, list};
pub use purge::purge;
pub(crate) use row::sees;
pub use row::{Figures, Import, Proposed, create, find, set};
pub use start::{cancel, start};
pub use unknown::MOST_UNKNOWN;
