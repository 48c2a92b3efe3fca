//! `DELETE /api/v1/records/{module}/{id}/team/{kind}/{subject}`: somebody works on a record no longer.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::sharing::team;
use serde_json::json;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "remove_team_member";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Take somebody off the team of the record")
        .writes()
        .answers_empty(204, "Off the team")
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    intent: Intent,
) -> Result<Response, Failure> {
    let subject = json!({on.path.text("kind")?: on.path.text("subject")?});
    let effect = move |work: &mut Work| {
        team::remove(work, &on.module, on.id, &subject)?;
        Ok(Done::nothing())
    };
    writes::write(&app, &caller, ID, intent, effect, writes::as_said).await
}
