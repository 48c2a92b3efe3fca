//! Fields of the organisation.

use heyi_model::Problem;
use serde_json::Value as Json;

use crate::{Engine, Who};

/// Adds a field from `{key, type, label, …}`. Blocks: call it on a thread that may block.
pub fn add_field(engine: &Engine, who: &Who, module: &str, def: &Json) -> Result<(), Problem> {
    let _ = (engine, who, module, def);
    Err(Problem::internal("not written yet"))
}

/// Changes a field: label, help, options, and what does not touch its column.
pub fn update_field(engine: &Engine, who: &Who, module: &str, field: &str, change: &Json) -> Result<(), Problem> {
    let _ = (engine, who, module, field, change);
    Err(Problem::internal("not written yet"))
}

/// Retires a field; its values stay.
pub fn retire_field(engine: &Engine, who: &Who, module: &str, field: &str) -> Result<(), Problem> {
    let _ = (engine, who, module, field);
    Err(Problem::internal("not written yet"))
}

/// Offers a retired field again.
pub fn restore_field(engine: &Engine, who: &Who, module: &str, field: &str) -> Result<(), Problem> {
    let _ = (engine, who, module, field);
    Err(Problem::internal("not written yet"))
}
