//! Every operator of every type, with gaps, against an evaluator that knows only the JSON of the records.

use heyi_engine::System;
use heyi_model::{Code, wire};
use heyi_testkit::{on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::help::{Ids, day, filtered, ids, stocked};

/// A Monday: the day at which the clock of the tests begins is 20,780 days after 1970-01-01.
const TODAY: i64 = 20_780;

/// Field, operator, value.
fn leaves(ids: &Ids) -> Vec<(&'static str, &'static str, Json)> {
    let mut all = vec![
        ("name", "contains", json!("alpha")),
        ("name", "contains", json!("A%2")),
        ("name", "contains", json!("_")),
        ("name", "contains", json!("\\")),
        ("name", "contains", json!("移动")),
        ("name", "contains", json!("är")),
        ("name", "starts_with", json!("BETA")),
        ("name", "starts_with", json!("中国")),
        ("story", "contains", json!("case 100%")),
        ("story", "contains", json!("第 ３")),
        ("phone", "contains", json!("0000-000")),
        ("phone", "starts_with", json!("+86 138")),
        ("mail", "contains", json!("USER1")),
        ("address", "contains", json!("苏州")),
        ("region", "starts_with", json!("江苏省/")),
        ("code", "contains", json!("c-00")),
        ("number", "starts_with", json!("g2026")),
        ("made_on", "between", json!([day(TODAY - 100), day(TODAY - 20)])),
        ("pieces", "between", json!([2, 4])),
        ("price", "between", json!(["100.5", "500.5"])),
        ("checked_at", "between", json!(["2026-09-10T00:00:00Z", "2026-10-10T00:00:00Z"])),
        ("owner", "is_me", Json::Null),
        ("owner", "my_team", Json::Null),
        ("owner", "under_me", Json::Null),
        ("keeper", "department_and_below", json!(ids["north"])),
        ("place", "department_and_below", json!(ids["head"])),
        ("uses", "contains", json!("home")),
        ("uses", "in", json!(["work", "field"])),
        ("uses", "not_in", json!(["work", "field"])),
        ("uses", "not_in", json!([])),
    ];
    for period in
        ["today", "this_week", "this_month", "last_month", "last_30_days", "this_quarter", "this_year", "last_year"]
    {
        all.push(("made_on", "within", json!(period)));
        all.push(("checked_at", "within", json!(period)));
    }
    let values = [
        ("name", json!("alpha%2 1"), json!("北京 0")),
        ("code", json!("C-004x"), json!("C-007x")),
        ("number", json!("G202611-0003"), json!("G202611-0009")),
        ("pieces", json!(3), json!(5)),
        ("weight", json!("1.185"), json!("3")),
        ("price", json!("131.5"), json!("393.50")),
        ("share", json!("1.25"), json!("4.25")),
        ("made_on", json!(day(TODAY - 11)), json!(day(TODAY - 55))),
        ("opens", json!("04:15"), json!("07:15:00")),
        ("checked_at", json!(format!("{}T10:30:00+08:00", day(20_755))), json!("2026-09-13T05:30:00Z")),
        ("fragile", json!(true), json!(false)),
        ("colour", json!("red"), json!("blue")),
        ("maker", json!(ids["steel"]), json!(ids["timber"])),
        ("keeper", json!(ids["li"]), json!(ids["wang"])),
        ("place", json!(ids["north"]), json!(ids["south"])),
        ("phone", json!("138 0000 0003"), json!("+8613800000005")),
        ("mail", json!("User4@example.cn"), json!("User5@example.cn")),
        ("site", json!("https://s1.example/"), json!("https://s2.example/")),
        ("region", json!("江苏省/苏州市"), json!("广东省/深圳市")),
        ("maker.trade", json!("metal"), json!("wood")),
        ("maker.owner.name", json!("李四"), json!("赵六")),
        ("owner.boss.name", json!("总经理"), json!("李四")),
        ("external_id", json!("X4"), json!("X6")),
    ];
    for (field, a, b) in values {
        all.extend([
            (field, "eq", a.clone()),
            (field, "ne", a.clone()),
            (field, "eq", Json::Null),
            (field, "ne", Json::Null),
        ]);
        all.extend([(field, "empty", Json::Null), (field, "not_empty", Json::Null)]);
        if field != "made_on" && field != "checked_at" && field != "fragile" {
            all.extend([(field, "in", json!([a, b])), (field, "not_in", json!([a, b]))]);
            all.extend([
                (field, "in", json!([a, null])),
                (field, "not_in", json!([a, null])),
                (field, "in", json!([])),
            ]);
        }
        if matches!(field, "pieces" | "weight" | "price" | "share" | "made_on" | "opens" | "checked_at") {
            all.extend(["lt", "le", "gt", "ge"].map(|op| (field, op, a.clone())));
        }
    }
    for field in ["story", "address", "uses", "manual"] {
        all.extend([(field, "empty", Json::Null), (field, "not_empty", Json::Null)]);
    }
    all
}

/// The JSON at a path: links of the test are followed by what is known of them.
fn value_at(record: &Json, field: &str) -> Json {
    match field {
        "maker.trade" => {
            if record["maker"]["name"] == "北方钢铁有限公司" {
                json!("metal")
            } else {
                Json::Null
            }
        }
        "maker.owner.name" => match record["maker"]["name"].as_str() {
            Some("北方钢铁有限公司") => json!("李四"),
            Some(_) => json!("赵六"),
            None => Json::Null,
        },
        "owner.boss.name" => match record["owner"]["name"].as_str() {
            Some("王五") => json!("李四"),
            Some("总经理") => Json::Null,
            _ => json!("总经理"),
        },
        _ => match &record[field] {
            Json::Object(link) if link.contains_key("id") => link["id"].clone(),
            Json::Object(address) => {
                json!(format!("{}/{}", address["province"].as_str().unwrap(), address["city"].as_str().unwrap()))
            }
            Json::Array(list) if list.is_empty() => Json::Null,
            other => other.clone(),
        },
    }
}

/// A value as something that compares as its type does.
fn order_key(field: &str, value: &Json) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match field {
        "pieces" => format!("{:020}", text.parse::<i64>().unwrap()),
        "weight" | "price" | "share" => format!("{:020}", wire::parse_decimal(&text, 4).unwrap()),
        "checked_at" => text.parse::<jiff::Timestamp>().unwrap().as_millisecond().to_string(),
        "opens" => format!("{text}:00")[..8].to_owned(),
        "phone" => text.replace([' ', '-'], "").trim_start_matches("+86").to_owned(),
        _ => text,
    }
}

