//! Metadata as the caller may see it: what a form, a list and a program need to know of a module.
//!
//! A field that the caller's roles hide, a module that they do not read, and links from such modules are not there.
//! `label` is in the caller's language, `labels` has them all.

use heyi_model::field::{Measure, Op};
use heyi_model::module::{Directory, FieldAccess, Scope};
use heyi_model::{Field, Label, Module, Problem};
use serde_json::{Map, Value as Json, json};

use crate::access::{ModuleRights, ScopeSet};
use crate::{Work, views};

/// Every module that the caller reads or may write to, in the order of the apps: `[{key, label, labels, app, custom, owned,
/// directory, tree, name_field, rights}]`.
pub fn modules(work: &mut Work) -> Result<Json, Problem> {
    let snapshot = work.snapshot().clone();
    Ok(snapshot
        .modules()
        .filter(|module| is_known(work, module))
        .map(|module| Json::Object(head(work, module)))
        .collect())
}

/// One module in full: what [`modules`] says of it, and `fields`, `layout`, `views`, `actions`, `related`; to administrators
/// also what only they set: `shows_on` and `happens_at`, of fields `aliases`, `indexed` and `name_like`, of options `aliases`.
/// 403 when the caller's roles do not know it.
pub fn module(work: &mut Work, key: &str) -> Result<Json, Problem> {
    let module = work.module(key)?;
    if !is_known(work, &module) {
        return Err(Problem::forbidden());
    }
    let rights = work.who().rights(&module);
    let mut out = head(work, &module);
    let seen = |field: &&Field| rights.field(field) > FieldAccess::Hidden;
    let fields: Vec<Json> = module.fields.iter().filter(seen).map(|f| field(work, &module, f, &rights)).collect();
    out.insert("fields".into(), fields.into());
    out.insert("layout".into(), layout(work, &module, &rights));
    out.insert("views".into(), if rights.read.is_empty() { json!([]) } else { views::list(work, key)?.into() });
    // Apps declare actions with their nouns; the engine itself has none.
    out.insert("actions".into(), json!([]));
    out.insert("related".into(), related(work, &module));
    if work.who().is_admin() {
        out.insert("shows_on".into(), json!(module.def.shows_on));
        out.insert("happens_at".into(), json!(module.def.happens_at));
    }
    Ok(Json::Object(out))
}

/// What was retired and can be brought back: `{"modules": [{key, label, labels}], "fields": [{module, key, label, labels,
/// type}]}`. Administrators only: a retired field has no rights of its own any more.
pub fn retired(work: &mut Work) -> Result<Json, Problem> {
    work.administrators_only()?;
    let snapshot = work.snapshot().clone();
    let (mut modules, mut fields) = (Vec::new(), Vec::new());
    for module in snapshot.all_modules() {
        if module.def.retired {
            let mut shown = Map::from_iter([("key".to_owned(), Json::from(&*module.key))]);
            put_label(&mut shown, work, &module.def.label);
            modules.push(Json::Object(shown));
            continue;
        }
        for (key, def) in module.def.fields.iter().filter(|(_, def)| def.retired) {
            let mut shown = Map::new();
            shown.insert("module".into(), (*module.key).into());
            shown.insert("key".into(), key.as_str().into());
            shown.insert("type".into(), json!(def.kind));
            put_label(&mut shown, work, &def.label);
            fields.push(Json::Object(shown));
        }
    }
    Ok(json!({"modules": modules, "fields": fields}))
}

fn is_known(work: &Work, module: &Module) -> bool {
    let rights = work.who().rights(module);
    !rights.read.is_empty() || rights.create
}

fn put_label(out: &mut Map<String, Json>, work: &Work, label: &Label) {
    out.insert("label".into(), label.get(work.who().locale()).into());
    out.insert("labels".into(), json!(label));
}

fn head(work: &Work, module: &Module) -> Map<String, Json> {
    let rights = work.who().rights(module);
    let mut out = Map::new();
    out.insert("key".into(), (*module.key).into());
    put_label(&mut out, work, &module.def.label);
    out.insert("plurals".into(), json!(module.def.many()));
    let rest = json!({
        "app": module.def.app,
        "custom": module.custom,
        "owned": module.def.owned,
        "directory": module.def.directory.map(|d| if d == Directory::Person { "person" } else { "department" }),
        "tree": module.def.tree,
        "name_field": module.name_field().key,
        "rights": {
            "read": scopes(rights.read),
            "create": rights.create,
            "update": scopes(rights.update),
            "delete": scopes(rights.delete),
            "transfer": scopes(rights.transfer),
            "export": rights.export,
            "import": rights.import,
            "bulk": rights.bulk,
        },
    });
    if let Json::Object(rest) = rest {
        out.extend(rest);
    }
    out
}

/// The names of scopes; empty when the action is forbidden.
fn scopes(set: ScopeSet) -> Vec<Scope> {
    set.list()
}

