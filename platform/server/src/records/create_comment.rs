//! `POST /api/v1/records/{module}/{id}/comments`: saying something about a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::comments;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::object, operation::request, reference};
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "create_comment";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Comment on the record")
        .writes()
        .body(request(
            &["body"],
            &[("body", json!({"type": "string", "minLength": 1})), ("mentions", list_of(&reference("Id")))],
        ))
        .answers(201, "Its id", object(&[("id", reference("Id"))]))
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
    let (text, mentions) = (members.text("body"), members.ids("mentions"));
    members.finish()?;
    let effect = move |work: &mut Work| {
        let id = comments::create(work, &on.module, on.id, &text, &mentions)?;
        let location = format!("/api/v1/records/{}/{}/comments", on.module, on.id);
        Ok(Done { more: json!({"id": id}), ..Done::made(id, location) })
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
