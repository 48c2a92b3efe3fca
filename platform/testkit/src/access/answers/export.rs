//! Tables of what is read.

use heyi_model::Filter;
use serde_json::{Value as Json, json};

use super::super::schema::{Field, Kind, Name};
use super::super::sight::Sight;
use super::super::world::Row;
use super::Refusal;
use super::list::narrowed;
use super::record::{record, seen_fields};

/// One line per record, oldest first: its id and each field in words.
pub(super) fn export(sight: Sight, module: Name, filter: &Filter, fields: &[&'static str]) -> Result<Json, Refusal> {
    if !sight.may_export(module) {
        return Err(Refusal::Forbidden);
    }
    let rows = narrowed(sight, module, filter)?;
    let seen: Vec<&str> = seen_fields(sight, module).map(|field| field.key).collect();
    let unknown = fields.iter().filter(|key| !seen.contains(key) && **key != "name");
    Refusal::unless_none(unknown.map(|key| ((*key).to_owned(), "unknown_field")).collect())?;
    let columns = if fields.is_empty() { seen } else { fields.to_vec() };
    let line = |row: &Row| {
        let shown = record(sight, row, None);
        let words = columns.iter().filter_map(|key| Some(words(module.field(key)?, &shown[*key])));
        Json::from(std::iter::once(row.id.to_string()).chain(words).collect::<Vec<_>>())
    };
    let lines: Vec<Json> = rows.into_iter().map(line).collect();
    Ok(json!({"columns": columns.len() + 1, "lines": lines}))
}

/// A value as a person reads it in a file.
fn words(field: &Field, value: &Json) -> String {
    let word = |key: &str| match field.kind {
        Kind::Choice(options) | Kind::Multi(options) => {
            options.iter().find(|(option, _)| *option == key).map_or(key, |(_, word)| word).to_owned()
        }
        _ => key.to_owned(),
    };
    match value {
        Json::Null => String::new(),
        Json::String(text) => word(text),
        Json::Bool(true) => "是".into(),
        Json::Bool(false) => "否".into(),
        Json::Array(keys) => keys.iter().filter_map(Json::as_str).map(word).collect::<Vec<_>>().join(", "),
        Json::Object(link) if link.contains_key("name") => link["name"].as_str().unwrap_or_default().to_owned(),
        Json::Object(parts) => parts.values().filter_map(Json::as_str).collect::<Vec<_>>().join(" "),
        Json::Number(n) => n.to_string(),
    }
}
