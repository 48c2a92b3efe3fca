//! Metadata: modules and fields as the caller may see them, and how an organisation changes them while the system runs.

use heyi_engine::{Work, describe};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::or_null, reference};
use crate::writes::{Done, Shown};

pub mod create_field;
pub mod create_module;
pub mod find_module;
pub mod list_dependents;
pub mod list_modules;
pub mod list_retired;
pub mod retire_field;
pub mod retire_module;
pub mod set_layout;
pub mod update_field;
pub mod update_module;

/// A change of metadata, kept as the module's key.
fn changed(status: u16, module: &str) -> Done {
    let location = (status == 201).then(|| format!("/api/v1/modules/{module}"));
    Done { status, ids: Vec::new(), location, more: json!(module) }
}

/// The module that was changed, as it is now.
fn show_module(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    let key = done.more.as_str().ok_or_else(|| Problem::internal("an answer without its module"))?;
    Ok(describe::module(work, key)?.into())
}

/// What many records are called, in languages that have another word for them; null for none.
fn plural() -> Json {
    or_null(&reference("Words"))
}

/// A module in full.
fn schema() -> Json {
    reference("Module")
}
