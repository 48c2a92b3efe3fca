//! `money`: three columns — amount, currency, amount in the organisation's currency at the dated rate.
//!
//! Amounts are integers of 1/10,000, bounded to ±10¹² units of the currency. On the wire the currency stands beside the
//! amount: `"amount": "12800.00", "amount_currency": "CNY"`.

use serde_json::Value as Json;

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value, wire};

/// Digits kept inside.
pub const SCALE: u8 = 4;
const DEFAULT_SHOWN: u8 = 2;
const LIMIT: i128 = 1_000_000_000_000 * 10_000;

/// An amount of money.
#[derive(Debug)]
pub struct Money;

fn shown(def: &FieldDef) -> u8 {
    def.scale.unwrap_or(DEFAULT_SHOWN).min(SCALE)
}

impl FieldType for Money {
    fn key(&self) -> &'static str {
        "money"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default, Setting::Min, Setting::Max, Setting::Scale]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![
            Column { suffix: "", kind: ColumnKind::Int },
            Column { suffix: "currency", kind: ColumnKind::Text },
            Column { suffix: "base", kind: ColumnKind::Int },
        ]
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        super::check_scale(def, SCALE)
    }
    /// Takes `"12.50"` or `{"amount": "12.50", "currency": "USD"}`. The base amount is left empty for a foreign currency:
    /// the pipeline fills it at the dated rate.
    fn parse(&self, field: &Field, json: &Json, cx: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let (amount, currency) = match json {
            Json::Object(parts) => {
                (parts.get("amount").unwrap_or(&Json::Null), parts.get("currency").unwrap_or(&Json::Null))
            }
            other => (other, &Json::Null),
        };
        cells.fill(Value::Null);
        let Some(n) = super::scaled(field, amount, SCALE, shown(&field.def), LIMIT)? else { return Ok(()) };
        let currency = match currency {
            Json::Null => cx.currency.clone(),
            Json::String(c) if c.len() == 3 && c.bytes().all(|b| b.is_ascii_uppercase()) => c.clone(),
            _ => return Err(Fault::new(format!("{}_currency", field.key), Code::InvalidCurrency)),
        };
        if currency == cx.currency {
            cells[2] = Value::Int(n);
        }
        cells[0] = Value::Int(n);
        cells[1] = currency.into();
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        super::decimal::import_decimal(field, text, shown(&field.def))
    }
    /// Writes the amount and, beside it, its currency.
    fn write_json(&self, field: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::decimal::write_scaled(row, at, SCALE, shown(&field.def), out);
        out.extend_from_slice(b",\"");
        out.extend_from_slice(field.key.as_bytes());
        out.extend_from_slice(b"_currency\":");
        super::text::write_text(row, at + 1, out);
    }
    fn text(&self, field: &Field, row: &dyn Cells, at: usize) -> String {
        row.int(at).map(|n| wire::decimal_text(n, SCALE, shown(&field.def))).unwrap_or_default()
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::NUMBER
    }
    fn schema(&self, def: &FieldDef) -> Json {
        super::decimal::schema_of(shown(def))
    }
    fn measure(&self, def: &FieldDef) -> Option<Measure> {
        Some(Measure::Scaled { suffix: "base", scale: SCALE, shown: shown(def) })
    }
    fn groupable(&self) -> bool {
        false
    }
}
