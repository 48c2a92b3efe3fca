//! `integer`: a whole number that every JSON reader keeps exactly, ±(2⁵³−1).

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value, wire};

const MAX: i128 = (1 << 53) - 1;

/// A whole number.
#[derive(Debug)]
pub struct Integer;

impl FieldType for Integer {
    fn key(&self) -> &'static str {
        "integer"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Unique, Setting::Indexed, Setting::Dated, Setting::Default, Setting::Min, Setting::Max]
    }
    fn columns(&self, def: &FieldDef) -> Vec<Column> {
        super::keyed(ColumnKind::Int, def)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let n = super::scaled(field, json, 0, 0, MAX).map_err(|fault| match fault.code {
            Code::TooPrecise => field.fault(Code::NotInteger),
            _ => fault,
        })?;
        super::fill_keyed(cells, n.into(), || n.map(|n| n.to_string()));
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        let n = crate::text::decimal::import(text).map_err(|_| field.fault(Code::NotInteger))?;
        Ok(Json::from(wire::decimal_text(n.value, 4, 0)))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        match row.int(at) {
            Some(n) => wire::int(out, n),
            None => out.extend_from_slice(b"null"),
        }
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        row.int(at).map(|n| n.to_string()).unwrap_or_default()
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::NUMBER
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["integer", "null"]})
    }
    fn write_schema(&self, def: &FieldDef) -> Json {
        let mut schema = json!({"type": ["integer", "null"], "minimum": -(MAX as i64), "maximum": MAX as i64});
        for (key, bound) in [("minimum", &def.min), ("maximum", &def.max)] {
            if let Some(n) = bound.as_deref().and_then(|b| b.parse::<i64>().ok()) {
                schema[key] = n.into();
            }
        }
        schema
    }
    fn measure(&self, _: &FieldDef) -> Option<Measure> {
        Some(Measure::Whole)
    }
}
