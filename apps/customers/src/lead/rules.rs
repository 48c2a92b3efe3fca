//! Rules of leads.
//!
//! Rules that date a step with now are gates: what an import tells has happened before.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault};

use super::fields;
use crate::place;

fn status<'a>(cx: &'a RuleCx) -> Option<&'a str> {
    cx.change.new.text(fields::STATUS)
}

fn becomes(cx: &RuleCx, wanted: &str) -> bool {
    cx.change.changed(fields::STATUS) && status(cx) == Some(wanted)
}

/// Its owner may change, and what rules write; everything else is frozen as it was when it became an account.
fn a_converted_lead_stays_as_it_was(cx: &mut RuleCx) -> Result<(), Fault> {
    let Some(old) = &cx.change.old else { return Ok(()) };
    if old.text(fields::STATUS) != Some(fields::STATUS_CONVERTED) {
        return Ok(());
    }
    let written = old.module.fields.iter().filter(|field| !field.system && !field.def.read_only);
    for field in written {
        if field.cells(&old.cells) != field.cells(&cx.change.new.cells) {
            return Err(field.fault(Code::AlreadyConverted));
        }
    }
    Ok(())
}

/// Converting makes an account, a contact, perhaps a deal; a status alone would make none.
fn a_lead_is_converted_by_the_action_only(cx: &mut RuleCx) -> Result<(), Fault> {
    let made = [fields::CONVERTED_ACCOUNT, fields::CONVERTED_CONTACT].iter().any(|f| !cx.change.new.get(f).is_null());
    if becomes(cx, fields::STATUS_CONVERTED) && !made {
        return cx.refuse(fields::STATUS, Code::ConvertByAction);
    }
    Ok(())
}

fn a_conversion_is_stamped(cx: &mut RuleCx) -> Result<(), Fault> {
    if becomes(cx, fields::STATUS_CONVERTED) && !cx.change.changed(fields::CONVERTED_AT) {
        cx.stamp(fields::CONVERTED_AT);
    }
    Ok(())
}

fn an_unqualified_lead_has_a_reason(cx: &mut RuleCx) -> Result<(), Fault> {
    let touched = cx.change.changed(fields::STATUS) || cx.change.changed(fields::UNQUALIFIED_REASON);
    let unqualified = status(cx) == Some(fields::STATUS_UNQUALIFIED);
    if touched && unqualified && cx.change.new.get(fields::UNQUALIFIED_REASON).is_null() {
        return cx.refuse(fields::UNQUALIFIED_REASON, Code::Required);
    }
    Ok(())
}

fn a_lead_that_qualifies_again_has_no_reason_against_it(cx: &mut RuleCx) -> Result<(), Fault> {
    let was = cx.change.old.as_ref().and_then(|old| old.text(fields::STATUS));
    let again = was == Some(fields::STATUS_UNQUALIFIED) && status(cx) != Some(fields::STATUS_UNQUALIFIED);
    if again && !cx.change.changed(fields::UNQUALIFIED_REASON) {
        cx.change.new.clear(fields::UNQUALIFIED_REASON);
    }
    Ok(())
}

/// The clock of the first response runs from the creation to this moment.
fn the_first_response_is_stamped(cx: &mut RuleCx) -> Result<(), Fault> {
    let answered = cx.change.changed(fields::STATUS) && !becomes(cx, fields::STATUS_NEW);
    if answered && cx.change.new.get(fields::FIRST_RESPONDED_AT).is_null() {
        cx.stamp(fields::FIRST_RESPONDED_AT);
    }
    Ok(())
}

fn the_region_follows_the_address(cx: &mut RuleCx) -> Result<(), Fault> {
    place::the_region_follows_the_address(cx, fields::REGION, fields::ADDRESS)
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write("a_converted_lead_stays_as_it_was", a_converted_lead_stays_as_it_was),
    Rule::on_write("a_lead_is_converted_by_the_action_only", a_lead_is_converted_by_the_action_only).gate(),
    Rule::on_write("a_conversion_is_stamped", a_conversion_is_stamped).gate(),
    Rule::on_write("an_unqualified_lead_has_a_reason", an_unqualified_lead_has_a_reason).gate(),
    Rule::on_write(
        "a_lead_that_qualifies_again_has_no_reason_against_it",
        a_lead_that_qualifies_again_has_no_reason_against_it,
    ),
    Rule::on_write("the_first_response_is_stamped", the_first_response_is_stamped).gate(),
    Rule::on_write("the_region_follows_the_address", the_region_follows_the_address),
];
