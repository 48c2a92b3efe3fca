//! What happened to a record since somebody looked at it.

use heyi_db::{Cells as _, Tx, params, sql};
use heyi_model::{Problem, RecordId};

use super::append::HistoryKind;
use super::stored;

/// After so many changes nobody asks what they were.
const MOST: usize = 100;

/// Did nothing happen to a record since `version` but that other fields than these followed other records? Somebody who
/// writes these fields then takes nothing back: a form that stays open while a colleague writes a follow-up is not stale.
pub(crate) fn only_beside(
    tx: &mut Tx,
    module: &str,
    record: RecordId,
    version: i64,
    written: impl Fn(&str) -> bool,
) -> Result<bool, Problem> {
    let rows = tx.all(sql(
        "SELECT kind, changes FROM history WHERE record = $1 AND module = $2 AND version > $3 ORDER BY seq DESC LIMIT $4",
        params![record, module, version, MOST as i64],
    ))?;
    let beside = |row: &heyi_db::Row| {
        let told = row.text(1).and_then(stored::read);
        row.text(0) == Some(HistoryKind::Derive.key())
            && told.is_some_and(|told| !told.iter().any(|(field, _)| written(field)))
    };
    Ok((1..MOST).contains(&rows.len()) && rows.iter().all(beside))
}
