//! Log-ins, for administrators.

use heyi_engine::people::logins::Login;
use serde_json::{Value as Json, json};

use crate::answers::moment;
use crate::openapi::{operation::object, reference};

pub mod create_login;
pub mod list_logins;
pub mod update_login;

fn show(login: &Login) -> Json {
    json!({
        "id": login.id,
        "person": login.person,
        "account": login.account,
        "locale": login.locale,
        "disabled_at": login.disabled_at.map(moment),
        "created_at": moment(login.created_at),
        "last_seen_at": login.last_seen_at.map(moment),
    })
}

fn schema() -> Json {
    object(&[
        ("id", reference("Id")),
        ("person", reference("Id")),
        ("account", json!({"type": "string"})),
        ("locale", json!({"type": "string"})),
        ("disabled_at", reference("MomentOrNull")),
        ("created_at", reference("Moment")),
        ("last_seen_at", reference("MomentOrNull")),
    ])
}
