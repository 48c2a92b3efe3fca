//! Fields: what a module's definition says of them, what the engine knows of them, and the list of field types.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::{Fault, Value, value::Cells};

mod def;
mod op;
mod settings;
pub mod types;

pub use def::{FieldDef, NumberDef, OptionDef, Period};
pub use op::Op;
pub use settings::{Setting, setting_faults};
pub use types::date_time::local_day;

/// What a column of a table holds. The kinds are the same on both databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A 64-bit integer: ids, scaled numbers, timestamps in UTC milliseconds.
    Int,
    /// Text, compared by its bytes.
    Text,
    /// Yes or no.
    Bool,
    /// Days since 1970-01-01.
    Date,
    /// A JSON document.
    Json,
    /// Bytes.
    Bytes,
    /// A floating point number.
    Float,
}

/// A column of a field: its name is the field's key, with `__suffix` when the suffix is not empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Empty for the first column of a field.
    pub suffix: &'static str,
    /// What it holds.
    pub kind: ColumnKind,
}

/// What parsing a value needs to know of the organisation.
#[derive(Debug, Clone)]
pub struct ParseCx {
    /// Country of phone numbers without a country code, ISO 3166 (`CN`).
    pub region: String,
    /// Currency of amounts without one, ISO 4217 (`CNY`).
    pub currency: String,
    /// The organisation's time zone.
    pub zone: jiff::tz::TimeZone,
    /// How `03-07-2021` in a file is read.
    pub date_order: crate::text::dates::DateOrder,
}

impl Default for ParseCx {
    fn default() -> Self {
        let zone = jiff::tz::TimeZone::get("Asia/Shanghai").unwrap_or(jiff::tz::TimeZone::UTC);
        Self { region: "CN".into(), currency: "CNY".into(), zone, date_order: crate::text::dates::DateOrder::DayMonth }
    }
}

/// A field of an effective module: its definition, its type and where its cells are.
#[derive(Debug, Clone)]
pub struct Field {
    /// The stable key.
    pub key: Box<str>,
    /// What the metadata says.
    pub def: FieldDef,
    /// The type's behaviour.
    pub ty: &'static dyn FieldType,
    /// Index of the first cell in a record.
    pub at: usize,
    /// Names of its columns, in the order of the cells.
    pub columns: Box<[Box<str>]>,
    /// Kinds of its columns.
    pub kinds: Box<[ColumnKind]>,
    /// Written by the engine, never by a person: `created_at` and the like.
    pub system: bool,
    /// Made by the organisation at run time.
    pub custom: bool,
}

impl Field {
    /// A field that stands alone, with its cells from 0 on.
    pub fn new(key: &str, def: FieldDef, ty: &'static dyn FieldType) -> Self {
        let columns = ty.columns(&def);
        let name = |column: &Column| {
            if column.suffix.is_empty() { key.into() } else { format!("{key}__{}", column.suffix).into() }
        };
        Self {
            key: key.into(),
            columns: columns.iter().map(name).collect(),
            kinds: columns.iter().map(|column| column.kind).collect(),
            def,
            ty,
            at: 0,
            system: false,
            custom: false,
        }
    }
    /// The cells of this field in a record's row.
    pub fn cells<'a>(&self, row: &'a [Value]) -> &'a [Value] {
        &row[self.at..self.at + self.columns.len()]
    }
    /// The column with `suffix` and its cell index.
    pub fn column(&self, suffix: &str) -> Option<(&str, usize)> {
        let name = if suffix.is_empty() { self.key.to_string() } else { format!("{}__{suffix}", self.key) };
        self.columns.iter().position(|c| **c == *name).map(|i| (&*self.columns[i], self.at + i))
    }
    /// The column that sorts and compares this field.
    pub fn sort_column(&self) -> &str {
        self.column("sort").map_or(&self.columns[0], |(name, _)| name)
    }
    /// Is its first cell, where it is a text, what people read and search? Others are put together from several columns.
    pub fn is_its_text(&self) -> bool {
        self.columns.len() == 1 || self.ty.key() == "text"
    }
    /// A fault of this field.
    pub fn fault(&self, code: crate::Code) -> Fault {
        Fault::new(&*self.key, code)
    }
}

