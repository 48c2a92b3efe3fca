//! Rules of accounts. That no account is, directly or not, its own parent is checked by the engine: `tree` in the module file.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault, Value, wire};

use super::fields;
use crate::place;

fn the_region_follows_the_address(cx: &mut RuleCx) -> Result<(), Fault> {
    place::the_region_follows_the_address(cx, fields::REGION, fields::ADDRESS)
}

fn a_firm_is_founded_in_the_year_of_its_registration(cx: &mut RuleCx) -> Result<(), Fault> {
    if let (true, Some(day)) =
        (cx.change.new.get(fields::FOUNDED_YEAR).is_null(), cx.change.new.int(fields::REGISTERED_ON))
    {
        cx.change.new.set(fields::FOUNDED_YEAR, Value::Int(wire::civil(day).0));
    }
    Ok(())
}

fn a_firm_is_not_founded_in_the_future(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.not_in_the_future(fields::REGISTERED_ON)?;
    let this_year = wire::civil(i64::from(cx.today)).0;
    match cx.change.new.int(fields::FOUNDED_YEAR) {
        Some(year) if year > this_year && cx.change.changed(fields::FOUNDED_YEAR) => {
            cx.refuse(fields::FOUNDED_YEAR, Code::InTheFuture)
        }
        _ => Ok(()),
    }
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write("the_region_follows_the_address", the_region_follows_the_address),
    Rule::on_write(
        "a_firm_is_founded_in_the_year_of_its_registration",
        a_firm_is_founded_in_the_year_of_its_registration,
    ),
    Rule::on_write("a_firm_is_not_founded_in_the_future", a_firm_is_not_founded_in_the_future),
];
