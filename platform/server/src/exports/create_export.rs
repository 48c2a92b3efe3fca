//! `POST /api/v1/exports`: ask for a file of records.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::exports::{self, Asked};
use heyi_model::{Code, Filter};
use heyi_transfer::export::{ExportSpec, FileKind};
use serde_json::{Value as Json, json};

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, operation::list_of, reference};
use crate::records::asked::search_text;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_export";

/// What it says of itself.
pub fn doc() -> Operation {
    let text = || json!({"type": "string"});
    let members = [
        ("module", text()),
        ("filter", reference("Filter")),
        ("q", text()),
        ("fields", list_of(&text())),
        ("kind", json!({"type": "string", "enum": ["csv", "csv_gb18030", "xlsx"]})),
    ];
    Operation::new(ID, "exports", "Ask for the records of a module as CSV or XLSX; each export is logged")
        .text("All records and fields that the caller reads, or those that `filter`, `q` and `fields` say.")
        .writes()
        .body(operation::request(&["module"], &members))
        .answers(202, "The export, with its job", super::schema())
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
    let (module, fields) = (members.text("module"), members.texts("fields"));
    let (filter, q) = (members.json("filter").unwrap_or_default(), members.optional_text("q"));
    let kind: FileKind = match members.optional_text("kind") {
        None => FileKind::default(),
        Some(word) => serde_json::from_value(word.into()).unwrap_or_else(|_| {
            members.fault("kind", Code::InvalidParameter);
            FileKind::default()
        }),
    };
    members.finish()?;
    let condition = if filter.is_null() { Filter::default() } else { Filter::parse(&filter)? };
    let q = search_text(q)?;
    let spec: Json = ExportSpec::to_json(&filter, q.as_deref(), &fields, kind);
    let locale = caller.locale;
    let effect = move |work: &mut Work| {
        let label = work.module(&module)?.def.label.get(locale).to_owned();
        let day = heyi_model::text::dates::format_date(work.today());
        let asked = Asked {
            module: module.clone(),
            filter: condition.clone(),
            fields: fields.clone(),
            spec: spec.clone(),
            name: format!("{label} {day}.{}", kind.extension()),
        };
        let id = exports::create(work, &asked, heyi_transfer::jobs::EXPORT.key)?;
        Ok(Done::accepted(id, format!("/api/v1/exports/{id}")))
    };
    writes::write(&app, &caller, ID, intent, effect, super::show_export).await
}
