//! `POST /api/v1/setup`: name, apps and first administrator of an organisation in which nobody can sign in yet.

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use heyi_engine::people::setup::{self, SetUp};
use heyi_model::{Code, Fault, Kind, Problem};
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::{self, Origin};
use crate::context::RequestCx;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::request};
use crate::session::{open_session, show_session};
use crate::state::App;
use crate::{organisation, reads, secret};

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string", "minLength": 1});
    let mut settings = organisation::schema();
    settings["required"] = json!(["name"]);
    Operation::new("set_up", "session", "Set up an organisation that has no log-in yet")
        .text(
            "Makes a department with the organisation's name and in it the first administrator, who is signed in: the \
             answer sets the cookie `heyi_session`. Without `apps` all are on. `token` is what \
             the server printed when it started, where it asks for one. 409 as soon as there is a log-in.",
        )
        .public()
        .body(request(
            &["account", "name", "password", "organisation"],
            &[
                ("account", text()),
                ("name", text()),
                ("password", text()),
                ("organisation", settings),
                ("apps", list_of(&json!({"type": "string"}))),
                ("token", json!({"type": "string"})),
            ],
        ))
        .answers(201, "Set up, and signed in", show_session::schema())
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
    let (account, name, password) = (members.text("account"), members.text("name"), members.text("password"));
    let organisation = members.required("organisation");
    let apps = members.has("apps").then(|| members.texts("apps"));
    let token = members.optional_text("token");
    members.finish()?;
    let told = token.unwrap_or_default();
    if app.options.setup_token.as_ref().is_some_and(|token| !secret::is_same(&told, token)) {
        return Err(Fault::new("token", Code::WrongSetupToken).into());
    }
    let (locale, engine) = (cx.locale(), app.engine.clone());
    let Origin { agent, address } = origin;
    let with = SetUp { account, name, password, locale, organisation, apps, agent, address };
    let opened = reads::blocking(move || setup::set_up(&engine, with)).await?;
    let mut response = open_session::answer(&app, &headers, &opened, StatusCode::CREATED).await?;
    response.headers_mut().insert(header::LOCATION, HeaderValue::from_static("/api/v1/session"));
    Ok(response)
}
