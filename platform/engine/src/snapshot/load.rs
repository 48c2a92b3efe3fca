//! Loading a snapshot: shipped metadata with the organisation's patches on it, roles, groups, shares, people.

use std::collections::HashMap;
use std::sync::Arc;

use heyi_db::{Tx, sql};
use heyi_model::field::setting_faults;
use heyi_model::module::{Directory as DirectoryKind, MetaFault, ModuleDef, compile};
use heyi_model::{Cells, Fault, Filter, Problem};
use indexmap::IndexMap;
use serde_json::Value as Json;

use super::{EPOCH, Snapshot};
use crate::access::RoleDef;
use crate::app::App;
use crate::directory::Directory;
use crate::meta::overlay;
use crate::settings::Settings;
use crate::sharing::{CriteriaShare, Level, OwnerShare};

/// What the apps ship: definitions as JSON, for patches to be merged into, and roles.
#[derive(Debug, Default)]
pub(crate) struct Shipped {
    pub apps: Vec<App>,
    pub modules: IndexMap<String, Json>,
    pub roles: IndexMap<String, RoleDef>,
}

impl Shipped {
    /// Reads the metadata of the apps. Faults name the file's module, the field and what is wrong.
    pub fn read(apps: Vec<App>, roles: IndexMap<String, RoleDef>) -> Result<Self, Vec<MetaFault>> {
        let mut faults = Vec::new();
        let mut modules = IndexMap::new();
        for app in &apps {
            for noun in &app.nouns {
                match read_noun(app, noun) {
                    Ok(json) => {
                        modules.insert(noun.key.to_owned(), json);
                    }
                    Err(mut found) => faults.append(&mut found),
                }
            }
        }
        if faults.is_empty() { Ok(Self { apps, modules, roles }) } else { Err(faults) }
    }
}

fn read_noun(app: &App, noun: &crate::app::Noun) -> Result<Json, Vec<MetaFault>> {
    let fault = |place: &str, fault: String| vec![MetaFault { module: noun.key.into(), place: place.into(), fault }];
    let mut def: ModuleDef = toml::from_str(noun.toml).map_err(|e| fault("toml", e.to_string()))?;
    if def.app != app.key {
        return Err(fault("app", format!("the noun is in app \"{}\" and says \"{}\"", app.key, def.app)));
    }
    if !crate::schema::org_names_are_free(noun.key) {
        return Err(fault("key", "a table of the house has this name".into()));
    }
    if let Some(key) = def.fields.keys().find(|k| k.starts_with("c_")) {
        return Err(fault(key, "keys that begin with c_ belong to organisations".into()));
    }
    def.app = app.key.into();
    let module = compile(noun.key, def.clone(), false).map_err(|faults| told(noun.key, &faults))?;
    let wrong = |field: &heyi_model::Field| {
        let within = |fault: Fault| Fault { field: format!("fields.{}.{}", field.key, fault.field), ..fault };
        setting_faults(field.ty, &field.def).into_iter().map(within).collect::<Vec<_>>()
    };
    let faults: Vec<Fault> = module.fields.iter().filter(|field| !field.system).flat_map(wrong).collect();
    if !faults.is_empty() {
        return Err(told(noun.key, &faults));
    }
    serde_json::to_value(&def).map_err(|e| fault("toml", e.to_string()))
}

/// Faults of a definition as developers are told them.
fn told(module: &str, faults: &[Fault]) -> Vec<MetaFault> {
    faults.iter().map(|fault| MetaFault::of(module, fault)).collect()
}

/// Loads settings and modules only: what the tables of modules are made from, before those are there.
pub(crate) fn load_definitions(tx: &mut Tx, shipped: &Shipped) -> Result<Snapshot, Problem> {
    let mut snapshot = Snapshot { epoch: tx.epoch(EPOCH)?, ..Snapshot::default() };
    snapshot.settings = settings(tx)?;
    snapshot.parse = snapshot.settings.parse_cx();
    load_modules(tx, shipped, &mut snapshot)?;
    Ok(snapshot)
}

/// Loads the snapshot of the present epoch.
pub(crate) fn load(tx: &mut Tx, shipped: &Shipped) -> Result<Snapshot, Problem> {
    let mut snapshot = load_definitions(tx, shipped)?;
    load_roles(tx, shipped, &mut snapshot)?;
    load_shares(tx, &mut snapshot)?;
    snapshot.directory = directory(tx, &snapshot)?;
    Ok(snapshot)
}

fn json_of(text: Option<&str>) -> Json {
    text.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default()
}

fn settings(tx: &mut Tx) -> Result<Settings, Problem> {
    let mut all = serde_json::Map::new();
    for row in tx.all("SELECT name, value FROM organisation")? {
        all.insert(row.text(0).unwrap_or_default().to_owned(), json_of(row.text(1)));
    }
    serde_json::from_value(Json::Object(all)).map_err(Problem::internal)
}

