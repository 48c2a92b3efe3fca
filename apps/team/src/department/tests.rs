use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn a_department_is_closed_after_it_was_founded() {
    let rule = "a_department_is_not_closed_before_it_is_founded";
    let founded = json!({"name": "华东区", "founded_on": "2020-05-01"});
    check(rule, founded.clone(), json!({"closed_on": "2020-04-30"}), Err("closed_on order_of_dates"));
    check(rule, founded.clone(), json!({"closed_on": "2020-05-01"}), Ok(json!({"closed_on": "2020-05-01"})));
    // What was wrong before does not stop another change.
    let wrong = json!({"name": "华东区", "founded_on": "2020-05-01", "closed_on": "2019-01-01"});
    check(rule, wrong, json!({"name": "华东大区"}), Ok(json!({"name": "华东大区"})));
}
