//! From a definition to the effective module: system fields, types, cells, and every fault of the definition.

use std::collections::{HashMap, HashSet};

use super::{Directory, FIXED, Module, ModuleDef};
use crate::field::{Field, FieldDef, Target, types};
use crate::filter::Path;
use crate::mask::shorten;
use crate::{Code, Fault, Label, Locale};

/// Most custom fields of a module.
pub const MAX_CUSTOM: usize = 300;
/// Most custom fields of a module that lists may be sorted by.
pub const MAX_CUSTOM_SORTABLE: usize = 20;

/// A fault in metadata: where it is and what is wrong, for developers and for `heyi check`. Whoever changes metadata over
/// the API is told the [`Fault`] itself.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{module}: {place}: {fault}")]
pub struct MetaFault {
    /// The module's key.
    pub module: String,
    /// The field, section or view.
    pub place: String,
    /// What is wrong, in English.
    pub fault: String,
}

impl MetaFault {
    /// What was found in the definition of a module.
    pub fn of(module: &str, fault: &Fault) -> Self {
        Self { module: module.into(), place: fault.field.clone(), fault: fault.message(Locale::En) }
    }
}

fn system(kind: &str, zh: &str, en: &str) -> FieldDef {
    FieldDef { kind: kind.into(), label: Label::new(zh, en), core: true, read_only: true, ..FieldDef::default() }
}

/// The fields that every record has, in order; those of the owner only where records are owned.
fn system_fields(owned: bool) -> Vec<(&'static str, FieldDef)> {
    let mut fields = Vec::new();
    if owned {
        fields.push(("owner", FieldDef { read_only: false, related: None, ..system("person", "负责人", "Owner") }));
        fields.push(("owner_department", system("department", "所属部门", "Owner's department")));
    }
    fields.push((
        "external_id",
        FieldDef {
            read_only: false, unique: true, max_length: Some(120), ..system("text", "外部编号", "External id")
        },
    ));
    fields.push(("created_at", FieldDef { sortable: true, ..system("date_time", "创建时间", "Created at") }));
    fields.push(("created_by", system("person", "创建人", "Created by")));
    fields.push(("updated_at", FieldDef { sortable: true, ..system("date_time", "更新时间", "Updated at") }));
    fields.push(("updated_by", system("person", "更新人", "Updated by")));
    fields
}

/// Names that no field of a definition may take.
const RESERVED: [&str; 16] = [
    "id",
    "version",
    "deleted_at",
    "deleted_by",
    "legal_entity",
    "owner",
    "owner_department",
    "external_id",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "masked",
    "tags",
    "pool",
    "hidden",
];

