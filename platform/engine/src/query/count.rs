//! How many records there are. Counting is work of its own: a page does not wait for it unless it is asked for.

use heyi_db::IntoSql;
use heyi_model::{Filter, Problem};

use super::hits::{self, Found};
use super::plan::{Plan, counted, one_number};
use super::request::{COUNT_CAP, Total};
use super::scope::Scope;
use crate::work::Work;

/// How many records meet the filter and the search text: up to [`COUNT_CAP`], or with `exact` all of them.
pub fn count(work: &mut Work, module: &str, filter: &Filter, q: Option<&str>, exact: bool) -> Result<Total, Problem> {
    let plan = Plan::compile(Scope::of(work, module)?, filter)?;
    let found = hits::find(&plan.scope, q)?;
    count_plan(work, &plan, found.as_ref(), exact)
}

/// How many rows a plan has, or how many hits among them.
pub(super) fn count_plan(work: &mut Work, plan: &Plan, found: Option<&Found>, exact: bool) -> Result<Total, Problem> {
    if let Some(found) = found {
        return found.count(work, plan, exact);
    }
    let rows = plan.to_count(work, (!exact).then_some(COUNT_CAP + 1))?;
    let value = one_number(work, counted(rows).into_sql(plan.scope.dialect))?;
    Ok(capped(value, exact))
}

/// A number that was counted up to [`COUNT_CAP`] + 1, or without a cap.
pub(super) fn capped(value: u64, exact: bool) -> Total {
    if exact || value <= COUNT_CAP { Total { value, exact: true } } else { Total { value: COUNT_CAP, exact: false } }
}
