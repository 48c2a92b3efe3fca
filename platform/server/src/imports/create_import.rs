//! `POST /api/v1/imports`: what a file says and how it could be imported.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Engine, Who};
use heyi_model::RecordId;
use heyi_transfer::import;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, reference};
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_import";

/// What it says of itself.
pub fn doc() -> Operation {
    let members = [("module", json!({"type": "string"})), ("file", reference("Id")), ("spec", super::spec_schema())];
    Operation::new(ID, "imports", "Look at a file that was sent and propose how to import it")
        .text(
            "`file` is the id that `POST /api/v1/files` gave. Without `columns` in `spec` a mapping is proposed from the \
             headings; with them it is checked. Nothing is imported yet.",
        )
        .writes()
        .body(operation::request(&["module", "file"], &members))
        .answers(201, "The import, proposed", super::schema())
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
    let (module, file, spec) = (members.text("module"), members.id("file"), super::spec(&mut members));
    members.finish()?;
    let effect = move |engine: &Engine, who: &Who| {
        let file: RecordId = file.ok_or_else(heyi_model::Problem::not_found)?;
        let id = import::request(engine, who, &module, file, spec)?;
        Ok(Done::made(id, format!("/api/v1/imports/{id}")))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_import).await
}
