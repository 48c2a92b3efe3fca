//! What a write changed, field by field, in the form in which history keeps it.

use heyi_model::{Cells, ColumnKind, Field, Module, Value};
use serde_json::Value as Json;

use crate::record::Record;

/// Columns that are worked out from the others of their field; history does not keep them.
const DERIVED: [&str; 5] = ["__sort", "__key", "__company", "__day", "__region"];

/// Fields that follow from something else and change without a version: history is silent about them.
const SILENT: [&str; 5] = ["owner_department", "created_at", "created_by", "updated_at", "updated_by"];

/// The name under which history speaks of a record's tags, which are no field.
pub const TAGS: &str = "tags";

/// What became of one field. Values are in the form of [`value`], `null` for nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldChange {
    /// The field's key, or `tags`.
    pub field: Box<str>,
    /// What it was.
    pub old: Json,
    /// What it is.
    pub new: Json,
}

/// The fields of `module` that history speaks of.
pub(super) fn told(module: &Module) -> impl Iterator<Item = &Field> {
    module.fields.iter().filter(|f| !(f.system && SILENT.contains(&&*f.key)))
}

/// What `new` says otherwise than `old`; of a new record every field that has a value.
pub fn changes(old: Option<&Record>, new: &Record) -> Vec<FieldChange> {
    let mut changes = Vec::new();
    for field in told(&new.module) {
        let unchanged = match old {
            Some(old) => field.cells(&old.cells) == field.cells(&new.cells),
            None => field.cells(&new.cells).iter().all(Value::is_null),
        };
        if unchanged {
            continue;
        }
        let before = old.map_or(Json::Null, |old| value(field, &*old.cells));
        let after = value(field, &*new.cells);
        if before != after {
            changes.push(FieldChange { field: field.key.clone(), old: before, new: after });
        }
    }
    changes
}

/// A field's value as history keeps it: the cells that are not worked out from others, one as it is, several as an
/// array; `null` when all of them are empty. `row` begins with the module's first column.
pub(super) fn value(field: &Field, row: &(impl Cells + ?Sized)) -> Json {
    let mut cells: Vec<Json> = kept(field).map(|i| cell(field.kinds[i], row, field.at + i)).collect();
    match cells.len() {
        1 => cells.remove(0),
        _ if cells.iter().all(Json::is_null) => Json::Null,
        _ => Json::Array(cells),
    }
}

/// The way back: the cells of a field, without those that are worked out.
pub(super) fn cells(field: &Field, value: &Json) -> Vec<Value> {
    let mut cells = vec![Value::Null; field.columns.len()];
    let kept: Vec<usize> = kept(field).collect();
    for (n, i) in kept.iter().enumerate() {
        let part = if kept.len() == 1 { Some(value) } else { value.get(n) };
        cells[*i] = part.map_or(Value::Null, |part| cell_of(field.kinds[*i], part));
    }
    cells
}

fn cell_of(kind: ColumnKind, json: &Json) -> Value {
    let text = || json.as_str().map(str::to_owned);
    match kind {
        _ if json.is_null() => Value::Null,
        ColumnKind::Int => json.as_i64().into(),
        ColumnKind::Date => json.as_i64().and_then(|d| i32::try_from(d).ok()).map_or(Value::Null, Value::Date),
        ColumnKind::Bool => json.as_bool().into(),
        ColumnKind::Text => text().into(),
        ColumnKind::Json => Value::Json(json.to_string().into()),
        ColumnKind::Bytes => text().and_then(|t| hex::decode(t).ok()).into(),
        ColumnKind::Float => json.as_f64().map_or(Value::Null, Value::Float),
    }
}

/// Indexes of the field's columns that history keeps.
pub(super) fn kept(field: &Field) -> impl Iterator<Item = usize> {
    field
        .columns
        .iter()
        .enumerate()
        .filter(|(_, name)| !DERIVED.iter().any(|suffix| name.ends_with(suffix)))
        .map(|(i, _)| i)
}

/// A cell as JSON: numbers as they are stored, dates as days since 1970.
fn cell(kind: ColumnKind, row: &(impl Cells + ?Sized), at: usize) -> Json {
    match kind {
        ColumnKind::Int | ColumnKind::Date => row.int(at).map_or(Json::Null, Json::from),
        ColumnKind::Bool => row.bool(at).map_or(Json::Null, Json::from),
        ColumnKind::Text => row.text(at).map_or(Json::Null, Json::from),
        ColumnKind::Json => row.text(at).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default(),
        ColumnKind::Bytes => row.bytes(at).map_or(Json::Null, |b| hex::encode(b).into()),
        ColumnKind::Float => row.float(at).map_or(Json::Null, Json::from),
    }
}