/// Builds the effective module, or says everything that is wrong with its definition, each at its place.
pub fn compile(key: &str, def: ModuleDef, custom: bool) -> Result<Module, Vec<Fault>> {
    let mut faults = Vec::new();
    if !crate::is_key(key) {
        faults.push(Fault::new("key", Code::NotAKey));
    }
    if def.label.is_empty() {
        faults.push(Fault::new("label", Code::Required));
    }
    let mut columns: Vec<_> = FIXED.iter().map(|(name, kind)| ((*name).into(), *kind)).collect();
    let mut fields: Vec<Field> = Vec::new();
    let mut classes = HashSet::new();
    let system_defs = system_fields(def.owned).into_iter().map(|(k, d)| (k.to_owned(), d, true));
    let own_defs = def.fields.iter().map(|(k, d)| (k.clone(), d.clone(), false));
    for (field_key, field_def, system) in system_defs.chain(own_defs) {
        let at = |setting: &str| format!("fields.{field_key}.{setting}");
        if !system && RESERVED.contains(&field_key.as_str()) {
            faults.push(Fault::new(at("key"), Code::ReservedKey));
            continue;
        }
        if !crate::is_key(&field_key) {
            faults.push(Fault::new(at("key"), Code::NotAKey));
            continue;
        }
        let Some(ty) = types::find(&field_def.kind) else {
            faults.push(Fault::new(at("type"), Code::UnknownType));
            continue;
        };
        faults.extend(ty.check(&field_def).into_iter().map(|fault| Fault { field: at(&fault.field), ..fault }));
        if field_def.label.is_empty() {
            faults.push(Fault::new(at("label"), Code::Required));
        }
        if field_def.sortable && !ty.sortable() {
            faults.push(Fault::new(at("sortable"), Code::NotSortable));
        }
        if let Some(class) = field_def.search {
            if !class.is_ascii_lowercase() && !class.is_ascii_digit() {
                faults.push(Fault::new(at("search"), Code::InvalidParameter));
            }
            if !classes.insert(class) {
                faults.push(Fault::new(at("search"), Code::KeyTaken));
            }
            if ty.search(&field_def).is_none() {
                faults.push(Fault::new(at("search"), Code::NotSearchable));
            }
        }
        if field_def.retired {
            continue;
        }
        let custom = !system && (custom || field_key.starts_with("c_"));
        let field = Field { at: columns.len(), system, custom, ..Field::new(&field_key, field_def, ty) };
        columns.extend(field.columns.iter().cloned().zip(field.kinds.iter().copied()));
        fields.push(field);
    }
    let by_key: HashMap<Box<str>, usize> = fields.iter().enumerate().map(|(i, f)| (f.key.clone(), i)).collect();
    let name_at = by_key.get(def.name_field.as_str()).copied();
    match name_at.map(|i| &fields[i]) {
        Some(f) if matches!(f.ty.key(), "text" | "auto_number") => {}
        _ => faults.push(Fault::new("name_field", Code::NotANameField)),
    }
    faults.extend(wrong_references(key, &def, &by_key, &fields));
    let customs = fields.iter().filter(|f| f.key.starts_with("c_"));
    let sortable = customs.clone().filter(|f| f.def.sortable).count();
    for (place, count, max) in
        [("fields", customs.count(), MAX_CUSTOM), ("fields.sortable", sortable, MAX_CUSTOM_SORTABLE)]
    {
        if count > max {
            faults.push(Fault::new(place, Code::LimitReached).with("max", max));
        }
    }
    match name_at {
        Some(name_at) if faults.is_empty() => {
            Ok(Module { key: key.into(), def, fields, custom, by_key, columns, name_at })
        }
        _ => Err(faults),
    }
}

/// What a definition names must be there.
fn wrong_references(key: &str, def: &ModuleDef, by_key: &HashMap<Box<str>, usize>, fields: &[Field]) -> Vec<Fault> {
    let mut faults = Vec::new();
    let field = |key: &str| by_key.get(key).map(|i| &fields[*i]);
    let named = |place: String, code: Code, value: &str| Fault::new(place, code).with("value", shorten(value));
    for (section, s) in &def.layout {
        for name in &s.fields {
            if field(name).is_none() && !def.fields.get(name).is_some_and(|f| f.retired) {
                faults.push(named(format!("layout.{section}"), Code::NoFieldNamed, name));
            }
        }
    }
    for (view, v) in &def.views {
        for name in &v.columns {
            if Path::parse(name).is_err() || field(name.split('.').next().unwrap_or_default()).is_none() {
                faults.push(named(format!("views.{view}"), Code::NoFieldNamed, name));
            }
        }
        if let Some(json) = &v.filter
            && let Err(problem) = crate::Filter::parse(json)
        {
            let within = |fault: Fault| Fault { field: format!("views.{view}.{}", fault.field), ..fault };
            faults.extend(problem.faults.into_iter().map(within));
        }
    }
    let points_back = |f: &Field| match f.ty.target(&f.def) {
        Some(Target::Module(target)) => target == key,
        Some(Target::Person) => def.directory == Some(Directory::Person),
        Some(Target::Department) => def.directory == Some(Directory::Department),
        None => false,
    };
    if let Some(tree) = &def.tree
        && !field(tree).is_some_and(points_back)
    {
        faults.push(Fault::new("tree", Code::NotATreeField));
    }
    for path in &def.shows_on {
        if field(path.split('.').next().unwrap_or_default()).is_none_or(|f| f.ty.target(&f.def).is_none()) {
            faults.push(named("shows_on".into(), Code::NotFromALink, path));
        }
    }
    if let Some(at) = &def.happens_at
        && field(at).is_none_or(|f| !matches!(f.ty.key(), "date" | "date_time"))
    {
        faults.push(Fault::new("happens_at", Code::NotADateField));
    }
    if def.directory == Some(Directory::Department) && def.tree.is_none() {
        faults.push(Fault::new("tree", Code::Required));
    }
    faults
}
