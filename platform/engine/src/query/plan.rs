//! A compiled question: what must hold, and the ways in which its rows can be found.

use std::hash::{DefaultHasher, Hash, Hasher};

use heyi_db::{Cells, IntoSql, Sql, one_of_ids};
use heyi_model::{Filter, Problem};
use sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement, UnionType};

use super::filter::{Part, among, compile};
use super::order::Order;
use super::scope::{ROOT, Scope, col, untrue};
use crate::access::{Action, Branches, Reach, granted, tested, visible};
use crate::work::Work;

/// Up to so many rows of a part or a branch are gathered and sorted, when that costs less than a walk.
const SOME: u32 = 20_000;
/// So few rows are gathered without a thought.
const HANDFUL: u32 = 300;
/// What an entry of an index costs that holds all that is tested, nanoseconds.
const ENTRY: u64 = 100;
/// What a row costs that is fetched, nanoseconds.
const ROW: u64 = 3_000;
/// Rows of a trial walk.
const TRIAL: u32 = 2_000;
/// A walk without a hit in its trial is taken to be so many times as long as one with a single hit.
const DOUBT: u64 = 4;

/// What must hold of the rows of a read.
pub(super) struct Plan {
    /// The module, the caller, the joins.
    pub scope: Scope,
    /// The filter.
    pub parts: Vec<Part>,
    /// What the caller reaches.
    pub reach: Reach,
}

/// A way to find the rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    /// The index of the order is walked and each row tested.
    Walk,
    /// The visible rows are gathered and tested.
    Narrow,
    /// The rows of the part at this index are gathered and tested.
    Drive(usize),
    /// The index of the part at this index holds its rows in the order of the list and is walked.
    Range(usize),
    /// The database chooses among all indexes: for counts and aggregates, which have no order.
    Free,
}

/// A way, and the estimates that it was chosen by.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The way.
    pub way: Way,
    /// Visible rows, when that was asked; capped.
    pub visible: Option<u32>,
    /// Rows of a trial walk that belong to the list, when there was one.
    pub tried: Option<u32>,
    /// Rows of each part that has an index, capped.
    pub parts: Vec<(Box<str>, u32)>,
}

impl Plan {
    /// Compiles a filter for the readers of a module.
    pub fn compile(mut scope: Scope, filter: &Filter) -> Result<Self, Problem> {
        let parts = compile(&mut scope, filter)?;
        let reach = scope.reach(&scope.module, Action::Read);
        Ok(Self { scope, parts, reach })
    }

    /// The rows that are found in this way: a statement without columns, order and limit. With [`Way::Walk`] the index
    /// that begins with the column `walked` may serve conditions too.
    pub fn rows(&self, way: Way, walked: &str) -> SelectStatement {
        let module = &*self.scope.module.key;
        let mut select = self.base();
        self.scope.add_joins(&mut select);
        for (i, part) in self.parts.iter().enumerate() {
            let serves = match way {
                Way::Walk => part.seek.as_ref().filter(|seek| *seek.column == *walked),
                Way::Drive(at) | Way::Range(at) => part.seek.as_ref().filter(|_| at == i),
                Way::Narrow => None,
                Way::Free => part.seek.as_ref(),
            };
            if let Some(seek) = serves {
                select.and_where(seek.condition.clone());
            }
            select.and_where(part.test.clone());
        }
        let seen = match (way, &self.reach) {
            (Way::Narrow, Reach::Branches(branches)) => {
                Some(Cond::all().add(col(ROOT, "id").in_subquery(gather(module, branches, self.scope.now_ms))))
            }
            (Way::Free, reach) if self.parts.iter().all(|p| p.seek.is_none()) => {
                visible(module, ROOT, reach, self.scope.now_ms)
            }
            (_, reach) => tested(module, ROOT, reach, self.scope.now_ms),
        };
        if let Some(seen) = seen {
            select.cond_where(seen);
        }
        select
    }

    /// The table without the recycle bin.
    fn base(&self) -> SelectStatement {
        let mut select = Query::select();
        select.from_as(self.scope.module.key.to_string(), ROOT);
        select.and_where(col(ROOT, "deleted_at").is_null());
        select
    }

