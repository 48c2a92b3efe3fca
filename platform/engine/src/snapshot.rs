//! What every request needs of metadata, roles, shares and people, held in memory and exchanged as a whole when its epoch rises.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use heyi_model::module::{Directory as DirectoryKind, MetaFault, Module};
use heyi_model::{Code, Fault, ParseCx, Problem};
use indexmap::IndexMap;

use crate::access::RoleDef;
use crate::app::{After, Rule};
use crate::directory::Directory;
use crate::settings::Settings;
use crate::sharing::{CriteriaShare, OwnerShare};

mod load;
pub(crate) use load::{Shipped, load, load_definitions, load_role_defs};

/// Name of the epoch that a change of metadata, roles, shares, settings or people raises.
pub const EPOCH: &str = "snapshot";

/// One state of everything that is not records.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The epoch it was loaded at.
    pub epoch: i64,
    /// The organisation's settings.
    pub settings: Settings,
    /// What parsing values needs.
    pub parse: ParseCx,
    /// People and departments.
    pub directory: Directory,
    modules: IndexMap<Box<str>, Arc<Module>>,
    rules: HashMap<Box<str>, &'static [Rule]>,
    after: HashMap<Box<str>, &'static [After]>,
    roles: IndexMap<String, RoleDef>,
    members: HashMap<i64, Vec<String>>,
    groups: HashMap<i64, Vec<i64>>,
    groups_of: HashMap<i64, Vec<i64>>,
    owner_shares: Vec<OwnerShare>,
    criteria_shares: Vec<CriteriaShare>,
    /// Faults of the organisation's metadata; the modules concerned are left out.
    pub faults: Vec<MetaFault>,
}

impl Snapshot {
    /// Before the first load; its epoch is no epoch of the database.
    pub(crate) fn unloaded() -> Self {
        Self { epoch: -1, ..Self::default() }
    }
    /// The module with this key. A module that is retired or whose app is off does not exist.
    pub fn module(&self, key: &str) -> Result<&Arc<Module>, Problem> {
        self.find(key)
            .filter(|m| self.is_on(m))
            .ok_or_else(|| Problem { faults: vec![Fault::new("module", Code::UnknownModule)], ..Problem::not_found() })
    }
    /// The module with this key, also when it is switched off: links to it still have to be written and checked.
    pub fn find(&self, key: &str) -> Option<&Arc<Module>> {
        self.modules.get(key)
    }
    /// Every module that is on.
    pub fn modules(&self) -> impl Iterator<Item = &Arc<Module>> {
        self.modules.values().filter(|m| self.is_on(m))
    }
    /// Every module, on or off.
    pub fn all_modules(&self) -> impl Iterator<Item = &Arc<Module>> {
        self.modules.values()
    }
    fn is_on(&self, module: &Module) -> bool {
        !module.def.retired && !self.settings.apps_off.contains(&module.def.app)
    }
    /// The module whose records are persons or departments.
    pub fn directory_module(&self, kind: DirectoryKind) -> Option<&Arc<Module>> {
        self.modules.values().find(|m| m.def.directory == Some(kind))
    }
    /// The module that a field links to.
    pub fn target(&self, field: &heyi_model::Field) -> Option<&Arc<Module>> {
        use heyi_model::field::Target;
        match field.ty.target(&field.def)? {
            Target::Module(key) => self.find(key),
            Target::Person => self.directory_module(DirectoryKind::Person),
            Target::Department => self.directory_module(DirectoryKind::Department),
        }
    }
    /// The rules of a module.
    pub fn rules(&self, module: &str) -> &'static [Rule] {
        self.rules.get(module).copied().unwrap_or_default()
    }
    /// What follows a write of a module.
    pub fn after(&self, module: &str) -> &'static [After] {
        self.after.get(module).copied().unwrap_or_default()
    }
    /// The role with this key.
    pub fn role(&self, key: &str) -> Option<&RoleDef> {
        self.roles.get(key)
    }
    /// All roles, shipped ones first.
    pub fn roles(&self) -> impl Iterator<Item = &RoleDef> {
        self.roles.values()
    }
    /// Keys of a person's roles.
    pub fn roles_of(&self, person: i64) -> Vec<String> {
        self.members.get(&person).cloned().unwrap_or_default()
    }
    /// Members of a group, a role, a department (with those below) or, for a person, the person.
    pub fn members_of(&self, subject: i64) -> BTreeSet<i64> {
        if self.directory.is_person(subject) {
            return BTreeSet::from([subject]);
        }
        if self.directory.is_department(subject) {
            return self.directory.people_in(subject).into_iter().collect();
        }
        if let Some(role) = self.roles.values().find(|r| r.id == subject && subject != 0) {
            return self.members.iter().filter(|(_, roles)| roles.contains(&role.key)).map(|(p, _)| *p).collect();
        }
        let listed = self.groups.get(&subject).into_iter().flatten();
        listed
            .flat_map(|m| if self.directory.is_department(*m) { self.directory.people_in(*m) } else { vec![*m] })
            .collect()
    }
    /// Every subject that a share can name and that means this person.
    pub fn subjects_of(&self, person: i64) -> Vec<i64> {
        let mut subjects = BTreeSet::from([person]);
        if let Some(department) = self.directory.department_of(person) {
            subjects.extend(self.directory.above(department));
        }
        let held: Vec<i64> =
            self.roles_of(person).iter().filter_map(|key| self.role(key)).map(|r| r.id).filter(|id| *id != 0).collect();
        let groups: Vec<i64> = subjects.iter().filter_map(|s| self.groups_of.get(s)).flatten().copied().collect();
        subjects.extend(groups);
        subjects.extend(held);
        subjects.into_iter().collect()
    }
    /// Shares by owner of a module.
    pub fn owner_shares<'a>(&'a self, module: &'a str) -> impl Iterator<Item = &'a OwnerShare> {
        self.owner_shares.iter().filter(move |s| *s.module == *module)
    }
    /// Shares by criteria of every module.
    pub fn all_criteria_shares(&self) -> impl Iterator<Item = &CriteriaShare> {
        self.criteria_shares.iter()
    }
    /// Shares by criteria of a module.
    pub fn criteria_shares<'a>(&'a self, module: &'a str) -> impl Iterator<Item = &'a CriteriaShare> {
        self.criteria_shares.iter().filter(move |s| *s.module == *module)
    }
}
