//! Rules of employees. That nobody is, directly or not, their own manager is checked by the engine: `tree` in the module file.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault, Value};

use super::{fields, id_number};

fn state<'a>(cx: &'a RuleCx) -> Option<&'a str> {
    cx.change.new.text(fields::STATE)
}

/// Who is still to join and who has left cannot be given work.
fn who_is_to_join_or_has_left_is_not_active(cx: &mut RuleCx) -> Result<(), Fault> {
    let away = matches!(state(cx), Some(fields::STATE_PENDING | fields::STATE_LEFT));
    cx.change.new.set(fields::IS_ACTIVE, !away);
    Ok(())
}

fn who_leaves_has_a_last_day(cx: &mut RuleCx) -> Result<(), Fault> {
    let leaves = cx.change.changed(fields::STATE) && state(cx) == Some(fields::STATE_LEFT);
    if leaves && cx.change.new.get(fields::LEFT_ON).is_null() {
        cx.change.new.set(fields::LEFT_ON, Value::Date(cx.today));
    }
    Ok(())
}

/// A person who is hired again has neither a last day nor a reason for leaving.
fn who_comes_back_has_no_last_day(cx: &mut RuleCx) -> Result<(), Fault> {
    let had_left = cx.change.old.as_ref().is_some_and(|old| old.text(fields::STATE) == Some(fields::STATE_LEFT));
    if had_left && state(cx) != Some(fields::STATE_LEFT) {
        for field in [fields::LEFT_ON, fields::LEAVING_REASON] {
            if !cx.change.changed(field) {
                cx.change.new.clear(field);
            }
        }
    }
    Ok(())
}

fn who_passes_probation_has_a_day_of_confirmation(cx: &mut RuleCx) -> Result<(), Fault> {
    let was_on_probation =
        cx.change.old.as_ref().is_some_and(|old| old.text(fields::STATE) == Some(fields::STATE_PROBATION));
    let passes = was_on_probation && state(cx) == Some(fields::STATE_ACTIVE);
    if passes && cx.change.new.get(fields::CONFIRMED_ON).is_null() {
        cx.change.new.set(fields::CONFIRMED_ON, Value::Date(cx.today));
    }
    Ok(())
}

fn dates_of_employment_are_in_order(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.keep_order(fields::HIRE_DATE, fields::PROBATION_UNTIL)?;
    cx.keep_order(fields::HIRE_DATE, fields::CONFIRMED_ON)?;
    cx.keep_order(fields::HIRE_DATE, fields::LEFT_ON)?;
    cx.keep_order(fields::CONTRACT_FROM, fields::CONTRACT_UNTIL)
}

fn nobody_is_born_in_the_future(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.not_in_the_future(fields::BIRTH_DATE)
}

/// Also fills the birthday and the gender when nobody gave them: the number says both.
fn the_number_of_an_identity_card_is_one(cx: &mut RuleCx) -> Result<(), Fault> {
    let touched = cx.change.changed(fields::ID_NUMBER) || cx.change.changed(fields::ID_KIND);
    let kind = cx.change.new.text(fields::ID_KIND);
    let resident = kind.is_none_or(|kind| kind == fields::ID_KIND_RESIDENT);
    let number = match cx.change.new.text(fields::ID_NUMBER) {
        Some(number) if touched && resident => number.to_ascii_uppercase(),
        _ => return Ok(()),
    };
    let Some(holder) = id_number::read(&number).filter(|holder| holder.birth_date <= cx.today) else {
        return cx.refuse(fields::ID_NUMBER, Code::InvalidIdNumber);
    };
    let new = &mut cx.change.new;
    new.set(fields::ID_NUMBER, number);
    if new.get(fields::BIRTH_DATE).is_null() {
        new.set(fields::BIRTH_DATE, Value::Date(holder.birth_date));
    }
    if new.get(fields::GENDER).is_null() {
        new.set(fields::GENDER, if holder.is_male { fields::GENDER_MALE } else { fields::GENDER_FEMALE });
    }
    Ok(())
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write("who_is_to_join_or_has_left_is_not_active", who_is_to_join_or_has_left_is_not_active),
    Rule::on_write("who_leaves_has_a_last_day", who_leaves_has_a_last_day).gate(),
    Rule::on_write("who_comes_back_has_no_last_day", who_comes_back_has_no_last_day),
    Rule::on_write("who_passes_probation_has_a_day_of_confirmation", who_passes_probation_has_a_day_of_confirmation)
        .gate(),
    Rule::on_write("dates_of_employment_are_in_order", dates_of_employment_are_in_order),
    Rule::on_write("nobody_is_born_in_the_future", nobody_is_born_in_the_future),
    Rule::on_write("the_number_of_an_identity_card_is_one", the_number_of_an_identity_card_is_one),
];
