//! `text` (one line) and `long_text` (several).

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::text::{self, TextKind};
use crate::{Cells, Code, Fault, Value, wire};

/// Most characters of a `text` when its definition does not say.
const DEFAULT_LENGTH: u32 = 255;
/// Most characters of any `text`.
const MAX_LENGTH: u32 = 4_000;
/// Most characters of a `long_text`.
const MAX_LONG: u32 = 100_000;

/// One line of text, width-folded (`ＡＢＣ` is `ABC`), without surrounding blanks.
#[derive(Debug)]
pub struct Text;

impl FieldType for Text {
    fn key(&self) -> &'static str {
        "text"
    }
    fn settings(&self) -> &'static [Setting] {
        use Setting::{Dated, Default, Format, Indexed, MaxLength, NameLike, Unique};
        &[Unique, Indexed, NameLike, Dated, Default, MaxLength, Format]
    }
    fn columns(&self, def: &FieldDef) -> Vec<Column> {
        let mut columns = vec![Column { suffix: "", kind: ColumnKind::Text }];
        if def.sortable {
            columns.push(Column { suffix: "sort", kind: ColumnKind::Text });
        }
        if def.unique {
            columns.push(Column { suffix: "key", kind: ColumnKind::Text });
        }
        if def.format.as_deref() == Some("company_key") {
            columns.push(Column { suffix: "company", kind: ColumnKind::Text });
        }
        columns
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        let strange = def.format.as_deref().filter(|format| !matches!(*format, "credit_code" | "company_key"));
        let strange = strange.map(|_| Fault::new("format", Code::UnknownFormat));
        super::check_length(def, MAX_LENGTH).into_iter().chain(strange).collect()
    }
    fn parse(&self, field: &Field, json: &Json, _cx: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        cells.fill(Value::Null);
        let Some(raw) = text_within(field, json, field.def.max_length.unwrap_or(DEFAULT_LENGTH))? else {
            return Ok(());
        };
        let mut value = text::fold(raw).into_owned();
        if value.is_empty() {
            return Ok(());
        }
        if field.def.format.as_deref() == Some("credit_code") {
            value = text::uscc::normalise(&value).map_err(|_| field.fault(Code::InvalidCreditCode))?;
        }
        for (cell, name) in cells.iter_mut().zip(&field.columns) {
            *cell = match name.rsplit_once("__").map(|(_, suffix)| suffix) {
                Some("sort") => text::sort_key(&value).into(),
                Some("key") => text::key(&value).into(),
                Some("company") => text::company_key(&value).into(),
                _ => value.as_str().into(),
            };
        }
        Ok(())
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        write_text(row, at, out);
    }
    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }
    fn schema(&self, def: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "maxLength": def.max_length.unwrap_or(DEFAULT_LENGTH)})
    }
    fn search(&self, def: &FieldDef) -> Option<TextKind> {
        Some(match def.format.as_deref() {
            Some("credit_code") => TextKind::Code,
            _ if def.name_like => TextKind::NameLike,
            _ => TextKind::Plain,
        })
    }
}

/// Several lines of text.
#[derive(Debug)]
pub struct LongText;

impl FieldType for LongText {
    fn key(&self) -> &'static str {
        "long_text"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Dated, Setting::Default, Setting::MaxLength]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Text }]
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        super::check_length(def, MAX_LONG).into_iter().collect()
    }
    fn parse(&self, field: &Field, json: &Json, _cx: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let raw = text_within(field, json, field.def.max_length.unwrap_or(MAX_LONG))?;
        cells[0] = raw.map(|t| text::fold_multiline(t).into_owned()).filter(|t| !t.is_empty()).into();
        Ok(())
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        write_text(row, at, out);
    }
    fn operators(&self) -> &'static [Op] {
        Op::LONG_TEXT
    }
    fn schema(&self, def: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "maxLength": def.max_length.unwrap_or(MAX_LONG)})
    }
    fn groupable(&self) -> bool {
        false
    }
    fn sortable(&self) -> bool {
        false
    }
    fn search(&self, _: &FieldDef) -> Option<TextKind> {
        Some(TextKind::Plain)
    }
}

/// The text of `json`, refused beyond `max` characters before any work is done on it.
fn text_within<'a>(field: &Field, json: &'a Json, max: u32) -> Result<Option<&'a str>, Fault> {
    let Some(raw) = super::text_of(field, json)? else { return Ok(None) };
    // A character takes at most four bytes, so most texts need not be counted.
    if raw.len() > max as usize && raw.chars().nth(max as usize).is_some() {
        return Err(field.fault(Code::TooLong).with("max", max));
    }
    Ok(Some(raw))
}

/// Writes a text cell as JSON.
pub(super) fn write_text(row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
    match row.text(at) {
        Some(t) => wire::string(out, t),
        None => out.extend_from_slice(b"null"),
    }
}
