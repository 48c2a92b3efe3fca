//! `multi_choice`: any of the field's options, kept as a JSON array of keys in the order of the options;
//! the engine also keeps a link row per option, which filters use.

use serde_json::{Value as Json, json};

use super::choice::{check_option, check_options, option_named};
use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::{Cells, Code, Fault, Value};

/// Several of several options.
#[derive(Debug)]
pub struct MultiChoice;

/// The option keys in a multi-choice cell.
pub fn options_in(cell: Option<&str>) -> Vec<String> {
    cell.and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default()
}

impl FieldType for MultiChoice {
    fn key(&self) -> &'static str {
        "multi_choice"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Dated, Setting::Default, Setting::Options]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Text }]
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        check_options(def)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let kept = options_in(cells[0].as_text());
        let mut picked = Vec::new();
        match json {
            Json::Null => {}
            Json::Array(items) => {
                for item in items {
                    let option = item.as_str().ok_or_else(|| field.fault(Code::NotText))?;
                    if !kept.iter().any(|k| k == option) {
                        check_option(field, option)?;
                    }
                    picked.push(option);
                }
            }
            _ => return Err(field.fault(Code::NotArray)),
        }
        let sorted: Vec<&str> = field.def.options.keys().map(String::as_str).filter(|k| picked.contains(k)).collect();
        cells[0] = if sorted.is_empty() { Value::Null } else { Value::from(Json::from(sorted).to_string()) };
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        let words = text.split([',', ';', '，', '；', '、', '|', '\n']).map(str::trim).filter(|w| !w.is_empty());
        let find = |word| {
            let option = option_named(&field.def, word);
            option
                .map(Json::from)
                .ok_or_else(|| field.fault(Code::UnknownOption).with("value", crate::mask::shorten(word)))
        };
        words.map(find).collect::<Result<Vec<_>, _>>().map(Json::from)
    }
    fn operand(&self, field: &Field, json: &Json, cx: &ParseCx) -> Result<Value, Fault> {
        super::choice::Choice.operand(field, json, cx)
    }
    /// An empty multi-choice reads as an empty array.
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        out.push(b'[');
        for (i, option) in options_in(row.text(at)).iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            crate::wire::string(out, option);
        }
        out.push(b']');
    }
    fn text(&self, _: &Field, row: &dyn Cells, at: usize) -> String {
        options_in(row.text(at)).join(", ")
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::MULTI_CHOICE
    }
    fn schema(&self, def: &FieldDef) -> Json {
        let keys: Vec<&str> = def.options.keys().map(String::as_str).collect();
        json!({"type": "array", "items": {"enum": keys}})
    }
    fn write_schema(&self, def: &FieldDef) -> Json {
        let keys: Vec<&str> = def.options.iter().filter(|(_, o)| !o.retired).map(|(k, _)| k.as_str()).collect();
        json!({"type": ["array", "null"], "items": {"enum": keys}})
    }
    fn groupable(&self) -> bool {
        false
    }
    fn sortable(&self) -> bool {
        false
    }
}
