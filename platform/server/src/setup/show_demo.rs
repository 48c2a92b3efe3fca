//! `GET /api/v1/setup/demo`: what there is of demo data, and what would come.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::{Work, demo_data};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::object, reference};
use crate::state::{App, DemoOffer};
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    let job = json!({"oneOf": [{"type": "null"}, reference("Job")]});
    let schema = object(&[
        ("can_begin", json!({"type": "boolean"})),
        ("brings", super::counted()),
        ("records", super::counted()),
        ("job", job),
    ]);
    Operation::new("show_demo", "session", "What there is of demo data, and what would come. Administrators only")
        .text("`brings` says about how many records would come; `job` is the last one that brought or took them.")
        .answers(200, "The demo data", schema)
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller) -> Result<Response, Failure> {
    let offer = app.options.demo;
    let shown = reads::read(&app, &caller, move |work| show(work, offer)).await?;
    Ok(answers::json(&shown))
}

fn show(work: &mut Work, offer: Option<DemoOffer>) -> Result<Json, Problem> {
    let mut shown = demo_data::show(work, offer.map(|offer| offer.kind))?;
    let brought =
        |(key, count): &(&str, u32)| Some(demo_data::counted(work, work.snapshot().find(key)?, i64::from(*count)));
    shown["brings"] = offer.iter().flat_map(|offer| offer.brings).filter_map(brought).collect();
    Ok(shown)
}
