//! Reads of records, through the engine's own doors, on both databases.

mod filters;
mod help;
mod paging;
