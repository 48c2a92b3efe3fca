//! Modules and fields that an organisation makes and changes at run time. Administrators only.

mod dependents;
mod fields;
mod modules;

pub use dependents::dependents;
pub use fields::{add_field, restore_field, retire_field, update_field};
pub use modules::{create_module, restore_module, retire_module, set_layout, update_module};
