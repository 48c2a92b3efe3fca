//! Who acts: a person with rights, or the system itself.

use std::sync::Arc;

use heyi_model::module::Module;
use heyi_model::{Locale, RecordId};

use super::{ModuleRights, Rights};
use crate::snapshot::Snapshot;

/// A person who is signed in, with rights that hold for one snapshot of metadata and roles.
#[derive(Debug, Clone)]
pub struct Caller {
    /// The log-in.
    pub login: RecordId,
    /// The person.
    pub person: RecordId,
    /// The language of answers.
    pub locale: Locale,
    /// Keys of the person's roles.
    pub roles: Arc<[Box<str>]>,
    /// What the roles give together.
    pub rights: Arc<Rights>,
    /// The epoch of the snapshot that the rights were made from.
    pub epoch: i64,
    /// Ids of everything that a share can name and that means this person: the person, its roles, its groups, its department and those above it.
    pub subjects: Arc<[i64]>,
    /// When the request comes with an API key: what the key may do.
    pub key: Option<Arc<KeyScope>>,
    /// When the request comes with a session: its id.
    pub session: Option<RecordId>,
}

/// What an API key may do, never more than its person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyScope {
    /// Id of the key.
    pub id: i64,
    /// Modules that it reaches; empty for all.
    pub modules: Vec<String>,
    /// It only reads.
    pub read_only: bool,
}

/// Work without a person behind it. The constructors name the only reasons; `xtask tidy` keeps them out of the server.
#[derive(Debug, Clone, Copy)]
pub struct System(());

impl System {
    /// A command that the operator gives on the machine itself.
    pub fn command() -> Self {
        Self(())
    }
    /// What rules must see while a person waits; only [`crate::facts`] makes it.
    pub(crate) fn facts() -> Self {
        Self(())
    }
    /// What follows from a write of a person; only [`crate::pipeline::derive`] makes it.
    pub(crate) fn derived() -> Self {
        Self(())
    }
    /// A migration or another upkeep of the database.
    pub fn maintenance() -> Self {
        Self(())
    }
}

/// Who acts.
#[derive(Debug, Clone)]
pub enum Who {
    /// A person.
    Person(Arc<Caller>),
    /// The system.
    System(System),
}

impl KeyScope {
    /// Does the key do everything that its person may?
    pub fn is_whole(&self) -> bool {
        self.modules.is_empty() && !self.read_only
    }
}

impl From<System> for Who {
    fn from(system: System) -> Self {
        Self::System(system)
    }
}
impl From<Arc<Caller>> for Who {
    fn from(caller: Arc<Caller>) -> Self {
        Self::Person(caller)
    }
}

impl Who {
    /// The person, if there is one.
    pub fn person(&self) -> Option<RecordId> {
        match self {
            Self::Person(caller) => Some(caller.person),
            Self::System(_) => None,
        }
    }
    /// The language of answers.
    pub fn locale(&self) -> Locale {
        match self {
            Self::Person(caller) => caller.locale,
            Self::System(_) => Locale::Zh,
        }
    }
    /// May this one administer? A key that is limited in any way never does.
    pub fn is_admin(&self) -> bool {
        match self {
            Self::Person(caller) => caller.rights.admin && caller.key.as_ref().is_none_or(|key| key.is_whole()),
            Self::System(_) => true,
        }
    }
    /// The rights on a module.
    pub fn rights(&self, module: &Module) -> Arc<ModuleRights> {
        match self {
            Self::Person(caller) => match &caller.key {
                Some(key) if !key.modules.is_empty() && !key.modules.iter().any(|m| **m == *module.key) => {
                    Arc::default()
                }
                Some(key) if key.read_only => Arc::new(caller.rights.module(&module.key).reading_only()),
                _ => caller.rights.module(&module.key),
            },
            Self::System(_) => Arc::new(ModuleRights::all()),
        }
    }
}

impl Caller {
    /// Makes the caller of a log-in under `snapshot`. `None` when the person is not there any more.
    pub fn resolve(
        snapshot: &Snapshot,
        login: RecordId,
        person: RecordId,
        locale: Locale,
        key: Option<Arc<KeyScope>>,
    ) -> Self {
        let roles = snapshot.roles_of(person.get());
        let defs: Vec<&super::RoleDef> = roles.iter().filter_map(|key| snapshot.role(key)).collect();
        let rights = Rights::unite(&defs, snapshot.modules());
        Self {
            login,
            person,
            locale,
            rights: Arc::new(rights),
            epoch: snapshot.epoch,
            subjects: snapshot.subjects_of(person.get()).into(),
            roles: roles.into_iter().map(Into::into).collect(),
            key,
            session: None,
        }
    }
}