fn field(work: &Work, module: &Module, field: &Field, rights: &ModuleRights) -> Json {
    let access = rights.field(field);
    let plain = access > FieldAccess::Masked;
    let def = &field.def;
    let mut out = Map::new();
    out.insert("key".into(), (*field.key).into());
    out.insert("type".into(), field.ty.key().into());
    put_label(&mut out, work, &def.label);
    let operators: Vec<&str> =
        if plain { field.ty.operators().iter().copied().map(Op::key).collect() } else { Vec::new() };
    let writable = access == FieldAccess::Write && !def.read_only && field.ty.key() != "auto_number";
    let rest = json!({
        "access": access,
        "writable": writable,
        "reveal": access == FieldAccess::Masked && rights.reveal.contains(&field.key),
        "system": field.system,
        "custom": field.custom,
        "core": def.core,
        "required": def.required,
        "unique": def.unique,
        "sortable": plain && def.sortable,
        "searchable": plain && def.search.is_some(),
        "groupable": plain && field.ty.groupable(),
        "operators": operators,
    });
    if let Json::Object(rest) = rest {
        out.extend(rest);
    }
    if work.who().is_admin() {
        out.insert("aliases".into(), json!(def.aliases));
        out.insert("indexed".into(), def.indexed.into());
        out.insert("name_like".into(), def.name_like.into());
    }
    settings(work, module, field, plain, &mut out);
    Json::Object(out)
}

/// What only some types have.
fn settings(work: &Work, module: &Module, field: &Field, plain: bool, out: &mut Map<String, Json>) {
    let def = &field.def;
    if let Some(help) = &def.help {
        out.insert("help".into(), json!({"label": help.get(work.who().locale()), "labels": help}));
    }
    if !def.options.is_empty() {
        let option = |(key, option): (&String, &heyi_model::field::OptionDef)| {
            let mut shown = Map::new();
            shown.insert("key".into(), key.as_str().into());
            put_label(&mut shown, work, &option.label);
            shown.insert("color".into(), json!(option.color));
            shown.insert("retired".into(), option.retired.into());
            shown.insert("core".into(), option.core.into());
            if work.who().is_admin() {
                shown.insert("aliases".into(), json!(option.aliases));
            }
            Json::Object(shown)
        };
        out.insert("options".into(), def.options.iter().map(option).collect());
    }
    if let Some(target) = work.snapshot().target(field)
        && (target.def.directory.is_some() || is_known(work, target))
    {
        out.insert("target".into(), (*target.key).into());
        out.insert("within_itself".into(), (target.key == module.key).into());
    }
    let scale = match field.ty.measure(def) {
        Some(Measure::Scaled { shown, .. }) => Some(shown),
        _ => None,
    };
    let more = [
        ("scale", json!(scale)),
        ("max_length", json!(def.max_length)),
        ("min", json!(def.min)),
        ("max", json!(def.max)),
        ("default", json!(def.default)),
        ("format", json!(def.format)),
        ("dated", if def.dated { json!(true) } else { Json::Null }),
        ("summable", if plain && scale.is_some() { json!(true) } else { Json::Null }),
        ("number", json!(def.number)),
    ];
    out.extend(more.into_iter().filter(|(_, value)| !value.is_null()).map(|(key, value)| (key.to_owned(), value)));
}

/// The sections with the fields that the caller knows; fields that no section names follow in one without a key.
fn layout(work: &Work, module: &Module, rights: &ModuleRights) -> Json {
    let known = |key: &&String| module.field(key).is_some_and(|f| rights.field(f) > FieldAccess::Hidden);
    let mut sections: Vec<Json> = Vec::new();
    for (key, section) in &module.def.layout {
        let mut shown = Map::new();
        shown.insert("key".into(), key.as_str().into());
        put_label(&mut shown, work, &section.label);
        shown.insert("fields".into(), json!(section.fields.iter().filter(known).collect::<Vec<_>>()));
        sections.push(Json::Object(shown));
    }
    let placed = |field: &Field| module.def.layout.values().any(|s| s.fields.iter().any(|f| **f == *field.key));
    let rest: Vec<&str> = module
        .fields
        .iter()
        .filter(|f| !f.system && !placed(f) && rights.field(f) > FieldAccess::Hidden)
        .map(|f| &*f.key)
        .collect();
    if !rest.is_empty() {
        sections.push(json!({"key": null, "label": "", "labels": {}, "fields": rest}));
    }
    sections.into()
}

/// Lookups of modules that the caller reads and that point here: `[{key: "<module>.<field>", module, field, label, labels}]`.
fn related(work: &Work, module: &Module) -> Json {
    let snapshot = work.snapshot().clone();
    let mut lists = Vec::new();
    for other in snapshot.modules() {
        let rights = work.who().rights(other);
        if rights.read.is_empty() {
            continue;
        }
        for (field, _) in other.links().filter(|(field, _)| !field.system && rights.reads(field)) {
            if snapshot.target(field).is_some_and(|target| target.key == module.key) {
                let mut shown = Map::new();
                shown.insert("key".into(), format!("{}.{}", other.key, field.key).into());
                shown.insert("module".into(), (*other.key).into());
                shown.insert("field".into(), (*field.key).into());
                put_label(&mut shown, work, field.def.related.as_ref().unwrap_or(&other.def.label));
                lists.push(Json::Object(shown));
            }
        }
    }
    lists.into()
}
