use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn the_default_pipeline_is_on_and_stays() {
    let default = json!({"name": "标准", "is_default": true, "is_active": true});
    let off = "a_pipeline_that_is_switched_off_is_not_the_default";
    check(off, default.clone(), json!({"is_active": false}), Ok(json!({"is_default": false})));
    check(off, default.clone(), json!({"name": "直销"}), Ok(json!({"is_default": true})));
    check(off, Json::Null, json!({"is_default": true}), Ok(json!({"is_default": true})));
    check("delete", default, json!({}), Err("is_default in_use"));
    check("delete", json!({"name": "渠道"}), json!({}), Ok(json!({})));
}
