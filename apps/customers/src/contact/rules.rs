//! Rules of contacts.

use heyi_engine::{Rule, RuleCx};
use heyi_model::Fault;

use super::fields;

fn nobody_is_born_in_the_future(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.not_in_the_future(fields::BIRTHDAY)
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[Rule::on_write("nobody_is_born_in_the_future", nobody_is_born_in_the_future)];
