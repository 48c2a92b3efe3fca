use heyi_testkit::rules::Rules;
use serde_json::{Value as Json, json};

use super::NOUN;

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = Rules::of(&NOUN, "2026-11-23T02:00:00Z");
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn only_those_who_work_here_are_active() {
    for (state, active) in [
        ("pending", false),
        ("probation", true),
        ("active", true),
        ("on_leave", true),
        ("leaving", true),
        ("left", false),
    ] {
        let rule = "who_is_to_join_or_has_left_is_not_active";
        check(rule, Json::Null, json!({"state": state}), Ok(json!({"is_active": active})));
        // Nobody can say otherwise.
        check(rule, json!({"state": state}), json!({"is_active": !active}), Ok(json!({"is_active": active})));
    }
}

#[test]
fn leaving_and_coming_back_keep_the_last_day_right() {
    let here = json!({"state": "active", "hire_date": "2020-01-01"});
    let gone = json!({"state": "left", "left_on": "2026-05-31", "leaving_reason": "resigned"});
    let today = "2026-11-23";
    check("who_leaves_has_a_last_day", here.clone(), json!({"state": "left"}), Ok(json!({"left_on": today})));
    let given = json!({"state": "left", "left_on": "2026-11-30"});
    check("who_leaves_has_a_last_day", here.clone(), given, Ok(json!({"left_on": "2026-11-30"})));
    check("who_leaves_has_a_last_day", here.clone(), json!({"state": "leaving"}), Ok(json!({"left_on": null})));
    check("import", Json::Null, json!({"state": "left"}), Ok(json!({"left_on": null, "is_active": false})));
    check(
        "who_comes_back_has_no_last_day",
        gone.clone(),
        json!({"state": "active"}),
        Ok(json!({"left_on": null, "leaving_reason": null})),
    );
    check(
        "who_comes_back_has_no_last_day",
        gone,
        json!({"name": "王伟"}),
        Ok(json!({"left_on": "2026-05-31", "leaving_reason": "resigned"})),
    );
}

#[test]
fn passing_probation_is_dated() {
    let rule = "who_passes_probation_has_a_day_of_confirmation";
    let trial = json!({"state": "probation"});
    check(rule, trial.clone(), json!({"state": "active"}), Ok(json!({"confirmed_on": "2026-11-23"})));
    let given = json!({"state": "active", "confirmed_on": "2026-11-01"});
    check(rule, trial.clone(), given, Ok(json!({"confirmed_on": "2026-11-01"})));
    check(rule, trial, json!({"state": "left"}), Ok(json!({"confirmed_on": null})));
    check(rule, Json::Null, json!({"state": "active"}), Ok(json!({"confirmed_on": null})));
}

#[test]
fn dates_are_in_order() {
    let rule = "dates_of_employment_are_in_order";
    for (change, expect) in [
        (json!({"hire_date": "2026-01-05", "confirmed_on": "2026-04-05"}), Ok(json!({}))),
        (json!({"hire_date": "2026-01-05", "confirmed_on": "2026-01-04"}), Err("confirmed_on order_of_dates")),
        (json!({"hire_date": "2026-01-05", "left_on": "2025-12-31"}), Err("left_on order_of_dates")),
        (json!({"hire_date": "2026-01-05", "probation_until": "2025-12-31"}), Err("probation_until order_of_dates")),
        (json!({"contract_from": "2026-01-05", "contract_until": "2026-01-05"}), Ok(json!({}))),
        (json!({"contract_from": "2026-01-05", "contract_until": "2026-01-04"}), Err("contract_until order_of_dates")),
    ] {
        check(rule, Json::Null, change, expect);
    }
    check("nobody_is_born_in_the_future", Json::Null, json!({"birth_date": "2026-11-23"}), Ok(json!({})));
    check(
        "nobody_is_born_in_the_future",
        Json::Null,
        json!({"birth_date": "2026-11-24"}),
        Err("birth_date in_the_future"),
    );
}

#[test]
fn an_identity_card_says_birthday_and_gender() {
    let rule = "the_number_of_an_identity_card_is_one";
    let number = "11010519491231002X";
    let read = json!({"id_number": number, "birth_date": "1949-12-31", "gender": "female"});
    check(rule, Json::Null, json!({"id_number": number.to_lowercase()}), Ok(read.clone()));
    check(rule, Json::Null, json!({"id_number": number, "id_kind": "resident"}), Ok(read));
    let given = json!({"id_number": number, "birth_date": "1950-01-01", "gender": "male"});
    check(rule, Json::Null, given.clone(), Ok(given));
    let refused = Err("id_number invalid_id_number");
    check(rule, Json::Null, json!({"id_number": "110105194912310021"}), refused.clone());
    check(rule, Json::Null, json!({"id_number": "E12345678"}), refused.clone());
    let passport = json!({"id_number": "E12345678", "id_kind": "passport"});
    check(rule, Json::Null, passport.clone(), Ok(json!({"birth_date": null})));
    check(rule, passport, json!({"id_kind": "resident"}), refused);
    check(rule, json!({"id_number": "old"}), json!({"name": "李娜"}), Ok(json!({"id_number": "old"})));
}
