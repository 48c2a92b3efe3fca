//! `mail`: a mail address with its domain in lower case, at most 254 characters.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::text::{self, TextKind};
use crate::{Cells, Code, Fault, Value};

/// A mail address.
#[derive(Debug)]
pub struct Mail;

impl FieldType for Mail {
    fn key(&self) -> &'static str {
        "mail"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Unique, Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, def: &FieldDef) -> Vec<Column> {
        super::keyed(ColumnKind::Text, def)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let value = match super::text_of(field, json)? {
            None => None,
            Some(raw) if raw.len() > 1024 => return Err(field.fault(Code::InvalidMail)),
            Some(raw) => Some(text::mail::normalise(raw).map_err(|_| field.fault(Code::InvalidMail))?),
        };
        cells.fill(value.into());
        Ok(())
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::text::write_text(row, at, out);
    }
    fn mask(&self, text: &str) -> String {
        crate::mask::mail(text)
    }
    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "maxLength": 254})
    }
    fn search(&self, _: &FieldDef) -> Option<TextKind> {
        Some(TextKind::Code)
    }
}
