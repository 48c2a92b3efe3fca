//! Would a list with this condition, order and columns be answered? For views and exports, before they are kept.

use heyi_model::{Filter, Problem};

use super::filter;
use super::order::Order;
use super::request::SortKey;
use super::scope::Scope;
use super::shape::Shape;
use crate::work::Work;

/// Says everything that the caller would be told of a list of `module` with this condition, order and columns.
pub fn check(
    work: &Work,
    module: &str,
    condition: &Filter,
    sort: &[SortKey],
    columns: &[String],
) -> Result<(), Problem> {
    let mut scope = Scope::of(work, module)?;
    let mut faults = Vec::new();
    let mut collect = |found: Result<(), Problem>| match found {
        Err(problem) if problem.faults.is_empty() => Err(problem),
        Err(mut problem) => {
            faults.append(&mut problem.faults);
            Ok(())
        }
        Ok(()) => Ok(()),
    };
    collect(filter::compile(&mut scope, condition).map(|_| ()))?;
    collect(Order::compile(&scope, sort).map(|_| ()))?;
    collect(Shape::compile(&scope, Some(columns)).map(|_| ()))?;
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
}
