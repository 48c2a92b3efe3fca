//! History of records: append-only, each entry committed to, each commit group sealed.
//!
//! An entry says what became of one record in one write: the values of each field before and after, under a commitment
//! that hides them. The seals of the commit groups are a chain that only whoever has the key file can make, so that
//! changing, deleting, reordering or cutting off rows in the database shows ([`check`]). A value that has to be forgotten
//! by law is [`erase`]d: its commitment stays, the chain stays whole.

mod append;
mod changes;
mod commitment;
mod seal;

pub use append::{Entry, HistoryKind, append};
pub use changes::{FieldChange, changes};
pub(crate) use seal::seal_groups;
