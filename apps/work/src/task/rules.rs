//! Rules of tasks.

use heyi_engine::{Rule, RuleCx};
use heyi_model::Fault;

use super::fields;
use crate::about;

fn is_done(cx: &RuleCx) -> bool {
    cx.change.new.text(fields::STATUS) == Some(fields::STATUS_DONE)
}

/// A gate: an import tells what was done before, and when, or does not know it.
fn a_done_task_is_stamped(cx: &mut RuleCx) -> Result<(), Fault> {
    if cx.change.changed(fields::STATUS) && is_done(cx) && !cx.change.changed(fields::DONE_AT) {
        cx.stamp(fields::DONE_AT);
    }
    Ok(())
}

fn a_task_that_is_not_done_has_no_time_of_it(cx: &mut RuleCx) -> Result<(), Fault> {
    if !is_done(cx) {
        cx.change.new.clear(fields::DONE_AT);
    }
    Ok(())
}

fn a_task_is_not_due_before_it_starts(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.keep_order(fields::START_AT, fields::DUE_AT)
}

fn a_reminder_comes_before_the_task_is_due(cx: &mut RuleCx) -> Result<(), Fault> {
    let out_of_order = cx.keep_order(fields::REMIND_AT, fields::DUE_AT);
    out_of_order.map_err(|fault| Fault::new(fields::REMIND_AT, fault.code))
}

fn the_account_follows_deal_and_contact(cx: &mut RuleCx) -> Result<(), Fault> {
    about::the_account_follows_deal_and_contact(cx, fields::ACCOUNT)
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write("a_done_task_is_stamped", a_done_task_is_stamped).gate(),
    Rule::on_write("a_task_that_is_not_done_has_no_time_of_it", a_task_that_is_not_done_has_no_time_of_it),
    Rule::on_write("a_task_is_not_due_before_it_starts", a_task_is_not_due_before_it_starts),
    Rule::on_write("a_reminder_comes_before_the_task_is_due", a_reminder_comes_before_the_task_is_due),
    Rule::on_write("the_account_follows_deal_and_contact", the_account_follows_deal_and_contact)
        .reading(about::LEADS_TO_ACCOUNT),
];
