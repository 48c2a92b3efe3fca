//! Orders and pages: nothing is shown twice or left out, whatever is empty or equal.

use heyi_engine::query::{CountMode, ListRequest, Paging};
use heyi_engine::{System, Who};
use heyi_model::{Code, Filter};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::help::{ids, list, sort, stocked};

const SORTS: [&str; 11] = [
    "",
    "id",
    "-id",
    "name",
    "-name",
    "pieces",
    "-price",
    "made_on,-pieces",
    "-checked_at,name",
    "-pieces,-made_on,-id",
    "weight",
];

fn page(heyi: &TestHeyi, order: &str, limit: u32, paging: Paging) -> (Vec<String>, Option<String>, Vec<Json>) {
    let request = ListRequest { sort: sort(order), limit, paging, count: CountMode::None, ..ListRequest::default() };
    let (json, info) =
        list(heyi, Who::from(System::command()), "gadgets", request).unwrap_or_else(|p| panic!("{order}: {p}"));
    let records = json["records"].as_array().cloned().unwrap_or_default();
    (ids(&records), info.next_cursor, records)
}

/// What a record is sorted by, as bytes that compare as the values do; no value is lowest.
fn key(record: &Json, field: &str) -> Option<String> {
    let value = &record[field];
    match field {
        "name" => value.as_str().map(heyi_model::text::sort_key),
        "pieces" => value.as_i64().map(|n| format!("{n:020}")),
        "price" | "weight" => {
            value.as_str().and_then(|t| heyi_model::wire::parse_decimal(t, 4)).map(|n| format!("{n:020}"))
        }
        "id" => value.as_str().map(|t| format!("{t:0>20}")),
        _ => value.as_str().map(str::to_owned),
    }
}

fn sorted(mut records: Vec<Json>, order: &str) -> Vec<String> {
    let mut keys: Vec<(bool, &str)> =
        order.split(',').filter(|k| !k.is_empty()).map(|k| (k.starts_with('-'), k.trim_start_matches('-'))).collect();
    if keys.is_empty() {
        keys.push((true, "updated_at"));
    }
    keys.push((keys[0].0, "id"));
    records.sort_by(|a, b| {
        let by = keys.iter().map(|(desc, field)| {
            let order = key(a, field).cmp(&key(b, field));
            if *desc { order.reverse() } else { order }
        });
        by.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
    });
    ids(&records)
}

#[test]
fn pages_follow_each_other_without_gap_or_repetition() {
    on_both_databases(&sample::shape(), |heyi| {
        stocked(heyi);
        for order in SORTS {
            let (all, end, records) = page(heyi, order, 200, Paging::First);
            assert_eq!((all.len(), end), (40, None), "{order}");
            assert_eq!(all, sorted(records, order), "{order} on {}", heyi.url);
            for limit in [1, 3, 7, 40] {
                let (mut walked, mut paging) = (Vec::new(), Paging::First);
                loop {
                    let (rows, next, _) = page(heyi, order, limit, paging);
                    assert!(!rows.is_empty(), "{order}: a cursor leads to a row");
                    walked.extend(rows);
                    let Some(next) = next else { break };
                    paging = Paging::Cursor(next);
                }
                assert_eq!(walked, all, "{order} by {limit} on {}", heyi.url);
            }
            for offset in [0, 5, 39, 40, 10_000] {
                let (rows, ..) = page(heyi, order, 7, Paging::Offset(offset));
                assert_eq!(
                    rows,
                    all.iter().skip(offset as usize).take(7).cloned().collect::<Vec<_>>(),
                    "{order}+{offset}"
                );
            }
        }
    });
}

#[test]
fn a_list_begins_at_a_value() {
    on_both_databases(&sample::shape(), |heyi| {
        stocked(heyi);
        for (order, value) in [
            ("pieces", json!(3)),
            ("-pieces", json!(3)),
            ("-price", json!("400")),
            ("made_on,-pieces", json!("2026-06-01")),
            ("name", json!("北")),
            ("-name", json!("alpha")),
            ("pieces", Json::Null),
            ("-pieces", Json::Null),
        ] {
            let (all, _, records) = page(heyi, order, 200, Paging::First);
            let field = order.split(',').next().unwrap().trim_start_matches('-');
            let wanted = if value.is_null() {
                None
            } else {
                key(&json!({field: value}), field).or_else(|| value.as_str().map(str::to_owned))
            };
            let before = records.iter().take_while(|r| {
                let got = key(r, field);
                if order.starts_with('-') { got > wanted } else { got < wanted }
            });
            let expect = &all[before.count()..];
            let (mut walked, mut paging) = (Vec::new(), Paging::From(value.clone()));
            loop {
                let (rows, next, _) = page(heyi, order, 4, paging);
                walked.extend(rows);
                let Some(next) = next else { break };
                paging = Paging::Cursor(next);
            }
            assert_eq!(walked, expect, "{order} from {value} on {}", heyi.url);
        }
    });
}

