//! `date`: a day of the calendar, without a time zone.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value, wire};

/// A day.
#[derive(Debug)]
pub struct Date;

/// Days since 1970 of `2026-11-23`; years 1 to 9999. `None` when it is no date.
pub(super) fn parse_iso(text: &str) -> Option<i32> {
    let bytes = text.as_bytes();
    let digits = |r: std::ops::Range<usize>| bytes[r].iter().all(u8::is_ascii_digit);
    if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' || !digits(0..4) || !digits(5..7) || !digits(8..10) {
        return None;
    }
    let (y, m, d): (i64, u32, u32) = (text[..4].parse().ok()?, text[5..7].parse().ok()?, text[8..].parse().ok()?);
    let days = wire::days_of(y, m, d);
    (y >= 1 && (1..=12).contains(&m) && wire::civil(days) == (y, m, d)).then_some(days as i32)
}

impl FieldType for Date {
    fn key(&self) -> &'static str {
        "date"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Unique, Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, def: &FieldDef) -> Vec<Column> {
        super::keyed(ColumnKind::Date, def)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let text = super::text_of(field, json).map_err(|_| field.fault(Code::NotDate))?.map(str::trim);
        let day = text.map(|text| parse_iso(text).ok_or_else(|| field.fault(Code::NotDate))).transpose()?;
        super::fill_keyed(cells, day.map_or(Value::Null, Value::Date), || text.map(str::to_owned));
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, cx: &ParseCx) -> Result<Json, Fault> {
        let days = crate::text::dates::import_date(text, cx.date_order).map_err(|_| field.fault(Code::NotDate))?;
        let (y, m, d) = wire::civil(i64::from(days));
        Ok(Json::from(format!("{y:04}-{m:02}-{d:02}")))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        match row.int(at) {
            Some(days) => wire::date(out, days),
            None => out.extend_from_slice(b"null"),
        }
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        row.int(at)
            .map(|days| {
                let (y, m, d) = wire::civil(days);
                format!("{y:04}-{m:02}-{d:02}")
            })
            .unwrap_or_default()
    }
    fn mask(&self, _: &str) -> String {
        "****-**-**".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::DATE
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "format": "date"})
    }
    fn measure(&self, _: &FieldDef) -> Option<Measure> {
        Some(Measure::Bounds)
    }
}
