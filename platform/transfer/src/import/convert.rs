//! From the cells of a row to a draft.

use std::collections::HashMap;
use std::sync::Arc;

use heyi_engine::pipeline::Draft;
use heyi_model::{Code, Fault, Field, Module, ParseCx, Problem, Value, text};
use serde_json::{Map, Value as Json};

use super::spec::{ColumnMap, ImportSpec};
use crate::table::{Cell, TableRow};

/// A column that is read: where it is, what it fills, how.
pub(crate) struct Column {
    pub index: usize,
    pub map: ColumnMap,
    pub target: Fills,
    values: HashMap<String, String>,
}

/// What a column fills.
pub(crate) enum Fills {
    /// A field.
    Field(Field),
    /// A part of an address.
    Part(Field, String),
    /// The currency beside an amount.
    Currency,
    /// A link that is found by a text of its target.
    Link(Field),
}

/// Resolves the mapping against the header and the module.
///
/// # Errors
/// 422 that names every column that is not in the file and every field that is not in the module.
pub(crate) fn columns(spec: &ImportSpec, header: &[String], module: &Arc<Module>) -> Result<Vec<Column>, Problem> {
    let mut faults = Vec::new();
    let mut columns = Vec::new();
    for (n, map) in spec.columns.iter().enumerate() {
        let place = |part: &str| format!("columns[{n}].{part}");
        let index = header
            .iter()
            .position(|h| *h == map.column)
            .or_else(|| header.iter().position(|h| text::key(h) == text::key(&map.column)));
        let target = fills(map, module);
        match (index, target) {
            (Some(index), Some(target)) => {
                let values = map.values.iter().map(|(from, to)| (text::key(from), to.clone())).collect();
                columns.push(Column { index, map: map.clone(), target, values });
            }
            (index, target) => {
                if index.is_none() {
                    faults.push(
                        Fault::new(place("column"), Code::UnknownColumn)
                            .with("value", heyi_model::mask::shorten(&map.column)),
                    );
                }
                if target.is_none() {
                    faults.push(Fault::new(place("field"), Code::UnknownField));
                }
            }
        }
    }
    if faults.is_empty() && columns.is_empty() {
        faults.push(Fault::new("columns", Code::NothingMapped));
    }
    if faults.is_empty() { Ok(columns) } else { Err(Problem::invalid(faults)) }
}

fn fills(map: &ColumnMap, module: &Arc<Module>) -> Option<Fills> {
    if let Some((key, part)) = map.field.split_once('.') {
        let field = module.field(key).filter(|f| f.ty.key() == "address")?;
        let parts = ["country", "province", "city", "district", "street", "postcode"];
        return parts.contains(&part).then(|| Fills::Part(field.clone(), part.to_owned()));
    }
    match module.field(&map.field) {
        Some(field) if field.ty.target(&field.def).is_some() && map.lookup_by.as_deref() != Some("id") => {
            Some(Fills::Link(field.clone()))
        }
        Some(field) => Some(Fills::Field(field.clone())),
        None => {
            let amount = module.field(map.field.strip_suffix("_currency")?)?;
            (amount.ty.key() == "money").then_some(Fills::Currency)
        }
    }
}

/// A row as a draft, with the links that are still texts.
pub(crate) struct Converted {
    pub draft: Draft,
    /// Index of the column and the text of its cell.
    pub links: Vec<(usize, String)>,
    pub faults: Vec<Fault>,
    /// Columns whose value was left out, and the value.
    pub left_out: Vec<(usize, String)>,
}

/// Reads the cells of a row. `None` when every mapped cell is empty.
pub(crate) fn row(columns: &[Column], row: &TableRow, cx: &ParseCx) -> Option<Converted> {
    let (faults, left_out) = (Vec::new(), Vec::new());
    let mut converted = Converted { draft: Draft(Map::new()), links: Vec::new(), faults, left_out };
    let mut any = false;
    for (n, column) in columns.iter().enumerate() {
        let cell = row.cells.get(column.index).map(Cell::text).unwrap_or_default().trim();
        let value = if column.values.is_empty() {
            cell
        } else {
            column.values.get(&text::key(cell)).map_or(cell, String::as_str)
        };
        if value.is_empty() {
            continue;
        }
        any = true;
        let fields = &mut converted.draft.0;
        match &column.target {
            Fills::Field(field) => match field.ty.import(field, value, cx) {
                Ok(json) if column.map.optional && !takes(field, &json, cx) => {
                    converted.left_out.push((n, value.to_owned()));
                }
                Ok(json) => {
                    fields.insert(field.key.to_string(), json);
                }
                Err(_) if column.map.optional => converted.left_out.push((n, value.to_owned())),
                Err(fault) => converted.faults.push(fault),
            },
            Fills::Part(field, part) => {
                let address = fields.entry(field.key.to_string()).or_insert_with(|| Json::Object(Map::new()));
                if let Some(address) = address.as_object_mut() {
                    address.insert(part.clone(), value.into());
                }
            }
            Fills::Currency => {
                fields.insert(column.map.field.clone(), value.to_uppercase().into());
            }
            Fills::Link(_) => converted.links.push((n, value.to_owned())),
        }
    }
    any.then_some(converted)
}

/// Does the field take this value?
fn takes(field: &Field, json: &Json, cx: &ParseCx) -> bool {
    let mut cells = vec![Value::Null; field.columns.len()];
    field.ty.parse(field, json, cx, &mut cells).is_ok()
}
