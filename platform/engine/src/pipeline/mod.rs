//! Every write of records, as one list of named steps over a set of records of one module. A single write is a set of one.
//!
//! Each step looks at the whole set, so that loads, lookups, duplicate checks, history, tokens and events are one statement
//! per set. A record that a step refuses leaves the set with its problem; the others go on. Nothing is written before every
//! check has been made, so a refused record leaves nothing behind.
//!
//! ```text
//! load → may edit? → keep only writable fields → parse and normalise → links → app rules (before) → validation
//!   → duplicates → stage gate → numbers → write → search tokens → timeline → history → shares → events → app rules (after)
//! ```
//!
//! Form, import, batch, job and gateway all enter here; [`Origin`] says which of them it is.

mod create;
mod delete;
mod derive;
mod draft;
mod duplicates;
mod edit;
mod evidence;
mod files;
mod links;
mod moved;
mod numbers;
mod rules;
mod set;
mod tokens;
mod tree;
mod upsert;
mod validate;
mod write;

pub use create::{Prepared, create, create_prepared, prepare};
pub use delete::{delete, restore};
pub use derive::derive;
pub use draft::{Draft, Origin};
pub use edit::{Edit, update};
pub use moved::rehome;
pub use upsert::{Upserted, upsert};

use heyi_model::{Problem, RecordId};

/// What became of each record of a set, in the order in which they were given.
pub type Outcomes = Vec<Result<RecordId, Problem>>;
