use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn nobody_is_born_in_the_future() {
    let rule = "nobody_is_born_in_the_future";
    check(rule, Json::Null, json!({"birthday": "1985-06-01"}), Ok(json!({"birthday": "1985-06-01"})));
    check(rule, Json::Null, json!({"birthday": "2026-11-24"}), Err("birthday in_the_future"));
    check(rule, json!({"birthday": "2026-11-24"}), json!({"name": "张敏"}), Ok(json!({"name": "张敏"})));
}
