//! `lookup`, `person` and `department`: a link to one record of another module.
//!
//! A link reads as `{"id", "name"}`; the name comes from a join under the caller's rights, so the engine writes it.
//! It is written as an id; `{"external_id": …}` is turned into an id by the pipeline before it comes here.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting, Target};
use crate::{Cells, Code, Fault, RecordId, Value, wire};

const COLUMNS: [Column; 1] = [Column { suffix: "", kind: ColumnKind::Int }];

/// A link to a record of the module that the definition names.
#[derive(Debug)]
pub struct Lookup;
/// A link to a person.
#[derive(Debug)]
pub struct Person;
/// A link to a department.
#[derive(Debug)]
pub struct Department;

fn parse(field: &Field, json: &Json, cells: &mut [Value]) -> Result<(), Fault> {
    let id = match json {
        Json::Null => None,
        Json::String(s) if s.is_empty() => None,
        Json::String(s) => Some(s.parse::<RecordId>().map_err(|_| field.fault(Code::NotId))?),
        Json::Object(link) => match link.get("id") {
            Some(Json::String(s)) => Some(s.parse::<RecordId>().map_err(|_| field.fault(Code::NotId))?),
            Some(Json::Null) => None,
            _ => return Err(field.fault(Code::NotId)),
        },
        _ => return Err(field.fault(Code::NotId)),
    };
    cells[0] = id.into();
    Ok(())
}

fn write(row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
    match row.int(at) {
        Some(n) => wire::id(out, n),
        None => out.extend_from_slice(b"null"),
    }
}

fn link_schema() -> Json {
    json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Link"}]})
}

fn link_write_schema() -> Json {
    json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Id"},
        {"type": "object", "properties": {"external_id": {"type": "string"}}, "required": ["external_id"]}]})
}

macro_rules! link_type {
    ($ty:ident, $key:literal, $ops:expr, $settings:expr, $check:expr, $target:expr) => {
        impl FieldType for $ty {
            fn key(&self) -> &'static str {
                $key
            }
            fn settings(&self) -> &'static [Setting] {
                $settings
            }
            fn columns(&self, _: &FieldDef) -> Vec<Column> {
                COLUMNS.to_vec()
            }
            fn check(&self, def: &FieldDef) -> Vec<Fault> {
                $check(def)
            }
            fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
                parse(field, json, cells)
            }
            fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
                write(row, at, out);
            }
            fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
                row.int(at).map(|n| n.to_string()).unwrap_or_default()
            }
            fn mask(&self, _: &str) -> String {
                "***".into()
            }
            fn operators(&self) -> &'static [Op] {
                $ops
            }
            fn schema(&self, _: &FieldDef) -> Json {
                link_schema()
            }
            fn write_schema(&self, _: &FieldDef) -> Json {
                link_write_schema()
            }
            fn target<'a>(&self, def: &'a FieldDef) -> Option<Target<'a>> {
                $target(def)
            }
            fn sortable(&self) -> bool {
                false
            }
        }
    };
}

/// Settings of a link whose target is fixed.
const FIXED: &[Setting] = &[Setting::Indexed, Setting::Dated, Setting::Default, Setting::Related];
/// Settings of a link that names its target.
const NAMED: &[Setting] = &[Setting::Indexed, Setting::Dated, Setting::Default, Setting::Related, Setting::Target];

fn needs_target(def: &FieldDef) -> Vec<Fault> {
    if def.target.is_none() { vec![Fault::new("target", Code::Required)] } else { Vec::new() }
}
fn is_fixed(_: &FieldDef) -> Vec<Fault> {
    Vec::new()
}

link_type!(Lookup, "lookup", Op::CHOICE, NAMED, needs_target, |def: &'a FieldDef| {
    def.target.as_deref().map(Target::Module)
});
link_type!(Person, "person", Op::PERSON, FIXED, is_fixed, |_: &'a FieldDef| Some(Target::Person));
link_type!(Department, "department", Op::DEPARTMENT, FIXED, is_fixed, |_: &'a FieldDef| Some(Target::Department));
