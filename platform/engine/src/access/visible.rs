//! A reach as a condition in SQL.

use heyi_db::bind;
use sea_query::{Cond, Expr, ExprTrait, Query, SelectStatement};

use super::{Branches, Reach};

/// How the condition is to be used by the planner.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    /// Indexes on owner and department may be used.
    Seek,
    /// Rows are tested on the way; no index is used for it.
    Test,
}

/// The condition that a row `alias` of `module` is within `reach`, for use with indexes. `None` when every row is.
pub fn visible(module: &str, alias: &str, reach: &Reach, now_ms: i64) -> Option<Cond> {
    condition(module, alias, reach, now_ms, Use::Seek)
}

/// The same condition for rows that are walked in another order: its columns are hidden from the planner.
pub fn tested(module: &str, alias: &str, reach: &Reach, now_ms: i64) -> Option<Cond> {
    condition(module, alias, reach, now_ms, Use::Test)
}

fn condition(module: &str, alias: &str, reach: &Reach, now_ms: i64, usage: Use) -> Option<Cond> {
    match reach {
        Reach::All => None,
        Reach::Nothing => Some(Cond::all().add(Expr::val(1).eq(0))),
        Reach::Branches(branches) => Some(branches_condition(module, alias, branches, now_ms, usage)),
    }
}

fn branches_condition(module: &str, alias: &str, b: &Branches, now_ms: i64, usage: Use) -> Cond {
    let column = |name: &str| {
        let plain = Expr::col((alias.to_owned(), name.to_owned()));
        // `column + 0` is no longer the indexed column, on either engine.
        if usage == Use::Test { plain.add(0) } else { plain }
    };
    let mut any = Cond::any().add(column("owner").is_in(b.owners.iter().copied()));
    if !b.departments.is_empty() {
        let inside = column("owner_department").is_in(b.departments.iter().copied());
        any = any.add(if b.moved_out.is_empty() {
            Cond::all().add(inside)
        } else {
            Cond::all().add(inside).add(column("owner").is_not_in(b.moved_out.iter().copied()))
        });
    }
    if !b.moved_in.is_empty() {
        any = any.add(column("owner").is_in(b.moved_in.iter().copied()));
    }
    any.add(column("id").in_subquery(granted(module, b, now_ms)))
}

/// The ids of records of `module` that are granted to the subjects.
pub fn granted(module: &str, b: &Branches, now_ms: i64) -> SelectStatement {
    Query::select()
        .column("record")
        .from("record_grant")
        .and_where(Expr::col("module").eq(module.to_owned()))
        .and_where(Expr::col("subject").is_in(b.subjects.iter().copied()))
        .and_where(Expr::col("level").gte(b.level as i64))
        .and_where(Expr::col("until").gt(bind(now_ms)))
        .to_owned()
}
