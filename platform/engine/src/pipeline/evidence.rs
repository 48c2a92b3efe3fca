//! What a write leaves behind: timeline, history, dated values, shares, events.

use std::sync::Arc;

use heyi_model::{Module, Problem};

use crate::history::{Entry, HistoryKind};
use crate::record::Change;
use crate::{Work, dated, events, history, sharing, timeline};

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Create,
    Update,
    Derive,
    Delete,
    Restore,
}

/// Writes all of it, one statement per kind for the set.
pub(super) fn write(work: &mut Work, module: &Arc<Module>, changes: &[Change], kind: Kind) -> Result<(), Problem> {
    if changes.is_empty() {
        return Ok(());
    }
    timeline::place(work, module, changes)?;
    dated::keep(work, module, changes)?;
    sharing::regrant(work, module, changes)?;
    let entry = |change: &Change| Entry {
        module: &module.key,
        record: change.new.id(),
        version: change.new.version(),
        kind: match kind {
            Kind::Create => HistoryKind::Create,
            Kind::Update if change.changed("owner") => HistoryKind::Transfer,
            Kind::Update => HistoryKind::Update,
            Kind::Derive => HistoryKind::Derive,
            Kind::Delete => HistoryKind::Delete,
            Kind::Restore => HistoryKind::Restore,
        },
        changes: history::changes(change.old.as_ref(), &change.new),
    };
    let entries: Vec<Entry> = changes.iter().map(entry).collect();
    history::append(work, &entries)?;
    let touched: Vec<(i64, i64)> = changes.iter().map(|c| (c.new.id(), c.new.version())).collect();
    let name = match kind {
        Kind::Create => "created",
        Kind::Update | Kind::Derive => "updated",
        Kind::Delete => "deleted",
        Kind::Restore => "restored",
    };
    events::emit(work, module, name, &touched)
}
