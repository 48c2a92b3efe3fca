use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn a_closed_stage_is_certain() {
    for (kind, given, probability) in
        [("won", "80", "100.00"), ("lost", "80", "0.00"), ("open", "80", "80.00"), ("open", "12.5", "12.50")]
    {
        let change = json!({"type": kind, "probability": given});
        check("a_closed_stage_is_certain", Json::Null, change, Ok(json!({"probability": probability})));
    }
}

#[test]
fn what_deals_remember_of_a_stage_stays() {
    let rule = "a_stage_keeps_its_type_and_its_pipeline";
    let stage = json!({"name": "赢单", "type": "won", "pipeline": "7"});
    check(rule, stage.clone(), json!({"type": "open"}), Err("type read_only"));
    check(rule, stage.clone(), json!({"pipeline": "8"}), Err("pipeline read_only"));
    check(rule, stage.clone(), json!({"name": "成交", "type": "won"}), Ok(json!({"name": "成交"})));
    check(rule, Json::Null, stage, Ok(json!({"type": "won"})));
}
