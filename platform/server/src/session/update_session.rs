//! `PATCH /api/v1/session`: the language in which one is answered.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::people::logins;
use heyi_model::Locale;
use serde_json::json;

use super::show_session;
use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request};
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_session";

/// What it says of itself.
pub fn doc() -> Operation {
    let locale = json!({"type": "string", "enum": ["zh-CN", "en"]});
    Operation::new(ID, "session", "Choose the language of answers")
        .writes()
        .body(request(&["locale"], &[("locale", locale)]))
        .answers(200, "Who is signed in", show_session::schema())
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
    let locale: Option<Locale> = members.shaped("locale");
    if locale.is_none() {
        members.fault("locale", heyi_model::Code::InvalidParameter);
    }
    members.finish()?;
    let (login, locale) = (caller.login, locale.unwrap_or_default());
    let effect = move |work: &mut heyi_engine::Work| {
        logins::set_locale(work, login, locale)?;
        Ok(Done::changed(login))
    };
    let show = move |work: &mut heyi_engine::Work, _: &Done| {
        let mut session = show_session::describe_caller(work)?;
        session["locale"] = json!(locale);
        Ok(session.into())
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
