//! `PATCH /api/v1/views/{module}/{id}`: changing a view.

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

const ID: &str = "update_view";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "views", "Change a view: one's own, or a shared one for administrators")
        .writes()
        .body(super::def_schema(&[]))
        .answers(200, "The view", super::schema())
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
    let (module, id, def) = (path.module()?, path.id("id")?, body.json);
    let show = super::show_view(&module);
    let effect = move |work: &mut Work| {
        views::update(work, &module, id, &def)?;
        Ok(Done::changed(id))
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
