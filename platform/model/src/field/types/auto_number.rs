//! `auto_number`: a number that the pipeline draws as the last step before the write, gap-free per rule and period.

use serde_json::{Value as Json, json};

use super::date_time::local_day;
use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, NumberDef, Op, ParseCx, Period, Setting};
use crate::text::TextKind;
use crate::{Cells, Code, Fault, Value, wire};

/// Most characters of a number's pattern.
const MOST_PATTERN: usize = 40;

/// A running number, `C202611-00001`.
#[derive(Debug)]
pub struct AutoNumber;

impl NumberDef {
    /// The name of the period in which `ms` falls; the counter of a rule is kept under it.
    pub fn period_of(&self, ms: i64, cx: &ParseCx) -> String {
        let (y, m, d) = wire::civil(i64::from(local_day(ms, &cx.zone)));
        match self.period {
            Period::None => String::new(),
            Period::Year => format!("{y:04}"),
            Period::Month => format!("{y:04}-{m:02}"),
            Period::Day => format!("{y:04}-{m:02}-{d:02}"),
        }
    }

    /// The number `n` of this rule at the time `ms`.
    pub fn format(&self, n: i64, ms: i64, cx: &ParseCx) -> String {
        let (y, m, d) = wire::civil(i64::from(local_day(ms, &cx.zone)));
        let mut out = String::with_capacity(self.pattern.len() + 8);
        let mut rest = self.pattern.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((token, tail)) = after.split_once('}') else { break };
            match token {
                "yyyy" => out.push_str(&format!("{y:04}")),
                "yy" => out.push_str(&format!("{:02}", y % 100)),
                "mm" => out.push_str(&format!("{m:02}")),
                "dd" => out.push_str(&format!("{d:02}")),
                zeros => out.push_str(&format!("{n:0w$}", w = zeros.len())),
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// What is wrong with the rule.
    fn check(&self) -> Result<(), Fault> {
        let tokens: Vec<&str> =
            self.pattern.split('{').skip(1).map(|p| p.split_once('}').map_or("{", |(t, _)| t)).collect();
        let zeros = tokens.iter().filter(|t| !t.is_empty() && t.bytes().all(|b| b == b'0') && t.len() <= 12).count();
        let dates = tokens.iter().filter(|t| matches!(**t, "yyyy" | "yy" | "mm" | "dd")).count();
        if zeros != 1 || zeros + dates != tokens.len() || self.pattern.chars().count() > MOST_PATTERN {
            return Err(Fault::new("number", Code::InvalidNumberPattern).with("max", MOST_PATTERN));
        }
        let has = |t: &str| tokens.contains(&t);
        let year = has("yyyy") || has("yy");
        let unique = match self.period {
            Period::None => true,
            Period::Year => year,
            Period::Month => year && has("mm"),
            Period::Day => year && has("mm") && has("dd"),
        };
        if unique { Ok(()) } else { Err(Fault::new("number", Code::NumberHidesPeriod)) }
    }
}

impl FieldType for AutoNumber {
    fn key(&self) -> &'static str {
        "auto_number"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Unique, Setting::Indexed, Setting::Number]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Text }]
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        let rule = def.number.as_ref().ok_or_else(|| Fault::new("number", Code::Required));
        rule.and_then(NumberDef::check).err().into_iter().collect()
    }
    /// Nobody writes an auto-number; as an operand of a filter it is a text.
    fn parse(&self, field: &Field, _: &Json, _: &ParseCx, _: &mut [Value]) -> Result<(), Fault> {
        Err(field.fault(Code::ReadOnly))
    }
    fn operand(&self, field: &Field, json: &Json, _: &ParseCx) -> Result<Value, Fault> {
        json.as_str().map(Value::from).ok_or_else(|| field.fault(Code::NotText))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::text::write_text(row, at, out);
    }
    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }
    fn schema(&self, _: &FieldDef) -> Json {
        json!({"type": ["string", "null"], "readOnly": true})
    }
    fn search(&self, _: &FieldDef) -> Option<TextKind> {
        Some(TextKind::Code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_show_their_period_and_begin_again_with_it() {
        let cx = ParseCx::default();
        // 2026-11-30T16:30Z is already December in Shanghai.
        let ms = wire::days_of(2026, 11, 30) * 86_400_000 + 16 * 3_600_000 + 1_800_000;
        for (pattern, period, n, text, counter) in [
            ("C{yyyy}{mm}-{00000}", Period::Month, 1, "C202612-00001", "2026-12"),
            ("{yy}{mm}{dd}{000}", Period::Day, 1234, "2612011234", "2026-12-01"),
            ("A-{000000}", Period::None, 42, "A-000042", ""),
            ("{yyyy}年第{000}号", Period::Year, 7, "2026年第007号", "2026"),
        ] {
            let rule = NumberDef { pattern: pattern.into(), period };
            assert_eq!(rule.check(), Ok(()));
            assert_eq!((rule.format(n, ms, &cx).as_str(), rule.period_of(ms, &cx).as_str()), (text, counter));
        }
    }

    #[test]
    fn rules_that_would_repeat_a_number_are_refused() {
        for (pattern, period) in [
            ("C{000}", Period::Month),
            ("{mm}{000}", Period::Month),
            ("C", Period::None),
            ("{000}{000}", Period::None),
            ("{x}{000}", Period::None),
            ("{000", Period::None),
        ] {
            assert!(NumberDef { pattern: pattern.into(), period }.check().is_err(), "{pattern}");
        }
    }
}
