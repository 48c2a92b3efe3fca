//! Measures per group.

use std::collections::{BTreeMap, BTreeSet};

use heyi_model::filter::Path;
use heyi_model::{Filter, wire};
use serde_json::{Value as Json, json};

use super::super::ask::Measure;
use super::super::filter::{end_of, value_at};
use super::super::schema::{Kind, Name};
use super::super::sight::Sight;
use super::super::value::Cell;
use super::super::world::Row;
use super::Refusal;
use super::list::narrowed;
use super::record::label;

pub(super) fn aggregate(
    sight: Sight,
    module: Name,
    filter: &Filter,
    keys: &[(Path, bool)],
    measures: &[(Measure, Option<Path>)],
) -> Result<Json, Refusal> {
    let rows = narrowed(sight, module, filter)?;
    let paths = keys.iter().map(|(path, _)| path).chain(measures.iter().filter_map(|(_, path)| path.as_ref()));
    Refusal::unless_none(paths.filter_map(|path| end_of(sight, module, path).err()).collect())?;
    let mut groups: BTreeMap<String, (Vec<Json>, Vec<&Row>)> = BTreeMap::new();
    for row in rows {
        let key: Vec<Json> = keys.iter().map(|(path, month)| key(sight, row, path, *month)).collect();
        groups.entry(json!(key).to_string()).or_insert_with(|| (key, Vec::new())).1.push(row);
    }
    if keys.is_empty() && groups.is_empty() {
        groups.insert(String::new(), (Vec::new(), Vec::new()));
    }
    let group = |(keys, rows): &(Vec<Json>, Vec<&Row>)| {
        let measured: Vec<Json> =
            measures.iter().map(|(what, path)| measure(sight, *what, path.as_ref(), rows)).collect();
        json!({"keys": keys, "measures": measured})
    };
    Ok(groups.values().map(group).collect())
}

/// What a row counts under: what is not known counts as empty.
fn key(sight: Sight, row: &Row, path: &Path, month: bool) -> Json {
    let Ok((_, field)) = end_of(sight, row.module, path) else { return Json::Null };
    match value_at(sight, row, path) {
        Some(Cell::Link(id)) => {
            let name = sight.world.row(id).map(|row| label(sight, row));
            json!({"id": id.to_string(), "name": name})
        }
        Some(cell) if month => {
            let (year, month, _) = wire::civil(cell.day().unwrap_or_default());
            Kind::Date.wire(Some(&Cell::Date(wire::days_of(year, month, 1))))
        }
        other => field.kind.wire(other.as_ref()),
    }
}

fn measure(sight: Sight, what: Measure, path: Option<&Path>, rows: &[&Row]) -> Json {
    let Some(path) = path else { return json!(rows.len()) };
    let cells: Vec<Cell> = rows.iter().filter_map(|row| value_at(sight, row, path)).collect();
    let kind = rows.first().and_then(|row| end_of(sight, row.module, path).ok()).map_or(Kind::Text, |(_, f)| f.kind);
    let number = |n: i64| match cells.first() {
        Some(Cell::Scaled(_)) => Cell::Scaled(n),
        Some(Cell::Date(_)) => Cell::Date(n),
        Some(Cell::Moment(_)) => Cell::Moment(n),
        _ => Cell::Int(n),
    };
    let numbers = || cells.iter().filter_map(Cell::number);
    match what {
        Measure::Count => json!(cells.len()),
        Measure::Distinct => {
            json!(cells.iter().map(|cell| kind.wire(Some(cell)).to_string()).collect::<BTreeSet<_>>().len())
        }
        _ if cells.is_empty() => Json::Null,
        Measure::Sum => kind.wire(Some(&number(numbers().sum()))),
        Measure::Min => kind.wire(numbers().min().map(number).as_ref()),
        Measure::Max => kind.wire(numbers().max().map(number).as_ref()),
    }
}
