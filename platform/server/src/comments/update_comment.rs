//! `PATCH /api/v1/comments/{id}`: changing what one said.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::comments;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::list_of, operation::request, reference};
use crate::paths::PathOf;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_comment";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "comments", "Change a comment of one's own")
        .writes()
        .body(request(
            &["body"],
            &[("body", serde_json::json!({"type": "string", "minLength": 1})), ("mentions", list_of(&reference("Id")))],
        ))
        .answers_empty(204, "Changed")
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
    let id = path.id("id")?;
    let mut members = body.members()?;
    let (text, mentions) = (members.text("body"), members.ids("mentions"));
    members.finish()?;
    let effect = move |work: &mut Work| {
        comments::edit(work, id, &text, &mentions)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
