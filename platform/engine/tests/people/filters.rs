//! A filter answers in memory as it does in SQL.

use heyi_engine::filter_eval::holds;
use heyi_engine::query::{self, ListRequest};
use heyi_engine::{Record, System};
use heyi_model::{Code, Filter, ParseCx};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

/// Records with values, empty cells, and values that differ only in case or width.
fn records(person: &str, other: &str, unit: &str, maker: &str) -> Vec<Json> {
    vec![
        json!({"name": "空"}),
        json!({"name": "Alpha One", "code": "AB-1", "story": "第一行\nSecond line", "pieces": 0, "weight": "0.001", "price": "0",
            "share": "0", "fragile": false, "made_on": "2026-11-22", "opens": "00:00", "checked_at": "2026-11-22T16:00:00Z",
            "colour": "red", "uses": ["home"], "phone": "138 1234 5678", "mail": "a@x.cn", "site": "heyi.example",
            "region": "江苏省/苏州市", "keeper": person, "place": unit, "maker": maker}),
        json!({"name": "ALPHA two", "code": "ab2", "story": "百分%号_下划\\线", "pieces": 7, "weight": "-3.5", "price": "12800.55",
            "share": "12.5", "fragile": true, "made_on": "2026-11-23", "opens": "09:30", "checked_at": "2026-11-23T01:00:00Z",
            "colour": "blue", "uses": ["home", "work"], "phone": "021-62345678", "mail": "B@Y.cn", "site": "https://b.example/é",
            "address": {"province": "江苏省", "city": "苏州市", "street": "星湖街"}, "keeper": other}),
        json!({"name": "ｂｅｔａ É", "pieces": 8, "price": {"amount": "12800.55"}, "uses": ["field"], "address": {"street": "只有街道"}}),
    ]
}

fn filters(person: &str, unit: &str, maker: &str) -> Vec<Json> {
    let leaf = |field: &str, op: &str, value: Json| json!({"field": field, "op": op, "value": value});
    let mut filters = vec![
        json!({"all": []}),
        json!({"any": []}),
        json!({"not": {"all": [leaf("pieces", "gt", json!(5)), {"not": leaf("colour", "eq", json!("red"))}]}}),
        json!({"any": [leaf("name", "starts_with", json!("alpha")), leaf("pieces", "eq", json!(8))]}),
    ];
    let values: Vec<(&str, Vec<Json>)> = vec![
        ("name", vec![json!("Alpha One"), json!("alpha one"), json!("beta É")]),
        ("code", vec![json!("AB-1"), json!("ab-1")]),
        ("pieces", vec![json!(0), json!(7), json!(8)]),
        ("weight", vec![json!("0.001"), json!("-3.5")]),
        ("price", vec![json!("0"), json!("12800.55")]),
        ("share", vec![json!("12.50"), json!("0")]),
        ("fragile", vec![json!(true), json!(false)]),
        ("made_on", vec![json!("2026-11-22"), json!("2026-11-23")]),
        ("opens", vec![json!("00:00"), json!("09:30:00")]),
        ("checked_at", vec![json!("2026-11-23T01:00:00Z"), json!("2026-11-23T00:00:00+08:00")]),
        ("colour", vec![json!("red"), json!("blue")]),
        ("uses", vec![json!("home"), json!("field")]),
        ("phone", vec![json!("138-1234-5678")]),
        ("mail", vec![json!("a@x.cn"), json!("B@y.cn")]),
        ("region", vec![json!("江苏省/苏州市")]),
        ("address", vec![json!("江苏省/苏州市")]),
        ("keeper", vec![json!(person)]),
        ("place", vec![json!(unit)]),
        ("maker", vec![json!(maker)]),
        ("story", vec![]),
        ("manual", vec![]),
    ];
    for (field, values) in &values {
        filters.extend(["empty", "not_empty"].map(|op| json!({"field": field, "op": op})));
        let mut with_null = values.clone();
        with_null.push(Json::Null);
        for op in ["in", "not_in"] {
            filters.extend([
                leaf(field, op, json!(values)),
                leaf(field, op, json!(with_null)),
                leaf(field, op, json!([])),
            ]);
        }
        for op in ["eq", "ne"] {
            filters.extend(with_null.iter().map(|value| leaf(field, op, value.clone())));
        }
        for op in ["lt", "le", "gt", "ge"] {
            filters.extend(values.iter().map(|value| leaf(field, op, value.clone())));
        }
        if let [first, .., last] = &values[..] {
            filters
                .extend([leaf(field, "between", json!([first, last])), leaf(field, "between", json!([last, first]))]);
        }
    }
    for field in ["name", "code", "story", "phone", "mail", "site", "region", "address", "number", "uses"] {
        for needle in
            ["a", "ALPHA", "ａｌｐｈａ", "É", "é", "%", "_", "\\", "1234", "138-12", "苏州", "line", "home", "一行\nS"]
        {
            filters.extend(["contains", "starts_with"].map(|op| leaf(field, op, json!(needle))));
        }
    }
    filters
}

