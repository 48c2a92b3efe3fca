//! Sharing rules: what is shared beyond roles, by owner and by criteria.

use heyi_engine::Work;
use heyi_engine::sharing::rules;
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::request, operation::with_optional, reference};
use crate::writes::{Done, Shown};

pub mod create_sharing_rule;
pub mod delete_sharing_rule;
pub mod find_sharing_rule;
pub mod list_sharing_rules;
pub mod update_sharing_rule;

/// The rule that was written.
fn show_rule(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    Ok(rules::get(work, done.id()?)?.into())
}

fn schema() -> Json {
    let text = || json!({"type": "string"});
    let always = [
        ("id", reference("Id")),
        ("module", text()),
        ("label", text()),
        ("labels", reference("Label")),
        ("kind", json!({"type": "string", "enum": ["owner", "criteria"]})),
        ("target", reference("NamedSubject")),
        ("level", json!({"enum": ["read", "write"]})),
        ("state", text()),
    ];
    with_optional(&always, &[("source", reference("NamedSubject")), ("filter", reference("Filter"))])
}

fn def_schema() -> Json {
    let text = || json!({"type": "string"});
    request(
        &["module", "label", "kind", "target"],
        &[
            ("module", text()),
            ("label", reference("Words")),
            ("kind", json!({"type": "string", "enum": ["owner", "criteria"]})),
            ("source", reference("Subject")),
            ("filter", reference("Filter")),
            ("target", reference("Subject")),
            ("level", json!({"type": "string", "enum": ["read", "write"]})),
        ],
    )
}
