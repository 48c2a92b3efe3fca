use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

const NOW: &str = "2026-11-23T02:00:00.000Z";

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, NOW);
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn a_converted_lead_stays_as_it_was() {
    let lead = json!({"name": "王芳", "status": "converted", "converted_account": "9", "mobile": "13800138000"});
    let frozen = |field: &'static str| Err(field);
    for (change, expect) in [
        (json!({"name": "王方"}), frozen("name already_converted")),
        (json!({"status": "new"}), frozen("status already_converted")),
        (json!({"mobile": null}), frozen("mobile already_converted")),
        (json!({"budget": "5"}), frozen("budget already_converted")),
        (json!({"owner": "3"}), Ok(json!({"owner": "3"}))),
        (json!({"last_followed_up_at": NOW}), Ok(json!({"last_followed_up_at": NOW}))),
        (json!({"name": "王芳"}), Ok(json!({"name": "王芳"}))),
    ] {
        check("all", lead.clone(), change, expect);
    }
    check("all", json!({"name": "王芳", "status": "qualified"}), json!({"name": "王方"}), Ok(json!({})));
}

#[test]
fn a_lead_is_converted_by_the_action() {
    let lead = json!({"name": "王芳", "status": "qualified"});
    let refused = Err("status convert_by_action");
    check("all", lead.clone(), json!({"status": "converted"}), refused.clone());
    check("all", Json::Null, json!({"status": "converted"}), refused);
    let made = json!({"status": "converted", "converted_account": "9"});
    check("all", lead, made, Ok(json!({"converted_at": NOW})));
    check("import", Json::Null, json!({"status": "converted"}), Ok(json!({"converted_at": null})));
}

#[test]
fn an_unqualified_lead_has_a_reason_as_long_as_it_is_one() {
    let bad = json!({"status": "unqualified", "unqualified_reason": "no_need"});
    let missing = Err("unqualified_reason required");
    check("all", json!({"status": "new"}), json!({"status": "unqualified"}), missing.clone());
    check("all", json!({"status": "new"}), bad.clone(), Ok(json!({"unqualified_reason": "no_need"})));
    check("all", bad.clone(), json!({"unqualified_reason": null}), missing);
    check("all", bad, json!({"status": "contacted"}), Ok(json!({"unqualified_reason": null})));
    check("import", Json::Null, json!({"status": "unqualified"}), Ok(json!({"unqualified_reason": null})));
}

#[test]
fn the_first_response_is_stamped_once() {
    let earlier = "2026-11-01T02:00:00.000Z";
    for (before, change, stamp) in [
        (json!(null), json!({"status": "new"}), json!(null)),
        (json!(null), json!({"status": "contacted"}), json!(NOW)),
        (json!({"status": "new"}), json!({"status": "contacted"}), json!(NOW)),
        (json!({"status": "new"}), json!({"score": 50}), json!(null)),
        (json!({"status": "contacted", "first_responded_at": earlier}), json!({"status": "qualified"}), json!(earlier)),
    ] {
        check("all", before, change, Ok(json!({"first_responded_at": stamp})));
    }
}

#[test]
fn the_region_follows_the_address() {
    let address = json!({"address": {"province": "广东省", "city": "深圳市"}});
    check("the_region_follows_the_address", Json::Null, address, Ok(json!({"region": "广东省/深圳市"})));
}
