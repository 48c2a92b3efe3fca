//! What uses a field.

use heyi_model::filter::Path;
use heyi_model::module::ModuleDef;
use heyi_model::{Code, Fault, Filter, Problem};
use serde_json::{Value as Json, json};

use crate::query::SortKey;
use crate::snapshot::Snapshot;
use crate::{Work, views};

/// Everything that names a field of a module, also through lookups from other modules: `[{kind, module, id, label}]`. `kind`
/// is `module` (its name, tree, timeline), `view` (of metadata), `saved_view`, `sharing_rule` or `role`; a saved view that
/// is not shared is named without its label, because it is its owner's. Administrators only.
pub fn dependents(work: &mut Work, module: &str, field: &str) -> Result<Vec<Json>, Problem> {
    work.administrators_only()?;
    let snapshot = work.snapshot().clone();
    let known = snapshot.find(module).filter(|m| m.def.fields.contains_key(field) || m.field(field).is_some());
    let known = known
        .ok_or_else(|| Problem { faults: vec![Fault::new("field", Code::UnknownField)], ..Problem::not_found() })?;
    let locale = work.who().locale();
    let sought = Sought { snapshot: &snapshot, module: &known.key, field };
    let mut found = Vec::new();
    for setting in settings(&known.def, field) {
        found.push(json!({"kind": "module", "module": module, "id": setting, "label": known.def.label.get(locale)}));
    }
    for other in snapshot.all_modules() {
        for (key, view) in &other.def.views {
            let named = Named::of_def(view.filter.as_ref(), &view.sort, &view.columns);
            if sought.is_in(&other.key, &named) {
                found.push(json!({"kind": "view", "module": &*other.key, "id": key, "label": view.label.get(locale)}));
            }
        }
    }
    for saved in views::all_saved(work)? {
        let named = Named { filter: saved.filter, sort: saved.sort, columns: saved.columns };
        if sought.is_in(&saved.module, &named) {
            let label = saved.shared.then(|| saved.label.get(locale));
            found.push(
                json!({"kind": "saved_view", "module": saved.module, "id": saved.id.to_string(), "label": label}),
            );
        }
    }
    for rule in sharing_rules(&snapshot, module, field) {
        let label = crate::sharing::rules::get(work, rule)?["label"].clone();
        found.push(json!({"kind": "sharing_rule", "module": module, "id": rule, "label": label}));
    }
    for role in snapshot.roles() {
        let names = role.modules.get(module).is_some_and(|access| {
            access.fields.contains_key(field) || access.reveal.iter().any(|revealed| revealed == field)
        });
        if names {
            found.push(json!({"kind": "role", "module": module, "id": role.key, "label": role.label.get(locale)}));
        }
    }
    Ok(found)
}

/// Places that cannot do without a field, so that it cannot be retired.
pub(super) fn needed_by(work: &Work, key: &str, def: &ModuleDef, field: &str) -> Vec<String> {
    let snapshot = work.snapshot();
    let sought = Sought { snapshot, module: key, field };
    let mut places: Vec<String> = settings(def, field).into_iter().map(str::to_owned).collect();
    for (name, view) in &def.views {
        let named = Named { columns: Vec::new(), ..Named::of_def(view.filter.as_ref(), &view.sort, &[]) };
        if sought.is_in(key, &named) {
            places.push(format!("views.{name}"));
        }
    }
    places.extend(sharing_rules(snapshot, key, field).into_iter().map(|rule| format!("sharing_rules.{rule}")));
    places
}

/// Settings of a module that name a field.
fn settings(def: &ModuleDef, field: &str) -> Vec<&'static str> {
    let first = |path: &str| path.split('.').next() == Some(field);
    let mut named = Vec::new();
    if def.name_field == field {
        named.push("name_field");
    }
    if def.tree.as_deref() == Some(field) {
        named.push("tree");
    }
    if def.happens_at.as_deref() == Some(field) {
        named.push("happens_at");
    }
    if def.shows_on.iter().any(|path| first(path)) {
        named.push("shows_on");
    }
    named
}

/// Criteria rules of a module that name a field; they name only fields of the record itself.
fn sharing_rules(snapshot: &Snapshot, module: &str, field: &str) -> Vec<heyi_model::RecordId> {
    let names = |filter: &Filter| filter.leaves().iter().any(|leaf| leaf.path.as_str() == field);
    let rules = snapshot.criteria_shares(module).filter(|rule| names(&rule.filter));
    rules.filter_map(|rule| heyi_model::RecordId::new(rule.id)).collect()
}

/// What of a view names fields.
struct Named {
    filter: Filter,
    sort: Vec<SortKey>,
    columns: Vec<String>,
}

impl Named {
    fn of_def(filter: Option<&Json>, sort: &str, columns: &[String]) -> Self {
        Self {
            filter: filter.and_then(|json| Filter::parse(json).ok()).unwrap_or_default(),
            sort: SortKey::parse_list(sort).unwrap_or_default(),
            columns: columns.to_vec(),
        }
    }
}

/// The field that is looked for.
struct Sought<'a> {
    snapshot: &'a Snapshot,
    module: &'a str,
    field: &'a str,
}

impl Sought<'_> {
    fn is_in(&self, module: &str, named: &Named) -> bool {
        named.filter.leaves().iter().any(|leaf| self.is_on(module, &leaf.path))
            || named.sort.iter().any(|key| self.is_on(module, &key.path))
            || named.columns.iter().any(|column| Path::parse(column).is_ok_and(|path| self.is_on(module, &path)))
    }

    /// Does a path from `module` go over the field?
    fn is_on(&self, module: &str, path: &Path) -> bool {
        let Some(mut at) = self.snapshot.find(module) else { return false };
        for key in path.keys() {
            if *at.key == *self.module && key == self.field {
                return true;
            }
            let next = at.field(key).and_then(|field| self.snapshot.target(field));
            let Some(next) = next else { return false };
            at = next;
        }
        false
    }
}
