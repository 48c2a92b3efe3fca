//! `GET /api/v1/session`: who am I, and what may I do?

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, describe, organisation, query};
use heyi_model::Problem;
use heyi_model::module::Directory;
use serde_json::{Value as Json, json};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object, reference};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("show_session", "session", "Who am I: the person, roles, rights, apps and settings").answers(
        200,
        "Who is signed in",
        schema(),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let session = reads::read(&app, &caller, describe_caller).await?;
    Ok(answers::json(&session))
}

/// The person who acts, as JSON.
pub fn describe_caller(work: &mut Work) -> Result<Json, Problem> {
    let caller = work.caller()?;
    let person = caller.person;
    let module = work.snapshot().directory_module(Directory::Person).cloned();
    let names = match &module {
        Some(module) => query::labels(work, module, &[person.get()])?,
        None => std::collections::HashMap::default(),
    };
    let roles: Vec<Json> = caller
        .roles
        .iter()
        .filter_map(|key| work.snapshot().role(key))
        .map(|role| json!({"key": role.key, "label": role.label.get(caller.locale)}))
        .collect();
    let modules = describe::modules(work)?;
    let apps: Vec<Json> = organisation::apps(work)?.into_iter().filter(|app| app["on"] == true).collect();
    Ok(json!({
        "person": {"id": person, "name": names.get(&person.get()).cloned().unwrap_or_default()},
        "person_module": module.map(|module| module.key.to_string()),
        "login": caller.login,
        "session": caller.session,
        "locale": caller.locale,
        "roles": roles,
        "admin": caller.rights.admin,
        "modules": modules,
        "apps": apps,
        "organisation": organisation::get(work)?,
    }))
}

/// The shape of it.
pub fn schema() -> Json {
    object(&[
        ("person", object(&[("id", reference("Id")), ("name", json!({"type": "string"}))])),
        ("locale", json!({"type": "string", "enum": ["zh-CN", "en"]})),
        ("roles", list_of(&reference("Named"))),
        ("admin", json!({"type": "boolean"})),
        ("person_module", json!({"type": "string"})),
        ("login", reference("Id")),
        ("session", json!({"oneOf": [{"type": "null"}, reference("Id")]})),
        ("modules", list_of(&reference("ModuleHead"))),
        ("apps", list_of(&reference("App"))),
        ("organisation", reference("Organisation")),
    ])
}
