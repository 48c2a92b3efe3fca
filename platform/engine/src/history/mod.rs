//! History of records: append-only, each entry committed to, each commit group sealed.
//!
//! An entry says what became of one record in one write: the values of each field before and after, under a commitment
//! that hides them. The seals of the commit groups are a chain that only whoever has the key file can make, so that
//! changing, deleting, reordering or cutting off rows in the database shows (`check`). A value that has to be forgotten
//! by law is `erase`d: its commitment stays, the chain stays whole.
//!
//! What the chain cannot tell by itself is that its end was cut off together with the records' rows, or that somebody
//! who also has the key file made it anew: for that the latest seal goes to the log and to every backup, and
//! [`check_against`] compares it.

mod append;
mod changes;
mod check;
mod commitment;
mod erase;
mod fault;
mod key;
mod list;
mod live;
mod seal;
mod since;
mod stored;

pub use append::{Entry, HistoryKind, append};
pub use changes::{FieldChange, TAGS, changes};
pub use check::{check, check_against};
pub use erase::erase;
pub use fault::{Evidence, EvidenceFault, MAX_FAULTS};
pub use key::{SealKeyError, seal_key_path};
pub use list::list;
pub(crate) use list::timestamp;
pub(crate) use seal::seal_groups;
pub use seal::{SealMark, latest_seal};
pub(crate) use since::only_beside;
