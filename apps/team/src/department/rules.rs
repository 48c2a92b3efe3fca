//! Rules of departments.

use heyi_engine::{Rule, RuleCx};
use heyi_model::Fault;

use super::fields;

fn a_department_is_not_closed_before_it_is_founded(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.keep_order(fields::FOUNDED_ON, fields::CLOSED_ON)
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[Rule::on_write(
    "a_department_is_not_closed_before_it_is_founded",
    a_department_is_not_closed_before_it_is_founded,
)];