fn load_modules(tx: &mut Tx, shipped: &Shipped, snapshot: &mut Snapshot) -> Result<(), Problem> {
    let mut patches: IndexMap<String, Json> = IndexMap::new();
    for row in tx.all("SELECT module, patch FROM metadata ORDER BY module")? {
        patches.insert(row.text(0).unwrap_or_default().to_owned(), json_of(row.text(1)));
    }
    let made_here = patches.keys().filter(|k| !shipped.modules.contains_key(*k)).cloned().collect::<Vec<_>>();
    let keys = shipped.modules.keys().map(|k| (k, false)).chain(made_here.iter().map(|k| (k, true)));
    for (key, custom) in keys {
        let mut json = shipped.modules.get(key).cloned().unwrap_or_else(|| Json::Object(serde_json::Map::new()));
        if let Some(patch) = patches.get(key) {
            json = overlay(json, patch);
        }
        let compiled = serde_json::from_value::<ModuleDef>(json)
            .map_err(|e| vec![MetaFault { module: key.clone(), place: "metadata".into(), fault: e.to_string() }])
            .and_then(|def| compile(key, def, custom).map_err(|faults| told(key, &faults)));
        match compiled {
            Ok(module) => {
                snapshot.modules.insert(key.as_str().into(), Arc::new(module));
            }
            Err(mut faults) => snapshot.faults.append(&mut faults),
        }
    }
    for noun in shipped.apps.iter().flat_map(|a| &a.nouns) {
        snapshot.rules.insert(noun.key.into(), noun.rules);
        snapshot.after.insert(noun.key.into(), noun.after);
    }
    Ok(())
}

/// The roles: shipped ones with what the organisation changed in them, then its own.
pub(crate) fn load_role_defs(tx: &mut Tx, shipped: &Shipped) -> Result<IndexMap<String, RoleDef>, Problem> {
    let mut roles = shipped.roles.clone();
    for (key, role) in &mut roles {
        role.key.clone_from(key);
    }
    for row in tx.all("SELECT id, key, def FROM role ORDER BY id")? {
        let key = row.text(1).unwrap_or_default();
        let base = roles.get(key).map(serde_json::to_value).transpose().map_err(Problem::internal)?;
        let json = overlay(base.unwrap_or_else(|| Json::Object(serde_json::Map::new())), &json_of(row.text(2)));
        let mut role: RoleDef = serde_json::from_value(json).map_err(Problem::internal)?;
        role.id = row.int(0).unwrap_or_default();
        key.clone_into(&mut role.key);
        roles.insert(role.key.clone(), role);
    }
    Ok(roles)
}

fn load_roles(tx: &mut Tx, shipped: &Shipped, snapshot: &mut Snapshot) -> Result<(), Problem> {
    snapshot.roles = load_role_defs(tx, shipped)?;
    let mut members: HashMap<i64, Vec<String>> = HashMap::new();
    for row in tx.all("SELECT person, role FROM role_member ORDER BY person, role")? {
        members.entry(row.int(0).unwrap_or_default()).or_default().push(row.text(1).unwrap_or_default().to_owned());
    }
    snapshot.members = members;
    for row in tx.all("SELECT group_id, member FROM group_member ORDER BY group_id, member")? {
        let (group, member) = (row.int(0).unwrap_or_default(), row.int(1).unwrap_or_default());
        snapshot.groups.entry(group).or_default().push(member);
        snapshot.groups_of.entry(member).or_default().push(group);
    }
    Ok(())
}

fn load_shares(tx: &mut Tx, snapshot: &mut Snapshot) -> Result<(), Problem> {
    for row in tx.all("SELECT id, module, kind, source, filter, target, level, label FROM sharing_rule ORDER BY id")? {
        let (id, module) = (row.int(0).unwrap_or_default(), Box::from(row.text(1).unwrap_or_default()));
        let (to, level) = (row.int(5).unwrap_or_default(), Level::from_number(row.int(6).unwrap_or_default()));
        if let (Some("owner"), Some(from)) = (row.text(2), row.int(3)) {
            let label = serde_json::from_value(json_of(row.text(7))).unwrap_or_default();
            snapshot.owner_shares.push(OwnerShare { id, label, module, from, to, level });
        } else {
            let filter = Filter::parse(&json_of(row.text(4)))?;
            snapshot.criteria_shares.push(CriteriaShare { id, module, filter, to, level });
        }
    }
    Ok(())
}

/// The people and departments, from the modules that metadata marks as such. The columns are those of the fields that the
/// metadata of a person must have: `department` and the lookup named by `tree`.
fn directory(tx: &mut Tx, snapshot: &Snapshot) -> Result<Directory, Problem> {
    let mut people = Vec::new();
    let mut departments = Vec::new();
    for (kind, module) in [DirectoryKind::Person, DirectoryKind::Department].map(|k| (k, snapshot.directory_module(k)))
    {
        let Some(module) = module else { continue };
        let tree = module.def.tree.as_deref().unwrap_or("id");
        let department =
            module.fields.iter().find(|f| f.ty.key() == "department" && !f.system).map_or("id", |f| &*f.key);
        let text = format!(
            "SELECT id, \"{tree}\", \"{department}\" FROM \"{}\" WHERE deleted_at IS NULL ORDER BY id",
            module.key
        );
        for row in tx.all(sql(text, Vec::new()))? {
            let id = row.int(0).unwrap_or_default();
            match kind {
                DirectoryKind::Person => people.push((id, row.int(2), row.int(1))),
                DirectoryKind::Department => departments.push((id, row.int(1))),
            }
        }
    }
    let moved = tx.all("SELECT person FROM moved_person ORDER BY person")?.iter().filter_map(|r| r.int(0)).collect();
    Ok(Directory::new(people, departments, moved))
}
