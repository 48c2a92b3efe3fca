//! Rules of deals.
//!
//! Rules that date a step with today are gates: what an import tells has happened before, and it tells when.

use heyi_engine::{Record, Rule, RuleCx};
use heyi_model::{Code, Fault, Value, wire};

use super::fields;
use crate::pipeline;
use crate::stage::{self, HUNDRED_PERCENT};

/// Units of 1/10,000 in 分, to which money is rounded.
const CENT: i128 = 100;

fn outcome<'a>(cx: &'a RuleCx) -> Option<&'a str> {
    cx.change.new.text(fields::OUTCOME)
}

fn is_closed(outcome: Option<&str>) -> bool {
    matches!(outcome, Some(fields::OUTCOME_WON | fields::OUTCOME_LOST))
}

/// Does this change win or lose the deal?
fn closes(cx: &RuleCx) -> bool {
    cx.change.changed(fields::OUTCOME) && is_closed(outcome(cx))
}

/// In the pipeline that was named, or in the default one.
fn a_new_deal_without_a_stage_begins_in_the_first_open_one(cx: &mut RuleCx) -> Result<(), Fault> {
    if !cx.change.is_new() || !cx.change.new.get(fields::STAGE).is_null() {
        return Ok(());
    }
    let named = cx.change.new.int(fields::PIPELINE);
    let default = || {
        let is_default = |p: &&Record| p.get(pipeline::fields::IS_DEFAULT).as_bool() == Some(true);
        cx.table("pipelines").iter().find(is_default).map(Record::id)
    };
    let Some(wanted) = named.or_else(default) else { return Ok(()) };
    let open = |s: &&Record| {
        s.int(stage::fields::PIPELINE) == Some(wanted) && s.text(stage::fields::TYPE) == Some(stage::fields::TYPE_OPEN)
    };
    let first = cx.table("stages").iter().filter(open).min_by_key(|s| (s.int(stage::fields::ORDER), s.id()));
    if let Some(id) = first.map(Record::id) {
        cx.change.new.set(fields::STAGE, id);
    }
    Ok(())
}

fn a_deal_without_a_pipeline_takes_that_of_its_stage(cx: &mut RuleCx) -> Result<(), Fault> {
    if cx.change.new.get(fields::PIPELINE).is_null() {
        let pipeline = cx.linked(fields::STAGE, stage::fields::PIPELINE);
        cx.change.new.set(fields::PIPELINE, pipeline);
    }
    Ok(())
}

fn the_stage_belongs_to_the_pipeline(cx: &mut RuleCx) -> Result<(), Fault> {
    let touched = cx.change.changed(fields::STAGE) || cx.change.changed(fields::PIPELINE);
    let of_stage = cx.linked(fields::STAGE, stage::fields::PIPELINE);
    if touched && !of_stage.is_null() && of_stage.as_int() != cx.change.new.int(fields::PIPELINE) {
        return cx.refuse(fields::STAGE, Code::StageOfOtherPipeline);
    }
    Ok(())
}

fn the_outcome_is_the_type_of_the_stage(cx: &mut RuleCx) -> Result<(), Fault> {
    let outcome = match cx.linked(fields::STAGE, stage::fields::TYPE).as_text() {
        Some(stage::fields::TYPE_WON) => fields::OUTCOME_WON,
        Some(stage::fields::TYPE_LOST) => fields::OUTCOME_LOST,
        _ => fields::OUTCOME_OPEN,
    };
    cx.change.new.set(fields::OUTCOME, outcome);
    Ok(())
}

/// A probability that was given together with the stage is kept while the deal is open; a closed deal is certain.
fn the_probability_follows_the_stage(cx: &mut RuleCx) -> Result<(), Fault> {
    let probability = match outcome(cx) {
        Some(fields::OUTCOME_WON) => Value::Int(HUNDRED_PERCENT),
        Some(fields::OUTCOME_LOST) => Value::Int(0),
        _ => {
            let moved = cx.change.changed(fields::STAGE) && !cx.change.changed(fields::PROBABILITY);
            let of_stage = cx.linked(fields::STAGE, stage::fields::PROBABILITY);
            if of_stage.is_null() || !(moved || cx.change.new.get(fields::PROBABILITY).is_null()) {
                return Ok(());
            }
            of_stage
        }
    };
    cx.change.new.set(fields::PROBABILITY, probability);
    Ok(())
}

/// Rounded to 分, half away from zero. In a foreign currency the engine fills the base amount, as for the amount itself.
fn the_weighted_amount_is_amount_times_probability(cx: &mut RuleCx) -> Result<(), Fault> {
    let new = &mut cx.change.new;
    let Some(probability) = new.int(fields::PROBABILITY).map(i128::from) else {
        new.clear(fields::WEIGHTED_AMOUNT);
        return Ok(());
    };
    let weigh = |amount: &Value| {
        let amount = i128::from(amount.as_int()?);
        let cents = wire::round_div(amount * probability, i128::from(HUNDRED_PERCENT) * CENT);
        i64::try_from(cents * CENT).ok()
    };
    let weighted = weigh(new.get(fields::AMOUNT));
    let base = weigh(new.cell(fields::AMOUNT, "base"));
    let currency = match weighted {
        Some(_) => new.cell(fields::AMOUNT, "currency").clone(),
        None => Value::Null,
    };
    new.set_cells(fields::WEIGHTED_AMOUNT, [weighted.into(), currency, base.into()]);
    Ok(())
}

fn a_change_of_stage_is_stamped(cx: &mut RuleCx) -> Result<(), Fault> {
    if cx.change.changed(fields::STAGE) && !cx.change.changed(fields::STAGE_CHANGED_AT) {
        cx.stamp(fields::STAGE_CHANGED_AT);
    }
    Ok(())
}

