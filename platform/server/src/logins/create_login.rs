//! `POST /api/v1/logins`: a log-in for a person who has none.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_model::{Locale, Problem};
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request, reference};
use crate::reads;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_login";

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string", "minLength": 1});
    let locale = json!({"type": "string", "enum": ["zh-CN", "en"]});
    Operation::new(ID, "logins", "Make a log-in. Administrators only")
        .writes()
        .body(request(
            &["account", "person", "password"],
            &[("account", text()), ("person", reference("Id")), ("password", text()), ("locale", locale)],
        ))
        .answers(201, "Made", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let mut members = body.members()?;
    let (account, person, password) = (members.text("account"), members.id("person"), members.text("password"));
    let locale: Locale = members.shaped("locale").unwrap_or_default();
    members.finish()?;
    // Not the body itself: a quick hash of a password must not be kept.
    let intent = intent.with(format!("{account} {person:?}").as_bytes());
    if !caller.who().is_admin() {
        return Err(Problem::forbidden().into());
    }
    let person = person.ok_or_else(Problem::not_found)?;
    let password = reads::blocking(move || Hashed::new(&password)).await?;
    let new = NewLogin { account, person, password, locale, admin: false };
    let effect = move |work: &mut heyi_engine::Work| {
        logins::add(work, new.clone()).map(|id| Done::made(id, "/api/v1/logins".into()))
    };
    writes::write(&app, &caller, ID, intent, effect, super::update_login::show_one).await
}
