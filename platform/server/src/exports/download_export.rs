//! `GET /api/v1/exports/{id}/file`: the file of an export.

use axum::extract::State;
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::exports;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::files::download_file;
use crate::openapi::Operation;
use crate::paths::PathOf;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("download_export", "exports", "The file of an export; each download is logged")
        .answers_as(200, "The file", "*/*")
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, path: PathOf) -> Result<Response, Failure> {
    let id = path.id("id")?;
    let file = app.engine.write(caller.who(), Ctx::default(), move |work| exports::open(work, id)).await?;
    let tag = format!("\"{}\"", file.hash);
    Ok(download_file::send(file, &tag).await?)
}
