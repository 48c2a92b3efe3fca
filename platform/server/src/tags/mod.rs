//! Tags: words that people put on records.

use serde_json::{Value as Json, json};

use crate::openapi::{operation::list_of, operation::request};

pub mod list_tags;

/// The tags of one record, as they are read and set.
pub fn schema() -> Json {
    request(&["tags"], &[("tags", list_of(&json!({"type": "string", "minLength": 1})))])
}
