//! The field types, one file each. To add one: write its file here, add its line to [`ALL`], and its twin in the web app.

use serde_json::Value as Json;

use super::{Column, ColumnKind, Field, FieldDef, FieldType};
use crate::{Code, Fault, Value};

mod address;
mod auto_number;
mod boolean;
mod choice;
mod date;
pub(crate) mod date_time;
mod decimal;
mod file;
mod integer;
mod lookup;
mod mail;
mod money;
mod multi_choice;
mod percent;
mod phone;
mod region;
mod text;
mod time;
mod url;

pub use multi_choice::options_in;

/// Every type, in alphabetical order of its key.
pub const ALL: &[&dyn FieldType] = &[
    &address::Address,
    &auto_number::AutoNumber,
    &boolean::Boolean,
    &choice::Choice,
    &date::Date,
    &date_time::DateTime,
    &decimal::Decimal,
    &lookup::Department,
    &file::File,
    &integer::Integer,
    &text::LongText,
    &lookup::Lookup,
    &mail::Mail,
    &money::Money,
    &multi_choice::MultiChoice,
    &percent::Percent,
    &lookup::Person,
    &phone::Phone,
    &region::Region,
    &text::Text,
    &time::Time,
    &url::Url,
];

/// The type with this key.
pub fn find(key: &str) -> Option<&'static dyn FieldType> {
    ALL.iter().copied().find(|ty| ty.key() == key)
}

/// The text of a JSON value; `None` for `null` and for the empty text, which mean the same.
fn text_of<'a>(field: &Field, json: &'a Json) -> Result<Option<&'a str>, Fault> {
    match json {
        Json::Null => Ok(None),
        Json::String(s) if s.trim().is_empty() => Ok(None),
        Json::String(s) => Ok(Some(s)),
        _ => Err(field.fault(Code::NotText)),
    }
}

/// The decimal text of a JSON string or number. Numbers are taken by their digits, never through floating point arithmetic.
fn number_of(field: &Field, json: &Json) -> Result<Option<String>, Fault> {
    match json {
        Json::Null => Ok(None),
        Json::String(s) if s.trim().is_empty() => Ok(None),
        Json::String(s) => Ok(Some(s.trim().to_owned())),
        Json::Number(n) => Ok(Some(n.to_string())),
        _ => Err(field.fault(Code::NotNumber)),
    }
}

/// Reads a decimal of `scale` inside and at most `shown` digits after the point, within the field's bounds and ±`limit` units.
fn scaled(field: &Field, json: &Json, scale: u8, shown: u8, limit: i128) -> Result<Option<i64>, Fault> {
    let Some(text) = number_of(field, json)? else { return Ok(None) };
    let digits = text.split_once('.').map_or("", |(_, f)| f.trim_end_matches('0')).len();
    if digits > usize::from(shown) && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'.' | b'-')) {
        return Err(field.fault(Code::TooPrecise).with("max", shown));
    }
    let shape = text.strip_prefix('-').unwrap_or(&text);
    let plain = !shape.is_empty()
        && shape.bytes().all(|b| b.is_ascii_digit() || b == b'.')
        && shape.bytes().filter(|b| *b == b'.').count() <= 1
        && !shape.starts_with('.')
        && !shape.ends_with('.');
    if !plain {
        return Err(field.fault(Code::NotNumber));
    }
    let n = crate::wire::parse_decimal(&text, scale)
        .filter(|n| i128::from(*n).abs() <= limit)
        .ok_or_else(|| field.fault(Code::Overflow))?;
    let bound = |b: &Option<String>| b.as_deref().and_then(|b| crate::wire::parse_decimal(b, scale));
    if let (Some(min), Some(text)) = (bound(&field.def.min), &field.def.min)
        && n < min
    {
        return Err(field.fault(Code::TooSmall).with("min", text));
    }
    if let (Some(max), Some(text)) = (bound(&field.def.max), &field.def.max)
        && n > max
    {
        return Err(field.fault(Code::TooBig).with("max", text));
    }
    Ok(Some(n))
}

/// Refuses more digits after the point than the type has.
fn check_scale(def: &FieldDef, max: u8) -> Vec<Fault> {
    let excess = def.scale.filter(|scale| *scale > max);
    excess.map(|_| Fault::new("scale", Code::TooBig).with("max", max)).into_iter().collect()
}

/// Refuses lengths that no text of the type has.
fn check_length(def: &FieldDef, max: u32) -> Option<Fault> {
    match def.max_length? {
        0 => Some(Fault::new("max_length", Code::TooSmall).with("min", 1)),
        n if n > max => Some(Fault::new("max_length", Code::TooBig).with("max", max)),
        _ => None,
    }
}

/// The column of a value and, where no two records may have the same, that of its key: a text that equal values share.
fn keyed(kind: ColumnKind, def: &FieldDef) -> Vec<Column> {
    let key = def.unique.then_some(Column { suffix: "key", kind: ColumnKind::Text });
    [Column { suffix: "", kind }].into_iter().chain(key).collect()
}

/// Fills the columns of [`keyed`].
fn fill_keyed(cells: &mut [Value], value: Value, key: impl FnOnce() -> Option<String>) {
    cells[0] = value;
    if let Some(cell) = cells.get_mut(1) {
        *cell = key().into();
    }
}