    /// The rows among `ids` that meet everything.
    pub fn rows_among(&self, ids: &[i64]) -> SelectStatement {
        let mut select = self.rows(Way::Walk, "");
        select.and_where(one_of_ids(self.scope.dialect, col(ROOT, "id"), ids));
        select
    }

    /// Is everything that is tested on this way in the index that is walked?
    pub fn is_covered(&self, way: Way, order: &Order) -> bool {
        let module = &self.scope.module;
        let beside =
            |part: &Part| part.reads.as_deref().is_some_and(|column| module.beside().any(|held| held == column));
        match way {
            Way::Walk => self.parts.is_empty() && order.width() == 1,
            Way::Range(at) => self.parts.iter().enumerate().all(|(i, part)| i == at || beside(part)),
            Way::Narrow | Way::Drive(_) | Way::Free => false,
        }
    }

    /// Chooses the way of a list in this order of which so many rows have to be passed, or without one the way to look at
    /// every row: the one that costs least by what was estimated and tried.
    pub fn choose(&self, work: &mut Work, order: Option<(&Order, u64)>) -> Result<Choice, Problem> {
        let mut choice = Choice { way: Way::Walk, visible: None, tried: None, parts: Vec::new() };
        let mut few = (HANDFUL + 1, Way::Walk);
        let mut drives = Vec::new();
        for (i, part) in self.parts.iter().enumerate() {
            let Some(seek) = &part.seek else { continue };
            let mut rows = self.base();
            rows.expr(Expr::cust("1")).and_where(seek.condition.clone());
            let rows = self.estimate(work, rows, SOME)?;
            choice.parts.push((seek.column.clone(), rows));
            drives.push((i, rows));
            few = std::cmp::min_by_key(few, (rows, Way::Drive(i)), |(rows, _)| *rows);
        }
        if let Reach::Branches(branches) = &self.reach {
            let rows = self.estimate(work, at_most(&self.scope.module.key, branches, self.scope.now_ms), SOME)?;
            choice.visible = Some(rows);
            few = std::cmp::min_by_key(few, (rows, Way::Narrow), |(rows, _)| *rows);
        }
        choice.way = if few.0 <= HANDFUL { few.1 } else { self.cheapest(work, order, &drives, &mut choice)? };
        // The range of the walked index holds the same rows, in order.
        if let (Way::Drive(i), Some((order, _))) = (choice.way, order)
            && self.parts[i].seek.as_ref().is_some_and(|seek| *seek.column == *order.first_column())
        {
            choice.way = Way::Walk;
        }
        Ok(choice)
    }

    /// The way that costs least where no part and no branch holds a handful of rows.
    fn cheapest(
        &self,
        work: &mut Work,
        order: Option<(&Order, u64)>,
        drives: &[(usize, u32)],
        choice: &mut Choice,
    ) -> Result<Way, Problem> {
        let seen = self.seen(work)?;
        // An entry of an index whose row is fetched when rights allow.
        let cost = |entries: u64| entries * ENTRY + entries * u64::from(seen) * ROW / u64::from(TRIAL);
        let mut ways: Vec<(u64, Way)> = Vec::new();
        let some = drives.iter().filter(|(_, rows)| *rows <= SOME);
        ways.extend(some.map(|(i, rows)| (cost(u64::from(*rows)), Way::Drive(*i))));
        let narrow = choice.visible.filter(|rows| *rows <= SOME);
        ways.extend(narrow.map(|rows| (u64::from(rows) * (ENTRY + ROW), Way::Narrow)));
        if let Some((order, wanted)) = order {
            for way in self.walks(order, drives) {
                let range = if let Way::Range(i) = way { Some(i) } else { None };
                let hits = self.tried(work, order, &self.parts, range)?;
                choice.tried = Some(choice.tried.map_or(hits, |most| std::cmp::max(most, hits)));
                // No hit at all says that there may be far fewer.
                let doubt = if hits == 0 { DOUBT } else { 1 };
                let entries = u64::from(TRIAL) * wanted * doubt / u64::from(hits + 1);
                ways.push((if self.is_covered(way, order) { entries * ENTRY } else { cost(entries) }, way));
            }
        }
        Ok(ways.into_iter().min_by_key(|(cost, _)| *cost).map_or(Way::Walk, |(_, way)| way))
    }

