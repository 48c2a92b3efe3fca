//! Values: how they are written, read, masked, sorted and told in words. Nothing of this decides who sees them.

use heyi_model::{mask, text, wire};
use serde_json::{Value as Json, json};

use super::schema::Kind;
use super::world::Id;

/// A value that is there.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// Any text: a line, lines, a telephone number, an option's key, a time as it is written.
    Text(String),
    /// A whole number.
    Int(i64),
    /// A number of 10^-scale units.
    Scaled(i64),
    /// Yes or no.
    Bool(bool),
    /// Days since 1970.
    Date(i64),
    /// UTC milliseconds.
    Moment(i64),
    /// Options by key, in the order of the field.
    Options(Vec<&'static str>),
    /// A link.
    Link(Id),
    /// Province, city, street.
    Address([String; 3]),
    /// A file: id and name.
    File(Id, String),
}

/// The text inside a JSON string that `write` makes.
fn text_of(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8_lossy(&out).trim_matches('"').to_owned()
}

impl Kind {
    /// Decimals inside.
    fn scale(self) -> u8 {
        match self {
            Self::Money => 4,
            Self::Decimal(n) => n,
            _ => 0,
        }
    }
    /// Decimals on the wire.
    fn shown(self) -> u8 {
        if self == Self::Money { 2 } else { self.scale() }
    }

    /// The value on the wire; a link is its id.
    pub fn wire(self, cell: Option<&Cell>) -> Json {
        match cell {
            None if matches!(self, Self::Multi(_)) => json!([]),
            None => Json::Null,
            Some(Cell::Text(t)) => json!(t),
            Some(Cell::Int(n)) => json!(n),
            Some(Cell::Scaled(n)) => json!(wire::decimal_text(*n, self.scale(), self.shown())),
            Some(Cell::Bool(b)) => json!(b),
            Some(Cell::Date(d)) => json!(text_of(|out| wire::date(out, *d))),
            Some(Cell::Moment(ms)) => json!(text_of(|out| wire::timestamp(out, *ms))),
            Some(Cell::Options(keys)) => json!(keys),
            Some(Cell::Link(id)) => json!(id.to_string()),
            Some(Cell::Address([province, city, street])) => {
                json!({"province": province, "city": city, "street": street})
            }
            Some(Cell::File(id, name)) => json!({"id": id.to_string(), "name": name}),
        }
    }

    /// The value as plain text: what is searched and masked.
    pub fn text(self, cell: &Cell) -> String {
        match (cell, self.wire(Some(cell))) {
            (Cell::Address(parts), _) => parts.concat(),
            (Cell::Options(keys), _) => keys.join(", "),
            (Cell::File(_, name), _) => name.clone(),
            (_, Json::String(t)) => t,
            (_, other) => other.to_string(),
        }
    }

    /// What is shown to whoever may know only that it is there.
    pub fn masked(self, cell: &Cell) -> String {
        let text = self.text(cell);
        match self {
            Self::Text | Self::Long | Self::Number | Self::Url | Self::Address | Self::Region => mask::text(&text),
            Self::Phone => mask::phone(&text),
            Self::Mail => mask::mail(&text),
            Self::Date | Self::Moment => "****-**-**".into(),
            Self::Time => "**:**".into(),
            _ => "***".into(),
        }
    }

    /// What decides an order: no value first, then numbers, then texts by their pinyin.
    pub fn rank(self, cell: Option<&Cell>) -> (u8, i64, String) {
        match cell {
            None => (0, 0, String::new()),
            Some(Cell::Text(t)) => (1, 0, text::sort_key(t)),
            Some(cell) => (1, cell.number().unwrap_or(0), String::new()),
        }
    }

    /// Reads the number in an operand; dates and moments from their text.
    pub fn operand(self, json: &Json) -> Option<i64> {
        match self {
            Self::Integer => json.as_i64(),
            Self::Decimal(_) | Self::Money => wire::parse_decimal(json.as_str()?, self.scale()),
            Self::Date => {
                let parts: Vec<i64> = json.as_str()?.split('-').map_while(|p| p.parse().ok()).collect();
                let [y, m, d] = parts.as_slice() else { return None };
                Some(wire::days_of(*y, *m as u32, *d as u32))
            }
            Self::Moment => {
                let (day, time) = json.as_str()?.strip_suffix('Z')?.split_once('T')?;
                let day = Self::Date.operand(&json!(day))?;
                let parts: Vec<f64> = time.split(':').map_while(|p| p.parse().ok()).collect();
                let [h, m, s] = parts.as_slice() else { return None };
                Some(day * 86_400_000 + ((h * 60.0 + m) * 60_000.0 + s * 1000.0).round() as i64)
            }
            _ => None,
        }
    }
}

impl Cell {
    /// The number inside.
    pub fn number(&self) -> Option<i64> {
        match self {
            Self::Int(n) | Self::Scaled(n) | Self::Date(n) | Self::Moment(n) => Some(*n),
            Self::Bool(b) => Some(i64::from(*b)),
            _ => None,
        }
    }
    /// The day of a date or of a moment in Shanghai, which has no summer time.
    pub fn day(&self) -> Option<i64> {
        match self {
            Self::Date(d) => Some(*d),
            Self::Moment(ms) => Some((ms + 8 * 3_600_000).div_euclid(86_400_000)),
            _ => None,
        }
    }
}
