//! Measures per group against sums made from the JSON of the records.

use std::collections::BTreeMap;

use heyi_engine::System;
use heyi_engine::query::{AggregateRequest, Bucket, Function, GroupKey, GroupOrder, MeasureKey, OrderBy};
use heyi_model::filter::Path;
use heyi_model::{Code, wire};
use heyi_testkit::{on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::help::{aggregate, execute, filtered, stocked};

fn key(path: &str, bucket: Option<Bucket>) -> GroupKey {
    GroupKey { path: Path::parse(path).unwrap(), bucket }
}

fn measure(function: Function, path: &str) -> MeasureKey {
    MeasureKey { function, path: (!path.is_empty()).then(|| Path::parse(path).unwrap()) }
}

fn measures() -> Vec<MeasureKey> {
    use Function::{Avg, Count, CountDistinct, Max, Min, Sum};
    vec![
        measure(Count, ""),
        measure(Count, "price"),
        measure(CountDistinct, "maker"),
        measure(Sum, "price"),
        measure(Avg, "price"),
        measure(Min, "made_on"),
        measure(Max, "weight"),
        measure(Sum, "pieces"),
    ]
}

fn scaled(record: &Json, field: &str, scale: u8) -> Option<i64> {
    record[field].as_str().and_then(|t| wire::parse_decimal(t, scale))
}

/// What the measures are, computed from the records of a group.
fn expected(records: &[&Json]) -> Json {
    let prices: Vec<i64> = records.iter().filter_map(|r| scaled(r, "price", 4)).collect();
    let sum: i64 = prices.iter().sum();
    let average = (!prices.is_empty()).then(|| {
        // Half up: 2.125 becomes 2.13.
        let cents = (i128::from(sum) * 2 + prices.len() as i128 * 100).div_euclid(prices.len() as i128 * 200);
        wire::decimal_text(cents as i64, 2, 2)
    });
    let makers: std::collections::BTreeSet<_> = records.iter().filter_map(|r| r["maker"]["id"].as_str()).collect();
    let pieces: Vec<i64> = records.iter().filter_map(|r| r["pieces"].as_i64()).collect();
    json!([
        records.len(),
        prices.len(),
        makers.len(),
        (!prices.is_empty()).then(|| wire::decimal_text(sum, 4, 2)),
        average,
        records.iter().filter_map(|r| r["made_on"].as_str()).min(),
        records.iter().filter_map(|r| scaled(r, "weight", 3)).max().map(|n| wire::decimal_text(n, 3, 3)),
        (!pieces.is_empty()).then(|| pieces.iter().sum::<i64>()),
    ])
}

fn first_day(date: &str, bucket: Bucket) -> String {
    let part = |r: std::ops::Range<usize>| date[r].parse::<i64>().unwrap();
    let (y, m, d) = (part(0..4), part(5..7), part(8..10));
    match bucket {
        Bucket::Day => date.to_owned(),
        Bucket::Week => {
            let days = wire::days_of(y, m as u32, d as u32);
            crate::help::day(days - (days + 3).rem_euclid(7))
        }
        Bucket::Month => format!("{y:04}-{m:02}-01"),
        Bucket::Quarter => format!("{y:04}-{:02}-01", (m - 1) / 3 * 3 + 1),
        Bucket::Year => format!("{y:04}-01-01"),
    }
}

fn key_of(record: &Json, key: &GroupKey) -> Json {
    let value = match key.path.as_str() {
        "maker.trade" => match record["maker"]["name"].as_str() {
            Some("北方钢铁有限公司") => json!("metal"),
            _ => Json::Null,
        },
        path => record[path].clone(),
    };
    match (key.bucket, value.as_str()) {
        (Some(bucket), Some(date)) if date.len() > 10 => {
            let ms = date.parse::<jiff::Timestamp>().unwrap().as_millisecond() + 8 * 3_600_000;
            json!(first_day(&crate::help::day(ms.div_euclid(86_400_000)), bucket))
        }
        (Some(bucket), Some(date)) => json!(first_day(date, bucket)),
        _ => value,
    }
}

#[test]
fn groups_have_the_measures_of_their_records() {
    on_both_databases(&sample::shape(), |heyi| {
        let ids = stocked(heyi);
        let boss = heyi.caller(ids["boss"]);
        // Days on both sides of 1900, 1970 and 2100, and a leap day.
        for date in [
            "0001-01-01",
            "1899-12-31",
            "1900-02-28",
            "1900-03-01",
            "1969-12-31",
            "2000-02-29",
            "2100-02-28",
            "2100-03-01",
            "9999-12-31",
        ] {
            heyi.make("gadgets", json!({"name": date, "made_on": date, "owner": ids["li"], "price": "0.01"}));
        }
        let all = filtered(heyi, boss.clone(), "gadgets", &json!({"all": []})).unwrap();
        let mut cases = vec![
            vec![],
            vec![key("colour", None)],
            vec![key("maker", None)],
            vec![key("owner", None), key("fragile", None)],
            vec![key("maker.trade", None)],
            vec![key("pieces", None), key("region", None)],
            vec![key("place", None)],
        ];
        for bucket in [Bucket::Day, Bucket::Week, Bucket::Month, Bucket::Quarter, Bucket::Year] {
            cases.push(vec![key("made_on", Some(bucket))]);
            cases.push(vec![key("checked_at", Some(bucket)), key("colour", None)]);
        }
        for group_by in cases {
            let mut groups: BTreeMap<String, Vec<&Json>> = BTreeMap::new();
            for record in &all {
                let keys: Vec<Json> = group_by.iter().map(|k| key_of(record, k)).collect();
                groups.entry(json!(keys).to_string()).or_default().push(record);
            }
            let expect: BTreeMap<String, Json> = groups.iter().map(|(k, rows)| (k.clone(), expected(rows))).collect();
            let request =
                AggregateRequest { group_by: group_by.clone(), measures: measures(), ..AggregateRequest::default() };
            let answer = aggregate(heyi, boss.clone(), request).unwrap();
            assert!(answer.get("cut").is_none());
            let list = answer["groups"].as_array().unwrap();
            let got: BTreeMap<String, Json> =
                list.iter().map(|g| (g["keys"].to_string(), g["measures"].clone())).collect();
            assert_eq!(got.len(), list.len(), "no group twice");
            assert_eq!(got, expect, "{group_by:?} on {}", heyi.url);
        }
    });
}

#[test]
fn groups_are_ordered_and_cut_as_asked() {
    on_both_databases(&sample::shape(), |heyi| {
        stocked(heyi);
        for (function, path) in
            [(Function::Sum, "price"), (Function::Avg, "pieces"), (Function::Count, ""), (Function::Max, "weight")]
        {
            for desc in [false, true] {
                let order = vec![GroupOrder { by: OrderBy::Measure(0), desc }];
                let request = AggregateRequest {
                    group_by: vec![key("pieces", None)],
                    measures: vec![measure(function, path)],
                    order,
                    ..AggregateRequest::default()
                };
                let all = aggregate(heyi, System::command(), request.clone()).unwrap();
                let all = all["groups"].as_array().unwrap();
                let value = |g: &Json| match &g["measures"][0] {
                    Json::String(t) => wire::parse_decimal(t, 4),
                    other => other.as_i64(),
                };
                let values: Vec<_> = all.iter().map(value).collect();
                assert!(values.is_sorted_by(|a, b| if desc { a >= b } else { a <= b }), "{function:?} {values:?}");
                let few = aggregate(heyi, System::command(), AggregateRequest { limit: 3, ..request }).unwrap();
                assert_eq!(few["cut"], true);
                assert_eq!(few["groups"].as_array().unwrap(), &all[..3]);
            }
        }
    });
}

#[test]
fn what_has_no_such_measure_is_refused() {
    on_both_databases(&sample::shape(), |heyi| {
        use Function::{CountDistinct, Min, Sum};
        let base = AggregateRequest::default;
        let by = |path: &str, bucket| AggregateRequest { group_by: vec![key(path, bucket)], ..base() };
        let of = |function, path: &str| AggregateRequest { measures: vec![measure(function, path)], ..base() };
        for (request, field, code) in [
            (by("story", None), "story", Code::NotGroupable),
            (by("uses", None), "uses", Code::NotGroupable),
            (by("price", None), "price", Code::NotGroupable),
            (by("name", Some(Bucket::Month)), "name", Code::NotGroupable),
            (by("nothing", None), "nothing", Code::UnknownField),
            (of(Sum, "made_on"), "made_on", Code::NotSummable),
            (of(Min, "name"), "name", Code::NotSummable),
            (of(Sum, "maker"), "maker", Code::NotSummable),
            (of(CountDistinct, "story"), "story", Code::NotSummable),
            (of(Sum, ""), "measures", Code::InvalidParameter),
            (AggregateRequest { limit: 10_001, ..base() }, "limit", Code::InvalidParameter),
            (
                AggregateRequest { order: vec![GroupOrder { by: OrderBy::Key(0), desc: false }], ..base() },
                "order",
                Code::InvalidParameter,
            ),
        ] {
            let problem = aggregate(heyi, System::command(), request.clone()).unwrap_err();
            let got: Vec<_> = problem.faults.iter().map(|f| (f.field.as_str(), f.code)).collect();
            assert_eq!(got, [(field, code)], "{request:?}");
        }
    });
}

#[test]
fn a_sum_beyond_64_bits_is_a_problem() {
    on_both_databases(&sample::shape(), |heyi| {
        let text = "INSERT INTO gadgets (id, version, name, pieces) \
                    VALUES (1, 1, 'a', 9223372036854775807), (2, 1, 'b', 9223372036854775807)";
        execute(heyi, text.into());
        for function in [Function::Sum, Function::Avg] {
            let request =
                AggregateRequest { measures: vec![measure(function, "pieces")], ..AggregateRequest::default() };
            assert_eq!(aggregate(heyi, System::command(), request).unwrap_err().code, Code::Overflow, "{}", heyi.url);
        }
    });
}
