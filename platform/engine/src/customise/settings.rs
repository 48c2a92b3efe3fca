//! Settings of a field as an organisation sets them: read from the wire, and held against the type and the records.

use heyi_model::field::{FieldDef, setting_faults, types};
use heyi_model::{Code, Fault, Field, Problem, Value};
use serde_json::{Map, Value as Json};

use crate::Work;
use crate::facts::Facts;

/// Settings that are taken as metadata writes them.
pub(super) const PLAIN: [&str; 14] = [
    "required",
    "unique",
    "sortable",
    "indexed",
    "name_like",
    "dated",
    "default",
    "max_length",
    "format",
    "min",
    "max",
    "scale",
    "number",
    "aliases",
];

/// Sets plain settings on a definition, each of its type.
pub(super) fn with(
    def: &FieldDef,
    plain: Map<String, Json>,
    at: &dyn Fn(&str) -> String,
    faults: &mut Vec<Fault>,
) -> Option<FieldDef> {
    let mut def = def.clone();
    for (name, value) in plain {
        let mut json = serde_json::to_value(&def).ok()?;
        json[&name] = value.clone();
        // A setting that is taken away is the one that a field has without it.
        if value.is_null() {
            json.as_object_mut()?.shift_remove(&name);
        }
        match serde_json::from_value(json) {
            Ok(with) => def = with,
            Err(_) => faults.push(Fault::new(at(&name), Code::InvalidParameter)),
        }
    }
    Some(def)
}

/// Everything that is wrong with the settings of a field, its default among them, each at its setting.
pub(super) fn wrong(work: &mut Work, def: &FieldDef) -> Result<Vec<Fault>, Problem> {
    let Some(ty) = types::find(&def.kind) else { return Ok(Vec::new()) };
    let mut faults = setting_faults(ty, def);
    if !blames(&faults, "default") {
        faults.extend(wrong_default(work, &Field::new("default", def.clone(), ty))?);
    }
    Ok(faults)
}

/// Does one of these faults blame this place, or a part of it?
pub(super) fn blames(faults: &[Fault], place: &str) -> bool {
    let within = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
    faults.iter().any(|fault| fault.field.strip_prefix(place).is_some_and(within))
}

/// The setting to which a place belongs: `options` of `options.red.label`.
pub(super) fn setting_of(place: &str) -> &str {
    place.split(['.', '[']).next().unwrap_or_default()
}

/// A default is a value that the field takes, and where it is a link, one to a record that is there: otherwise every new
/// record would be refused.
fn wrong_default(work: &mut Work, field: &Field) -> Result<Option<Fault>, Problem> {
    let Some(default) = &field.def.default else { return Ok(None) };
    let snapshot = work.snapshot().clone();
    let mut cells = vec![Value::Null; field.columns.len()];
    if let Err(fault) = field.ty.parse(field, default, &snapshot.parse, &mut cells) {
        return Ok(Some(Fault { field: "default".into(), ..fault }));
    }
    let Some(id) = cells[0].as_int().filter(|_| field.ty.target(&field.def).is_some()) else { return Ok(None) };
    let is_there = match snapshot.target(field) {
        Some(target) => Facts::of(work).exists(target, id)?,
        // A module that is only being made has no record yet.
        None => false,
    };
    Ok((!is_there).then(|| field.fault(Code::UnknownRecord)))
}
