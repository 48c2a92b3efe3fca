//! `choice`: one of the field's options, kept as the option's key.

use serde_json::{Value as Json, json};

use crate::field::{Column, ColumnKind, Field, FieldDef, FieldType, Op, ParseCx, Setting};
use crate::text::key;
use crate::{Cells, Code, Fault, Value};

/// One of several options.
#[derive(Debug)]
pub struct Choice;

/// The key of the option that is meant by `text`: its key, one of its labels or of its aliases.
pub(super) fn option_named<'a>(def: &'a FieldDef, text: &str) -> Option<&'a str> {
    let wanted = key(text);
    let means = |(name, option): &(&'a String, &crate::field::OptionDef)| {
        key(name) == wanted || option.label.0.values().chain(&option.aliases).any(|t| key(t) == wanted)
    };
    def.options.iter().find(means).map(|(name, _)| name.as_str())
}

/// Checks that an option exists and is still offered.
pub(super) fn check_option(field: &Field, option: &str) -> Result<(), Fault> {
    match field.def.options.get(option) {
        None => Err(field.fault(Code::UnknownOption).with("value", crate::mask::shorten(option))),
        Some(o) if o.retired => Err(field.fault(Code::RetiredOption).with("value", option)),
        Some(_) => Ok(()),
    }
}

/// Checks the options of a definition.
pub(super) fn check_options(def: &FieldDef) -> Vec<Fault> {
    if def.options.is_empty() {
        return vec![Fault::new("options", Code::Required)];
    }
    let check = |(key, option): (&String, &crate::field::OptionDef)| {
        let no_key = !crate::is_key(key);
        let no_key = no_key.then(|| Fault::new(format!("options.{}", crate::mask::shorten(key)), Code::NotAKey));
        let no_label = option.label.is_empty().then(|| Fault::new(format!("options.{key}.label"), Code::Required));
        no_key.or(no_label)
    };
    def.options.iter().filter_map(check).collect()
}

impl FieldType for Choice {
    fn key(&self) -> &'static str {
        "choice"
    }
    fn settings(&self) -> &'static [Setting] {
        &[Setting::Indexed, Setting::Dated, Setting::Default, Setting::Options]
    }
    fn columns(&self, _: &FieldDef) -> Vec<Column> {
        vec![Column { suffix: "", kind: ColumnKind::Text }]
    }
    fn check(&self, def: &FieldDef) -> Vec<Fault> {
        check_options(def)
    }
    fn parse(&self, field: &Field, json: &Json, _: &ParseCx, cells: &mut [Value]) -> Result<(), Fault> {
        let Some(option) = super::text_of(field, json)? else {
            cells[0] = Value::Null;
            return Ok(());
        };
        // A record keeps an option that was retired since.
        if cells[0].as_text() != Some(option) {
            check_option(field, option)?;
        }
        cells[0] = option.into();
        Ok(())
    }
    fn import(&self, field: &Field, text: &str, _: &ParseCx) -> Result<Json, Fault> {
        let option = option_named(&field.def, text);
        option.map(Json::from).ok_or_else(|| field.fault(Code::UnknownOption).with("value", crate::mask::shorten(text)))
    }
    fn operand(&self, field: &Field, json: &Json, _: &ParseCx) -> Result<Value, Fault> {
        match json.as_str() {
            Some(option) if field.def.options.contains_key(option) => Ok(option.into()),
            Some(option) => Err(field.fault(Code::UnknownOption).with("value", crate::mask::shorten(option))),
            None => Err(field.fault(Code::NotText)),
        }
    }
    fn write_json(&self, _: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>) {
        super::text::write_text(row, at, out);
    }
    fn mask(&self, _: &str) -> String {
        "***".into()
    }
    fn operators(&self) -> &'static [Op] {
        Op::CHOICE
    }
    fn schema(&self, def: &FieldDef) -> Json {
        let keys: Vec<Json> = def.options.keys().map(|k| k.as_str().into()).chain([Json::Null]).collect();
        json!({"enum": keys})
    }
    fn write_schema(&self, def: &FieldDef) -> Json {
        let offered = def.options.iter().filter(|(_, o)| !o.retired);
        let keys: Vec<Json> = offered.map(|(k, _)| k.as_str().into()).chain([Json::Null]).collect();
        json!({"enum": keys})
    }
}
