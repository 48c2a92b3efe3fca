//! The log of reads that matter.

pub mod list_access;
