//! `GET /api/v1/imports/{id}/rejected`: the rows that were refused, ready to be mended and imported again.

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use heyi_engine::files;
use heyi_model::Problem;
use heyi_transfer::import;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;
use crate::{outlets, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(
        "download_rejected",
        "imports",
        "The rows that were refused, as CSV, each with its line and the reason",
    )
    .text("In the columns of the file, with two more at the end. Once mended, the file can be imported.")
    .answers_as(200, "The rows", "text/csv")
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let (id, engine, who) = (path.id("id")?, app.engine.clone(), caller.who());
    let file = reads::blocking(move || import::rejected(&engine, &who, id)).await?;
    let disposition = files::disposition(&file.name, false);
    let mut response = Response::new(outlets::body(move |out| file.write(out)));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8"));
    headers.insert(header::CONTENT_DISPOSITION, HeaderValue::try_from(disposition).map_err(Problem::internal)?);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-store"));
    Ok(response)
}
