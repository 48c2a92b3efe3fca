//! `POST /api/v1/session`: signing in.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::people::sessions::{self, Opened, SignIn};
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
    let engine = app.engine.clone();
    let signing_in = move || {
        let with = SignIn { account: &account, password: &password, agent: &origin.agent, address: &origin.address };
        sessions::sign_in(&engine, with)
    };
    let (found, opened) = reads::blocking(signing_in).await?;
    cx.speak(found.locale);
    answer(&app, &headers, &opened, StatusCode::OK).await
}

/// Who is signed in by a session that was just opened, and its cookie.
pub async fn answer(app: &App, headers: &HeaderMap, opened: &Opened, status: StatusCode) -> Result<Response, Failure> {
    let caller = sessions::resolve(&app.engine, &opened.token).await?.ok_or_else(caller::not_signed_in)?;
    let session = app.engine.read(caller, Ctx::default(), show_session::describe_caller).await?;
    let seconds = (opened.expires_at - app.engine.clock().now_ms()).max(0) / 1000;
    let mut response = answers::with_status(status, session.to_string().into_bytes());
    response.headers_mut().insert(header::SET_COOKIE, caller::cookie(headers, &opened.token, seconds)?);
    Ok(response)
}
