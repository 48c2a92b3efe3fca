//! Which records of a module a caller reaches with an action: all, none, or the union of branches.

use std::collections::BTreeSet;

use heyi_model::Module;
use heyi_model::module::Scope;

use super::{Action, Caller, Who};
use crate::sharing::Level;
use crate::snapshot::Snapshot;

/// Which records of a module are reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// None: the role forbids the action on this module.
    Nothing,
    /// All.
    All,
    /// Those of the branches.
    Branches(Branches),
}

/// The branches of a reach; a record is reached when one of them holds it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Branches {
    /// Records of these owners.
    pub owners: Vec<i64>,
    /// Records whose owner belongs to these departments.
    pub departments: Vec<i64>,
    /// Owners whose rows still name the department that they left: those who are now in `departments` …
    pub moved_in: Vec<i64>,
    /// … and those who no longer are.
    pub moved_out: Vec<i64>,
    /// Records granted to these subjects.
    pub subjects: Vec<i64>,
    /// The least level of a grant that counts.
    pub level: Level,
}

impl Reach {
    /// The reach of `who` on `module` for `action`.
    pub fn of(snapshot: &Snapshot, who: &Who, module: &Module, action: Action) -> Self {
        let caller = match who {
            Who::System(_) => return Self::All,
            Who::Person(caller) => caller,
        };
        let scopes = who.rights(module).scopes(action);
        if scopes.is_empty() {
            return Self::Nothing;
        }
        if scopes.has(Scope::All) || !module.def.owned {
            return Self::All;
        }
        Self::Branches(Branches::of(snapshot, caller, module, scopes, action))
    }
}

impl Branches {
    fn of(snapshot: &Snapshot, caller: &Caller, module: &Module, scopes: super::ScopeSet, action: Action) -> Self {
        let me = caller.person.get();
        let directory = &snapshot.directory;
        let mut owners = BTreeSet::new();
        let mut departments = BTreeSet::new();
        // A person outside the hierarchy sees their own only; so everybody sees at least that.
        owners.insert(me);
        if scopes.has(Scope::OwnAndSubordinates) {
            owners.extend(directory.below(me));
        }
        if let Some(mine) = directory.department_of(me) {
            if scopes.has(Scope::Department) || scopes.has(Scope::DepartmentAndBelow) {
                departments.insert(mine);
            }
            if scopes.has(Scope::DepartmentAndBelow) {
                departments.extend(directory.subtree(mine));
            }
        }
        let level = match action {
            Action::Read => Level::Read,
            Action::Update => Level::Write,
            Action::Delete | Action::Transfer => Level::Full,
        };
        for rule in snapshot.owner_shares(&module.key) {
            if rule.level >= level && caller.subjects.contains(&rule.to) {
                if directory.is_department(rule.from) {
                    departments.extend(directory.subtree(rule.from));
                } else {
                    owners.extend(snapshot.members_of(rule.from));
                }
            }
        }
        let moved = |inside: bool| {
            let in_scope = |person: &i64| directory.department_of(*person).is_some_and(|d| departments.contains(&d));
            directory.moved().iter().copied().filter(|p| in_scope(p) == inside).collect::<Vec<_>>()
        };
        let (moved_in, moved_out) =
            if departments.is_empty() { Default::default() } else { (moved(true), moved(false)) };
        Self {
            owners: owners.into_iter().collect(),
            departments: departments.into_iter().collect(),
            moved_in,
            moved_out,
            subjects: caller.subjects.to_vec(),
            level,
        }
    }
}
