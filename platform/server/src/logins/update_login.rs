//! `PATCH /api/v1/logins/{id}`: disabling, enabling, a new password.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::people::logins;
use heyi_engine::people::passwords::Hashed;
use heyi_model::Problem;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request};
use crate::paths::PathOf;
use crate::reads;
use crate::state::App;
use crate::writes::{self, Done, Intent, Shown};

const ID: &str = "update_login";

/// What it says of itself.
pub fn doc() -> Operation {
    let password = json!({"type": "string", "minLength": 1});
    Operation::new(ID, "logins", "Disable or enable a log-in, or set its password. Administrators only")
        .text("A new password, and disabling, end every session of the log-in.")
        .writes()
        .body(request(&[], &[("disabled", json!({"type": "boolean"})), ("password", password)]))
        .answers(200, "As it is now", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let mut members = body.members()?;
    let disabled = members.has("disabled").then(|| members.flag("disabled"));
    let password = members.optional_text("password");
    members.finish()?;
    // Not the body itself: a quick hash of a password must not be kept.
    let intent = intent.with(format!("{disabled:?} {}", password.is_some()).as_bytes());
    if !caller.who().is_admin() {
        return Err(Problem::forbidden().into());
    }
    let password = match password {
        Some(password) => Some(reads::blocking(move || Hashed::new(&password)).await?),
        None => None,
    };
    let effect = move |work: &mut Work| {
        if let Some(password) = &password {
            logins::set_password(work, id, password, None)?;
        }
        match disabled {
            Some(true) => logins::disable(work, id)?,
            Some(false) => logins::enable(work, id)?,
            None => {}
        }
        Ok(Done::changed(id))
    };
    writes::write(&app, &caller, ID, intent, effect, show_one).await
}

/// The log-in that was written.
pub fn show_one(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    let id = done.id()?;
    let found = logins::list(work)?.into_iter().find(|login| login.id == id);
    found.map(|login| super::show(&login).into()).ok_or_else(Problem::not_found)
}
