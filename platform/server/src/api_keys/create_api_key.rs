//! `POST /api/v1/api-keys`: a new key. Its secret is shown once, so a repeated request gets the key without it.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::api_keys::{self, NewKey};
use heyi_model::Problem;
use parking_lot::Mutex;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::request, reference};
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_api_key";

/// What it says of itself.
pub fn doc() -> Operation {
    let text = json!({"type": "string", "minLength": 1, "maxLength": 100});
    let mut made = super::schema();
    made["properties"]["secret"] = json!({"type": "string", "description": "`hk_…`, shown this once"});
    Operation::new(ID, "api-keys", "Make an API key")
        .text("Not for API keys: a key makes no key.")
        .writes()
        .body(request(
            &["name"],
            &[
                ("name", text),
                ("modules", list_of(&json!({"type": "string"}))),
                ("read_only", json!({"type": "boolean"})),
                ("expires_at", reference("MomentOrNull")),
            ],
        ))
        .answers(201, "Made", made)
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let mut members = body.members()?;
    let mut new = NewKey {
        name: members.text("name"),
        modules: members.texts("modules"),
        read_only: members.flag("read_only"),
        expires_at: None,
    };
    new.expires_at = members.moment("expires_at");
    members.finish()?;
    if caller.key.is_some() {
        return Err(Problem::forbidden().into());
    }
    let login = caller.login;
    let secret: Arc<Mutex<Option<String>>> = Arc::default();
    let shown = secret.clone();
    let effect = move |work: &mut heyi_engine::Work| {
        let (id, made) = api_keys::create(work, &new)?;
        *secret.lock() = Some(made);
        Ok(Done::made(id, "/api/v1/api-keys".into()))
    };
    let show = move |work: &mut heyi_engine::Work, done: &Done| {
        let id = done.id()?;
        let key = api_keys::list(work, login)?.into_iter().find(|key| key.id == id).ok_or_else(Problem::not_found)?;
        let mut key = super::show(&key);
        if let Some(secret) = &*shown.lock() {
            key["secret"] = json!(secret);
        }
        Ok(key.into())
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
