//! `POST /api/v1/session`: signing in.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::people::{logins, sessions};
use heyi_model::{Code, Kind, Problem};
use serde_json::json;

use super::show_session;
use crate::body::JsonBody;
use crate::caller::{self, Origin};
use crate::context::RequestCx;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request};
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string", "minLength": 1});
    Operation::new("open_session", "session", "Sign in")
        .text("The answer sets the cookie `heyi_session`. Wrong guesses are slowed down.")
        .public()
        .body(request(
            &["account", "password"],
            &[("account", text()), ("password", text()), ("code", json!({"type": ["string", "null"]}))],
        ))
        .answers(200, "Signed in", show_session::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    cx: RequestCx,
    origin: Origin,
    headers: HeaderMap,
    body: JsonBody,
) -> Result<Response, Failure> {
    if caller::is_cross_site(&headers) {
        return Err(Problem::new(Kind::Forbidden, Code::CrossSite).into());
    }
    let mut members = body.members()?;
    let (account, password) = (members.text("account"), members.text("password"));
    // The second factor is not asked for yet; a form that sends an empty one is not refused.
    members.optional_text("code");
    members.finish()?;
    let (engine, address) = (app.engine.clone(), origin.address.clone());
    let found = reads::blocking(move || logins::check_password(&engine, &account, &password, &address)).await?;
    cx.speak(found.locale);
    let snapshot = app.engine.snapshot();
    let caller = heyi_engine::Caller::resolve(&snapshot, found.login, found.person, found.locale, None);
    let opening = move |work: &mut heyi_engine::Work| {
        let opened = sessions::open(work, found.login, &origin.agent, &origin.address)?;
        let days = work.snapshot().settings.session_days;
        Ok((opened, u64::from(days) * 86_400, show_session::describe_caller(work)?))
    };
    let (opened, seconds, session) = app.engine.write(Arc::new(caller), Ctx::default(), opening).await?;
    let mut response = answers::json(&session);
    response.headers_mut().insert(header::SET_COOKIE, caller::cookie(&headers, &opened.token, seconds)?);
    Ok(response)
}