#[test]
fn cursors_belong_to_their_list_and_requests_have_bounds() {
    on_both_databases(&sample::shape(), |heyi| {
        stocked(heyi);
        let (_, cursor, _) = page(heyi, "pieces", 3, Paging::First);
        let cursor = Paging::Cursor(cursor.unwrap());
        let base = ListRequest::default;
        let cases = [
            (
                "gadgets",
                ListRequest { sort: sort("-pieces"), paging: cursor.clone(), ..base() },
                "cursor",
                Code::InvalidCursor,
            ),
            ("gadgets", ListRequest { paging: cursor.clone(), ..base() }, "cursor", Code::InvalidCursor),
            (
                "gadgets",
                ListRequest { q: Some("移动".into()), paging: cursor.clone(), ..base() },
                "cursor",
                Code::InvalidCursor,
            ),
            ("notes", ListRequest { paging: cursor, ..base() }, "cursor", Code::InvalidCursor),
            ("gadgets", ListRequest { paging: Paging::Cursor("é!".into()), ..base() }, "cursor", Code::InvalidCursor),
            ("gadgets", ListRequest { paging: Paging::Cursor("W10".into()), ..base() }, "cursor", Code::InvalidCursor),
            ("gadgets", ListRequest { paging: Paging::Offset(10_001), ..base() }, "offset", Code::OffsetTooFar),
            ("gadgets", ListRequest { limit: 0, ..base() }, "limit", Code::InvalidParameter),
            ("gadgets", ListRequest { limit: 201, ..base() }, "limit", Code::InvalidParameter),
            ("gadgets", ListRequest { sort: sort("colour"), ..base() }, "colour", Code::NotSortable),
            ("gadgets", ListRequest { sort: sort("maker.name"), ..base() }, "maker.name", Code::NotSortable),
            ("gadgets", ListRequest { sort: sort("nothing"), ..base() }, "nothing", Code::UnknownField),
            (
                "gadgets",
                ListRequest { sort: sort("pieces"), paging: Paging::From(json!("x")), ..base() },
                "pieces",
                Code::NotNumber,
            ),
            ("gadgets", ListRequest { fields: Some(vec!["nothing".into()]), ..base() }, "nothing", Code::UnknownField),
            ("gadgets", ListRequest { q: Some("x".repeat(101)), ..base() }, "q", Code::QueryTooLong),
        ];
        for (module, request, field, code) in cases {
            let problem = list(heyi, System::command(), module, request.clone()).map(|(json, _)| json).unwrap_err();
            let got: Vec<_> = problem.faults.iter().map(|f| (f.field.as_str(), f.code)).collect();
            assert_eq!(got, [(field, code)], "{request:?}");
        }
    });
}

#[test]
fn a_list_writes_the_fields_asked_for_and_counts_as_told() {
    on_both_databases(&sample::shape(), |heyi| {
        stocked(heyi);
        let one = |fields: &[&str]| ListRequest {
            fields: Some(fields.iter().map(|f| (*f).to_owned()).collect()),
            limit: 1,
            sort: sort("id"),
            ..ListRequest::default()
        };
        let (json, info) = list(heyi, System::command(), "gadgets", one(&["colour", "maker", "tags"])).unwrap();
        let keys: Vec<&str> = json["records"][0].as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["id", "name", "version", "colour", "maker", "tags", "masked"]);
        assert_eq!(json["total"], json!({"value": 40, "exact": true}));
        assert!(info.next_cursor.is_some());
        let none =
            ListRequest { count: CountMode::None, filter: Filter::parse(&json!({"any": []})).unwrap(), ..one(&[]) };
        let (json, _) = list(heyi, System::command(), "gadgets", none).unwrap();
        assert_eq!(json, json!({"records": [], "next_cursor": null, "total": null}));
    });
}
