//! `POST /api/v1/views/{module}`: a view.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::views;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_view";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "views", "Save a view; only administrators share with everybody")
        .writes()
        .body(super::def_schema(&["label"]))
        .answers(201, "The view", super::schema())
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
    let (module, def) = (path.module()?, body.json);
    let show = super::show_view(&module);
    let effect = move |work: &mut Work| {
        let id = views::create(work, &module, &def)?;
        Ok(Done::made(id, format!("/api/v1/views/{module}")))
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
