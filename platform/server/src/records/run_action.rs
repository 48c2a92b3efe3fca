//! `POST /api/v1/records/{module}/{id}/actions/{action}`: a named action on one record.

use axum::extract::State;
use axum::response::Response;
use heyi_engine::Work;
use heyi_engine::pipeline::{self, Draft, Edit, Origin, Outcomes};
use heyi_model::{Code, Fault, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use crate::body::OptionalBody;
use crate::caller::Caller;
use crate::failure::Failure;
use crate::members::Members;
use crate::openapi::{Operation, operation::request, reference};
use crate::paths::OnRecord;
use crate::state::App;
use crate::writes::{self, Done, Intent};

const ID: &str = "run_action";

/// An action that every module has: its name, and what it does with a record and the members of its body.
type Action = (&'static str, fn(&mut Work, &str, RecordId, &Map<String, Json>) -> Result<Outcomes, Problem>);

/// The actions, in alphabetical order.
const ACTIONS: &[Action] = &[("restore", restore), ("transfer", transfer)];

/// What it says of itself.
pub fn doc() -> Operation {
    Operation::new(ID, "records", "Run a named action on a record")
        .text("`restore`: out of the recycle bin. `transfer` `{owner}`: to another owner.")
        .writes()
        .optional_body(request(&[], &[("owner", reference("Id"))]))
        .answers(200, "The record as the caller may see it", super::written_schema())
}

/// Answers it.
pub async fn handler(
    State(app): State<App>,
    caller: Caller,
    on: OnRecord,
    intent: Intent,
    OptionalBody(body): OptionalBody,
) -> Result<Response, Failure> {
    let intent = intent.with(&body.bytes);
    let (name, members) = (on.path.text("action")?, body.object()?);
    let unknown = || Problem { faults: vec![Fault::new("action", Code::UnknownAction)], ..Problem::not_found() };
    let (_, run) = ACTIONS.iter().find(|(known, _)| *known == name).ok_or_else(unknown)?;
    let show = super::show_record(&on.module);
    let effect = move |work: &mut Work| {
        let outcomes = run(work, &on.module, on.id, &members)?;
        outcomes.into_iter().collect::<Result<Vec<_>, _>>()?;
        Ok(Done::changed(on.id))
    };
    writes::write(&app, &caller, ID, intent, effect, show).await
}

fn restore(work: &mut Work, module: &str, id: RecordId, input: &Map<String, Json>) -> Result<Outcomes, Problem> {
    Members::of("", Json::Object(input.clone()))?.finish()?;
    pipeline::restore(work, module, &[id], Origin::Person)
}

fn transfer(work: &mut Work, module: &str, id: RecordId, input: &Map<String, Json>) -> Result<Outcomes, Problem> {
    let mut members = Members::of("", Json::Object(input.clone()))?;
    let owner = members.id("owner");
    members.finish()?;
    let draft = Draft(Map::from_iter([("owner".to_owned(), json!(owner))]));
    pipeline::update(work, module, &[Edit { id, version: None, draft }], Origin::Person)
}
