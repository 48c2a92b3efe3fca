//! `boolean`: yes, no, or not known.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value};

/// Yes or no.
#[derive(Debug)]
pub struct Boolean;

/// Words that mean yes in a file.
const YES: [&str; 8] = ["true", "yes", "y", "1", "是", "有", "√", "对"];
/// Words that mean no in a file.
const NO: [&str; 8] = ["false", "no", "n", "0", "否", "无", "×", "不"];

impl FieldType for Boolean {
    fn key(&self) -> &'static str {
        "boolean"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Bool }]
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        cells[0] = match json {
            Json::Null => Value::Null,
            Json::Bool(b) => Value::Bool(*b),
            _ => return Err(field.fault(Code::NotBoolean)),
        };
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        let word = text.trim().to_lowercase();
        if YES.contains(&word.as_str()) {
            Ok(Json::Bool(true))
        } else if NO.contains(&word.as_str()) {
            Ok(Json::Bool(false))
        } else {
            Err(field.fault(Code::NotBoolean))
        }
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        out.extend_from_slice(match row.bool(at) {
            Some(true) => b"true",
            Some(false) => b"false",
            None => b"null",
        });
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        row.bool(at).map(|b| if b { "是" } else { "否" }.to_owned()).unwrap_or_default()
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::BOOLEAN
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["boolean", "null"]})
    }
}
