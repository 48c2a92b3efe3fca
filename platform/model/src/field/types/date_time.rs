//! `date_time`: a moment in UTC milliseconds, with the day that it falls on in the organisation's time zone beside it.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value, wire};

/// A moment.
#[derive(Debug)]
pub struct DateTime;

/// The day on which `ms` falls in `zone`, as days since 1970.
pub fn local_day(ms: i64, zone: &jiff::tz::TimeZone) -> i32 {
    let offset = jiff::Timestamp::from_millisecond(ms).map_or(0, |t| i64::from(zone.to_offset(t).seconds()));
    (ms + offset * 1000).div_euclid(86_400_000) as i32
}

/// UTC milliseconds of an RFC 3339 date-time; finer digits are cut.
fn parse_rfc3339(text: &str) -> Option<i64> {
    let t: jiff::Timestamp = text.parse().ok()?;
    let ms = t.as_millisecond();
    (-62_135_596_800_000..=253_402_300_799_999).contains(&ms).then_some(ms)
}

impl FieldType for DateTime {
    fn key(&self) -> &'static str {
        "date_time"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Int }, Column { suffix: "day", kind: ColumnKind::Date }]
    }
    fn parse(&self, field: &Field, json: &Json, cx: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        cells.fill(Value::Null);
        let Some(text) = super::text_of(field, json).map_err(|_| field.fault(Code::NotDateTime))? else {
            return Ok(());
        };
        let ms = parse_rfc3339(text.trim()).ok_or_else(|| field.fault(Code::NotDateTime))?;
        cells[0] = Value::Int(ms);
        cells[1] = Value::Date(local_day(ms, &cx.zone));
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, cx: &ParseCx) -> Result<Json, Fault> {
        let ms = crate::text::dates::import_timestamp(text, cx.date_order, &cx.zone)
            .map_err(|_| field.fault(Code::NotDateTime))?;
        let mut out = Vec::new();
        wire::timestamp(&mut out, ms);
        Ok(serde_json::from_slice(&out).unwrap_or_default())
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        match row.int(at) {
            Some(ms) => wire::timestamp(out, ms),
            None => out.extend_from_slice(b"null"),
        }
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        let mut out = Vec::new();
        if let Some(ms) = row.int(at) {
            wire::timestamp(&mut out, ms);
        }
        String::from_utf8(out).unwrap_or_default().trim_matches('"').to_owned()
    }
    fn mask(&self, _: &str) -> String {
        "****-**-**".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::DATE
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "format": "date-time"})
    }
    fn measure(&self, _: &FieldDef) -> Option<Measure> {
        Some(Measure::Bounds)
    }
}
