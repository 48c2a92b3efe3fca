//! Roles: what they may do, and who has them.

use heyi_engine::{Work, roles};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::list_of, operation::object, operation::request, reference};
use crate::writes::{Done, Shown};

pub mod create_role;
pub mod delete_role;
pub mod find_role;
pub mod list_members;
pub mod list_roles;
pub mod list_roles_of;
pub mod set_members;
pub mod set_roles_of;
pub mod update_role;

/// The role that was written. Whoever took the right to see it away from themselves sees nothing.
fn show_role(work: &mut Work, done: &Done) -> Result<Shown, Problem> {
    work.renew()?;
    if !work.who().is_admin() {
        return Ok(Shown::default());
    }
    let key = done.more.as_str().ok_or_else(|| Problem::internal("an answer without its role"))?;
    Ok(roles::get(work, key)?.into())
}

fn schema() -> Json {
    object(&[
        ("key", json!({"type": "string"})),
        ("label", json!({"type": "string"})),
        ("labels", reference("Label")),
        ("admin", json!({"type": "boolean"})),
        ("shipped", json!({"type": "boolean"})),
        ("changed", json!({"type": "boolean"})),
        ("members", json!({"type": "integer"})),
        ("modules", json!({"type": "object", "additionalProperties": reference("Access")})),
    ])
}

fn def_members() -> Vec<(&'static str, Json)> {
    let modules = json!({"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Access"}});
    vec![("label", reference("Words")), ("admin", json!({"type": "boolean"})), ("modules", modules)]
}

fn def_schema() -> Json {
    request(&["label"], &def_members())
}

fn create_schema() -> Json {
    let mut members = vec![("key", json!({"type": "string", "pattern": "^c_[a-z0-9_]+$", "maxLength": 28}))];
    members.extend(def_members());
    request(&["key", "label"], &members)
}

fn members_schema() -> Json {
    request(&["members"], &[("members", list_of(&reference("Id")))])
}

fn keys_schema() -> Json {
    request(&["roles"], &[("roles", list_of(&json!({"type": "string"})))])
}
