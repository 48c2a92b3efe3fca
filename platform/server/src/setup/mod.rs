//! Setting up: an organisation in which nobody can sign in yet gets its first administrator, and perhaps demo data.

use heyi_engine::{Work, jobs};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::list_of, operation::object, reference};
use crate::writes::{Done, Shown};

pub mod begin_demo;
pub mod remove_demo;
pub mod set_up;
pub mod show_demo;
pub mod show_setup;

/// The job that brings or takes demo data.
fn show_job(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(jobs::get(work, done.id()?)?.into())
}

/// How many records of each module.
fn counted() -> Json {
    let text = || json!({"type": "string"});
    list_of(&object(&[
        ("module", text()),
        ("label", text()),
        ("labels", reference("Label")),
        ("count", json!({"type": "integer"})),
    ]))
}
