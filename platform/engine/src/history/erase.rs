//! Forgetting a value by law, with the chain left whole.

use heyi_db::{Cells as _, Value, params, sql};
use heyi_model::{Problem, RecordId};

use super::append::{Entry, HistoryKind, append};
use super::changes::FieldChange;
use super::stored::{self, Told};
use crate::work::Work;

/// Deletes every value that history and the dated periods have of `field` of a record, and adds an entry that says so.
/// Gives the number of entries that lost a value. The record's present value is not touched: it is emptied through the
/// pipeline before, or it stays.
///
/// Only administrators and commands may. The values cannot be brought back.
pub fn erase(work: &mut Work, module: &str, record: RecordId, field: &str) -> Result<u64, Problem> {
    work.administrators_only()?;
    let rows = work.tx.all(sql(
        "SELECT seq, version, changes, salt FROM history WHERE record = $1 AND module = $2 ORDER BY seq",
        params![record, module],
    ))?;
    let mut erased = 0;
    let mut version = 0;
    for row in &rows {
        version = row.int(1).unwrap_or_default();
        let Some(fields) = row.text(2).and_then(stored::read) else { continue };
        let has_value = |(name, told): &(String, Told)| {
            *name == field && matches!(told, Told::Values { old, new, .. } if !(old.is_null() && new.is_null()))
        };
        if !fields.iter().any(has_value) {
            continue;
        }
        let Some(text) = stored::without(&fields, row.bytes(3), field) else { continue };
        erased += work.tx.execute(sql(
            "UPDATE history SET changes = $1, salt = NULL WHERE seq = $2",
            vec![Value::from(text), Value::Int(row.int(0).unwrap_or_default())],
        ))?;
    }
    work.tx.execute(sql(
        "DELETE FROM field_period WHERE module = $1 AND record = $2 AND field = $3",
        params![module, record, field],
    ))?;
    if !rows.is_empty() {
        let named = FieldChange { field: field.into(), old: serde_json::Value::Null, new: serde_json::Value::Null };
        let entry = Entry { module, record: record.get(), version, kind: HistoryKind::Erase, changes: vec![named] };
        append(work, &[entry])?;
    }
    Ok(erased)
}
