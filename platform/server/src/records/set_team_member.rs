//! `PUT /api/v1/records/{module}/{id}/team`: somebody works on a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::sharing::team;
use serde_json::json;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{list_of, object},
};
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "set_team_member";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Put somebody on the team of the record, or change what they may do")
        .text("A person, department, group or role that may read or change it, for ever or until a moment.")
        .writes()
        .body(super::team_member_schema())
        .answers(200, "The team", object(&[("team", list_of(&json!({"type": "object"})))]))
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
    let member = body.json;
    let effect = move |work: &mut Work| {
        team::set(work, &on.module, on.id, &member)?;
        Ok(Done::says(json!({"team": team::list(work, &on.module, on.id)?})))
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
