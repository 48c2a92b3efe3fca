//! Roles and the rights that several of them give together: always the union, never "the highest wins".

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_model::{Field, Label, Module};
use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

/// What is done with records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Action {
    /// Seeing them, in any way.
    Read,
    /// Changing them.
    Update,
    /// Putting them into the recycle bin and taking them out.
    Delete,
    /// Giving them to another owner.
    Transfer,
}

/// A set of data scopes, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ScopeSet(u8);

impl ScopeSet {
    /// Adds a scope.
    pub fn add(&mut self, scope: Option<Scope>) {
        if let Some(scope) = scope {
            self.0 |= 1 << scope as u8;
        }
    }
    /// Is this scope in it?
    pub fn has(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }
    /// No scope at all: the action is forbidden.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
    /// The scopes in it.
    pub fn list(self) -> Vec<Scope> {
        Scope::ALL.into_iter().filter(|s| self.has(*s)).collect()
    }
}

/// A role as it is stored: what it may do, per module; `*` stands for every module that it does not name.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleDef {
    /// Its id; 0 for a shipped role that the organisation never changed.
    #[serde(skip)]
    pub id: i64,
    /// Its stable key.
    #[serde(skip)]
    pub key: String,
    /// Its name.
    pub label: Label,
    /// May do everything with everything, and may administer.
    pub admin: bool,
    /// Rights per module.
    pub modules: IndexMap<String, AccessDef>,
}

/// What a person may do with one module, over all roles.
#[derive(Debug, Clone, Default)]
pub struct ModuleRights {
    /// Records that are read.
    pub read: ScopeSet,
    /// May new ones be made?
    pub create: bool,
    /// Records that are changed.
    pub update: ScopeSet,
    /// Records that are deleted.
    pub delete: ScopeSet,
    /// Records that are given to another owner.
    pub transfer: ScopeSet,
    /// May what is read be exported?
    pub export: bool,
    /// May files be imported?
    pub import: bool,
    /// May many records be changed at once?
    pub bulk: bool,
    /// Fields that at least one role restricts, with the most that any role gives.
    fields: HashMap<Box<str>, FieldAccess>,
    /// Masked fields that may be revealed.
    pub reveal: HashSet<Box<str>>,
    /// What fields have that no role restricts.
    default: Option<FieldAccess>,
}

impl ModuleRights {
    /// Everything.
    pub fn all() -> Self {
        let mut all = ScopeSet::default();
        all.add(Some(Scope::All));
        Self {
            read: all,
            create: true,
            update: all,
            delete: all,
            transfer: all,
            export: true,
            import: true,
            bulk: true,
            fields: HashMap::new(),
            reveal: HashSet::new(),
            default: Some(FieldAccess::Write),
        }
    }

    /// The same without anything that writes.
    #[must_use]
    pub fn reading_only(&self) -> Self {
        let none = ScopeSet::default();
        Self { create: false, update: none, delete: none, transfer: none, import: false, bulk: false, ..self.clone() }
    }

    /// The scopes for `action`.
    pub fn scopes(&self, action: Action) -> ScopeSet {
        match action {
            Action::Read => self.read,
            Action::Update => self.update,
            Action::Delete => self.delete,
            Action::Transfer => self.transfer,
        }
    }

    /// What is seen of a field.
    pub fn field(&self, field: &Field) -> FieldAccess {
        let default = self.default.unwrap_or(FieldAccess::Hidden);
        self.fields.get(&field.key).copied().unwrap_or(default)
    }

    /// Is the field read in plain?
    pub fn reads(&self, field: &Field) -> bool {
        self.field(field) >= FieldAccess::Read
    }

    /// Unites what the roles give.
    fn unite<'a>(roles: impl Iterator<Item = &'a AccessDef> + Clone) -> Self {
        let mut rights = Self::default();
        let restricted: HashSet<&str> = roles.clone().flat_map(|r| r.fields.keys().map(String::as_str)).collect();
        for role in roles {
            rights.read.add(role.read);
            rights.create |= role.create;
            rights.update.add(role.update);
            rights.delete.add(role.delete);
            rights.transfer.add(role.transfer);
            rights.export |= role.export;
            rights.import |= role.import;
            rights.bulk |= role.bulk;
            rights.reveal.extend(role.reveal.iter().map(|f| f.as_str().into()));
            if role.read.is_none() {
                continue;
            }
            let default = if role.create || role.update.is_some() { FieldAccess::Write } else { FieldAccess::Read };
            rights.default = rights.default.max(Some(default));
            for field in &restricted {
                let given = role.fields.get(*field).copied().unwrap_or(default);
                let most = rights.fields.entry((*field).into()).or_insert(FieldAccess::Hidden);
                *most = (*most).max(given);
            }
        }
        rights
    }
}

/// What a person may do, over all roles.
#[derive(Debug, Clone, Default)]
pub struct Rights {
    /// Everything, and the settings.
    pub admin: bool,
    modules: HashMap<Box<str>, Arc<ModuleRights>>,
}

impl Rights {
    /// Everything.
    pub fn everything<'a>(modules: impl Iterator<Item = &'a str>) -> Self {
        let all = Arc::new(ModuleRights::all());
        Self { admin: true, modules: modules.map(|m| (m.into(), all.clone())).collect() }
    }

    /// The union of `roles` over `modules`. System fields follow their module.
    pub fn unite<'a>(roles: &[&RoleDef], modules: impl Iterator<Item = &'a Arc<Module>>) -> Self {
        let modules = modules.map(|m| &m.key);
        if roles.iter().any(|r| r.admin) {
            return Self::everything(modules.map(|k| &**k));
        }
        let of = |key: &str| {
            let key = key.to_owned();
            let named = roles.iter().filter_map(move |r| r.modules.get(&key).or_else(|| r.modules.get("*")));
            Arc::new(ModuleRights::unite(named))
        };
        Self { admin: false, modules: modules.map(|k| (k.clone(), of(k))).collect() }
    }

    /// The rights on `module`; none where nothing is said.
    pub fn module(&self, module: &str) -> Arc<ModuleRights> {
        self.modules.get(module).cloned().unwrap_or_default()
    }
}
