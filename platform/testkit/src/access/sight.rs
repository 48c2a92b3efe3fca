//! Who may do what with which record, and who sees what of which field.

use heyi_model::module::{AccessDef, FieldAccess, Scope};

use super::disclosures::Disclosure;
use super::schema::Name;
use super::share::{CriteriaShare, Level};
use super::world::{Id, Row, World};

/// What is done with records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    /// Seeing them.
    Read,
    /// Changing them.
    Update,
    /// Putting them into the recycle bin.
    Delete,
    /// Giving them to another owner.
    Transfer,
}

/// What one person sees of an organisation.
#[derive(Debug, Clone, Copy)]
pub struct Sight<'w> {
    /// The organisation.
    pub world: &'w World,
    /// The person.
    pub me: Id,
}

impl<'w> Sight<'w> {
    /// May this person do everything?
    pub fn is_admin(&self) -> bool {
        self.held().iter().any(|at| self.world.roles[*at].admin)
    }

    fn held(&self) -> &'w [usize] {
        self.world.held.get(&self.me).map_or(&[], Vec::as_slice)
    }

    /// What each of the person's roles says of a module.
    fn access(&self, module: Name) -> Vec<&'w AccessDef> {
        let of = |at: &usize| {
            let modules = &self.world.roles[*at].modules;
            modules.get(module.key()).or_else(|| modules.get("*"))
        };
        self.held().iter().filter_map(of).collect()
    }

    /// The data scopes for an action; none when no role allows it.
    fn scopes(&self, module: Name, action: Action) -> Vec<Scope> {
        if self.is_admin() {
            return vec![Scope::All];
        }
        let scope = |access: &&AccessDef| match action {
            Action::Read => access.read,
            Action::Update => access.update,
            Action::Delete => access.delete,
            Action::Transfer => access.transfer,
        };
        self.access(module).iter().filter_map(scope).collect()
    }

    /// Does a role allow the action on the module at all?
    pub fn may(&self, module: Name, action: Action) -> bool {
        !self.scopes(module, action).is_empty()
    }
    /// May new records be made?
    pub fn may_create(&self, module: Name) -> bool {
        self.is_admin() || self.access(module).iter().any(|a| a.create)
    }
    /// May what is read be exported?
    pub fn may_export(&self, module: Name) -> bool {
        self.is_admin() || self.access(module).iter().any(|a| a.export)
    }

    /// May a masked field be shown in plain?
    pub fn may_reveal(&self, module: Name, field: &str) -> bool {
        self.access(module).iter().any(|a| a.reveal.iter().any(|key| key == field))
    }

    /// Is a record within reach of an action? Also for records in the recycle bin.
    pub fn reaches(&self, action: Action, row: &Row) -> bool {
        let scopes = self.scopes(row.module, action);
        if scopes.is_empty() {
            return false;
        }
        if !row.module.is_owned() || scopes.contains(&Scope::All) {
            return true;
        }
        scopes.iter().any(|scope| self.in_scope(*scope, row)) || self.is_shared(needed(action), row)
    }

    fn in_scope(&self, scope: Scope, row: &Row) -> bool {
        let Some(owner) = row.link("owner") else { return false };
        let departments = (self.world.department_of(self.me), self.world.department_of(owner));
        owner == self.me
            || match (scope, departments) {
                (Scope::OwnAndSubordinates, _) => self.world.reports_to(owner, self.me),
                (Scope::Department, (Some(mine), Some(theirs))) => mine == theirs,
                (Scope::DepartmentAndBelow, (Some(mine), Some(theirs))) => self.world.within(theirs, mine),
                _ => false,
            }
    }

    fn is_shared(&self, level: Level, row: &Row) -> bool {
        let world = self.world;
        let in_team = world.team.iter().any(|member| {
            let lasts = member.until.is_none_or(|until| until > world.now);
            member.record == row.id && member.level >= level && lasts && world.means(member.subject, self.me)
        });
        let by_owner = row.link("owner").is_some_and(|owner| {
            world.owner_shares.iter().any(|share| {
                let applies = share.module == row.module && share.level >= level;
                applies && world.means(share.to, self.me) && world.means(share.from, owner)
            })
        });
        in_team || by_owner || world.criteria_shares.iter().any(|share| self.meets(share, level, row))
    }

    fn meets(&self, share: &CriteriaShare, level: Level, row: &Row) -> bool {
        let world = self.world;
        let applies = share.module == row.module && share.level >= level && world.means(share.to, self.me);
        let readable = |field: &str| self.field(row.module, field) >= FieldAccess::Read;
        let mut leaves = share.filter.leaves().into_iter();
        let told = leaves.all(|leaf| readable(leaf.path.as_str())) || world.discloses(Disclosure::SharedByHiddenField);
        applies && told && super::filter::plainly_holds(world, &share.filter, row)
    }

    /// Is a record seen? Nobody sees the recycle bin here.
    pub fn sees(&self, row: &Row) -> bool {
        !row.deleted && self.reaches(Action::Read, row)
    }

    /// Does the recycle bin show a record? What was seen before and could be deleted is shown.
    pub fn sees_in_bin(&self, row: &Row) -> bool {
        row.deleted && self.reaches(Action::Read, row) && self.reaches(Action::Delete, row)
    }

    /// The record with this id, when it is seen.
    pub fn row(&self, id: Id) -> Option<&'w Row> {
        self.world.row(id).filter(|row| self.sees(row))
    }

    /// The records of a module that are seen, oldest first.
    pub fn rows(&self, module: Name) -> Vec<&'w Row> {
        self.world.of(module).filter(|row| self.sees(row)).collect()
    }

    /// What is seen of a field: the most that one of the roles gives.
    pub fn field(&self, module: Name, field: &str) -> FieldAccess {
        if self.is_admin() {
            return FieldAccess::Write;
        }
        let of = |access: &&AccessDef| {
            let whole = if access.create || access.update.is_some() { FieldAccess::Write } else { FieldAccess::Read };
            access.read.map(|_| access.fields.get(field).copied().unwrap_or(whole))
        };
        self.access(module).iter().filter_map(of).max().unwrap_or(FieldAccess::Hidden)
    }

    /// Is a field read in plain?
    pub fn reads(&self, module: Name, field: &str) -> bool {
        self.field(module, field) >= FieldAccess::Read
    }

    /// What is seen of the name of records of a module when it stands beside a link.
    pub fn label_access(&self, module: Name) -> FieldAccess {
        if module.is_directory() && self.world.discloses(Disclosure::DirectoryNames) {
            return FieldAccess::Read;
        }
        self.field(module, module.name_field())
    }

    /// Is the record that a link points to known to this person?
    pub fn knows(&self, id: Id) -> bool {
        let Some(row) = self.world.row(id) else { return false };
        (row.module.is_directory() && self.world.discloses(Disclosure::DirectoryNames)) || self.sees(row)
    }
}

/// The least level of a share that allows an action.
fn needed(action: Action) -> Level {
    match action {
        Action::Read => Level::Read,
        Action::Update => Level::Write,
        Action::Delete | Action::Transfer => Level::Full,
    }
}
