//! Lists, counts, searches, related records: loop over the rows, keep, sort, cut.

use std::cmp::{Ordering, Reverse};

use heyi_model::Filter;
use heyi_model::field::Op;
use heyi_model::module::FieldAccess;
use heyi_model::text::TextKind;
use heyi_model::text::search::SearchQuery;
use serde_json::{Value as Json, json};

use super::super::ask::{From, List};
use super::super::filter::{Fault, faults, holds};
use super::super::schema::{Field, Name};
use super::super::sight::Sight;
use super::super::world::{Id, Row};
use super::record::{label, record};
use super::{Refusal, may_read, record_seen};

type Answer = Result<Json, Refusal>;

/// The rows of a module that are seen and meet the filter, or what is wrong with the filter.
pub fn narrowed<'w>(sight: Sight<'w>, module: Name, filter: &Filter) -> Result<Vec<&'w Row>, Refusal> {
    may_read(sight, module)?;
    Refusal::unless_none(faults(sight, module, filter))?;
    Ok(sight.rows(module).into_iter().filter(|row| holds(sight, filter, row)).collect())
}

pub(super) fn list(sight: Sight, ask: &List) -> Answer {
    let mut rows = narrowed(sight, ask.module, &ask.filter)?;
    let fields = ask.fields.as_deref();
    // Every record is called something.
    let hidden = |key: &&&str| **key != "name" && sight.field(ask.module, key) == FieldAccess::Hidden;
    let unknown = fields.unwrap_or_default().iter().filter(hidden);
    Refusal::unless_none(unknown.map(|key| ((*key).to_owned(), "unknown_field")).collect())?;
    let q = ask.q.as_deref().filter(|q| !q.trim().is_empty());
    if let Some(q) = q {
        rows.retain(|row| answers(sight, q, row));
    }
    let total = rows.len();
    match (q, ask.sort.is_empty()) {
        (Some(q), true) => rows.sort_by_key(|row| (rank(sight, q, row), Reverse(row.id))),
        _ => sort(sight, ask, &mut rows)?,
    }
    let rows: Vec<&Row> = match &ask.from {
        From::Start => rows,
        From::Offset(n) => rows.into_iter().skip(*n as usize).take(ask.limit as usize).collect(),
        From::Value(value) => rows.into_iter().skip_while(|row| before(ask, row, value)).collect(),
    };
    let records: Vec<Json> = rows.into_iter().map(|row| record(sight, row, fields)).collect();
    Ok(json!({"records": records, "total": total}))
}

/// Sorts as asked; without an order the newest change comes first. The id decides last, in the direction of the first key.
fn sort(sight: Sight, ask: &List, rows: &mut [&Row]) -> Result<(), Refusal> {
    Refusal::unless_none(unsortable(sight, ask.module, &ask.sort))?;
    let newest = [("updated_at", true)];
    let usual: &[_] = if sight.reads(ask.module, "updated_at") { &newest } else { &[] };
    let keys = if ask.sort.is_empty() { usual } else { &ask.sort };
    let last = keys.first().is_none_or(|(_, desc)| *desc);
    rows.sort_by(|a, b| {
        let by_key = keys.iter().map(|(key, desc)| directed(compare(ask.module, key, a, b), *desc));
        by_key.fold(Ordering::Equal, Ordering::then).then(directed(a.id.cmp(&b.id), last))
    });
    Ok(())
}

/// The keys of an order that this person may not sort by, and why.
pub(super) fn unsortable(sight: Sight, module: Name, sort: &[(&'static str, bool)]) -> Vec<Fault> {
    let fault = |(key, _): &(&'static str, bool)| {
        let code = match sight.field(module, key) {
            FieldAccess::Hidden => "unknown_field",
            FieldAccess::Masked => "masked",
            _ if !module.field(key).is_some_and(|field| field.sortable) => "not_sortable",
            _ => return None,
        };
        Some(((*key).to_owned(), code))
    };
    sort.iter().filter_map(fault).collect()
}

fn compare(module: Name, key: &str, a: &Row, b: &Row) -> Ordering {
    let Some(field) = module.field(key) else { return Ordering::Equal };
    field.kind.rank(a.cell(key)).cmp(&field.kind.rank(b.cell(key)))
}

fn directed(order: Ordering, desc: bool) -> Ordering {
    if desc { order.reverse() } else { order }
}

/// Does a row come before the value at which the list begins?
fn before(ask: &List, row: &Row, value: &Json) -> bool {
    let Some((field, desc)) = ask.sort.first().and_then(|(key, desc)| Some((ask.module.field(key)?, *desc))) else {
        return false;
    };
    let wanted = match (value.is_null(), field.kind.operand(value), value.as_str()) {
        (true, ..) => field.kind.rank(None),
        (_, Some(n), _) => (1, n, String::new()),
        (_, None, text) => (1, 0, heyi_model::text::sort_key(text.unwrap_or_default())),
    };
    directed(field.kind.rank(row.cell(field.key)).cmp(&wanted), desc) == Ordering::Less
}

/// The searched texts of a row that this person reads.
fn texts<'w>(sight: Sight<'w>, row: &'w Row) -> impl Iterator<Item = (&'static Field, TextKind, String)> + 'w {
    let fields = row.module.fields().filter(move |field| sight.reads(row.module, field.key));
    fields.filter_map(|field| Some((field, field.search?, field.kind.text(row.cell(field.key)?))))
}

