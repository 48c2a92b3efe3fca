//! What a write leaves behind: timeline, history, dated values, shares, events.

use heyi_model::Problem;

use super::set::Set;
use crate::history::{Entry, HistoryKind};
use crate::{Work, dated, events, history, sharing, timeline};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Create,
    Update,
    Delete,
    Restore,
}

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
            changes: history::changes(item.change.old.as_ref(), &item.change.new),
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