fn a_closed_deal_has_a_closing_date(cx: &mut RuleCx) -> Result<(), Fault> {
    if closes(cx) && cx.change.new.get(fields::CLOSED_ON).is_null() {
        cx.change.new.set(fields::CLOSED_ON, Value::Date(cx.today));
    }
    Ok(())
}

fn a_deal_is_not_closed_in_the_future(cx: &mut RuleCx) -> Result<(), Fault> {
    let later = cx.change.new.int(fields::CLOSED_ON) > Some(i64::from(cx.today));
    if later && (closes(cx) || is_closed(outcome(cx)) && cx.change.changed(fields::CLOSED_ON)) {
        return cx.refuse(fields::CLOSED_ON, Code::InTheFuture);
    }
    Ok(())
}

fn a_closing_is_stamped(cx: &mut RuleCx) -> Result<(), Fault> {
    if closes(cx) && !cx.change.changed(fields::CLOSED_AT) {
        cx.stamp(fields::CLOSED_AT);
    }
    Ok(())
}

/// Other reasons need words.
fn a_lost_deal_has_a_reason(cx: &mut RuleCx) -> Result<(), Fault> {
    let asked = [fields::OUTCOME, fields::LOST_REASON, fields::LOST_NOTE].iter().any(|f| cx.change.changed(f));
    if !asked && !cx.change.is_new() || outcome(cx) != Some(fields::OUTCOME_LOST) {
        return Ok(());
    }
    let new = &cx.change.new;
    match new.text(fields::LOST_REASON) {
        None => cx.refuse(fields::LOST_REASON, Code::LostReasonRequired),
        Some(fields::LOST_REASON_OTHER) if new.get(fields::LOST_NOTE).is_null() => {
            cx.refuse(fields::LOST_NOTE, Code::Required)
        }
        Some(_) => Ok(()),
    }
}

/// A closing date that was the day of the closing itself was not written by anybody, and goes; one that somebody wrote stays.
fn a_reopened_deal_forgets_its_closing(cx: &mut RuleCx) -> Result<(), Fault> {
    let Some(old) = &cx.change.old else { return Ok(()) };
    if !is_closed(old.text(fields::OUTCOME)) || is_closed(outcome(cx)) {
        return Ok(());
    }
    let closed_on = old.get(fields::CLOSED_ON);
    let of_the_closing = !closed_on.is_null() && closed_on.as_int() == old.cell(fields::CLOSED_AT, "day").as_int();
    if of_the_closing && !cx.change.changed(fields::CLOSED_ON) {
        cx.change.new.clear(fields::CLOSED_ON);
    }
    cx.change.new.clear(fields::CLOSED_AT);
    Ok(())
}

/// Reasons that are given in the same change stay, so that nothing that a person writes is dropped.
fn a_deal_that_is_no_longer_lost_has_no_reason_for_it(cx: &mut RuleCx) -> Result<(), Fault> {
    let was_lost = cx.change.old.as_ref().is_some_and(|old| old.text(fields::OUTCOME) == Some(fields::OUTCOME_LOST));
    if was_lost && outcome(cx) != Some(fields::OUTCOME_LOST) {
        for field in [fields::LOST_REASON, fields::LOST_NOTE] {
            if !cx.change.changed(field) {
                cx.change.new.clear(field);
            }
        }
    }
    Ok(())
}

fn a_deal_is_not_closed_before_it_is_engaged(cx: &mut RuleCx) -> Result<(), Fault> {
    cx.keep_order(fields::ENGAGED_ON, fields::CLOSED_ON)
}

/// The rules, in the order in which they are tried.
pub const RULES: &[Rule] = &[
    Rule::on_write(
        "a_new_deal_without_a_stage_begins_in_the_first_open_one",
        a_new_deal_without_a_stage_begins_in_the_first_open_one,
    )
    .reading_all_of(&["pipelines", "stages"]),
    Rule::on_write(
        "a_deal_without_a_pipeline_takes_that_of_its_stage",
        a_deal_without_a_pipeline_takes_that_of_its_stage,
    )
    .reading(&[fields::STAGE]),
    Rule::on_write("the_stage_belongs_to_the_pipeline", the_stage_belongs_to_the_pipeline).reading(&[fields::STAGE]),
    Rule::on_write("the_outcome_is_the_type_of_the_stage", the_outcome_is_the_type_of_the_stage)
        .reading(&[fields::STAGE]),
    Rule::on_write("the_probability_follows_the_stage", the_probability_follows_the_stage).reading(&[fields::STAGE]),
    Rule::on_write("the_weighted_amount_is_amount_times_probability", the_weighted_amount_is_amount_times_probability),
    Rule::on_write("a_change_of_stage_is_stamped", a_change_of_stage_is_stamped),
    Rule::on_write("a_reopened_deal_forgets_its_closing", a_reopened_deal_forgets_its_closing),
    Rule::on_write(
        "a_deal_that_is_no_longer_lost_has_no_reason_for_it",
        a_deal_that_is_no_longer_lost_has_no_reason_for_it,
    ),
    Rule::on_write("a_closed_deal_has_a_closing_date", a_closed_deal_has_a_closing_date).gate(),
    Rule::on_write("a_deal_is_not_closed_in_the_future", a_deal_is_not_closed_in_the_future).gate(),
    Rule::on_write("a_closing_is_stamped", a_closing_is_stamped).gate(),
    Rule::on_write("a_lost_deal_has_a_reason", a_lost_deal_has_a_reason).gate(),
    Rule::on_write("a_deal_is_not_closed_before_it_is_engaged", a_deal_is_not_closed_before_it_is_engaged),
];
