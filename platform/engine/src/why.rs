//! Why a person sees a record, or does not: the rules, one by one.
//!
//! It is worked out from roles, directory, grants and rules, not from the condition that lists use; a test holds the two
//! against each other.

use std::collections::BTreeSet;
use std::sync::Arc;

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_model::{Code, Fault, Label, Module, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::access::{Action, Caller, RoleDef, Who};
use crate::look;
use crate::sharing::{FOREVER, Level, subject};
use crate::snapshot::Snapshot;
use crate::work::Work;

const ACTIONS: [(&str, Action); 4] =
    [("read", Action::Read), ("update", Action::Update), ("delete", Action::Delete), ("transfer", Action::Transfer)];

/// Which rules let `person` reach the record `id` with each action, and what its roles let it see of each field. Asked by an
/// administrator, or by the person itself of a record that it sees; fields that are hidden from it are then not named.
///
/// `{person, module, record, in_recycle_bin, actions: {read: {allowed, rules, refused}, …}, fields: [{field, access, roles}]}`.
/// A rule is `{kind: "administrator" | "role", role, label, scope?, by?}`, `{kind: "team", subject, level, until}` or
/// `{kind: "sharing_rule", id, label, subject, level}`. `refused` says why there is none: `no_role` when no role gives the
/// action on the module, `out_of_scope` when roles do but the record is not within them, `recycle_bin`.
pub fn why(work: &mut Work, module: &str, id: RecordId, person: RecordId) -> Result<Json, Problem> {
    let module = work.module(module)?;
    let myself = work.person() == Some(person);
    if !work.who().is_admin() {
        if !myself {
            return Err(Problem::forbidden());
        }
        look::require(work, &module.key, id, Action::Read)?;
    }
    let snapshot = work.snapshot().clone();
    if !snapshot.directory.is_person(person.get()) {
        return Err(Fault::new("person", Code::UnknownRecord).into());
    }
    let record = Facts::load(work, &snapshot, &module, id)?;
    let asked = Asked::of(&snapshot, person, &module);
    let grants = grants(work, &module, id, &asked)?;
    let mut actions = serde_json::Map::new();
    for (name, action) in ACTIONS {
        actions.insert(name.into(), asked.action(work, action, &record, &grants));
    }
    let hide = !work.who().is_admin();
    Ok(json!({
        "person": person,
        "module": &*module.key,
        "record": id,
        "in_recycle_bin": record.in_bin,
        "actions": actions,
        "fields": asked.fields(hide),
    }))
}

/// What of a record decides who reaches it.
struct Facts {
    in_bin: bool,
    owner: Option<i64>,
    /// Where the record counts: its owner's department, also while rows still name the one that the owner left.
    department: Option<i64>,
}

impl Facts {
    fn load(work: &mut Work, snapshot: &Snapshot, module: &Module, id: RecordId) -> Result<Self, Problem> {
        let columns = if module.def.owned { "deleted_at, owner, owner_department" } else { "deleted_at" };
        let row = work.tx.one(sql(format!("SELECT {columns} FROM \"{}\" WHERE id = $1", module.key), params![id]))?;
        let row = row.ok_or_else(Problem::not_found)?;
        let owner = row.int(1);
        let moved = owner.filter(|owner| snapshot.directory.moved().contains(owner));
        let department = match moved {
            Some(owner) => snapshot.directory.department_of(owner),
            None => row.int(2),
        };
        Ok(Self { in_bin: !row.is_null(0), owner, department })
    }
}

/// A grant of the record to a subject that means the person.
struct Grant {
    level: Level,
    shown: Json,
}

fn grants(work: &mut Work, module: &Module, id: RecordId, asked: &Asked) -> Result<Vec<Grant>, Problem> {
    let now_ms = work.now_ms();
    let rows = work.tx.all(sql(
        "SELECT g.subject, g.level, g.until, g.via, s.label FROM record_grant g LEFT JOIN sharing_rule s ON s.id = g.via \
         WHERE g.module = $1 AND g.record = $2 AND g.until > $3 ORDER BY g.via, g.subject",
        vec![Value::from(&*module.key), id.into(), now_ms.into()],
    ))?;
    let rows: Vec<Row> =
        rows.into_iter().filter(|row| row.int(0).is_some_and(|s| asked.subjects.contains(&s))).collect();
    let named = subject::describe(work, rows.iter().filter_map(|row| row.int(0)).collect::<Vec<_>>())?;
    let locale = work.who().locale();
    let grant = |row: Row| {
        let level = Level::from_number(row.int(1).unwrap_or_default());
        let to = row.int(0).and_then(|id| named.get(&id)).cloned();
        let shown = if row.int(3) == Some(0) {
            let until = row.int(2).filter(|until| *until != FOREVER).map(crate::history::timestamp);
            json!({"kind": "team", "subject": to, "level": level.key(), "until": until})
        } else {
            let label: Label = row.text(4).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
            let id = row.int(3).unwrap_or_default().to_string();
            json!({"kind": "sharing_rule", "id": id, "label": label.get(locale), "subject": to, "level": level.key()})
        };
        Grant { level, shown }
    };
    Ok(rows.into_iter().map(grant).collect())
}

/// The person whose rights are asked about.
struct Asked<'a> {
    snapshot: &'a Snapshot,
    person: i64,
    module: &'a Module,
    roles: Vec<(&'a RoleDef, Option<&'a AccessDef>)>,
    who: Who,
    subjects: BTreeSet<i64>,
}

