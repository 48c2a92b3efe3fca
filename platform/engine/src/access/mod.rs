//! Who may do what with which records and fields: roles → rights → reach → a condition in SQL.

mod caller;
mod reach;
mod rights;
mod visible;

pub use caller::{Caller, KeyScope, System, Who};
pub use reach::{Branches, Reach};
pub use rights::{Action, ModuleRights, Rights, RoleDef, ScopeSet};
pub use visible::{granted, tested, visible};