/// The record as the pipeline would have it, from the fields' own parsers.
fn in_memory(heyi: &TestHeyi, fields: &Json, number: &str) -> Record {
    let module = heyi.engine.snapshot().module("gadgets").unwrap().clone();
    let mut record = Record::empty(&module);
    for field in &module.fields {
        let cells = &mut record.cells[field.at..field.at + field.columns.len()];
        match (fields.get(&*field.key), &*field.key) {
            (Some(value), _) => field.ty.parse(field, value, &ParseCx::default(), cells).unwrap(),
            (None, "number") => cells[0] = number.into(),
            (None, _) => {}
        }
    }
    record
}

#[test]
fn every_operator_of_every_type_answers_in_memory_as_in_sql() {
    on_both_databases(&sample::shape(), |heyi| {
        let person = heyi.person(json!({"name": "陈"}), &["own"]).person.to_string();
        let other = heyi.person(json!({"name": "王"}), &["own"]).person.to_string();
        let unit = heyi.make("units", json!({"name": "部"})).to_string();
        let maker = heyi.make("makers", json!({"name": "厂"})).to_string();
        let records = records(&person, &other, &unit, &maker);
        let ids: Vec<String> = records.iter().map(|fields| heyi.make("gadgets", fields.clone()).to_string()).collect();
        let kept: Vec<Record> =
            (1..).zip(&records).map(|(n, fields)| in_memory(heyi, fields, &format!("G202611-{n:04}"))).collect();
        let (mut compared, mut refused) = (0, 0);
        for json in filters(&person, &unit, &maker) {
            let filter = Filter::parse(&json).unwrap();
            let request = ListRequest { filter: filter.clone(), fields: Some(vec![]), ..ListRequest::default() };
            let listed = heyi.reading(System::command(), move |work| {
                let mut out = Vec::new();
                query::list(work, "gadgets", &request, &mut out)?;
                Ok(serde_json::from_slice::<Json>(&out).unwrap())
            });
            let held: Result<Vec<bool>, _> = kept.iter().map(|r| holds(&filter, r, &ParseCx::default())).collect();
            match (listed, held) {
                (Ok(listed), Ok(held)) => {
                    let listed = listed["records"].as_array().unwrap();
                    let found: Vec<bool> = ids.iter().map(|id| listed.iter().any(|r| r["id"] == **id)).collect();
                    assert_eq!(held, found, "{json}");
                    compared += 1;
                }
                (Err(sql), Err(memory)) => {
                    assert_eq!(sql.faults, memory.faults, "{json}");
                    refused += 1;
                }
                (sql, memory) => panic!("{json}: in SQL {:?}, in memory {memory:?}", sql.map(|_| ())),
            }
        }
        assert!(compared > 300 && refused > 50, "{compared} compared, {refused} refused");
    });
}

#[test]
fn what_does_not_stand_in_the_record_cannot_be_asked() {
    on_both_databases(&sample::shape(), |heyi| {
        let record = in_memory(heyi, &json!({"name": "a"}), "G1");
        for (json, code) in [
            (json!({"field": "maker.name", "op": "empty"}), Code::CriteriaOfRecordOnly),
            (json!({"field": "made_on", "op": "within", "value": "today"}), Code::CriteriaOfRecordOnly),
            (json!({"field": "keeper", "op": "is_me"}), Code::CriteriaOfRecordOnly),
            (json!({"field": "place", "op": "department_and_below", "value": null}), Code::CriteriaOfRecordOnly),
            (json!({"field": "nothing", "op": "empty"}), Code::UnknownField),
        ] {
            let fault = holds(&Filter::parse(&json).unwrap(), &record, &ParseCx::default()).unwrap_err();
            assert_eq!(fault.faults[0].code, code, "{json}");
        }
    });
}
