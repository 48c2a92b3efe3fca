use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

const NOW: &str = "2026-11-23T02:00:00.000Z";
const EARLIER: &str = "2026-11-20T02:00:00.000Z";

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = crate::tests::with_customers(Rules::of(&NOUN, NOW));
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn a_task_has_a_time_of_completion_while_it_is_done() {
    let open = json!({"subject": "寄样品", "status": "in_progress"});
    let done = json!({"subject": "寄样品", "status": "done", "done_at": EARLIER});
    for (rule, before, change, done_at) in [
        ("all", open.clone(), json!({"status": "done"}), json!(NOW)),
        ("all", json!(null), json!({"status": "done"}), json!(NOW)),
        ("all", json!(null), json!({"status": "not_started"}), json!(null)),
        ("all", done.clone(), json!({"result": "已签收"}), json!(EARLIER)),
        ("all", done.clone(), json!({"status": "in_progress"}), json!(null)),
        ("all", done.clone(), json!({"status": "cancelled"}), json!(null)),
        ("all", json!(null), done.clone(), json!(EARLIER)),
        ("import", json!(null), json!({"status": "done"}), json!(null)),
        ("import", json!(null), done, json!(EARLIER)),
    ] {
        check(rule, before, change, Ok(json!({"done_at": done_at})));
    }
}

#[test]
fn times_of_a_task_are_in_order() {
    let (first, second) = ("2026-11-24T01:00:00Z", "2026-11-24T02:00:00Z");
    for (change, expect) in [
        (json!({"start_at": first, "due_at": second, "remind_at": first}), Ok(json!({}))),
        (json!({"start_at": first, "due_at": first, "remind_at": first}), Ok(json!({}))),
        (json!({"start_at": second, "due_at": first}), Err("due_at order_of_dates")),
        (json!({"due_at": first, "remind_at": second}), Err("remind_at order_of_dates")),
        (json!({"start_at": second}), Ok(json!({}))),
    ] {
        check("all", Json::Null, change, expect);
    }
    let wrong = json!({"start_at": second, "due_at": first});
    check("all", wrong, json!({"subject": "改名"}), Ok(json!({})));
}

#[test]
fn the_account_follows_deal_and_contact() {
    crate::tests::check_account_follows(|change, account| {
        let rule = "the_account_follows_deal_and_contact";
        check(rule, Json::Null, change, Ok(json!({"account": account})));
    });
}
