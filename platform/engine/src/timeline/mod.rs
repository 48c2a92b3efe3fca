//! The timeline of a record: what happened around it, newest first.
//!
//! A module says in its metadata on whose timeline its records are shown (`shows_on`: lookups, or paths such as
//! `deal.account`) and when they happened (`happens_at`). The pipeline keeps the entries; nobody writes them by hand.

mod list;
mod place;

pub use list::list;
pub(crate) use place::forget;
pub use place::place;
