//! Import and export: tables in files, and the jobs that carry them into and out of the record engine.

pub mod export;
pub mod import;
pub mod jobs;
pub mod table;
