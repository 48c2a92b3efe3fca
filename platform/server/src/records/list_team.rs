//! `GET /api/v1/records/{module}/{id}/team`: who works on a record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::sharing::team;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{list_of, object},
};
use crate::paths::OnRecord;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_team", "records", "The team of the record").answers(
        200,
        "The team",
        object(&[("team", list_of(&serde_json::json!({"type": "object"})))]),
    )
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, on: OnRecord) -> Result<Response, Failure> {
    let found = reads::read(&app, &caller, move |work| team::list(work, &on.module, on.id)).await?;
    Ok(answers::list("team", found))
}
