//! `POST /api/v1/files`: a file, as `multipart/form-data` or as it is.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest as _, Multipart, Request, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::files::{self, MAX_SIZE, Received};
use heyi_model::{Code, Problem};
use serde_json::{Value as Json, json};

use super::intake::Arriving;
use crate::body;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, operation::object, reference};
use crate::params::Params;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "upload_file";
/// What the parts of a form and their headings may add to a file.
const FORM_EXTRA: usize = 64 * 1024;

/// What it says of itself.
pub fn doc() -> Operation {
    let form = json!({"type": "object", "required": ["file"], "properties": {
        "file": {"type": "string", "contentMediaType": "application/octet-stream"}}});
    Operation::new(ID, "files", "Send a file of at most 100 MB")
        .text(
            "As the part `file` of a form, or as it is with its `name`. Until it hangs on a record, only its sender sees \
             it; after a day it is swept away.",
        )
        .writes()
        .query(vec![operation::text("name", "The name of a file that is sent as it is")])
        .body_of("multipart/form-data", form)
        .answers(201, "What was received", schema())
}

fn schema() -> Json {
    object(&[
        ("id", reference("Id")),
        ("name", json!({"type": "string"})),
        ("size", json!({"type": "integer"})),
        ("media_type", json!({"type": "string"})),
    ])
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    params: Params,
    intent: Intent,
    request: Request,
) -> Result<Response, Failure> {
    let (received, name) = if is_form(request.headers()) {
        from_form(&app, request).await?
    } else {
        let name = params.get("name").ok_or_else(|| Problem::malformed("name", Code::Required))?.to_owned();
        (as_it_is(&app, request).await?, name)
    };
    // The key is bound to what was sent, not to the boundaries of a form, which differ from try to try.
    let intent = intent.with(received.hash.as_bytes()).with(name.as_bytes());
    let effect = move |work: &mut Work| {
        let id = files::store(work, &received, &name)?;
        let shown = json!({"id": id, "name": name, "size": received.size, "media_type": received.media_type});
        Ok(Done { more: shown, ..Done::made(id, format!("/api/v1/files/{id}")) })
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}

fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    kind.trim_start().to_ascii_lowercase().starts_with("multipart/form-data")
}

async fn as_it_is(app: &App, request: Request) -> Result<Received, Failure> {
    let max = MAX_SIZE as usize;
    if body::announced(request.headers()).is_some_and(|length| length > max) {
        return Err(body::too_large(max));
    }
    let mut content: Body = request.into_body();
    let arriving = Arriving::begin(&app.engine);
    loop {
        match body::next_chunk(&mut content).await {
            Ok(Some(piece)) if arriving.send(&piece).await => {}
            Ok(_) => return Ok(arriving.end().await?),
            Err(failure) => {
                arriving.break_off().await;
                return Err(failure);
            }
        }
    }
}

/// The part `file` of a form, and its name.
async fn from_form(app: &App, mut request: Request) -> Result<(Received, String), Failure> {
    let max = MAX_SIZE as usize + FORM_EXTRA;
    if body::announced(request.headers()).is_some_and(|length| length > max) {
        return Err(body::too_large(MAX_SIZE as usize));
    }
    DefaultBodyLimit::max(max).apply(&mut request);
    let broken = || Failure::from(Problem::malformed("", Code::BrokenOff));
    let mut form = Multipart::from_request(request, &()).await.map_err(|_| broken())?;
    loop {
        let part = body::in_time(form.next_field()).await?.map_err(|_| broken())?;
        let Some(mut part) = part else { return Err(Problem::malformed("file", Code::Required).into()) };
        if part.name() != Some("file") {
            continue;
        }
        let name = part.file_name().unwrap_or_default().to_owned();
        let arriving = Arriving::begin(&app.engine);
        loop {
            match body::in_time(part.chunk()).await {
                Ok(Ok(Some(piece))) if arriving.send(&piece).await => {}
                Ok(Ok(_)) => return Ok((arriving.end().await?, name)),
                Ok(Err(_)) => {
                    arriving.break_off().await;
                    return Err(broken());
                }
                Err(slow) => {
                    arriving.break_off().await;
                    return Err(slow);
                }
            }
        }
    }
}