    /// The walks that are worth a trial: along the ranges whose index holds all that is tested, else along the smallest range,
    /// else along the order.
    fn walks(&self, order: &Order, drives: &[(usize, u32)]) -> Vec<Way> {
        let ranges = || drives.iter().filter(|(i, _)| self.goes_on_in_order(*i, order));
        let covered: Vec<Way> =
            ranges().map(|(i, _)| Way::Range(*i)).filter(|way| self.is_covered(*way, order)).collect();
        if !covered.is_empty() {
            return covered;
        }
        let smallest = ranges().min_by_key(|(_, rows)| rows).map(|(i, _)| Way::Range(*i));
        vec![smallest.unwrap_or(Way::Walk)]
    }

    /// Does the index of this part, within the one value it asks for, go on in this order?
    fn goes_on_in_order(&self, part: usize, order: &Order) -> bool {
        let by_change = order.width() == 1 && order.first_column() == "updated_at";
        let seek = self.parts[part].seek.as_ref();
        by_change && seek.is_some_and(|seek| seek.one && self.scope.module.is_by_change(&seek.column))
    }

    /// How many of [`TRIAL`] records, the last changed, are seen.
    fn seen(&self, work: &mut Work) -> Result<u32, Problem> {
        match self.reach {
            Reach::All => Ok(TRIAL),
            Reach::Nothing => Ok(0),
            Reach::Branches(_) => self.tried(work, &Order::compile(&self.scope, &[])?, &[], None),
        }
    }

    /// Is it certain that no more rows than `offset` are seen?
    pub fn ends_before(&self, work: &mut Work, offset: u64) -> Result<bool, Problem> {
        let Reach::Branches(branches) = &self.reach else { return Ok(false) };
        let mut rows = at_most(&self.scope.module.key, branches, self.scope.now_ms);
        rows.limit(offset + 1);
        Ok(one_number(work, counted(rows).into_sql(self.scope.dialect))? <= offset)
    }

    /// How many of the first [`TRIAL`] rows of a walk, or of one through the range of a part, are seen and meet these
    /// parts. Remembered for a minute.
    fn tried(&self, work: &mut Work, order: &Order, parts: &[Part], range: Option<usize>) -> Result<u32, Problem> {
        let tests = parts.iter().map(|part| part.test.clone());
        let seen = tested(&self.scope.module.key, ROOT, &self.reach, self.scope.now_ms).map(Expr::from);
        let all = seen.into_iter().chain(tests).fold(Cond::all(), Cond::add);
        let mut trial = self.base();
        self.scope.add_joins(&mut trial);
        if let Some(seek) = range.and_then(|i| self.parts[i].seek.as_ref()) {
            trial.and_where(seek.condition.clone());
        }
        trial.expr_as(Expr::case(all, Expr::cust("1")).finally(Expr::cust("0")), "hit");
        order.apply(&mut trial, self.scope.dialect, true);
        trial.limit(u64::from(TRIAL));
        let mut hits = Query::select();
        hits.expr(Expr::cust("1")).from_subquery(trial, "w").and_where(col("w", "hit").eq(Expr::cust("1")));
        self.estimate(work, hits, TRIAL)
    }

    /// A statement of all rows for counting, at most `limit` of them.
    pub fn to_count(&self, work: &mut Work, limit: Option<u64>) -> Result<SelectStatement, Problem> {
        let mut rows = match &self.reach {
            Reach::Branches(branches) if self.parts.is_empty() => {
                each_once(&self.scope.module.key, branches, self.scope.now_ms)
            }
            _ => {
                let way = self.choose(work, None)?.way;
                let mut rows = self.rows(if way == Way::Walk { Way::Free } else { way }, "");
                rows.expr(Expr::cust("1"));
                rows
            }
        };
        if let Some(limit) = limit {
            rows.limit(limit);
        }
        Ok(rows)
    }

