//! Which path a list takes, for administrators and the bench.

use heyi_db::{Cells, Dialect, sql};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use super::cache::shape_of;
use super::hits;
use super::list::Page;
use super::order::{Order, Stretch};
use super::plan::{Plan, Way};
use super::request::ListRequest;
use super::scope::Scope;
use crate::work::Work;

/// How the first page of a list is found: `{"path","visible","tried","parts":[{"column","rows"}],"sql","plan":[…]}`. The numbers are
/// estimates up to a cap, `null` where nothing had to be estimated. Administrators only.
pub fn explain(work: &mut Work, module: &str, request: &ListRequest) -> Result<Json, Problem> {
    work.administrators_only()?;
    let mut plan = Plan::compile(Scope::of(work, module)?, &request.filter)?;
    let shape = shape_of(work, &plan.scope, request.fields.as_deref())?;
    let order = Order::compile(&plan.scope, &request.sort)?;
    if let Some(found) = hits::find(&plan.scope, request.q.as_deref())? {
        let (part, _) = found.part(work, &plan)?;
        plan.parts.push(part);
    }
    let choice = plan.choose(work, Some((&order, request.rows_to_pass())))?;
    let page = Page { plan: &plan, order: &order, shape: &shape, request };
    let statement = page.statement(choice.way, &Stretch(None), u64::from(request.limit) + 1, 0);
    let text = statement.text.as_str().to_owned();
    let (word, cell) = match plan.scope.dialect {
        Dialect::Sqlite => ("EXPLAIN QUERY PLAN", 3),
        Dialect::Postgres => ("EXPLAIN", 0),
    };
    let rows = work.tx.all(sql(format!("{word} {text}"), statement.params))?;
    let path = match choice.way {
        Way::Walk => "walk",
        Way::Narrow => "narrow",
        Way::Drive(_) => "drive",
        Way::Range(_) => "range",
        Way::Free => "free",
    };
    let parts: Vec<Json> = choice.parts.iter().map(|(c, n)| json!({"column": c, "rows": n})).collect();
    let lines: Vec<&str> = rows.iter().filter_map(|row| row.text(cell)).collect();
    Ok(
        json!({"path": path, "visible": choice.visible, "tried": choice.tried, "parts": parts, "sql": text, "plan": lines}),
    )
}
