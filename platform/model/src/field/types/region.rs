//! `region`: a place from the widest part to the narrowest, `江苏省/苏州市/昆山市`, at most four parts.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::text::{self, TextKind};
use crate::{Cells, Code, Fault, Value};

const MAX_PARTS: usize = 4;
const MAX_PART: usize = 40;

/// A place.
#[derive(Debug)]
pub struct Region;

/// The parts of a place, joined by `/`.
pub(super) fn normalise<'a>(parts: impl Iterator<Item = &'a str>) -> Option<String> {
    let parts: Vec<String> = parts.map(|p| text::fold(p).into_owned()).filter(|p| !p.is_empty()).collect();
    let good = parts.len() <= MAX_PARTS && parts.iter().all(|p| p.chars().count() <= MAX_PART && !p.contains('/'));
    good.then(|| parts.join("/"))
}

impl FieldType for Region {
    fn key(&self) -> &'static str {
        "region"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Text }]
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        cells[0] = match super::text_of(field, json)? {
            None => Value::Null,
            Some(raw) if raw.len() > 1024 => return Err(field.fault(Code::InvalidRegion)),
            Some(raw) => normalise(raw.split('/'))
                .filter(|r| !r.is_empty())
                .ok_or_else(|| field.fault(Code::InvalidRegion))?
                .into(),
        };
        Ok(())
    }
    fn import(&self, _: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        Ok(Json::from(text.replace(['-', '－', ' ', '\u{3000}', '>'], "/")))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::text::write_text(row, at, out);
    }
    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "examples": ["江苏省/苏州市"]})
    }
    fn search(&self, _: &FieldDef) -> Option<TextKind> {
        Some(TextKind::Plain)
    }
}
