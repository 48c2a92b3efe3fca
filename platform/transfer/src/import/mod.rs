//! Importing a table: mapping its columns to fields, turning rows into drafts, writing them in sets through the pipeline,
//! and an account of every row: `rows in = created + updated + skipped + failed`.
//!
//! Walk of an import: `propose` reads the header and proposes a mapping → a person corrects it → `run` with `dry_run`
//! says what would happen → `run` writes. A reader thread reads, resolves links and prepares sets while the write lane
//! writes the one before.

mod convert;
mod links;
mod propose;
mod report;
mod run;
mod sink;
mod spec;

pub use propose::{Proposal, propose};
pub use report::{Note, Progress, Report};
pub use run::{Import, run};
pub use spec::{ColumnMap, ImportSpec, Mode};
