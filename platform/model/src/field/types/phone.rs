//! `phone`: a telephone number, E.164 inside (`+8613812345678`).

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::text::{self, TextKind};
use crate::{Cells, Code, Fault, Value};

/// A telephone number.
#[derive(Debug)]
pub struct Phone;

impl FieldType for Phone {
    fn key(&self) -> &'static str {
        "phone"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Unique, Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, def: &FieldDef) -> Vec<Column> {
        super::keyed(ColumnKind::Text, def)
    }
    fn parse(&self, field: &Field, json: &Json, cx: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let value = match super::text_of(field, json)? {
            None => None,
            Some(raw) if raw.len() > 64 => return Err(field.fault(Code::InvalidPhone)),
            Some(raw) => Some(text::phone::to_e164(raw, &cx.region).map_err(|_| field.fault(Code::InvalidPhone))?),
        };
        cells.fill(value.into());
        Ok(())
    }
    /// Read for the country of the file, which may be another one than the organisation's.
    fn import(&self, field: &Field, text: &str, cx: &ParseCx) -> Result<Json, Fault> {
        text::phone::to_e164(text, &cx.region).map(Json::from).map_err(|_| field.fault(Code::InvalidPhone))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::text::write_text(row, at, out);
    }
    fn mask(&self, text: &str) -> String {
        crate::mask::phone(text)
    }
    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "examples": ["+8613812345678"]})
    }
    fn search(&self, _: &FieldDef) -> Option<TextKind> {
        Some(TextKind::Code)
    }
}