/// What a type of field can do. One file in `types/` implements it, one line in [`types::ALL`] registers it.
pub trait FieldType: Sync + std::fmt::Debug {
    /// The name in metadata, `text`.
    fn key(&self) -> &'static str;
    /// The columns in which a value is kept, the readable one first.
    fn columns(&self, def: &FieldDef) -> Vec<Column>;
    /// The settings that a definition of this type may use.
    fn settings(&self) -> &'static [Setting];
    /// What is wrong with them, each at the setting's name.
    fn check(&self, _def: &FieldDef) -> Vec<Fault> {
        Vec::new()
    }
    /// Reads a value from the wire into the field's cells, normalised. `null` empties them.
    fn parse(&self, field: &Field, json: &serde_json::Value, cx: &ParseCx, cells: &mut [Value]) -> Result<(), Fault>;
    /// Reads a cell of an imported file; by default its text is taken as the wire's string.
    fn import(&self, field: &Field, text: &str, cx: &ParseCx) -> Result<serde_json::Value, Fault> {
        let _ = (field, cx);
        Ok(serde_json::Value::from(text))
    }
    /// Writes the value as JSON; `at` is the index of the field's first cell in `row`.
    fn write_json(&self, field: &Field, row: &dyn Cells, at: usize, out: &mut Vec<u8>);
    /// The value as plain text: for exports, search tokens and messages. Empty when there is none.
    fn text(&self, field: &Field, row: &dyn Cells, at: usize) -> String {
        let _ = field;
        row.text(at).unwrap_or_default().to_owned()
    }
    /// What a masked value shows, `138****5678`.
    fn mask(&self, text: &str) -> String {
        crate::mask::text(text)
    }
    /// The operators that a filter may use.
    fn operators(&self) -> &'static [Op];
    /// Reads a value to compare with in a filter: one cell, in the type of the first column.
    fn operand(&self, field: &Field, json: &serde_json::Value, cx: &ParseCx) -> Result<Value, Fault> {
        let mut cells = vec![Value::Null; field.columns.len()];
        self.parse(field, json, cx, &mut cells)?;
        cells.into_iter().next().filter(|v| !v.is_null()).ok_or_else(|| field.fault(crate::Code::InvalidParameter))
    }
    /// The JSON Schema of a value as it is read.
    fn schema(&self, field: &FieldDef) -> serde_json::Value;
    /// The JSON Schema of a value as it is written; by default as it is read.
    fn write_schema(&self, field: &FieldDef) -> serde_json::Value {
        self.schema(field)
    }
    /// The module that a value of this type points to.
    fn target<'a>(&self, def: &'a FieldDef) -> Option<Target<'a>> {
        let _ = def;
        None
    }
    /// How sums, averages and bounds of this field are taken; `None` when it has none.
    fn measure(&self, def: &FieldDef) -> Option<Measure> {
        let _ = def;
        None
    }
    /// May groups be made of it?
    fn groupable(&self) -> bool {
        true
    }
    /// May lists be sorted by it?
    fn sortable(&self) -> bool {
        true
    }
    /// Which kind of search text it is; `None` when it is never searched.
    fn search(&self, def: &FieldDef) -> Option<crate::TextKind> {
        let _ = def;
        None
    }
}

/// What a lookup points to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target<'a> {
    /// A module by name.
    Module(&'a str),
    /// The module of persons, whatever it is called.
    Person,
    /// The module of departments, whatever it is called.
    Department,
}

/// How a field is summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// An integer of 10^-`scale` units in the column with `suffix`, shown with `shown` decimals.
    Scaled {
        /// Suffix of the column to sum.
        suffix: &'static str,
        /// Decimals inside.
        scale: u8,
        /// Decimals on the wire.
        shown: u8,
    },
    /// A whole number.
    Whole,
    /// Only the smallest and the greatest make sense, read back through the type itself.
    Bounds,
}
