//! `address`: country, province, city, district, street, postcode and perhaps a position (WGS-84), kept as JSON
//! with the place `省/市/区` beside it, which filters use.

use serde_json::{Map, Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::text::{self, TextKind};
use crate::{Cells, Code, Fault, Value};

const PARTS: [(&str, usize); 6] =
    [("country", 40), ("province", 40), ("city", 40), ("district", 40), ("street", 300), ("postcode", 16)];

/// A postal address.
#[derive(Debug)]
pub struct Address;

impl FieldType for Address {
    fn key(&self) -> &'static str {
        "address"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Default]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "region", kind: ColumnKind::Text }, Column { suffix: "json", kind: ColumnKind::Text }]
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        cells.fill(Value::Null);
        let parts = match json {
            Json::Null => return Ok(()),
            Json::Object(parts) => parts,
            _ => return Err(field.fault(Code::InvalidAddress)),
        };
        let mut kept = Map::new();
        for (name, value) in parts {
            let fault = || Fault::new(format!("{}.{name}", field.key), Code::InvalidAddress);
            match (PARTS.iter().find(|(part, _)| part == name), value) {
                (_, Json::Null) => {}
                (Some((_, max)), Json::String(s)) if s.len() <= max * 4 && s.chars().count() <= *max => {
                    let part = text::fold(s);
                    if !part.is_empty() {
                        kept.insert(name.clone(), part.as_ref().into());
                    }
                }
                (None, Json::Number(n)) if position(name, n.as_f64()) => {
                    kept.insert(name.clone(), value.clone());
                }
                _ => return Err(fault()),
            }
        }
        if kept.is_empty() {
            return Ok(());
        }
        let part = |name: &str| kept.get(name).and_then(Json::as_str).unwrap_or_default();
        let region = super::region::normalise([part("province"), part("city"), part("district")].into_iter());
        cells[0] = Value::from(region.ok_or_else(|| field.fault(Code::InvalidAddress))?);
        cells[1] = Value::from(Json::Object(kept).to_string());
        Ok(())
    }
    /// One cell of a file is the street; the parts are mapped on their own.
    fn import(&self, _: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        Ok(json!({"street": text}))
    }
    fn operand(&self, field: &Field, json: &Json, _: &ParseCx) -> Result<Value, Fault> {
        let text = json.as_str().ok_or_else(|| field.fault(Code::NotText))?;
        Ok(Value::from(text::fold(text).into_owned()))
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        match row.text(at + 1).and_then(|t| serde_json::from_str::<Map<String, Json>>(t).ok()) {
            None => out.extend_from_slice(b"null"),
            // The parts in the order of the form, the same whatever the database made of the document.
            Some(parts) => {
                let order = PARTS.iter().map(|(name, _)| *name).chain(["lng", "lat"]);
                let sorted: Map<String, Json> =
                    order.filter_map(|n| parts.get(n).map(|v| (n.to_owned(), v.clone()))).collect();
                out.extend_from_slice(Json::Object(sorted).to_string().as_bytes());
            }
        }
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        let parts: Map<String, Json> = row.text(at + 1).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
        let order = ["province", "city", "district", "street"];
        order.iter().filter_map(|n| parts.get(*n)?.as_str()).collect::<Vec<_>>().join("")
    }
    fn operators(&self) -> &'static [Op] {
        Op::TEXT
    }
    fn schema(&self, _: &FieldDef) -> Json {
        let mut properties = Map::new();
        for (name, max) in PARTS {
            properties.insert(name.into(), json!({"type": "string", "maxLength": max}));
        }
        properties.insert("lng".into(), json!({"type": "number", "minimum": -180, "maximum": 180}));
        properties.insert("lat".into(), json!({"type": "number", "minimum": -90, "maximum": 90}));
        json!({"type": ["object", "null"], "properties": properties, "additionalProperties": false})
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

/// Is it a longitude or latitude in degrees?
fn position(name: &str, n: Option<f64>) -> bool {
    let Some(n) = n else { return false };
    (name == "lng" && n.abs() <= 180.0) || (name == "lat" && n.abs() <= 90.0)
}
