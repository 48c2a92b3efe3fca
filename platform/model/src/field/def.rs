//! What metadata says of a field.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Label;

/// A field as metadata defines it. Settings that its type does not have are refused where they are said.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FieldDef {
    /// The type: `text`, `money`, `lookup` …
    #[serde(rename = "type")]
    pub kind: String,
    /// What people call it.
    pub label: Label,
    /// A sentence of help under the field.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<Label>,
    /// Named by code: it may be relabelled, not retyped or retired.
    #[serde(skip_serializing_if = "is_false")]
    pub core: bool,
    /// No longer offered; its values stay.
    #[serde(skip_serializing_if = "is_false")]
    pub retired: bool,
    /// Keys that it had before.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub was: Vec<String>,
    /// A record cannot be without it.
    #[serde(skip_serializing_if = "is_false")]
    pub required: bool,
    /// No two records outside the recycle bin have the same value; the database guarantees it.
    #[serde(skip_serializing_if = "is_false")]
    pub unique: bool,
    /// Lists may be sorted by it: it gets an index.
    #[serde(skip_serializing_if = "is_false")]
    pub sortable: bool,
    /// Filters on it are quick: it gets an index. Lookups have one always.
    #[serde(skip_serializing_if = "is_false")]
    pub indexed: bool,
    /// Its search class, one letter `a`–`z` or digit, its own within the module and never reused; without it the field is not searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub search: Option<char>,
    /// The name of a person, firm or thing of at most 64 characters: pinyin and initials find it.
    #[serde(skip_serializing_if = "is_false")]
    pub name_like: bool,
    /// Written by rules only.
    #[serde(skip_serializing_if = "is_false")]
    pub read_only: bool,
    /// What it was on each day is kept (`valid_from`, `valid_to`): manager, department, position, prices.
    #[serde(skip_serializing_if = "is_false")]
    pub dated: bool,
    /// The value of a new record when none is given, as on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub default: Option<serde_json::Value>,
    /// Text: most characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_length: Option<u32>,
    /// Text: a further check, `credit_code` (统一社会信用代码) or `company_key` (likely duplicates by company name).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub format: Option<String>,
    /// Numbers: the smallest value, as on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// Numbers: the greatest value, as on the wire.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
    /// Decimals 0–8, money 0–4, percent 0–4: digits after the point.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scale: Option<u8>,
    /// Choices: key → option, in order.
    #[serde(skip_serializing_if = "IndexMap::is_empty")]
    pub options: IndexMap<String, OptionDef>,
    /// Lookup: the module it points to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
    /// Lookup: the label of the related list on the target's page.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related: Option<Label>,
    /// Auto-number: its rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<NumberDef>,
    /// Import: other headings that mean this field.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_false(b: &bool) -> bool {
    !*b
}

/// An option of a choice.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OptionDef {
    /// What people call it.
    pub label: Label,
    /// A colour token of the web app, `blue`, `green` …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<String>,
    /// Named by code.
    #[serde(skip_serializing_if = "is_false")]
    pub core: bool,
    /// No longer offered; records that have it keep it.
    #[serde(skip_serializing_if = "is_false")]
    pub retired: bool,
    /// Import: other words that mean this option.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
}

/// The rule of an auto-number. `C{yyyy}{mm}-{00000}` gives `C202611-00001`, gap-free within each period.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct NumberDef {
    /// Text with `{yyyy}`, `{yy}`, `{mm}`, `{dd}` and once `{000…}`, the running number with at least that many digits.
    pub pattern: String,
    /// When the running number begins again.
    #[serde(default)]
    pub period: Period,
}

/// How long a running number goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// For ever.
    #[default]
    None,
    /// From the first day of each year.
    Year,
    /// From the first day of each month.
    Month,
    /// From midnight.
    Day,
}
