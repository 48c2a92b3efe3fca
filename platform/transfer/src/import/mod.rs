//! Importing a table: mapping its columns to fields, turning rows into drafts, writing them in sets through the pipeline,
//! and a tally of every row: `rows in = created + updated + skipped + failed`.
//!
//! Walk of an import: `propose` reads the header and proposes a mapping → a person corrects it → `run` with `dry_run`
//! says what would happen → `run` writes. A reader thread reads, resolves links and prepares sets while the write lane
//! writes the one before.
//!
//! A command runs an import itself and holds its tally in its hands; over the API `request` keeps a proposal, `start` asks
//! for a job, and the tally of each set is written in the transaction of the set (`keep.rs`).

mod check;
mod convert;
mod keep;
mod kept;
mod links;
mod listing;
mod propose;
mod read;
mod reason;
mod rejected;
mod report;
mod request;
mod run;
mod spec;
mod tried;
mod write;

pub use propose::{Proposal, propose};
pub use report::{Note, Progress, Report};
pub use request::{MAX_ROWS, RejectedFile, change, rejected, request, start};
pub use run::{Import, run};
pub use spec::{ColumnMap, ImportSpec, Mode};

pub(crate) use kept::Kept;
pub(crate) use request::spec_of;
pub(crate) use run::Run;
