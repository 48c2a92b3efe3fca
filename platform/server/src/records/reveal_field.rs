//! `POST /api/v1/records/{module}/{id}/reveal`: a masked value.

use axum::extract::State;
use axum::response::Response;
use heyi_db::Ctx;
use heyi_engine::reveal;
use serde_json::json;

use crate::answers;
use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation::object, operation::request};
use crate::paths::OnRecord;
use crate::state::App;

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("reveal_field", "records", "A masked value in plain")
        .text("Needs the right to reveal the field. Each reveal is logged and counted: 429 when there are too many.")
        .body(request(&["field"], &[("field", json!({"type": "string", "minLength": 1}))]))
        .answers(200, "The value", object(&[("field", json!({"type": "string"})), ("value", json!({}))]))
}

/// Answers it. Without an idempotency key: the value must not be kept, and each look is a look.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    body: JsonBody,
) -> Result<Response, Failure> {
    let mut members = body.members()?;
    let field = members.text("field");
    members.finish()?;
    let run = move |work: &mut heyi_engine::Work| {
        let value = reveal::reveal(work, &on.module, on.id, &field)?;
        Ok(json!({"field": field, "value": value}))
    };
    Ok(answers::json(&app.engine.write(caller.who(), Ctx::default(), run).await?))
}
