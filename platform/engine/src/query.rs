//! Every read of records under the caller's rights.

use std::collections::HashSet;

use heyi_model::{Cells, Module, Problem};
use sea_query::{Expr, ExprTrait, Query};

use crate::access::{Action, visible};
use crate::work::Work;

/// Which of these records the caller reaches with the action. Records in the recycle bin are not among them.
pub fn visible_ids(work: &mut Work, module: &Module, ids: &[i64], action: Action) -> Result<HashSet<i64>, Problem> {
    let reach = work.reach(module, action);
    let mut found = HashSet::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut select = Query::select();
        select
            .column("id")
            .from_as(module.key.to_string(), "t")
            .and_where(Expr::col("deleted_at").is_null())
            .and_where(Expr::col("id").is_in(chunk.iter().copied()));
        if let Some(condition) = visible(&module.key, "t", &reach, work.now_ms()) {
            select.cond_where(condition);
        }
        found.extend(work.tx.all(&select)?.iter().filter_map(|row| row.int(0)));
    }
    Ok(found)
}
