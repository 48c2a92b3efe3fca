//! What a write leaves behind and what hangs on records, through the engine's own doors, on both databases.

mod bin;
mod dated;
mod files;
mod history;
mod jobs;
mod once;
mod raw;
mod talk;
mod tamper;
mod timeline;
