//! API keys: made by a person, never wider than that person.

use heyi_engine::people::api_keys::ApiKey;
use serde_json::{Value as Json, json};

use crate::answers::moment;
use crate::openapi::{operation::list_of, operation::object, reference};

pub mod create_api_key;
pub mod list_api_keys;
pub mod revoke_api_key;

fn show(key: &ApiKey) -> Json {
    json!({
        "id": key.id,
        "name": key.name,
        "hint": key.hint,
        "modules": key.modules,
        "read_only": key.read_only,
        "created_at": moment(key.created_at),
        "expires_at": key.expires_at.map(moment),
        "last_used_at": key.last_used_at.map(moment),
    })
}

fn schema() -> Json {
    let text = || json!({"type": "string"});
    object(&[
        ("id", reference("Id")),
        ("name", text()),
        ("hint", text()),
        ("modules", list_of(&text())),
        ("read_only", json!({"type": "boolean"})),
        ("created_at", reference("Moment")),
        ("expires_at", reference("MomentOrNull")),
        ("last_used_at", reference("MomentOrNull")),
    ])
}
