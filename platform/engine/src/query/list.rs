//! Pages of records.

use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{IntoSql, Sql};
use heyi_model::{Code, Fault, Problem, wire};
use sea_query::{Expr, ExprTrait, JoinType, Query};

use super::cache::shape_of;
use super::count::count_plan;
use super::hits::{self, Found};
use super::order::{Order, Stretch};
use super::plan::{Plan, Way};
use super::ranked::ranked_page;
use super::request::{CountMode, ListRequest, MAX_LIMIT, MAX_OFFSET, PageInfo, Paging};
use super::scope::{ROOT, Scope, col};
use super::shape::Shape;
use crate::work::Work;

/// Writes `{"records":[…],"next_cursor":…,"total":…}`.
pub fn list(work: &mut Work, module: &str, request: &ListRequest, out: &mut Vec<u8>) -> Result<PageInfo, Problem> {
    check(request)?;
    let mut plan = Plan::compile(Scope::of(work, module)?, &request.filter)?;
    let shape = shape_of(work, &plan.scope, request.fields.as_deref())?;
    let found = hits::find(&plan.scope, request.q.as_deref())?;
    out.extend_from_slice(b"{\"records\":[");
    let mut info = match &found {
        Some(found) if request.sort.is_empty() => ranked_page(work, &plan, found, &shape, request, out)?,
        _ => ordered_page(work, &mut plan, found.as_ref(), &shape, request, out)?,
    };
    info.total = match (request.count, info.total) {
        (CountMode::None, _) => None,
        (_, Some(known)) => Some(known),
        (mode, None) => Some(count_plan(work, &plan, found.as_ref(), mode == CountMode::Exact)?),
    };
    finish(&info, out);
    Ok(info)
}

fn ordered_page(
    work: &mut Work,
    plan: &mut Plan,
    found: Option<&Found>,
    shape: &Arc<Shape>,
    request: &ListRequest,
    out: &mut Vec<u8>,
) -> Result<PageInfo, Problem> {
    let order = Order::compile(&plan.scope, &request.sort)?;
    let filtered = plan.parts.len();
    if let Some(found) = found {
        let (part, _) = found.part(work, plan)?;
        plan.parts.push(part);
    }
    let way = plan.choose(work, Some((&order, request.rows_to_pass())))?.way;
    let info = page(work, &Page { plan, order: &order, shape, request }, way, out)?;
    plan.parts.truncate(filtered);
    Ok(info)
}

/// Refuses a request whose numbers are out of range.
fn check(request: &ListRequest) -> Result<(), Problem> {
    if request.limit == 0 || request.limit > MAX_LIMIT {
        return Err(Problem::field("limit", Code::InvalidParameter));
    }
    match request.paging {
        Paging::Offset(n) if n > MAX_OFFSET => {
            Err(Fault::new("offset", Code::OffsetTooFar).with("max", MAX_OFFSET).into())
        }
        Paging::From(_) if request.q.is_some() && request.sort.is_empty() => {
            Err(Problem::field("from", Code::InvalidParameter))
        }
        _ => Ok(()),
    }
}

/// Closes the list of records and writes what stands beside it.
fn finish(info: &PageInfo, out: &mut Vec<u8>) {
    out.extend_from_slice(b"],\"next_cursor\":");
    match &info.next_cursor {
        Some(cursor) => wire::string(out, cursor),
        None => out.extend_from_slice(b"null"),
    }
    out.extend_from_slice(b",\"total\":");
    match info.total {
        None => out.extend_from_slice(b"null"),
        Some(total) => {
            out.extend_from_slice(b"{\"value\":");
            wire::int(out, total.value as i64);
            out.extend_from_slice(if total.exact { b",\"exact\":true}" } else { b",\"exact\":false}" });
        }
    }
    out.push(b'}');
}

/// From this offset on it is asked first whether so many rows are seen at all.
const FAR: u64 = 1_000;

/// One page of an ordered list.
pub(super) struct Page<'p> {
    pub plan: &'p Plan,
    pub order: &'p Order,
    pub shape: &'p Arc<Shape>,
    pub request: &'p ListRequest,
}

/// Writes the rows of a page, found in the way given: every way gives the same rows.
pub(super) fn page(work: &mut Work, page: &Page, way: Way, out: &mut Vec<u8>) -> Result<PageInfo, Problem> {
    let limit = page.request.limit;
    let (mut rows, mut more, mut cursor) = (0, false, None);
    for (stretch, offset) in page.stretches()? {
        if offset >= FAR && page.plan.ends_before(work, offset)? {
            break;
        }
        let statement = page.statement(way, &stretch, u64::from(limit - rows) + 1, offset);
        work.tx.each(statement, |row| {
            if rows == limit {
                more = true;
                return Ok(ControlFlow::Break(()));
            }
            if rows > 0 {
                out.push(b',');
            }
            page.shape.write(row, out);
            rows += 1;
            if rows == limit {
                let id = row.int(0).unwrap_or_default();
                cursor = Some(page.order.cursor(&page.plan.scope.module.key, row, page.shape.width(), id));
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if more {
            break;
        }
    }
    Ok(PageInfo { next_cursor: cursor.filter(|_| more), total: None, rows })
}

impl Page<'_> {
    /// The stretches of the order that the page may lie in, with the offset in each.
    fn stretches(&self) -> Result<Vec<(Stretch, u64)>, Problem> {
        let scope = &self.plan.scope;
        let stretches = match &self.request.paging {
            Paging::First => vec![Stretch(None)],
            Paging::Offset(n) => return Ok(vec![(Stretch(None), u64::from(*n))]),
            Paging::Cursor(cursor) => self.order.after_cursor(&scope.module.key, cursor)?,
            Paging::From(value) => self.order.stretches_from(scope, value)?,
        };
        Ok(stretches.into_iter().map(|stretch| (stretch, 0)).collect())
    }

    /// The statement of a page. A walk that tests rows selects as it goes; otherwise the rows are picked first, from
    /// indexes where these hold everything that is tested, and their cells and names are fetched for the page alone.
    pub fn statement(&self, way: Way, stretch: &Stretch, limit: u64, offset: u64) -> Sql {
        let scope = &self.plan.scope;
        let mut pick = self.plan.rows(way, self.order.first_column());
        if let Some(condition) = &stretch.0 {
            pick.and_where(condition.clone());
        }
        let walk = matches!(way, Way::Walk | Way::Range(_));
        self.order.apply(&mut pick, scope.dialect, walk);
        pick.limit(limit);
        if offset > 0 {
            pick.offset(offset);
        }
        if walk && offset == 0 && !self.plan.is_covered(way, self.order) {
            self.shape.select(scope, &mut pick);
            self.order.select(&mut pick, ROOT);
            return pick.into_sql(scope.dialect);
        }
        pick.column((ROOT, "id"));
        self.order.select(&mut pick, ROOT);
        let mut outer = Query::select();
        outer.from_subquery(pick, "p").join_as(
            JoinType::InnerJoin,
            scope.module.key.to_string(),
            ROOT,
            col(ROOT, "id").eq(col("p", "id")),
        );
        self.shape.select(scope, &mut outer);
        for i in 0..self.order.width() {
            outer.expr(Expr::col(("p", format!("s{i}"))));
        }
        self.order.apply_outer(&mut outer, "p", scope.dialect);
        outer.into_sql(scope.dialect)
    }
}
