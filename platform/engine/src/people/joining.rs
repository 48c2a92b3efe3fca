//! Somebody joins: a log-in with roles, and the person behind it when there is none yet.

use heyi_model::module::Directory;
use heyi_model::{Locale, Problem, RecordId};
use serde_json::{Map, Value as Json};

use super::logins::{self, NewLogin};
use super::passwords::Hashed;
use crate::pipeline::{self, Draft, Origin};
use crate::roles::{self, ADMINISTRATOR};
use crate::{Who, Work};

/// Who joins.
#[derive(Debug, Clone)]
pub enum Joins {
    /// A person who is there already.
    Known(RecordId),
    /// A person to make, with a name and perhaps a department.
    New {
        /// The name.
        name: String,
        /// The department.
        department: Option<RecordId>,
    },
}

/// A log-in for a person, who may be made with it.
#[derive(Debug, Clone)]
pub struct Joining {
    /// What the person types to sign in.
    pub account: String,
    /// The person.
    pub who: Joins,
    /// The password.
    pub password: Hashed,
    /// The language of answers.
    pub locale: Locale,
    /// Keys of the roles that the person has from then on; with none, the person keeps those it has.
    pub roles: Vec<String>,
}

/// What was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joined {
    /// The log-in.
    pub login: RecordId,
    /// The person.
    pub person: RecordId,
}

/// Makes the person, unless it is there already, the log-in and the roles. For the system alone: for people, each of the
/// three is an operation of its own with rights of its own.
pub fn join(work: &mut Work, new: &Joining) -> Result<Joined, Problem> {
    if !matches!(work.who(), Who::System(_)) {
        return Err(Problem::forbidden());
    }
    let person = match &new.who {
        Joins::Known(person) => *person,
        Joins::New { name, department } => make_person(work, name, *department)?,
    };
    work.renew()?;
    let login = logins::add(
        work,
        NewLogin {
            account: new.account.clone(),
            person,
            password: new.password.clone(),
            locale: new.locale,
            admin: new.roles.iter().any(|role| role == ADMINISTRATOR),
        },
    )?;
    if !new.roles.is_empty() {
        roles::set_of_person(work, person, &new.roles)?;
    }
    Ok(Joined { login, person })
}

/// Makes a department at the top with this name.
pub(super) fn make_department(work: &mut Work, name: &str) -> Result<RecordId, Problem> {
    make(work, Directory::Department, name, |_, _| {})
}

fn make_person(work: &mut Work, name: &str, department: Option<RecordId>) -> Result<RecordId, Problem> {
    make(work, Directory::Person, name, |module, draft| {
        let field = module.fields.iter().find(|field| field.ty.key() == "department" && !field.system);
        if let (Some(field), Some(department)) = (field, department) {
            draft.insert(field.key.to_string(), Json::String(department.to_string()));
        }
    })
}

fn make(
    work: &mut Work,
    kind: Directory,
    name: &str,
    fill: impl FnOnce(&heyi_model::Module, &mut Map<String, Json>),
) -> Result<RecordId, Problem> {
    let module = work.snapshot().directory_module(kind).cloned();
    let module = module.ok_or_else(|| Problem::internal(format!("no module of {kind:?}")))?;
    let mut draft = Map::from_iter([(module.def.name_field.clone(), Json::String(name.to_owned()))]);
    fill(&module, &mut draft);
    pipeline::create(work, &module.key, vec![Draft(draft)], Origin::Person)?.remove(0)
}
