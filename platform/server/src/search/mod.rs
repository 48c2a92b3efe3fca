//! Search across modules.

pub mod search_everywhere;
