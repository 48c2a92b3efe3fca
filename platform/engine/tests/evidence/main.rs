//! What a write leaves behind and what hangs on records, through the engine's own doors, on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod bin;
mod dated;
mod files;
mod history;
mod jobs;
mod once;
mod raw;
mod reveal;
mod talk;
mod tamper;
mod timeline;
