//! The tables: those that every organisation has, and those that metadata asks for.

mod modules;
mod system;
mod transfers;

pub use modules::{module_plan, org_names_are_free};
pub use system::{SYSTEM_TABLES, migrations};
