//! Rules of stages.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault, Value};

use super::{HUNDRED_PERCENT, fields};

fn a_closed_stage_is_certain(cx: &mut RuleCx) -> Result<(), Fault> {
    let certain = match cx.change.new.text(fields::TYPE) {
        Some(fields::TYPE_WON) => HUNDRED_PERCENT,
        Some(fields::TYPE_LOST) => 0,
        _ => return Ok(()),
    };
    cx.change.new.set(fields::PROBABILITY, Value::Int(certain));
    Ok(())
}

/// The deals in a stage remember its type as their outcome, and their pipeline.
fn a_stage_keeps_its_type_and_its_pipeline(cx: &mut RuleCx) -> Result<(), Fault> {
    for field in [fields::TYPE, fields::PIPELINE] {
        let was_given = cx.change.old.as_ref().is_some_and(|old| !old.get(field).is_null());
        if was_given && cx.change.changed(field) {
            return cx.refuse(field, Code::ReadOnly);
        }
    }
    Ok(())
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write("a_closed_stage_is_certain", a_closed_stage_is_certain),
    Rule::on_write("a_stage_keeps_its_type_and_its_pipeline", a_stage_keeps_its_type_and_its_pipeline),
];
