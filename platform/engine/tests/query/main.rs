//! Reads of records, through the engine's own doors, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod aggregates;
mod filters;
mod help;
mod paging;
mod rights;
mod searches;
