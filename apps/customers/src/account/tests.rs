use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

fn at(city: &str) -> Json {
    json!({"province": "江苏省", "city": city, "street": "人民路1号"})
}

#[test]
fn the_region_follows_the_address_until_somebody_writes_another() {
    let rule = "the_region_follows_the_address";
    let both = json!({"region": "江苏省/苏州市", "address": at("苏州市")});
    for (before, change, region) in [
        (json!(null), json!({"address": at("苏州市")}), json!("江苏省/苏州市")),
        (json!(null), json!({"address": at("苏州市"), "region": "上海市"}), json!("上海市")),
        (json!(null), json!({"address": {"street": "人民路1号"}}), json!(null)),
        (both.clone(), json!({"address": at("南京市")}), json!("江苏省/南京市")),
        (both.clone(), json!({"address": at("南京市"), "region": "江苏省"}), json!("江苏省")),
        (json!({"region": "华东"}), json!({"address": at("南京市")}), json!("华东")),
        (json!({"address": at("苏州市")}), json!({"name": "恒泰"}), json!("江苏省/苏州市")),
        (both, json!({"address": null}), json!("江苏省/苏州市")),
    ] {
        check(rule, before, change, Ok(json!({"region": region})));
    }
}

#[test]
fn a_firm_is_founded_in_the_past() {
    for (change, expect) in [
        (json!({"registered_on": "2019-06-01"}), Ok(json!({"founded_year": 2019}))),
        (json!({"registered_on": "2019-06-01", "founded_year": 2001}), Ok(json!({"founded_year": 2001}))),
        (json!({"registered_on": "2026-11-24"}), Err("registered_on in_the_future")),
        (json!({"founded_year": 2026}), Ok(json!({"founded_year": 2026}))),
        (json!({"founded_year": 2027}), Err("founded_year in_the_future")),
    ] {
        check("all", Json::Null, change, expect);
    }
    check("all", json!({"founded_year": 2027}), json!({"name": "旧数据"}), Ok(json!({"founded_year": 2027})));
}
