//! From a definition to the effective module: system fields, types, cells, and every fault of the definition.

use std::collections::{HashMap, HashSet};

use super::{Directory, FIXED, Module, ModuleDef};
use crate::field::{Field, FieldDef, Target, types};
use crate::{Label, filter::Path};

/// Most custom fields of a module.
pub const MAX_CUSTOM: usize = 300;
/// Most custom fields of a module that lists may be sorted by.
pub const MAX_CUSTOM_SORTABLE: usize = 20;

/// A fault in metadata: where it is and what is wrong, for `heyi check`.
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

/// Builds the effective module, or says everything that is wrong with its definition.
pub fn compile(key: &str, def: ModuleDef, custom: bool) -> Result<Module, Vec<MetaFault>> {
    let mut faults = Vec::new();
    let mut fault =
        |place: &str, text: String| faults.push(MetaFault { module: key.into(), place: place.into(), fault: text });
    if !crate::is_key(key) {
        fault(
            "key",
            "a key has at most 28 lower-case letters, digits and single underscores and begins with a letter".into(),
        );
    }
    if def.label.is_empty() {
        fault("label", "a module needs a label".into());
    }
    let mut columns: Vec<_> = FIXED.iter().map(|(name, kind)| ((*name).into(), *kind)).collect();
    let mut fields: Vec<Field> = Vec::new();
    let mut classes = HashSet::new();
    let system_defs = system_fields(def.owned).into_iter().map(|(k, d)| (k.to_owned(), d, true));
    let own_defs = def.fields.iter().map(|(k, d)| (k.clone(), d.clone(), false));
    for (field_key, field_def, system) in system_defs.chain(own_defs) {
        if !system && (!crate::is_key(&field_key) || RESERVED.contains(&field_key.as_str())) {
            fault(&field_key, "this key is reserved or not a key".into());
            continue;
        }
        let Some(ty) = types::find(&field_def.kind) else {
            fault(&field_key, format!("there is no field type \"{}\"", field_def.kind));
            continue;
        };
        if let Err(text) = ty.check(&field_def) {
            fault(&field_key, text);
        }
        if field_def.label.is_empty() {
            fault(&field_key, "a field needs a label".into());
        }
        if field_def.sortable && !ty.sortable() {
            fault(&field_key, format!("a {} cannot be sorted by", ty.key()));
        }
        if let Some(class) = field_def.search {
            if !class.is_ascii_lowercase() && !class.is_ascii_digit() {
                fault(&field_key, "search is one letter a-z or digit".into());
            }
            if !classes.insert(class) {
                fault(&field_key, format!("search class '{class}' is taken by another field"));
            }
            if ty.search(&field_def).is_none() {
                fault(&field_key, format!("a {} is not searched", ty.key()));
            }
        }
        if field_def.retired {
            continue;
        }
        let at = columns.len();
        let mut names = Vec::new();
        let mut kinds = Vec::new();
        for column in ty.columns(&field_def) {
            let name: Box<str> = if column.suffix.is_empty() {
                field_key.as_str().into()
            } else {
                format!("{field_key}__{}", column.suffix).into()
            };
            columns.push((name.clone(), column.kind));
            names.push(name);
            kinds.push(column.kind);
        }
        fields.push(Field {
            custom: !system && (custom || field_key.starts_with("c_")),
            key: field_key.into(),
            def: field_def,
            ty,
            at,
            columns: names.into(),
            kinds: kinds.into(),
            system,
        });
    }
    let by_key: HashMap<Box<str>, usize> = fields.iter().enumerate().map(|(i, f)| (f.key.clone(), i)).collect();
    let name_at = by_key.get(def.name_field.as_str()).copied();
    match name_at.map(|i| &fields[i]) {
        Some(f) if matches!(f.ty.key(), "text" | "auto_number") => {}
        _ => fault("name_field", format!("\"{}\" is not a text or auto_number of this module", def.name_field)),
    }
    check_references(key, &def, &by_key, &fields, &mut fault);
    let customs = fields.iter().filter(|f| f.key.starts_with("c_"));
    if customs.clone().count() > MAX_CUSTOM || customs.filter(|f| f.def.sortable).count() > MAX_CUSTOM_SORTABLE {
        fault("fields", format!("at most {MAX_CUSTOM} custom fields, {MAX_CUSTOM_SORTABLE} of them sortable"));
    }
    match name_at {
        Some(name_at) if faults.is_empty() => {
            Ok(Module { key: key.into(), def, fields, custom, by_key, columns, name_at })
        }
        _ => Err(faults),
    }
}

/// What a definition names must be there.
fn check_references(
    key: &str,
    def: &ModuleDef,
    by_key: &HashMap<Box<str>, usize>,
    fields: &[Field],
    fault: &mut impl FnMut(&str, String),
) {
    let field = |key: &str| by_key.get(key).map(|i| &fields[*i]);
    for (section, s) in &def.layout {
        for name in &s.fields {
            if field(name).is_none() && !def.fields.get(name).is_some_and(|f| f.retired) {
                fault(&format!("layout.{section}"), format!("there is no field \"{name}\""));
            }
        }
    }
    for (view, v) in &def.views {
        for name in &v.columns {
            if Path::parse(name).is_err() || field(name.split('.').next().unwrap_or_default()).is_none() {
                fault(&format!("views.{view}"), format!("there is no field \"{name}\""));
            }
        }
        if let Some(json) = &v.filter
            && let Err(problem) = crate::Filter::parse(json)
        {
            fault(&format!("views.{view}"), format!("the filter is not valid: {problem}"));
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
        fault("tree", format!("\"{tree}\" is not a lookup from this module to itself"));
    }
    for path in &def.shows_on {
        if field(path.split('.').next().unwrap_or_default()).is_none_or(|f| f.ty.target(&f.def).is_none()) {
            fault("shows_on", format!("\"{path}\" does not begin with a lookup of this module"));
        }
    }
    if let Some(at) = &def.happens_at
        && field(at).is_none_or(|f| !matches!(f.ty.key(), "date" | "date_time"))
    {
        fault("happens_at", format!("\"{at}\" is not a date or date-time of this module"));
    }
    if def.directory == Some(Directory::Department) && def.tree.is_none() {
        fault("tree", "departments are a tree".into());
    }
}
