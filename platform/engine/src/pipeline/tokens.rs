//! Search tokens of records, written in the same transaction as the rows.

use heyi_model::text::tokens::index_tokens;
use heyi_model::{Field, Problem, RecordId, Value};

use super::set::{Item, Set};
use crate::Work;
use crate::record::Record;

/// Tokens that were made before the write lane: of each searched field, with the cells that they were made from.
#[derive(Debug, Clone)]
pub(crate) struct Made(Vec<(Box<[Value]>, String)>);

impl Made {
    /// The tokens of a record as it is so far.
    pub(super) fn of(record: &Record) -> Self {
        let of_field = |(field, class): (&Field, char)| {
            let mut tokens = String::new();
            of_field(record, field, class, &mut tokens);
            (field.cells(&record.cells).into(), tokens)
        };
        Self(record.module.search_fields().map(of_field).collect())
    }
}

/// The tokens of a record: each begins with the class of its field. Those of a field that is as it was when `made` were
/// made are taken from there: a number is drawn later, a name stays.
fn of(record: &Record, made: Option<&Made>) -> String {
    let mut out = String::new();
    for (at, (field, class)) in record.module.search_fields().enumerate() {
        match made.and_then(|made| made.0.get(at)) {
            Some((from, tokens)) if **from == *field.cells(&record.cells) => {
                if !(tokens.is_empty() || out.is_empty()) {
                    out.push(' ');
                }
                out.push_str(tokens);
            }
            _ => of_field(record, field, class, &mut out),
        }
    }
    out
}

fn of_field(record: &Record, field: &Field, class: char, out: &mut String) {
    let Some(kind) = field.ty.search(&field.def) else { return };
    match record.cells[field.at].as_text() {
        Some(text) if field.is_its_text() => index_tokens(class, kind, text, out),
        _ => index_tokens(class, kind, &field.ty.text(field, record, field.at), out),
    }
}

/// Are the cells that tokens are made from the same?
fn searched_alike(old: &Record, new: &Record) -> bool {
    new.module.search_fields().all(|(field, _)| field.cells(&old.cells) == field.cells(&new.cells))
}

/// Writes the tokens of records whose searched fields changed.
pub(super) fn write(work: &mut Work, set: &Set) -> Result<(), Problem> {
    let mut rows: Vec<(RecordId, String)> = Vec::new();
    for Item { change, tokens, .. } in &set.items {
        if change.old.as_ref().is_none_or(|old| !searched_alike(old, &change.new)) {
            rows.extend(change.new.record_id().map(|id| (id, of(&change.new, tokens.as_ref()))));
        }
    }
    put(work, set, &rows)
}

/// Writes the tokens of every record of the set.
pub(super) fn write_all(work: &mut Work, set: &Set) -> Result<(), Problem> {
    let new = set.items.iter().map(|i| &i.change.new);
    let rows: Vec<(RecordId, String)> = new.filter_map(|r| Some((r.record_id()?, of(r, None)))).collect();
    put(work, set, &rows)
}

/// Takes the tokens of the set away.
pub(super) fn remove(work: &mut Work, set: &Set) -> Result<(), Problem> {
    let ids: Vec<RecordId> = set.items.iter().filter_map(|i| i.change.new.record_id()).collect();
    work.tx.search_delete(&set.module.key, &ids)?;
    Ok(())
}

fn put(work: &mut Work, set: &Set, rows: &[(RecordId, String)]) -> Result<(), Problem> {
    let rows: Vec<(RecordId, &str)> = rows.iter().map(|(id, t)| (*id, t.as_str())).collect();
    work.tx.search_put(&set.module.key, &rows)?;
    Ok(())
}
