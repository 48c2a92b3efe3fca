//! Unique values: what is taken by another record, or twice in the set, is a conflict. The database's index is the
//! guarantee; this step makes the answer.

use std::collections::HashMap;

use heyi_db::one_of;
use heyi_model::{Cells, Code, Fault, Kind, Problem, RecordId};
use sea_query::{Expr, ExprTrait, Query};

use super::set::Set;
use crate::Work;
use crate::access::Action;
use crate::query;

/// Takes records out of the set whose unique values are taken. That a value exists is a deliberate disclosure
/// (docs/disclosures.md); the other record is named only when the caller sees it.
pub(super) fn refuse(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let module = set.module.clone();
    let mut conflicts: HashMap<usize, (Vec<Fault>, Vec<i64>)> = HashMap::new();
    for field in &module.fields {
        let Some((column, at)) = field.column("key") else { continue };
        let mut first: HashMap<String, usize> = HashMap::new();
        for item in &set.items {
            let Some(key) = item.change.new.cells[at].as_text() else { continue };
            if first.contains_key(key) {
                conflicts.entry(item.place).or_default().0.push(field.fault(Code::DuplicateInRequest));
            } else {
                first.insert(key.to_owned(), item.place);
            }
        }
        let mut select = Query::select();
        select
            .columns([column.to_owned(), "id".to_owned()])
            .from(module.key.to_string())
            .and_where(Expr::col("deleted_at").is_null())
            .and_where(one_of(work.tx.dialect(), Expr::col(column.to_owned()), first.keys().map(String::as_str)));
        let mut taken: HashMap<String, i64> = HashMap::new();
        if !first.is_empty() {
            for row in work.tx.all(&select)? {
                if let (Some(key), Some(id)) = (row.text(0), row.int(1)) {
                    taken.insert(key.to_owned(), id);
                }
            }
        }
        for item in &set.items {
            let holder = item.change.new.cells[at].as_text().and_then(|key| taken.get(key));
            if let Some(holder) = holder.filter(|id| **id != item.change.new.id()) {
                let conflict = conflicts.entry(item.place).or_default();
                conflict.0.push(field.fault(Code::Duplicate));
                conflict.1.push(*holder);
            }
        }
    }
    if conflicts.is_empty() {
        return Ok(());
    }
    let holders: Vec<i64> = conflicts.values().flat_map(|(_, ids)| ids).copied().collect();
    let visible = query::visible_ids(work, &module, &holders, Action::Read)?;
    set.refuse_where(|item| {
        let (faults, holders) = conflicts.remove(&item.place)?;
        let records = holders.into_iter().filter(|id| visible.contains(id)).filter_map(RecordId::new).collect();
        Some(Problem { faults, records, ..Problem::new(Kind::Conflict, Code::Conflict) })
    });
    Ok(())
}
