//! `PUT /api/v1/views/{module}/order`: the order of saved views.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::views;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{list_of, request},
    reference,
};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "order_views";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "views", "Put saved views into this order")
        .writes()
        .body(request(&["ids"], &[("ids", list_of(&reference("Id")))]))
        .answers_empty(204, "They are in this order")
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
    let module = path.module()?;
    let mut members = body.members()?;
    let ids = members.ids("ids");
    members.finish()?;
    let effect = move |work: &mut Work| {
        views::order(work, &module, &ids)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
