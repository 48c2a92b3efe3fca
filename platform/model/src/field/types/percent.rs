//! `percent`: `"12.50"` means 12.5 %, kept with 0 to 4 digits after the point.

use serde_json::Value as Json;

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Measure, Op, ParseCx, Setting};
use crate::{Cells, Fault, Value, wire};

const DEFAULT_SCALE: u8 = 2;
const MAX_SCALE: u8 = 4;
const LIMIT: i128 = 1_000_000_000_000;

/// A percentage.
#[derive(Debug)]
pub struct Percent;

fn scale(def: &FieldDef) -> u8 {
    def.scale.unwrap_or(DEFAULT_SCALE).min(MAX_SCALE)
}

impl FieldType for Percent {
    fn key(&self) -> &'static str {
        "percent"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default, Setting::Min, Setting::Max, Setting::Scale]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Int }]
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        super::check_scale(def, MAX_SCALE)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let scale = scale(&field.def);
        cells[0] = super::scaled(field, json, scale, scale, LIMIT)?.into();
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        super::decimal::import_decimal(field, text.trim().trim_end_matches(['%', '％']), scale(&field.def))
    }
    fn write_json(&self, field: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::decimal::write_scaled(row, at, scale(&field.def), scale(&field.def), out);
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
        super::decimal::schema_of(scale(def))
    }
    fn measure(&self, def: &FieldDef) -> Option<Measure> {
        Some(Measure::Scaled { suffix: "", scale: scale(def), shown: scale(def) })
    }
}
