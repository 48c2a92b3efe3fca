//! Apps: parts of the business that an organisation switches on or off.

use serde_json::{Value as Json, json};

use crate::openapi::operation::object;

pub mod list_apps;
pub mod switch_app;

fn schema() -> Json {
    object(&[("key", json!({"type": "string"})), ("label", json!({})), ("on", json!({"type": "boolean"}))])
}
