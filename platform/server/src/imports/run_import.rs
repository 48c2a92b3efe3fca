//! `POST /api/v1/imports/{id}`: run it, for trial or for good.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_transfer::import;
use serde_json::json;

use crate::body::OptionalBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "run_import";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "imports", "Run an import, or only check every row of it")
        .text(
            "Only whoever made it runs it. A dry run writes nothing and may be followed by another run. A run that was \
             cancelled or failed goes on after the last set that it wrote.",
        )
        .writes()
        .optional_body(operation::request(&[], &[("dry_run", json!({"type": "boolean"}))]))
        .answers(202, "The import, with its job", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Failure> {
    let (id, intent) = (path.id("id")?, intent.with(&body.bytes));
    let mut members = body.members()?;
    let dry_run = members.flag("dry_run");
    members.finish()?;
    let effect = move |work: &mut Work| {
        import::start(work, id, dry_run)?;
        Ok(Done::accepted(id, format!("/api/v1/imports/{id}")))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_import).await
}
