//! Rules of activities.

use heyi_engine::{After, Record, Rule, RuleCx};
use heyi_model::{Code, Fault, Locale};

use super::{fields, follow_up};
use crate::about;

/// Clocks of phones differ by this much from ours, in milliseconds.
pub(super) const CLOCKS_DIFFER: i64 = 5 * 60_000;
/// A subject that is taken from the content has so many characters.
const SUBJECT: usize = 40;

/// The beginning of the content's first line, else the name of the kind.
fn subject_of(activity: &Record) -> Option<String> {
    let line = activity.text(fields::CONTENT).and_then(|text| text.lines().find(|line| !line.trim().is_empty()));
    if let Some(line) = line {
        return Some(line.trim().chars().take(SUBJECT).collect());
    }
    let kind = activity.module.field(fields::KIND)?.def.options.get(activity.text(fields::KIND)?)?;
    Some(kind.label.get(Locale::Zh).to_owned())
}

/// A subject that was taken from the content goes on following it.
fn an_activity_without_a_subject_is_named_by_its_content(cx: &mut RuleCx) -> Result<(), Fault> {
    let empty = cx.change.new.get(fields::SUBJECT).is_null();
    let followed = cx.change.old.as_ref().is_some_and(|old| {
        old.text(fields::SUBJECT).map(str::to_owned) == subject_of(old) && !cx.change.changed(fields::SUBJECT)
    });
    if empty || followed {
        let subject = subject_of(&cx.change.new);
        cx.change.new.set(fields::SUBJECT, subject);
    }
    Ok(())
}

fn an_activity_without_a_time_happens_now(cx: &mut RuleCx) -> Result<(), Fault> {
    if cx.change.new.get(fields::HAPPENED_AT).is_null() {
        cx.stamp(fields::HAPPENED_AT);
    }
    Ok(())
}

/// A meeting may stand in the calendar before it takes place.
fn a_call_or_visit_has_happened(cx: &mut RuleCx) -> Result<(), Fault> {
    let done = matches!(cx.change.new.text(fields::KIND), Some(fields::KIND_CALL | fields::KIND_VISIT));
    let touched = cx.change.changed(fields::HAPPENED_AT) || cx.change.changed(fields::KIND);
    match cx.change.new.int(fields::HAPPENED_AT) {
        Some(at) if done && touched && at > cx.now_ms + CLOCKS_DIFFER => {
            cx.refuse(fields::HAPPENED_AT, Code::InTheFuture)
        }
        _ => Ok(()),
    }
}

fn the_account_follows_deal_and_contact(cx: &mut RuleCx) -> Result<(), Fault> {
    about::the_account_follows_deal_and_contact(cx, fields::ACCOUNT)
}

fn the_next_follow_up_is_not_before_this_one(cx: &mut RuleCx) -> Result<(), Fault> {
    let touched = cx.change.changed(fields::HAPPENED_AT) || cx.change.changed(fields::NEXT_FOLLOW_UP_ON);
    let day = cx.change.new.cell(fields::HAPPENED_AT, "day").as_int();
    match (day, cx.change.new.int(fields::NEXT_FOLLOW_UP_ON)) {
        (Some(day), Some(next)) if touched && next < day => cx.refuse(fields::NEXT_FOLLOW_UP_ON, Code::OrderOfDates),
        _ => Ok(()),
    }
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write(
        "an_activity_without_a_subject_is_named_by_its_content",
        an_activity_without_a_subject_is_named_by_its_content,
    ),
    Rule::on_write("an_activity_without_a_time_happens_now", an_activity_without_a_time_happens_now),
    Rule::on_write("a_call_or_visit_has_happened", a_call_or_visit_has_happened),
    Rule::on_write("the_account_follows_deal_and_contact", the_account_follows_deal_and_contact)
        .reading(about::LEADS_TO_ACCOUNT),
    Rule::on_write("the_next_follow_up_is_not_before_this_one", the_next_follow_up_is_not_before_this_one),
];

/// What follows a write.
pub const AFTER: &[After] = &[After {
    name: "a_follow_up_moves_the_last_and_the_next_one",
    run: follow_up::a_follow_up_moves_the_last_and_the_next_one,
}];
