use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn a_floor_price_is_not_above_the_price() {
    let rule = "a_floor_price_is_not_above_the_price";
    let usd = |amount: &str| json!({"amount": amount, "currency": "USD"});
    for (before, change, expect) in [
        (json!(null), json!({"price": "100", "floor_price": "100"}), Ok(json!({}))),
        (json!(null), json!({"price": "100", "floor_price": "100.01"}), Err("floor_price too_big")),
        (json!(null), json!({"floor_price": "100"}), Ok(json!({}))),
        (json!(null), json!({"price": usd("10"), "floor_price": "60"}), Ok(json!({}))),
        (json!(null), json!({"price": usd("10"), "floor_price": usd("60")}), Err("floor_price too_big")),
        (json!({"price": "100", "floor_price": "80"}), json!({"price": "79"}), Err("floor_price too_big")),
        (json!({"price": "70", "floor_price": "80"}), json!({"unit": "台"}), Ok(json!({"unit": "台"}))),
    ] {
        check(rule, before, change, expect);
    }
}
