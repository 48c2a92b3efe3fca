//! Which of some records a caller reaches, and what they are called.

use std::collections::{HashMap, HashSet};
use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Dialect, one_of_ids};
use heyi_model::{Module, Problem, RecordId};
use sea_query::{ExprTrait, Query, SelectStatement};

use super::name::Label;
use super::scope::{ROOT, Scope, col};
use crate::access::{Action, Reach, tested};
use crate::work::Work;

/// Ids of one statement.
const CHUNK: usize = 500;

/// Which of these records the caller reaches with the action. Records in the recycle bin are not among them.
pub fn visible_ids(work: &mut Work, module: &Module, ids: &[i64], action: Action) -> Result<HashSet<i64>, Problem> {
    let reach = work.reach(module, action);
    let mut found = HashSet::new();
    if reach == Reach::Nothing {
        return Ok(found);
    }
    for chunk in ids.chunks(CHUNK) {
        let mut select = rows(work.tx.dialect(), module, chunk);
        select.column((ROOT, "id"));
        if let Some(reached) = tested(&module.key, ROOT, &reach, work.now_ms()) {
            select.cond_where(reached);
        }
        work.tx.each(select, |row| {
            found.extend(row.int(0));
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(found)
}

fn rows(dialect: Dialect, module: &Module, ids: &[i64]) -> SelectStatement {
    let mut select = Query::select();
    select.from_as(module.key.to_string(), ROOT);
    select.and_where(one_of_ids(dialect, col(ROOT, "id"), ids)).and_where(col(ROOT, "deleted_at").is_null());
    select
}

/// Refuses a module that no role of the caller reads (403), a record that the caller does not see (404), or one that is seen
/// but not reached with the action (403).
pub fn require_visible(work: &mut Work, module: &Module, id: RecordId, action: Action) -> Result<(), Problem> {
    let id = id.get();
    if work.reach(module, Action::Read) == Reach::Nothing {
        return Err(Problem::forbidden());
    }
    if !visible_ids(work, module, &[id], Action::Read)?.contains(&id) {
        return Err(Problem::not_found());
    }
    if action != Action::Read && !visible_ids(work, module, &[id], action)?.contains(&id) {
        return Err(Problem::forbidden());
    }
    Ok(())
}

/// The names of those of these records that the caller sees, as the caller may read them: masked names masked, hidden ones
/// not at all. Names of persons and departments are everybody's, also of those that are gone.
pub fn labels(work: &mut Work, module: &Arc<Module>, ids: &[i64]) -> Result<HashMap<i64, String>, Problem> {
    let known = known(work, module, ids)?.into_iter();
    Ok(known.filter_map(|(id, name)| Some((id, name?))).collect())
}

/// Those of these records that the caller sees, with their names as in [`labels`]; `None` for a name that is hidden.
pub(crate) fn known(
    work: &mut Work,
    module: &Arc<Module>,
    ids: &[i64],
) -> Result<HashMap<i64, Option<String>>, Problem> {
    let scope = Scope::on(work, module.clone());
    let open = module.def.directory.is_some();
    let label = Label::of(&scope, module);
    let reach = scope.reach(module, Action::Read);
    let mut found = HashMap::new();
    for chunk in ids.chunks(CHUNK) {
        let mut select = Query::select();
        let listed = one_of_ids(scope.dialect, col(ROOT, "id"), chunk);
        select.from_as(module.key.to_string(), ROOT).and_where(listed);
        label.select(module, &mut select);
        if !open {
            select.and_where(col(ROOT, "deleted_at").is_null());
            if let Some(seen) = tested(&module.key, ROOT, &reach, scope.now_ms) {
                select.cond_where(seen);
            }
        }
        work.tx.each(select, |row| {
            found.extend([label.read(module, row)]);
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(found)
}
