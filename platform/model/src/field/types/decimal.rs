//! `decimal`: an exact number with 0 to 8 digits after the point, kept as an integer of that scale.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Fault, Value, wire};

/// Digits after the point when the definition does not say.
const DEFAULT_SCALE: u8 = 2;
const MAX_SCALE: u8 = 8;
/// ±10¹⁸ units of the last digit fit with room for sums.
const LIMIT: i128 = 1_000_000_000_000_000_000;

/// An exact decimal number.
#[derive(Debug)]
pub struct Decimal;

/// The scale of a decimal's definition.
fn scale(def: &FieldDef) -> u8 {
    def.scale.unwrap_or(DEFAULT_SCALE).min(MAX_SCALE)
}

/// Writes a scaled integer as a decimal string.
pub(super) fn write_scaled(row: &dyn Cells, at: usize, scale: u8, shown: u8, out: &mut Vec<u8>) {
    match row.int(at) {
        Some(n) => {
            out.push(b'"');
            out.extend_from_slice(wire::decimal_text(n, scale, shown).as_bytes());
            out.push(b'"');
        }
        None => out.extend_from_slice(b"null"),
    }
}

/// The JSON Schema of a decimal string.
pub(super) fn schema_of(decimals: u8) -> Json {
    let pattern = if decimals == 0 {
        "^-?[0-9]{1,18}$".to_owned()
    } else {
        format!("^-?[0-9]{{1,18}}(\\.[0-9]{{1,{decimals}}})?$")
    };
    json!({"type": ["string", "null"], "pattern": pattern})
}

impl FieldType for Decimal {
    fn key(&self) -> &'static str {
        "decimal"
    }
    fn settings(&self) -> &'static [Setting] {
        &[
            Setting::Unique,
            Setting::Indexed,
            Setting::Dated,
            Setting::Default,
            Setting::Min,
            Setting::Max,
            Setting::Scale,
        ]
    }
    fn columns(&self, def: &FieldDef) -> Vec<Column> {
        super::keyed(ColumnKind::Int, def)
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        super::check_scale(def, MAX_SCALE)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let scale = scale(&field.def);
        let n = super::scaled(field, json, scale, scale, LIMIT)?;
        super::fill_keyed(cells, n.into(), || n.map(|n| wire::decimal_text(n, scale, scale)));
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        import_decimal(field, text, scale(&field.def))
    }
    fn write_json(&self, field: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        write_scaled(row, at, scale(&field.def), scale(&field.def), out);
    }
    fn text(&self, field: &Field, row: &dyn Cells, at: usize) -> String {
        row.int(at).map(|n| wire::decimal_text(n, scale(&field.def), scale(&field.def))).unwrap_or_default()
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::NUMBER
    }
    fn schema(&self, def: &FieldDef) -> Json {
        schema_of(scale(def))
    }
    fn measure(&self, def: &FieldDef) -> Option<Measure> {
        Some(Measure::Scaled { suffix: "", scale: scale(def), shown: scale(def) })
    }
}

/// A decimal from a file: with currency signs, thousands separators, 万/亿, K/M, rounded to the field's decimals.
pub(super) fn import_decimal(field: &Field, text: &str, decimals: u8) -> Result<Json, Fault> {
    let n = crate::text::decimal::import(text).map_err(|_| field.fault(crate::Code::NotNumber))?;
    Ok(Json::from(wire::decimal_text(n.value, 4, decimals)))
}
