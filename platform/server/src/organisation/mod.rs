//! Settings of the organisation.

use serde_json::{Value as Json, json};

pub mod show_organisation;
pub mod update_organisation;

/// The shape of them.
pub fn schema() -> Json {
    let text = || json!({"type": "string"});
    let count = || json!({"type": "integer", "minimum": 1});
    json!({"type": "object", "properties": {
        "name": text(), "zone": text(), "currency": text(), "region": text(),
        "session_days": count(), "session_idle_hours": count(),
    }})
}
