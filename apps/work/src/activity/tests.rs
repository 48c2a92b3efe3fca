use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

const NOW: &str = "2026-11-23T02:00:00.000Z";

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = crate::tests::with_customers(Rules::of(&NOUN, NOW));
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn an_activity_is_named_by_its_content() {
    let rule = "an_activity_without_a_subject_is_named_by_its_content";
    let long = "客".repeat(60);
    let named = json!({"kind": "call", "subject": "价格", "content": "谈了价格"});
    let derived = json!({"kind": "call", "subject": "谈了价格", "content": "谈了价格"});
    for (before, change, subject) in [
        (json!(null), json!({"kind": "call", "content": "谈了价格\n明天报价"}), "谈了价格"),
        (json!(null), json!({"kind": "visit", "content": format!("\n\n  {long}")}), &*"客".repeat(40)),
        (json!(null), json!({"kind": "visit"}), "拜访"),
        (json!(null), json!({"kind": "visit", "subject": "回访", "content": "很好"}), "回访"),
        (named, json!({"content": "谈了付款"}), "价格"),
        (derived.clone(), json!({"content": "谈了付款"}), "谈了付款"),
        (derived.clone(), json!({"subject": null}), "谈了价格"),
        (derived, json!({"subject": "价格", "content": "谈了付款"}), "价格"),
    ] {
        check(rule, before, change, Ok(json!({"subject": subject})));
    }
}

#[test]
fn calls_and_visits_have_happened() {
    for (kind, at, expect) in [
        ("call", json!(null), Ok(json!({"happened_at": NOW}))),
        ("call", json!("2026-11-23T02:05:00Z"), Ok(json!({"happened_at": "2026-11-23T02:05:00.000Z"}))),
        ("call", json!("2026-11-23T02:05:01Z"), Err("happened_at in_the_future")),
        ("visit", json!("2026-11-24T02:00:00Z"), Err("happened_at in_the_future")),
        ("meeting", json!("2026-11-24T02:00:00Z"), Ok(json!({}))),
        ("note", json!("2020-01-01T00:00:00Z"), Ok(json!({"happened_at": "2020-01-01T00:00:00.000Z"}))),
    ] {
        check("all", Json::Null, json!({"kind": kind, "happened_at": at}), expect);
    }
    let planned = json!({"kind": "meeting", "happened_at": "2026-11-24T02:00:00Z"});
    check("all", planned.clone(), json!({"kind": "visit"}), Err("happened_at in_the_future"));
    check("all", planned, json!({"content": "带样品"}), Ok(json!({})));
}

#[test]
fn the_account_follows_deal_and_contact() {
    crate::tests::check_account_follows(|change, account| {
        let rule = "the_account_follows_deal_and_contact";
        check(rule, Json::Null, change, Ok(json!({"account": account})));
    });
}

#[test]
fn the_next_follow_up_comes_after_this_one() {
    // 2026-11-23T20:00Z is already the 24th in Shanghai.
    let rule = "the_next_follow_up_is_not_before_this_one";
    for (next, expect) in [
        ("2026-11-24", Ok(json!({}))),
        ("2026-11-25", Ok(json!({}))),
        ("2026-11-23", Err("next_follow_up_on order_of_dates")),
    ] {
        check(rule, Json::Null, json!({"happened_at": "2026-11-23T20:00:00Z", "next_follow_up_on": next}), expect);
    }
}
