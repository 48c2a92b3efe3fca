//! Reads of records, through the engine's own doors, on both databases.

mod aggregates;
mod filters;
mod help;
mod paging;
mod rights;
mod searches;
