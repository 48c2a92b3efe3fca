//! `POST /api/v1/records/{module}/{id}/files`: hanging an uploaded file on a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::files;
use heyi_model::Problem;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::request, reference};
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "attach_file";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Hang a file that the caller sent on the record")
        .writes()
        .body(request(&["file"], &[("file", reference("Id"))]))
        .answers_empty(204, "It hangs there")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let mut members = body.members()?;
    let file = members.id("file");
    members.finish()?;
    let file = file.ok_or_else(Problem::not_found)?;
    let effect = move |work: &mut Work| {
        files::attach(work, file, &on.module, on.id)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
