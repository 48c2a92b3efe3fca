//! `GET /api/v1/records/{module}/{id}/why`: which rule shows or hides a record to a person, and which fields.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::why;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{Operation, operation, reference};
use crate::params::Params;
use crate::paths::OnRecord;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("why_record", "records", "Which rule shows or hides the record, and which fields")
        .query(vec![operation::id("person", "The person in question; the caller when it is left out")])
        .answers(200, "The rules", reference("Why"))
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    params: Params,
) -> Result<Response, Failure> {
    let person = params.parsed("person")?.unwrap_or(caller.person);
    let said = reads::read(&app, &caller, move |work| why::why(work, &on.module, on.id, person)).await?;
    Ok(answers::json(&said))
}
