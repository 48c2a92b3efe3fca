//! Rules of pipelines.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault};

use super::fields;

fn a_pipeline_that_is_switched_off_is_not_the_default(cx: &mut RuleCx) -> Result<(), Fault> {
    if cx.change.new.get(fields::IS_ACTIVE).as_bool() == Some(false) {
        cx.change.new.set(fields::IS_DEFAULT, false);
    }
    Ok(())
}

fn the_default_pipeline_is_not_deleted(cx: &mut RuleCx) -> Result<(), Fault> {
    match cx.change.new.get(fields::IS_DEFAULT).as_bool() {
        Some(true) => cx.refuse(fields::IS_DEFAULT, Code::InUse),
        _ => Ok(()),
    }
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write(
        "a_pipeline_that_is_switched_off_is_not_the_default",
        a_pipeline_that_is_switched_off_is_not_the_default,
    ),
    Rule::on_delete("the_default_pipeline_is_not_deleted", the_default_pipeline_is_not_deleted),
];
