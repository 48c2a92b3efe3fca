//! `GET /api/v1/sharing-rules`: what is shared beyond roles.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::sharing::rules;

use crate::caller::Caller;
use crate::failure::Failure;
use crate::openapi::{
    Operation,
    operation::{self, list_of, object},
};
use crate::params::Params;
use crate::state::App;
use crate::{answers, reads};

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new("list_sharing_rules", "sharing", "The sharing rules, of one module or of all. Administrators only")
        .query(vec![operation::text("module", "Only rules of this module")])
        .answers(200, "The rules", object(&[("sharing_rules", list_of(&super::schema()))]))
}

/// Answers it.
pub async fn handler(State(app): State<App>, caller: Caller, params: Params) -> Result<Response, Failure> {
    let module = params.get("module").map(str::to_owned);
    let found = reads::read(&app, &caller, move |work| rules::list(work, module.as_deref())).await?;
    Ok(answers::list("sharing_rules", found))
}
