//! Modules of the organisation.

use heyi_model::Problem;
use serde_json::Value as Json;

use crate::{Engine, Who};

/// Makes a module from `{key, label, owned?, name_field?, fields?, layout?, views?}`. Blocks: call it on a thread that may block.
pub fn create_module(engine: &Engine, who: &Who, def: &Json) -> Result<(), Problem> {
    let _ = (engine, who, def);
    Err(Problem::internal("not written yet"))
}

/// Changes labels of a module.
pub fn update_module(engine: &Engine, who: &Who, module: &str, change: &Json) -> Result<(), Problem> {
    let _ = (engine, who, module, change);
    Err(Problem::internal("not written yet"))
}

/// Retires a module that the organisation made; its records stay.
pub fn retire_module(engine: &Engine, who: &Who, module: &str) -> Result<(), Problem> {
    let _ = (engine, who, module);
    Err(Problem::internal("not written yet"))
}

/// Offers a retired module again.
pub fn restore_module(engine: &Engine, who: &Who, module: &str) -> Result<(), Problem> {
    let _ = (engine, who, module);
    Err(Problem::internal("not written yet"))
}

/// Sets the sections of the page: `[{key, label, fields}]`.
pub fn set_layout(engine: &Engine, who: &Who, module: &str, layout: &Json) -> Result<(), Problem> {
    let _ = (engine, who, module, layout);
    Err(Problem::internal("not written yet"))
}
