//! `file`: one file, kept as the id of its row in the file store with its name beside it.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, RecordId, Value, wire};

/// A file. It is written as the id that an upload gave; the pipeline checks it and fills in the name.
#[derive(Debug)]
pub struct File;

impl FieldType for File {
    fn key(&self) -> &'static str {
        "file"
    }
    fn settings(&self) -> &'static [Setting] {
        &[]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Int }, Column { suffix: "name", kind: ColumnKind::Text }]
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let text = match json {
            Json::Null => None,
            Json::String(s) => Some(s.as_str()),
            Json::Object(file) => Some(file.get("id").and_then(Json::as_str).ok_or_else(|| field.fault(Code::NotId))?),
            _ => return Err(field.fault(Code::NotId)),
        };
        let id = text.map(|t| t.parse::<RecordId>().map_err(|_| field.fault(Code::NotId))).transpose()?;
        if cells[0].as_int() != id.map(RecordId::get) {
            cells[0] = id.into();
            cells[1] = Value::Null;
        }
        Ok(())
    }
    fn import(&self, field: &Field, _: &str, _: &ParseCx) -> Result<Json, Fault> {
        Err(field.fault(Code::ReadOnly))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        let Some(id) = row.int(at) else {
            out.extend_from_slice(b"null");
            return;
        };
        out.extend_from_slice(b"{\"id\":");
        wire::id(out, id);
        out.extend_from_slice(b",\"name\":");
        super::text::write_text(row, at + 1, out);
        out.push(b'}');
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        row.text(at + 1).unwrap_or_default().to_owned()
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::PRESENCE
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Link"}]})
    }
    fn write_schema(&self, _: &FieldDef) -> Json {
        json!({"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Id"}]})
    }
    fn groupable(&self) -> bool {
        false
    }
    fn sortable(&self) -> bool {
        false
    }
}
