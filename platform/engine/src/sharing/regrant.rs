//! Keeping the grants of criteria rules right at each write.

use std::sync::Arc;

use heyi_db::{ColumnKind, Value, bind};
use heyi_model::{Module, Problem};
use sea_query::{Expr, ExprTrait, Query};

use super::{CriteriaShare, FOREVER};
use crate::filter_eval::Test;
use crate::{Change, Work};

/// Grants the changed records of a set to whom criteria rules mean, and takes back what no longer holds. Called by the
/// pipeline for each set, in its transaction; records whose answer has not changed cost nothing but the test.
///
/// That is enough also while a rule is being filled: whatever the fill has not come to yet it tests as it then is, and
/// what it has passed agrees with the record as it was before this change.
pub fn regrant(work: &mut Work, module: &Arc<Module>, changes: &[Change]) -> Result<(), Problem> {
    let snapshot = work.snapshot.clone();
    let mut granted = Vec::new();
    for rule in snapshot.criteria_shares(&module.key) {
        let Some(test) = test_of(rule, module, &snapshot.parse) else { continue };
        let mut turned = Vec::new();
        for change in changes {
            let before = change.old.as_ref().is_some_and(|old| test.holds(&old.cells));
            let now = test.holds(&change.new.cells);
            if before != now {
                turned.push(change.new.id());
                if now {
                    granted.push((rule, change.new.id()));
                }
            }
        }
        take_back(work, rule.id, &turned)?;
    }
    grant(work, &granted)
}

/// The test of a rule. One whose filter no longer fits the module holds for nothing; making it so is refused while the
/// rule is there, so this is a fault of ours and is logged.
pub(super) fn test_of(rule: &CriteriaShare, module: &Module, parse: &heyi_model::ParseCx) -> Option<Test> {
    let test = Test::prepare(&rule.filter, module, parse);
    test.inspect_err(|faults| tracing::error!(rule = rule.id, ?faults, "a sharing rule cannot be tested")).ok()
}

/// Takes back what `rule` granted of these records.
pub(super) fn take_back(work: &mut Work, rule: i64, records: &[i64]) -> Result<(), Problem> {
    if records.is_empty() {
        return Ok(());
    }
    let delete = Query::delete()
        .from_table("record_grant")
        .and_where(Expr::col("via").eq(bind(rule)))
        .and_where(Expr::col("record").is_in(records.iter().map(|id| bind(*id))))
        .to_owned();
    work.tx.execute(&delete)?;
    Ok(())
}

const COLUMNS: [&str; 8] = ["module", "subject", "record", "via", "level", "until", "created_at", "created_by"];
const KINDS: [ColumnKind; 8] = {
    use ColumnKind::{Int, Text};
    [Text, Int, Int, Int, Int, Int, Int, Int]
};

/// Grants records by rules, all with one statement.
pub(super) fn grant(work: &mut Work, granted: &[(&CriteriaShare, i64)]) -> Result<(), Problem> {
    let now_ms = work.now_ms();
    let row = |(rule, record): &(&CriteriaShare, i64)| -> [Value; 8] {
        [
            Value::from(&*rule.module),
            rule.to.into(),
            (*record).into(),
            rule.id.into(),
            (rule.level as i64).into(),
            FOREVER.into(),
            now_ms.into(),
            Value::Null,
        ]
    };
    let rows: Vec<[Value; 8]> = granted.iter().map(row).collect();
    work.tx.insert_many("record_grant", &COLUMNS, &KINDS, &rows)?;
    Ok(())
}
