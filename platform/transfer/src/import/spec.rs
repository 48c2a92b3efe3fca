//! What an import is told.

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use heyi_model::ParseCx;
use heyi_model::text::dates::DateOrder;

use crate::table::{Delimiter, Encoding, Hints};

/// What to do with a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Make a record of every row.
    #[default]
    Insert,
    /// Change the record that the key names; a row without one is skipped.
    Update,
    /// Change the record that the key names, or make it.
    Upsert,
}

/// A mapping file, or the body of an import over the API.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ImportSpec {
    /// What to do with a row.
    pub mode: Mode,
    /// The unique field that names the record of a row, for `update` and `upsert`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub match_on: Option<String>,
    /// The columns that are read; the others are left out.
    pub columns: Vec<ColumnMap>,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sheet: Option<String>,
    /// The line of the header, from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub header_line: Option<u64>,
    /// The encoding of a text file, where it is found wrongly: `utf8`, `utf16_le`, `utf16_be`, `gb18030`, `big5`,
    /// `windows1252`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub encoding: Option<Encoding>,
    /// What is between the fields of a text file, where it is found wrongly: `comma`, `tab`, `semicolon`, `bar`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delimiter: Option<Delimiter>,
    /// `day_month` or `month_day`: how `03-07-2021` is read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dates: Option<Dates>,
    /// The country of phone numbers without a country code, ISO 3166 (`US`), where it is not the organisation's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phone_region: Option<String>,
}

/// How a date that is written with numbers only is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Dates {
    /// `03-07-2021` is 3 July.
    DayMonth,
    /// `03-07-2021` is 7 March.
    MonthDay,
}

/// One column and the field it fills.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ColumnMap {
    /// The heading in the file.
    pub column: String,
    /// The field; `address.city` for a part of an address, `amount_currency` for the currency of an amount.
    pub field: String,
    /// Values of the file and what they mean; a value that is not listed is taken as it is. `""` is an empty cell, so a
    /// column that is empty throughout can say one thing of every row.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub values: IndexMap<String, String>,
    /// For links: the text or unique field of the target that the cell holds; its name by default. `id` takes ids.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lookup_by: Option<String>,
    /// For links: make the target when it is not there.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub create_missing: bool,
    /// A value that the field does not take, or a link that is not found, is left out and noted instead of refusing the
    /// row.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub optional: bool,
}

impl ImportSpec {
    /// What the table reader is told.
    pub fn hints(&self) -> Hints {
        Hints {
            sheet: self.sheet.clone(),
            header_line: self.header_line,
            encoding: self.encoding,
            delimiter: self.delimiter,
            ..Hints::default()
        }
    }

    /// How values are read: as the organisation reads them, with this file's order of dates and its country of phones.
    pub fn parse_cx(&self, organisation: &ParseCx) -> ParseCx {
        let date_order = match self.dates {
            Some(Dates::MonthDay) => DateOrder::MonthDay,
            Some(Dates::DayMonth) => DateOrder::DayMonth,
            None => organisation.date_order,
        };
        let region = self.phone_region.clone().unwrap_or_else(|| organisation.region.clone());
        ParseCx { date_order, region, ..organisation.clone() }
    }
}