impl<'a> Asked<'a> {
    fn of(snapshot: &'a Snapshot, person: RecordId, module: &'a Module) -> Self {
        let keys = snapshot.roles_of(person.get());
        let role = |key: &String| snapshot.role(key);
        let access = |role: &'a RoleDef| role.modules.get(&*module.key).or_else(|| role.modules.get("*"));
        let roles = keys.iter().filter_map(role).map(|role| (role, access(role))).collect();
        // The log-in plays no part in rights.
        let caller = Caller::resolve(snapshot, person, person, heyi_model::Locale::Zh, None);
        let subjects = snapshot.subjects_of(person.get()).into_iter().collect();
        Self { snapshot, person: person.get(), module, roles, who: Who::Person(Arc::new(caller)), subjects }
    }

    fn action(&self, work: &Work, action: Action, record: &Facts, grants: &[Grant]) -> Json {
        let locale = work.who().locale();
        let mut rules = Vec::new();
        let mut given = false;
        for (role, access) in &self.roles {
            let label = role.label.get(locale);
            if role.admin {
                given = true;
                rules.push(json!({"kind": "administrator", "role": role.key, "label": label}));
                continue;
            }
            let scope = access.and_then(|access| match action {
                Action::Read => access.read,
                Action::Update => access.update,
                Action::Delete => access.delete,
                Action::Transfer => access.transfer,
            });
            let Some(scope) = scope else { continue };
            given = true;
            if let Some(by) = self.within(scope, record) {
                rules.push(json!({"kind": "role", "role": role.key, "label": label, "scope": scope, "by": by}));
            }
        }
        if given && self.module.def.owned {
            rules.extend(self.shares(work, level_for(action), record));
            let level = level_for(action);
            rules.extend(grants.iter().filter(|grant| grant.level >= level).map(|grant| grant.shown.clone()));
        }
        let allowed = !rules.is_empty() && !record.in_bin;
        let refused = match (allowed, given, record.in_bin) {
            (true, ..) => None,
            (_, false, _) => Some("no_role"),
            (_, true, true) => Some("recycle_bin"),
            (_, true, false) => Some("out_of_scope"),
        };
        json!({"allowed": allowed, "rules": rules, "refused": refused})
    }

    /// How a record is within a scope.
    fn within(&self, scope: Scope, record: &Facts) -> Option<&'static str> {
        let directory = &self.snapshot.directory;
        if !self.module.def.owned {
            return Some("module_without_owners");
        }
        if scope == Scope::All {
            return Some("all");
        }
        // Whatever the scope, one's own records are within it.
        if record.owner == Some(self.person) {
            return Some("owner");
        }
        let mine = directory.department_of(self.person);
        match scope {
            Scope::OwnAndSubordinates => {
                let below = record.owner.is_some_and(|owner| directory.below(self.person).contains(&owner));
                below.then_some("subordinate")
            }
            Scope::Department => (mine.is_some() && mine == record.department).then_some("department"),
            Scope::DepartmentAndBelow => {
                let inside = mine.zip(record.department).is_some_and(|(mine, d)| directory.subtree(mine).contains(&d));
                inside.then_some("department_and_below")
            }
            Scope::Own | Scope::All => None,
        }
    }

    /// Sharing rules by owner that reach the record.
    fn shares(&self, work: &Work, level: Level, record: &Facts) -> Vec<Json> {
        let directory = &self.snapshot.directory;
        let owned_by = |from: i64| {
            if directory.is_department(from) {
                record.department.is_some_and(|d| directory.subtree(from).contains(&d))
            } else {
                record.owner.is_some_and(|owner| self.snapshot.members_of(from).contains(&owner))
            }
        };
        let locale = work.who().locale();
        self.snapshot
            .owner_shares(&self.module.key)
            .filter(|rule| rule.level >= level && self.subjects.contains(&rule.to) && owned_by(rule.from))
            .map(|rule| {
                let label = rule.label.get(locale);
                json!({"kind": "sharing_rule", "id": rule.id.to_string(), "label": label, "level": rule.level.key()})
            })
            .collect()
    }

    /// What is seen of each field and which roles give it.
    fn fields(&self, hide: bool) -> Vec<Json> {
        let rights = self.who.rights(self.module);
        let mut shown = Vec::new();
        for field in &self.module.fields {
            let access = rights.field(field);
            if hide && access == FieldAccess::Hidden {
                continue;
            }
            let mut roles = Vec::new();
            for (role, def) in &self.roles {
                let given = match (role.admin, def) {
                    (true, _) => FieldAccess::Write,
                    (false, Some(def)) if def.read.is_some() => {
                        let usual =
                            if def.create || def.update.is_some() { FieldAccess::Write } else { FieldAccess::Read };
                        def.fields.get(&*field.key).copied().unwrap_or(usual)
                    }
                    _ => continue,
                };
                roles.push(json!({"role": role.key, "access": given}));
            }
            shown.push(json!({"field": &*field.key, "access": access, "roles": roles}));
        }
        shown
    }
}

fn level_for(action: Action) -> Level {
    match action {
        Action::Read => Level::Read,
        Action::Update => Level::Write,
        Action::Delete | Action::Transfer => Level::Full,
    }
}
