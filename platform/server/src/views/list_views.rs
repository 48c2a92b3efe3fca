//! `GET /api/v1/views/{module}`: the views of a module.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::views;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{list_of, object},
};
use crate::paths::PathOf;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_views", "views", "Views of metadata, shared ones and own ones, in order").answers(
        200,
        "The views",
        object(&[("views", list_of(&super::schema()))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let module = path.module()?;
    let found = reads::read(&app, &caller, move |work| views::list(work, &module)).await?;
    Ok(answers::list("views", found))
}
