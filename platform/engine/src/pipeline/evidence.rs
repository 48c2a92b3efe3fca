//! What a write leaves behind: timeline, history, dated values, shares, events.

use heyi_model::{Field, Problem};
use serde_json::Value as Json;

use super::set::Set;
use crate::history::{Entry, FieldChange, HistoryKind};
use crate::record::Record;
use crate::{Work, dated, events, history, sharing, timeline};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Create,
    Update,
    Delete,
    Restore,
}

/// Fields that change with every write and say nothing.
const SILENT: [&str; 5] = ["created_at", "created_by", "updated_at", "updated_by", "owner_department"];

/// Writes all of it, one statement per kind for the set.
pub(super) fn write(work: &mut Work, set: &Set, kind: Kind) -> Result<(), Problem> {
    if set.items.is_empty() {
        return Ok(());
    }
    let changes = set.changes();
    timeline::place(work, &set.module, &changes)?;
    dated::keep(work, &set.module, &changes)?;
    sharing::regrant(work, &set.module, &changes)?;
    let entries: Vec<Entry> = set
        .items
        .iter()
        .map(|item| Entry {
            module: &set.module.key,
            record: item.change.new.id(),
            version: item.change.new.version(),
            kind: match kind {
                Kind::Create => HistoryKind::Create,
                Kind::Update if item.change.changed("owner") => HistoryKind::Transfer,
                Kind::Update => HistoryKind::Update,
                Kind::Delete => HistoryKind::Delete,
                Kind::Restore => HistoryKind::Restore,
            },
            changes: differences(item.change.old.as_ref(), &item.change.new),
        })
        .collect();
    history::append(work, &entries)?;
    let touched: Vec<(i64, i64)> = set.items.iter().map(|i| (i.change.new.id(), i.change.new.version())).collect();
    let name = match kind {
        Kind::Create => "created",
        Kind::Update => "updated",
        Kind::Delete => "deleted",
        Kind::Restore => "restored",
    };
    events::emit(work, &set.module, name, &touched)
}

/// The fields that differ, with their old and new values as on the wire.
fn differences(old: Option<&Record>, new: &Record) -> Vec<FieldChange> {
    let told = |f: &&Field| !SILENT.contains(&&*f.key);
    let mut changes = Vec::new();
    for field in new.module.fields.iter().filter(told) {
        let after = field.cells(&new.cells);
        let before = old.map(|r| field.cells(&r.cells));
        let same = before.map_or_else(|| after.iter().all(heyi_model::Value::is_null), |b| b == after);
        if !same {
            let before = old.map_or(Json::Null, |r| value(field, r));
            changes.push(FieldChange { field: field.key.clone(), old: before, new: value(field, new) });
        }
    }
    changes
}

/// The value of a field as on the wire; money with its currency.
pub(crate) fn value(field: &Field, record: &Record) -> Json {
    if record.cells[field.at..field.at + field.columns.len()].iter().all(heyi_model::Value::is_null) {
        return Json::Null;
    }
    if let (true, Some(text)) = (field.columns.len() == 1, record.cells[field.at].as_text())
        && matches!(record.cells[field.at], heyi_model::Value::Text(_))
    {
        return Json::from(text);
    }
    let mut out = Vec::new();
    field.ty.write_json(field, record, field.at, &mut out);
    if field.ty.key() == "money" {
        let wrapped = [b"{\"amount\":".as_slice(), &out, b"}"].concat();
        return serde_json::from_slice(&wrapped).unwrap_or_default();
    }
    serde_json::from_slice(&out).unwrap_or_default()
}
