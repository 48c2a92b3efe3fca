//! `PATCH /api/v1/apps/{app}`: switching an app on or off.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::organisation;
use heyi_model::Code;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "switch_app";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "apps", "Switch an app on or off. Administrators only")
        .text("Says what is hidden or shown by it; with `dry_run` it only says. Nothing is lost when an app is off.")
        .writes()
        .body(request(&["on"], &[("on", json!({"type": "boolean"})), ("dry_run", json!({"type": "boolean"}))]))
        .answers(200, "What it hides or shows", json!({"type": "object"}))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let key = path.text("app")?;
    let mut members = body.members()?;
    if !members.has("on") {
        members.fault("on", Code::Required);
    }
    let (on, dry_run) = (members.flag("on"), members.flag("dry_run"));
    members.finish()?;
    let effect = move |work: &mut Work| Ok(Done::says(organisation::switch_app(work, &key, on, dry_run)?));
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
