//! Groups: teams across departments, which sharing rules name.

use heyi_engine::{Work, groups};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::list_of, operation::object, operation::request, reference};
use crate::writes::{Done, Shown};

pub mod create_group;
pub mod delete_group;
pub mod find_group;
pub mod list_groups;
pub mod update_group;

/// The group that was written.
fn show_group(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(groups::get(work, done.id()?)?.into())
}

fn schema() -> Json {
    let members = list_of(&reference("NamedSubject"));
    object(&[
        ("id", reference("Id")),
        ("label", json!({"type": "string"})),
        ("labels", reference("Label")),
        ("members", members),
    ])
}

fn def_schema(required: &[&str]) -> Json {
    request(required, &[("label", reference("Words")), ("members", list_of(&reference("Id")))])
}