/// What a leaf says of a record, by the API's words alone.
fn holds(record: &Json, me: &Ids, (field, op, value): &(&str, &str, Json)) -> bool {
    let got = value_at(record, field);
    let key = |v: &Json| order_key(field, v);
    let same = |v: &Json| if v.is_null() || got.is_null() { v == &got } else { key(v) == key(&got) };
    let listed = || value.as_array().unwrap().iter().any(same);
    let has = |v: &Json| got.as_array().is_some_and(|list| list.contains(v));
    let people = |names: &[&str]| names.iter().any(|n| got == json!(me[n]));
    let fold = |t: &str| {
        let narrow = t.replace('３', "3").to_ascii_lowercase();
        if *field == "phone" { narrow.replace([' ', '-'], "") } else { narrow }
    };
    let text = || fold(got.as_str().unwrap_or_default());
    match *op {
        "empty" => got.is_null(),
        "not_empty" => !got.is_null(),
        "contains" if *field == "uses" => has(value),
        "in" if *field == "uses" => value.as_array().unwrap().iter().any(has),
        "not_in" if *field == "uses" => !value.as_array().unwrap().iter().any(has),
        "contains" => text().contains(&fold(value.as_str().unwrap())),
        "starts_with" => text().starts_with(&fold(value.as_str().unwrap())),
        "eq" => same(value),
        "ne" => !same(value),
        "in" => listed(),
        "not_in" => !listed(),
        "is_me" => people(&["boss"]),
        "my_team" => people(&["boss", "li", "zhao"]),
        "under_me" => people(&["li", "wang", "zhao"]),
        "department_and_below" if *field == "keeper" => people(&["li", "wang"]),
        "department_and_below" => !got.is_null(),
        _ if got.is_null() => false,
        "lt" => key(&got) < key(value),
        "le" => key(&got) <= key(value),
        "gt" => key(&got) > key(value),
        "ge" => key(&got) >= key(value),
        "between" => key(&value[0]) <= key(&got) && key(&got) <= key(&value[1]),
        "within" => {
            let shanghai = |t: &str| {
                let ms = t.parse::<jiff::Timestamp>().unwrap().as_millisecond() + 8 * 3_600_000;
                day(ms.div_euclid(86_400_000))
            };
            let on = got.as_str().map(|t| if *field == "checked_at" { shanghai(t) } else { t.to_owned() }).unwrap();
            let (first, last) = match value.as_str().unwrap() {
                "today" => (day(TODAY), day(TODAY)),
                "this_week" => (day(TODAY), day(TODAY + 6)),
                "this_month" => ("2026-11-01".into(), "2026-11-30".into()),
                "last_month" => ("2026-10-01".into(), "2026-10-31".into()),
                "last_30_days" => (day(TODAY - 29), day(TODAY)),
                "this_quarter" => ("2026-10-01".into(), "2026-12-31".into()),
                "this_year" => ("2026-01-01".into(), "2026-12-31".into()),
                _ => ("2025-01-01".to_owned(), "2025-12-31".to_owned()),
            };
            (first..=last).contains(&on)
        }
        other => panic!("{other}"),
    }
}

