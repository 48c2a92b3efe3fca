//! Modules and fields that an organisation makes and changes at run time. Administrators only.
//!
//! The organisation's metadata is the difference to what was shipped, kept as one patch per module. Its own keys begin
//! with `c_` and are never used again: a field that is retired keeps its column, its values and its key, and can be
//! restored; another field of that key is refused. A type never changes. Fields that code names (`core`) are only
//! relabelled.
//!
//! Every change runs in three steps: the new metadata is made and checked on a reader; tables are fitted to it; then the
//! patch is written, unless somebody changed it meanwhile (409). Columns come before anyone can know of them, so a change
//! that breaks off in the middle leaves at worst an empty column, which the same change finds and uses when it is tried
//! again. These functions wait for the write lane: call them on a thread that may block, never inside a transaction.

mod change;
mod dependents;
mod fields;
mod modules;
mod read;
mod settings;

pub use dependents::dependents;
pub use fields::{add_field, restore_field, retire_field, update_field};
pub use modules::{create_module, restore_module, retire_module, set_layout, update_module};
