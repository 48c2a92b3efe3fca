//! What a saved view says, as it is stored and as it is written.

use std::collections::BTreeMap;

use heyi_db::Value;
use heyi_model::mask::shorten;
use heyi_model::{Code, Fault, Filter, Label, Module, Problem};
use serde_json::{Value as Json, json};

use crate::Work;
use crate::query::{self, SortKey};
use crate::roles::read_label;

/// Most columns of a view.
const MOST_COLUMNS: usize = 60;
/// Most columns that stay while the others move sideways.
const MOST_PINNED: u64 = 8;
/// Width of a column in CSS pixels.
const WIDTHS: std::ops::RangeInclusive<u64> = 40..=1200;

/// A view as it is stored.
pub(super) struct Def {
    pub label: Label,
    /// As on the wire; `null` for every record.
    pub filter: Json,
    pub sort: String,
    pub columns: Vec<String>,
    /// Widths of columns that are not as wide as usual, in CSS pixels.
    pub widths: BTreeMap<String, u64>,
    /// How many of the first columns stay while the others move sideways.
    pub pinned: u64,
}

impl Default for Def {
    /// The usual columns; the first one, which names the record, stays.
    fn default() -> Self {
        let (label, filter, sort, columns) = Default::default();
        Self { label, filter, sort, columns, widths: BTreeMap::new(), pinned: 1 }
    }
}

impl Def {
    pub fn stored(text: Option<&str>) -> Option<Self> {
        let json: Json = serde_json::from_str(text?).ok()?;
        let usual = Self::default();
        Some(Self {
            label: serde_json::from_value(json.get("label")?.clone()).ok()?,
            filter: json.get("filter").cloned().unwrap_or_default(),
            sort: json.get("sort").and_then(Json::as_str).unwrap_or_default().to_owned(),
            columns: serde_json::from_value(json.get("columns")?.clone()).ok()?,
            widths: json.get("widths").and_then(|w| serde_json::from_value(w.clone()).ok()).unwrap_or_default(),
            pinned: json.get("pinned").and_then(Json::as_u64).unwrap_or(usual.pinned),
        })
    }

    pub fn value(&self) -> Value {
        let json = json!({
            "label": self.label,
            "filter": self.filter,
            "sort": self.sort,
            "columns": self.columns,
            "widths": self.widths,
            "pinned": self.pinned,
        });
        Value::Json(json.to_string().into())
    }

    pub fn parsed(&self) -> Result<(Filter, Vec<SortKey>), Problem> {
        let filter = if self.filter.is_null() { Filter::default() } else { Filter::parse(&self.filter)? };
        Ok((filter, SortKey::parse_list(&self.sort)?))
    }
}

/// What was written of a view.
pub(super) struct Read {
    pub def: Def,
    /// With everybody who reads the module.
    pub shared: Option<bool>,
    /// With these subjects, as on the wire.
    pub shared_with: Option<Vec<Json>>,
}

/// Reads what is named onto `def`, and checks the whole.
pub(super) fn read(work: &Work, module: &Module, mut def: Def, json: &Json) -> Result<Read, Problem> {
    let Json::Object(members) = json else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults = Vec::new();
    let (mut shared, mut shared_with) = (None, None);
    for (key, value) in members {
        match (key.as_str(), value) {
            ("label", _) => match read_label("label", value, work.who().locale()) {
                Ok(label) => def.label = label,
                Err(fault) => faults.push(fault),
            },
            ("filter", _) => def.filter = value.clone(),
            ("sort", Json::Null) => def.sort = String::new(),
            ("sort", Json::String(sort)) => def.sort.clone_from(sort),
            ("sort", _) => faults.push(Fault::new("sort", Code::NotText)),
            ("columns", _) => match columns(value) {
                Ok(columns) => def.columns = columns,
                Err(fault) => faults.push(fault),
            },
            ("widths", _) => match widths(value) {
                Ok(widths) => def.widths = widths,
                Err(fault) => faults.push(fault),
            },
            ("pinned", _) => match value.as_u64() {
                Some(pinned) if pinned <= MOST_PINNED => def.pinned = pinned,
                Some(_) => faults.push(Fault::new("pinned", Code::TooBig).with("max", MOST_PINNED)),
                None => faults.push(Fault::new("pinned", Code::NotInteger)),
            },
            ("shared", Json::Bool(value)) => shared = Some(*value),
            ("shared", _) => faults.push(Fault::new("shared", Code::NotBoolean)),
            ("shared_with", Json::Array(subjects)) => shared_with = Some(subjects.clone()),
            ("shared_with", _) => faults.push(Fault::new("shared_with", Code::NotArray)),
            _ => faults.push(Fault::new(shorten(key), Code::UnknownParameter)),
        }
    }
    if def.label.is_empty() && !faults.iter().any(|fault| fault.field == "label") {
        faults.push(Fault::new("label", Code::Required));
    }
    let (filter, sort) = def.parsed()?;
    let named: Vec<String> = def.columns.iter().chain(def.widths.keys()).cloned().collect();
    match query::check(work, &module.key, &filter, &sort, &named) {
        Err(problem) if problem.faults.is_empty() => return Err(problem),
        Err(mut problem) => faults.append(&mut problem.faults),
        Ok(()) => {}
    }
    if faults.is_empty() { Ok(Read { def, shared, shared_with }) } else { Err(Problem::invalid(faults)) }
}

fn columns(value: &Json) -> Result<Vec<String>, Fault> {
    let items = match value {
        Json::Null => return Ok(Vec::new()),
        Json::Array(items) => items,
        _ => return Err(Fault::new("columns", Code::NotArray)),
    };
    if items.len() > MOST_COLUMNS {
        return Err(Fault::new("columns", Code::TooManyItems).with("max", MOST_COLUMNS));
    }
    let texts = items.iter().map(|column| column.as_str().map(str::to_owned));
    texts.collect::<Option<_>>().ok_or_else(|| Fault::new("columns", Code::NotText))
}

fn widths(value: &Json) -> Result<BTreeMap<String, u64>, Fault> {
    let members = match value {
        Json::Null => return Ok(BTreeMap::new()),
        Json::Object(members) => members,
        _ => return Err(Fault::new("widths", Code::NotObject)),
    };
    if members.len() > MOST_COLUMNS {
        return Err(Fault::new("widths", Code::TooManyItems).with("max", MOST_COLUMNS));
    }
    let width = |(key, width): (&String, &Json)| match width.as_u64() {
        Some(px) if px < *WIDTHS.start() => Err(Fault::new("widths", Code::TooSmall).with("min", *WIDTHS.start())),
        Some(px) if px > *WIDTHS.end() => Err(Fault::new("widths", Code::TooBig).with("max", *WIDTHS.end())),
        Some(px) => Ok((key.clone(), px)),
        None => Err(Fault::new("widths", Code::NotInteger)),
    };
    members.iter().map(width).collect()
}