#[test]
fn every_operator_means_on_both_databases_what_the_api_says() {
    on_both_databases(&sample::shape(), |heyi| {
        let known = stocked(heyi);
        heyi.clock.set(TODAY * 86_400_000 + 3_600_000);
        let boss = heyi.caller(known["boss"]);
        let all = filtered(heyi, boss.clone(), "gadgets", &json!({"all": []})).unwrap();
        assert_eq!(all.len(), 40);
        let leaves = leaves(&known);
        let mut telling = 0;
        let mut check = |filter: Json, holds: &dyn Fn(&Json) -> bool| {
            let mut expect: Vec<String> = ids(&all.iter().filter(|r| holds(r)).cloned().collect::<Vec<_>>());
            let got = filtered(heyi, boss.clone(), "gadgets", &filter).unwrap_or_else(|p| panic!("{filter}: {p}"));
            let mut got = ids(&got);
            expect.sort();
            got.sort();
            assert_eq!(got, expect, "{filter} on {}", heyi.url);
            telling += usize::from(!got.is_empty() && got.len() < all.len());
        };
        let json_of = |(field, op, value): &(&str, &str, Json)| json!({"field": field, "op": op, "value": value});
        for leaf in &leaves {
            check(json_of(leaf), &|r| holds(r, &known, leaf));
            check(json!({"not": json_of(leaf)}), &|r| !holds(r, &known, leaf));
        }
        for pair in leaves.windows(2).step_by(3) {
            let (a, b) = (&pair[0], &pair[1]);
            check(json!({"all": [json_of(a), json_of(b)]}), &|r| holds(r, &known, a) && holds(r, &known, b));
            check(json!({"any": [json_of(a), {"not": json_of(b)}]}), &|r| holds(r, &known, a) || !holds(r, &known, b));
        }
        check(json!({"any": []}), &|_| false);
        assert!(telling > 250, "{telling} cases tell records apart");
    });
}

#[test]
fn what_cannot_be_asked_is_refused_and_named() {
    on_both_databases(&sample::shape(), |heyi| {
        let cases = [
            ("nothing", "eq", json!("x"), Code::UnknownField),
            ("maker.nothing", "eq", json!("x"), Code::UnknownField),
            ("name.first", "eq", json!("x"), Code::UnknownField),
            ("owner.unit.name.x", "eq", json!("x"), Code::UnknownField),
            ("deleted_at", "empty", Json::Null, Code::UnknownField),
            ("name", "lt", json!("x"), Code::OperatorNotAllowed),
            ("uses", "eq", json!("home"), Code::OperatorNotAllowed),
            ("id", "contains", json!("1"), Code::OperatorNotAllowed),
            ("made_on", "within", json!("last_decade"), Code::UnknownPeriod),
            ("made_on", "eq", json!("2026-02-30"), Code::NotDate),
            ("colour", "eq", json!("green"), Code::UnknownOption),
            ("maker", "eq", json!("zzz"), Code::NotId),
            ("owner", "in", json!([7]), Code::NotId),
            ("pieces", "gt", json!("many"), Code::NotNumber),
            ("name", "contains", json!(""), Code::InvalidParameter),
            ("name", "contains", json!(7), Code::NotText),
            ("name", "contains", json!("x".repeat(501)), Code::TooLong),
            ("phone", "eq", json!("12"), Code::InvalidPhone),
        ];
        for (field, op, value, code) in cases {
            let leaf = json!({"field": field, "op": op, "value": value});
            for filter in [leaf.clone(), json!({"not": {"any": [leaf]}})] {
                let problem = filtered(heyi, System::command(), "gadgets", &filter).unwrap_err();
                let got: Vec<_> = problem.faults.iter().map(|f| (f.field.as_str(), f.code)).collect();
                assert_eq!(got, [(field, code)], "{filter}");
            }
        }
        let both = json!({"all": [{"field": "a", "op": "empty"}, {"field": "b", "op": "empty"}]});
        assert_eq!(filtered(heyi, System::command(), "gadgets", &both).unwrap_err().faults.len(), 2);
    });
}
