//! `PATCH /api/v1/imports/{id}`: another mapping, another sheet.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Engine, Who};
use heyi_transfer::import;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_import";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "imports", "Tell an import another mapping, sheet or mode, until it is run")
        .text("`spec` takes the place of the whole. Without `columns` a mapping is proposed again.")
        .writes()
        .body(operation::request(&["spec"], &[("spec", super::spec_schema())]))
        .answers(200, "The import", super::schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    path: PathOf,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let (id, intent) = (path.id("id")?, intent.with(&body.bytes));
    let mut members = body.members()?;
    if !members.has("spec") {
        members.fault("spec", heyi_model::Code::Required);
    }
    let spec = super::spec(&mut members);
    members.finish()?;
    let effect = move |engine: &Engine, who: &Who| {
        import::change(engine, who, id, spec)?;
        Ok(Done::changed(id))
    };
    writes::write_blocking(&app, &caller, ID, intent, effect, super::show_import).await
}
