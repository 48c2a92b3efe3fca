use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;
use crate::stage;

const NOW: &str = "2026-11-23T02:00:00Z";
const NOW_OUT: &str = "2026-11-23T02:00:00.000Z";

/// Pipeline 1 has the stages 11 (open, 30 %), 12 (open, no probability), 18 (won), 19 (lost); pipeline 2 has 21 (open, 10 %).
fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let mut rules = Rules::of(&NOUN, NOW);
    for (id, pipeline, kind, probability) in [
        (11, "1", "open", json!("30")),
        (12, "1", "open", json!(null)),
        (18, "1", "won", json!("100")),
        (19, "1", "lost", json!("0")),
        (21, "2", "open", json!("10")),
    ] {
        let values = json!({"pipeline": pipeline, "type": kind, "probability": probability, "order": 100 - id});
        rules = rules.with(&stage::NOUN, id, &values);
    }
    for (id, is_default) in [(1, true), (2, false)] {
        rules = rules.with(&crate::pipeline::NOUN, id, &json!({"is_default": is_default}));
    }
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

fn open() -> Json {
    json!({"pipeline": "1", "stage": "11", "outcome": "open", "probability": "30", "amount": "1000"})
}

fn won(closed_on: &str) -> Json {
    json!({"pipeline": "1", "stage": "18", "outcome": "won", "probability": "100", "closed_on": closed_on,
        "closed_at": "2026-11-20T03:00:00Z"})
}

#[test]
fn a_new_deal_begins_in_the_first_open_stage() {
    let begins = "a_new_deal_without_a_stage_begins_in_the_first_open_one";
    for (before, change, stage) in [
        (json!(null), json!({}), json!("12")),
        (json!(null), json!({"pipeline": "2"}), json!("21")),
        (json!(null), json!({"stage": "11"}), json!("11")),
        (json!(null), json!({"pipeline": "3"}), json!(null)),
    ] {
        check(begins, before, change, Ok(json!({"stage": stage})));
    }
}

#[test]
fn stage_and_pipeline_agree() {
    let takes = "a_deal_without_a_pipeline_takes_that_of_its_stage";
    check(takes, Json::Null, json!({"stage": "21"}), Ok(json!({"pipeline": "2"})));
    check(takes, Json::Null, json!({"stage": "21", "pipeline": "1"}), Ok(json!({"pipeline": "1"})));
    check(takes, Json::Null, json!({}), Ok(json!({"pipeline": null})));
    let belongs = "the_stage_belongs_to_the_pipeline";
    let refused = Err("stage stage_of_other_pipeline");
    check(belongs, Json::Null, json!({"stage": "21", "pipeline": "1"}), refused.clone());
    check(belongs, open(), json!({"stage": "21"}), refused.clone());
    check(belongs, open(), json!({"pipeline": "2"}), refused.clone());
    check(belongs, open(), json!({"pipeline": null}), refused);
    check(belongs, open(), json!({"pipeline": "2", "stage": "21"}), Ok(json!({})));
    let wrong = json!({"pipeline": "2", "stage": "11"});
    check(belongs, wrong, json!({"name": "旧数据"}), Ok(json!({})));
}

#[test]
fn the_stage_says_outcome_and_probability() {
    for (before, change, outcome, probability) in [
        (json!(null), json!({"stage": "11"}), "open", json!("30.00")),
        (json!(null), json!({"stage": "11", "probability": "45"}), "open", json!("45.00")),
        (json!(null), json!({"stage": "12"}), "open", json!(null)),
        (json!(null), json!({"stage": "18", "probability": "45"}), "won", json!("100.00")),
        (open(), json!({"stage": "19"}), "lost", json!("0.00")),
        (open(), json!({"probability": "55"}), "open", json!("55.00")),
        (open(), json!({"probability": null}), "open", json!("30.00")),
        (open(), json!({"stage": "12"}), "open", json!("30.00")),
        (won("2026-11-20"), json!({"probability": "50"}), "won", json!("100.00")),
        (won("2026-11-20"), json!({"stage": "11"}), "open", json!("30.00")),
        (won("2026-11-20"), json!({"outcome": "lost"}), "won", json!("100.00")),
    ] {
        check("import", before, change, Ok(json!({"outcome": outcome, "probability": probability})));
    }
}

#[test]
fn the_weighted_amount_is_exact() {
    for (amount, probability, weighted) in [
        (json!("1000"), json!("30"), json!("300.00")),
        (json!("0.03"), json!("50"), json!("0.02")),
        (json!("0.01"), json!("49.99"), json!("0.00")),
        (json!("333.33"), json!("33.33"), json!("111.10")),
        (json!("1000000000000"), json!("100"), json!("1000000000000.00")),
        (json!(null), json!("30"), json!(null)),
        (json!("1000"), json!(null), json!(null)),
    ] {
        let rule = "the_weighted_amount_is_amount_times_probability";
        let before = json!({"weighted_amount": "7"});
        check(
            rule,
            before,
            json!({"amount": amount, "probability": probability}),
            Ok(json!({"weighted_amount": weighted})),
        );
    }
}

