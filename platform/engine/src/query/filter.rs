//! Filters as conditions in SQL, two-valued: a leaf on an empty value is false, but for `empty`, `ne` and `not_in`.

use heyi_db::bind;
use heyi_model::filter::Leaf;
use heyi_model::{Code, Fault, Filter, Problem};
use sea_query::{Cond, Expr, ExprTrait};

use super::leaf;
use super::scope::{Scope, untrue};

/// A condition that every row must meet.
pub(super) struct Part {
    /// The whole condition. No index is used for it.
    pub test: Expr,
    /// A condition that follows from it and for which an index may be used.
    pub seek: Option<Seek>,
    /// The one column of the module itself that the test reads, when it reads nothing else.
    pub reads: Option<Box<str>>,
}

impl Part {
    /// A condition that reads whatever it likes, and for which an index may be used.
    pub fn new(test: Expr, seek: Option<Seek>) -> Self {
        Self { test, seek, reads: None }
    }
}

/// A condition for which there is an index.
#[derive(Clone)]
pub(super) struct Seek {
    /// The first column of the index.
    pub column: Box<str>,
    /// The condition, on the module's own columns only.
    pub condition: Expr,
    /// It asks for one value.
    pub one: bool,
}

/// Compiles a filter into conditions of which all must hold. All faults are reported at once.
pub(super) fn compile(scope: &mut Scope, filter: &Filter) -> Result<Vec<Part>, Problem> {
    let mut faults = Vec::new();
    let mut parts = Vec::new();
    conjuncts(scope, filter, &mut parts, &mut faults);
    if faults.is_empty() { Ok(parts) } else { Err(Problem::invalid(faults)) }
}

fn conjuncts(scope: &mut Scope, filter: &Filter, parts: &mut Vec<Part>, faults: &mut Vec<Fault>) {
    match filter {
        Filter::All(list) => list.iter().for_each(|inner| conjuncts(scope, inner, parts, faults)),
        Filter::Leaf(leaf) => parts.extend(checked(scope, leaf, faults)),
        Filter::Any(_) | Filter::Not(_) => parts.push(Part::new(tree(scope, filter, faults), None)),
    }
}

fn tree(scope: &mut Scope, filter: &Filter, faults: &mut Vec<Fault>) -> Expr {
    match filter {
        Filter::All(list) if list.is_empty() => always(),
        Filter::Any(list) if list.is_empty() => never(),
        Filter::All(list) => list.iter().fold(Cond::all(), |c, inner| c.add(tree(scope, inner, faults))).into(),
        Filter::Any(list) => list.iter().fold(Cond::any(), |c, inner| c.add(tree(scope, inner, faults))).into(),
        Filter::Not(inner) => untrue(tree(scope, inner, faults)),
        Filter::Leaf(leaf) => checked(scope, leaf, faults).map_or_else(never, |part| part.test),
    }
}

fn checked(scope: &mut Scope, leaf: &Leaf, faults: &mut Vec<Fault>) -> Option<Part> {
    match leaf::compile(scope, leaf) {
        Ok(part) => Some(part),
        Err(mut fault) => {
            // A fault of a value names the path, not the field at its end.
            if !matches!(fault.code, Code::UnknownField | Code::Masked) {
                leaf.path.as_str().clone_into(&mut fault.field);
            }
            if !faults.contains(&fault) {
                faults.push(fault);
            }
            None
        }
    }
}

/// A condition that every row meets.
pub(super) fn always() -> Expr {
    Expr::cust("1 = 1")
}

/// A condition that no row meets.
pub(super) fn never() -> Expr {
    Expr::cust("1 = 0")
}

/// `column IN (…)` of ids.
pub(super) fn among(column: Expr, ids: impl IntoIterator<Item = i64>) -> Expr {
    let ids: Vec<sea_query::Value> = ids.into_iter().map(bind).collect();
    if ids.is_empty() { never() } else { column.is_in(ids) }
}
