//! `PATCH /api/v1/organisation`: the settings of the organisation.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::organisation;
use heyi_model::Problem;

use crate::body::JsonBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::Operation;
use crate::state::App;
use crate::writes::Shown;
use crate::writes::{self, Done, Intent};

const ID: &str = "update_organisation";

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "organisation", "Change settings. Administrators only").writes().body(super::schema()).answers(
        200,
        "The settings",
        super::schema(),
    )
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    intent: Intent,
    body: JsonBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let change = body.json;
    let effect = move |work: &mut Work| {
        organisation::set(work, &change)?;
        Ok(Done { status: 200, ..Done::nothing() })
    };
    let show = move |work: &mut Work, _: &Done| -> Result<Shown, Problem> {
        work.renew()?;
        Ok(organisation::get(work)?.into())
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}