fn matching<'w>(sight: Sight<'w>, q: &'w str, row: &'w Row) -> impl Iterator<Item = &'static Field> + 'w {
    let query = SearchQuery::parse(q);
    texts(sight, row).filter(move |(_, kind, text)| query.as_ref().is_some_and(|q| q.matches(text, *kind))).map(|t| t.0)
}

fn answers(sight: Sight, q: &str, row: &Row) -> bool {
    matching(sight, q, row).next().is_some()
}

/// How well a hit answers: by its names and codes.
fn rank(sight: Sight, q: &str, row: &Row) -> u8 {
    let Some(query) = SearchQuery::parse(q) else { return 2 };
    let ranks = texts(sight, row).filter(|(_, kind, _)| *kind != TextKind::Plain).map(|(_, _, text)| query.rank(&text));
    ranks.min().unwrap_or(2)
}

pub(super) fn count(sight: Sight, module: Name, filter: &Filter, q: Option<&str>) -> Answer {
    let mut rows = narrowed(sight, module, filter)?;
    if let Some(q) = q.filter(|q| !q.trim().is_empty()) {
        rows.retain(|row| answers(sight, q, row));
    }
    Ok(json!({"count": rows.len()}))
}

/// Hits of every module: id, name and the fields that may be said to have answered.
pub(super) fn everywhere(sight: Sight, q: &str) -> Json {
    let mut modules = serde_json::Map::new();
    for module in Name::ALL {
        let mut hits: Vec<&Row> = sight.rows(module).into_iter().filter(|row| answers(sight, q, row)).collect();
        hits.sort_by_key(|row| (rank(sight, q, row), Reverse(row.id)));
        let hit = |row: &&Row| {
            let fields: Vec<&str> = matching(sight, q, row).map(|field| field.key).collect();
            json!({"id": row.id.to_string(), "name": label(sight, row), "fields": fields})
        };
        if !hits.is_empty() {
            modules.insert(module.key().into(), hits.iter().map(hit).collect());
        }
    }
    Json::Object(modules)
}

/// The names of those records that are known, as far as their names are read.
pub(super) fn labels(sight: Sight, module: Name, ids: &[Id]) -> Json {
    let known = ids.iter().filter(|id| sight.knows(**id)).filter_map(|id| sight.world.row(*id));
    let named = known.filter(|row| row.module == module).map(|row| (row.id.to_string(), label(sight, row)));
    Json::Object(named.filter(|(_, name)| !name.is_null()).collect())
}

pub(super) fn read_many(sight: Sight, module: Name, ids: &[Id]) -> Answer {
    may_read(sight, module)?;
    let seen = ids.iter().filter_map(|id| sight.row(*id)).filter(|row| row.module == module);
    Ok(seen.map(|row| record(sight, row, None)).collect())
}

pub(super) fn related(sight: Sight, module: Name, id: Id, from: Name, field: &'static str, filter: &Filter) -> Answer {
    record_seen(sight, module, id)?;
    if !sight.reads(from, field) {
        return Err(Refusal::NotFound);
    }
    let mut rows = narrowed(sight, from, filter)?;
    rows.retain(|row| row.link(field) == Some(id));
    let mut list = List {
        module: from,
        filter: Filter::leaf(field, Op::Eq, id.to_string()),
        q: None,
        sort: Vec::new(),
        fields: None,
        limit: 200,
        from: From::Start,
    };
    list.filter = list.filter.and(filter.clone());
    self::list(sight, &list)
}
