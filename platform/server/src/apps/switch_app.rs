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
use crate::openapi::{
    Operation,
    operation::{list_of, object, request},
};
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
        .answers(200, "What it hides or shows", switched())
}

/// What comes or goes with the app; `records` is `null` where they are not counted.
fn switched() -> serde_json::Value {
    let text = || json!({"type": "string"});
    let flag = || json!({"type": "boolean"});
    let count = || json!({"type": "integer", "minimum": 0});
    let module = object(&[("key", text()), ("label", text()), ("records", json!({"type": ["integer", "null"]}))]);
    object(&[
        ("app", text()),
        ("on", flag()),
        ("changed", flag()),
        ("modules", list_of(&module)),
        ("links", list_of(&text())),
        ("views", count()),
        ("sharing_rules", count()),
    ])
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