#[test]
fn a_change_of_stage_is_stamped() {
    let rule = "a_change_of_stage_is_stamped";
    let since = "2026-01-05T01:00:00.000Z";
    let old = json!({"stage": "11", "stage_changed_at": since});
    check(rule, old.clone(), json!({"stage": "12"}), Ok(json!({"stage_changed_at": NOW_OUT})));
    check(rule, old.clone(), json!({"amount": "5"}), Ok(json!({"stage_changed_at": since})));
    check(rule, Json::Null, json!({"stage": "12"}), Ok(json!({"stage_changed_at": NOW_OUT})));
    check(rule, Json::Null, old, Ok(json!({"stage_changed_at": since})));
}

#[test]
fn closing_is_dated() {
    let today = "2026-11-23";
    let lost = json!({"stage": "19", "lost_reason": "price"});
    for (rule, before, change, expect) in [
        ("all", open(), json!({"stage": "18"}), Ok(json!({"closed_on": today, "closed_at": NOW_OUT}))),
        ("all", open(), lost, Ok(json!({"closed_on": today, "closed_at": NOW_OUT}))),
        ("all", open(), json!({"stage": "18", "closed_on": "2026-11-01"}), Ok(json!({"closed_on": "2026-11-01"}))),
        ("all", open(), json!({"stage": "18", "closed_on": "2026-11-24"}), Err("closed_on in_the_future")),
        ("all", won("2026-11-20"), json!({"closed_on": "2026-11-24"}), Err("closed_on in_the_future")),
        ("all", open(), json!({"closed_on": "2026-11-24"}), Ok(json!({"closed_on": "2026-11-24", "closed_at": null}))),
        ("all", open(), json!({"amount": "5"}), Ok(json!({"closed_on": null, "closed_at": null}))),
        // An import tells what happened elsewhere, and when.
        ("import", json!(null), json!({"stage": "18"}), Ok(json!({"closed_on": null, "closed_at": null}))),
        ("import", json!(null), json!({"stage": "19"}), Ok(json!({"lost_reason": null}))),
    ] {
        check(rule, before, change, expect);
    }
}

#[test]
fn a_lost_deal_has_a_reason() {
    let old_loss = json!({"pipeline": "1", "stage": "19", "outcome": "lost"});
    for (before, change, expect) in [
        (open(), json!({"stage": "19"}), Err("lost_reason lost_reason_required")),
        (open(), json!({"stage": "19", "lost_reason": "other"}), Err("lost_note required")),
        (open(), json!({"stage": "19", "lost_reason": "other", "lost_note": "总部统一采购"}), Ok(json!({}))),
        (open(), json!({"stage": "19", "lost_reason": "price"}), Ok(json!({}))),
        (json!(null), json!({"stage": "19"}), Err("lost_reason lost_reason_required")),
        (old_loss.clone(), json!({"description": "从旧系统导入"}), Ok(json!({}))),
        (old_loss, json!({"lost_note": "价格太高"}), Err("lost_reason lost_reason_required")),
    ] {
        check("all", before, change, expect);
    }
}

#[test]
fn reopening_takes_back_what_the_closing_set() {
    let reopen = json!({"stage": "11"});
    let gone = json!({"closed_on": null, "closed_at": null});
    // Closed on 20 November in Shanghai: the date is that of the closing itself.
    check("all", won("2026-11-20"), reopen.clone(), Ok(gone));
    check("all", won("2026-10-01"), reopen.clone(), Ok(json!({"closed_on": "2026-10-01", "closed_at": null})));
    let given = json!({"stage": "11", "closed_on": "2026-11-21"});
    check("all", won("2026-11-20"), given, Ok(json!({"closed_on": "2026-11-21"})));
    let mut lost = won("2026-11-20");
    lost["stage"] = json!("19");
    lost["outcome"] = json!("lost");
    lost["lost_reason"] = json!("price");
    lost["lost_note"] = json!("差三万");
    check("all", lost.clone(), reopen, Ok(json!({"lost_reason": null, "lost_note": null, "closed_on": null})));
    // From lost to won the closing stays, and is stamped anew.
    let turned = json!({"closed_on": "2026-11-20", "closed_at": NOW_OUT, "lost_reason": null});
    check("all", lost, json!({"stage": "18"}), Ok(turned));
}

#[test]
fn a_deal_is_closed_after_it_was_engaged() {
    let rule = "a_deal_is_not_closed_before_it_is_engaged";
    let engaged = json!({"engaged_on": "2026-03-01"});
    check(rule, engaged.clone(), json!({"closed_on": "2026-02-28"}), Err("closed_on order_of_dates"));
    check(rule, engaged, json!({"closed_on": "2026-03-01"}), Ok(json!({})));
}