    /// How many rows a statement has, up to `cap` + 1. Remembered for a minute.
    fn estimate(&self, work: &mut Work, mut rows: SelectStatement, cap: u32) -> Result<u32, Problem> {
        rows.limit(u64::from(cap) + 1);
        let statement = counted(rows).into_sql(self.scope.dialect);
        let mut hasher = DefaultHasher::new();
        statement.text.as_str().hash(&mut hasher);
        format!("{:?}", statement.params.iter().filter(|p| p.as_int() != Some(self.scope.now_ms)).collect::<Vec<_>>())
            .hash(&mut hasher);
        let engine = work.engine.clone();
        engine
            .0
            .caches
            .rows
            .get_or(hasher.finish(), self.scope.now_ms, || one_number(work, statement).map(|n| n as u32))
    }
}

/// The rows of a module that are not in the recycle bin, as `v`.
fn rows_of(module: &str) -> SelectStatement {
    let mut select = Query::select();
    select.from_as(module.to_owned(), "v").and_where(col("v", "deleted_at").is_null());
    select
}

/// A row of `v` belongs to one of the owners.
fn owned(b: &Branches) -> Expr {
    among(col("v", "owner"), b.owners.iter().chain(&b.moved_in).copied())
}

/// A row of `v` belongs to one of the departments; never, when there are none.
fn inside(b: &Branches) -> Expr {
    let inside = among(col("v", "owner_department"), b.departments.iter().copied());
    if b.moved_out.is_empty() || b.departments.is_empty() {
        return inside;
    }
    Cond::all().add(inside).add(col("v", "owner").is_not_in(b.moved_out.iter().copied())).into()
}

/// The ids that the branches hold, each from its own index.
fn gather(module: &str, b: &Branches, now_ms: i64) -> SelectStatement {
    let ids = |condition: Expr| rows_of(module).column(("v", "id")).and_where(condition).to_owned();
    let mut all = ids(owned(b));
    if !b.departments.is_empty() {
        all.union(UnionType::Distinct, ids(inside(b)));
    }
    all.union(UnionType::Distinct, ids(col("v", "id").in_subquery(granted(module, b, now_ms))));
    all
}

/// One row for each record that the branches hold: a branch leaves out what one before it holds.
fn each_once(module: &str, b: &Branches, now_ms: i64) -> SelectStatement {
    let ones = |condition: Expr| rows_of(module).expr(Expr::cust("1")).and_where(condition).to_owned();
    let (mut owners, mut shared) = (ones(owned(b)), ones(col("v", "id").in_subquery(granted(module, b, now_ms))));
    shared.and_where(untrue(owned(b)));
    if b.departments.is_empty() {
        return owners.union(UnionType::All, shared).to_owned();
    }
    owners.and_where(untrue(inside(b)));
    shared.and_where(untrue(inside(b)));
    ones(inside(b)).union(UnionType::All, owners).union(UnionType::All, shared).to_owned()
}

/// At least one row for each record that the branches hold: what two hold counts twice, and a grant counts without a look
/// at its record.
fn at_most(module: &str, b: &Branches, now_ms: i64) -> SelectStatement {
    let ones = |condition: Expr| rows_of(module).expr(Expr::cust("1")).and_where(condition).to_owned();
    let mut all = ones(owned(b));
    if !b.departments.is_empty() {
        all.union(UnionType::All, ones(inside(b)));
    }
    let mut grants = granted(module, b, now_ms);
    grants.clear_selects().expr(Expr::cust("1"));
    all.union(UnionType::All, grants).to_owned()
}

/// The number of rows of a statement.
pub(super) fn counted(rows: SelectStatement) -> SelectStatement {
    let mut select = Query::select();
    select.expr(Expr::cust("count(*)")).from_subquery(rows, "c");
    select
}

/// The one number that a statement gives.
pub(super) fn one_number(work: &mut Work, statement: Sql) -> Result<u64, Problem> {
    let row = work.tx.one(statement)?;
    Ok(row.and_then(|row| row.int(0)).map_or(0, |n| u64::try_from(n).unwrap_or(0)))
}
