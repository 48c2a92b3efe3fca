//! Search tokens of records, written in the same transaction as the rows.

use heyi_model::text::tokens::index_tokens;
use heyi_model::{Problem, RecordId, Value};

use super::set::Set;
use crate::Work;
use crate::record::Record;

/// The tokens of a record: each begins with the class of its field.
pub(super) fn of(record: &Record) -> String {
    let mut out = String::new();
    for (field, class) in record.module.search_fields() {
        let Some(kind) = field.ty.search(&field.def) else { continue };
        match record.cells[field.at].as_text() {
            // The first cell of most searched types is the text itself.
            Some(text) if field.columns.len() == 1 || field.ty.key() == "text" => {
                index_tokens(class, kind, text, &mut out);
            }
            _ => index_tokens(class, kind, &field.ty.text(field, record, field.at), &mut out),
        }
    }
    out
}

/// The cells that the tokens are made from.
pub(super) fn searched(record: &Record) -> Vec<Value> {
    record.module.search_fields().flat_map(|(f, _)| f.cells(&record.cells).iter().cloned()).collect()
}

/// Writes the tokens of records whose searched fields changed.
pub(super) fn write(work: &mut Work, set: &Set) -> Result<(), Problem> {
    let mut rows: Vec<(RecordId, String)> = Vec::new();
    for item in &set.items {
        let new = &item.change.new;
        let now = searched(new);
        if item.change.old.as_ref().is_some_and(|old| searched(old) == now) {
            continue;
        }
        let tokens = match &item.tokens {
            Some((tokens, from)) if *from == now => tokens.clone(),
            _ => of(new),
        };
        rows.extend(new.record_id().map(|id| (id, tokens)));
    }
    put(work, set, &rows)
}

/// Writes the tokens of every record of the set.
pub(super) fn write_all(work: &mut Work, set: &Set) -> Result<(), Problem> {
    let new = set.items.iter().map(|i| &i.change.new);
    let rows: Vec<(RecordId, String)> = new.filter_map(|r| Some((r.record_id()?, of(r)))).collect();
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
