//! `time`: a time of day, kept as milliseconds since midnight.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value};

/// A time of day.
#[derive(Debug)]
pub struct Time;

/// Milliseconds since midnight of `09:30` or `09:30:15`.
fn parse(text: &str) -> Option<i64> {
    let mut parts = text
        .split(':')
        .map(|p| if p.len() == 2 && p.bytes().all(|b| b.is_ascii_digit()) { p.parse::<i64>().ok() } else { None });
    let (h, m, s) = (parts.next()??, parts.next()??, parts.next().unwrap_or(Some(0))?);
    (parts.next().is_none() && h < 24 && m < 60 && s < 60).then_some(((h * 60 + m) * 60 + s) * 1000)
}

fn show(ms: i64) -> String {
    let s = ms / 1000;
    format!("{:02}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60)
}

impl FieldType for Time {
    fn key(&self) -> &'static str {
        "time"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Int }]
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        cells[0] = match super::text_of(field, json).map_err(|_| field.fault(Code::NotTime))? {
            None => Value::Null,
            Some(t) => Value::Int(parse(t.trim()).ok_or_else(|| field.fault(Code::NotTime))?),
        };
        Ok(())
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        match row.int(at) {
            Some(ms) => crate::wire::string(out, &show(ms)),
            None => out.extend_from_slice(b"null"),
        }
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        row.int(at).map(show).unwrap_or_default()
    }
    fn mask(&self, _: &str) -> String {
        "**:**".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::NUMBER
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?$"})
    }
    fn measure(&self, _: &FieldDef) -> Option<Measure> {
        Some(Measure::Bounds)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_times_of_a_day_are_read() {
        for (text, ms) in [
            ("09:30", Some(34_200_000)),
            ("23:59:59", Some(86_399_000)),
            ("24:00", None),
            ("9:30", None),
            ("09:30:00:00", None),
            ("", None),
        ] {
            assert_eq!(super::parse(text), ms, "{text}");
        }
    }
}
