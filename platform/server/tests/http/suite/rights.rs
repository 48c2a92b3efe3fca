//! Rights: scopes, hidden and masked fields, reveal, sharing, views.

use serde_json::{Value as Json, json};

use super::alike;
use super::table::{self, record};

#[test]
fn scopes_decide_which_records_somebody_sees() {
    alike(|s| {
        s.make(json!({"§name": "老板的"}));
        for (account, role, seen) in [("own", "own", 1), ("all", "all", 4), ("none", "blind", 0)] {
            let (member, voice) = s.person(account, &[role]);
            if role == "blind" {
                // The shipped role names `gadgets` and nothing else, also not what it would be called at run time.
                continue;
            }
            for (who, name) in [(&s.world.people[1], "下属的"), (&member.caller.person.to_string(), "自己的")] {
                s.make(json!({"§name": name, "owner": who}));
            }
            let names = voice.get("/records/§gadgets?fields=§name").expect(200).names();
            assert_eq!(names.len(), if role == "all" { seen + 1 } else { seen }, "{role}: {names:?}");
            let count = voice.get("/records/§gadgets/count").expect(200).json;
            assert_eq!(count["value"], names.len());
        }
    });
}

/// A role that reads everything of `§gadgets`, its price not at all and its phone masked.
fn desk() -> Json {
    json!({"key": "c_desk", "label": {"zh": "前台"}, "modules": {"§gadgets": {
        "read": "all", "create": true, "update": "all", "export": true,
        "fields": {"§price": "hidden", "§phone": "masked", "§share": "read", "§manual": "hidden", "§address": "masked"},
        "reveal": ["§phone"]}}})
}

#[test]
fn a_hidden_field_is_nowhere_and_a_masked_one_shows_little() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let gadget = s.make(record(&rows, 0));
        let path = format!("/records/§gadgets/{gadget}");
        s.boss().patch(&path, json!({"§price": "13", "§phone": "13800138001", "§pieces": 4})).expect(200);
        s.boss().post("/roles", desk()).expect(201);
        let (_, desk) = s.person("desk", &["c_desk"]);
        let seen = desk.get(&path).expect(200).json;
        assert!(seen.get("price").is_none() && seen.get("price_currency").is_none() && seen.get("manual").is_none());
        assert_eq!((&seen["phone"], &seen["masked"]), (&json!("138****8001"), &json!(["phone", "address"])));
        assert_eq!(seen["pieces"], 4);
        for (key, code) in
            [("§price", "unknown_field"), ("§manual", "unknown_field"), ("§phone", "masked"), ("§address", "masked")]
        {
            let bare = key.trim_start_matches('§');
            let written = desk.patch(&path, json!({key: null})).expect(422);
            assert_eq!(written.faults(), [format!("{bare} {code}")]);
            let filter = json!({"filter": {"field": key, "op": "not_empty"}});
            assert_eq!(desk.post("/records/§gadgets/query", filter).expect(422).faults(), [format!("{bare} {code}")]);
            let measure = json!({"measures": [{"fn": "count_distinct", "field": key}]});
            assert_eq!(
                desk.post("/records/§gadgets/aggregate", measure).expect(422).faults(),
                [format!("{bare} {code}")]
            );
        }
        assert_eq!(desk.patch(&path, json!({"§share": "1"})).expect(422).faults(), ["share read_only"]);
        desk.patch(&path, json!({"§pieces": 5})).expect(200);
        let history = desk.get(&format!("{path}/history")).expect(200).json.to_string();
        assert!(
            !history.contains("13.00") && !history.contains("8613800138001") && !history.contains("a.txt"),
            "{history}"
        );
        assert_eq!(desk.get("/records/§gadgets?q=13800138001").expect(200).names(), [] as [&str; 0]);
        let shown = desk.post(&format!("{path}/reveal"), json!({"field": "§phone"})).expect(200).json;
        assert_eq!(shown["value"], "+8613800138001");
        desk.post(&format!("{path}/reveal"), json!({"field": "§price"})).expect(422);
        desk.delete(&path).expect(403);
        let described = desk.get("/modules/§gadgets").expect(200).json;
        let keys: Vec<&str> =
            described["fields"].as_array().unwrap().iter().map(|f| f["key"].as_str().unwrap()).collect();
        assert!(!keys.contains(&"price") && keys.contains(&"phone"));
        let why = s.boss().get(&format!("{path}/why")).expect(200).json;
        assert!(!why.is_null());
    });
}

#[test]
fn a_module_that_no_role_of_somebody_names_is_not_there() {
    alike(|s| {
        let gadget = s.make(json!({"§name": "机"}));
        let (_, nobody) = s.person("nobody", &[]);
        nobody.get("/records/§gadgets").expect(403);
        nobody.get(&format!("/records/§gadgets/{gadget}")).expect(403);
        nobody.post("/records/§gadgets", json!({"§name": "x"})).expect(403);
        nobody.get("/modules/§gadgets").expect(403);
        let modules = nobody.get("/modules").expect(200).json;
        assert!(!modules.to_string().contains("gadgets"), "{modules}");
    });
}

#[test]
fn records_are_shared_by_criteria_of_any_field_and_views_hold_filters() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let red = s.make(record(&rows, 0));
        s.make(record(&rows, 1));
        let (member, voice) = s.person("rep", &["own"]);
        assert_eq!(voice.get("/records/§gadgets").expect(200).names(), [] as [&str; 0]);
        let rule = json!({"module": "§gadgets", "label": {"zh": "红的"}, "kind": "criteria", "level": "write",
            "filter": {"all": [{"field": "§colour", "op": "eq", "value": "red"}, {"field": "§pieces", "op": "lt", "value": 10}]},
            "target": {"person": member.caller.person.to_string()}});
        let rule = s.boss().post("/sharing-rules", rule).expect(201).id().parse().unwrap();
        heyi_engine::sharing::fill::fill(&s.heyi.engine, rule).unwrap();
        assert_eq!(voice.get("/records/§gadgets").expect(200).names(), ["甲号机"]);
        voice.patch(&format!("/records/§gadgets/{red}"), json!({"§pieces": 11})).expect(200);
        assert_eq!(voice.get("/records/§gadgets").expect(200).names(), [] as [&str; 0], "it no longer meets the rule");

        let view = json!({"label": {"zh": "蓝的"}, "filter": {"field": "§colour", "op": "eq", "value": "blue"},
            "sort": "-§pieces", "columns": ["§name", "§maker"], "shared": true});
        let view = s.boss().post("/views/§gadgets", view).expect(201).id();
        let page = s.boss().get(&format!("/records/§gadgets?view={view}")).expect(200);
        assert_eq!(page.names(), ["乙号机"]);
    });
}
