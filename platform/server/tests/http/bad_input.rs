//! Whatever is sent, the answer is a clear refusal: never a 500, and nothing half written.

use serde_json::{Value as Json, json};

use crate::client::{Client, on_both_databases};

/// Values that no field should take, or take as what they are.
fn strange_values() -> Vec<Json> {
    let deep = (0..20).fold(json!(1), |inner, _| json!([inner]));
    vec![
        json!(null),
        json!(true),
        json!(-1),
        json!(1.5e300),
        json!(i64::MIN),
        json!(u64::MAX),
        json!(""),
        json!("\u{0}"),
        json!("a\u{0}b"),
        json!("\u{feff}\u{202e}\u{ffff}"),
        json!("9223372036854775808"),
        json!("-9223372036854775809"),
        json!("99999999999999999999999999999999999999.99"),
        json!("0000-00-00"),
        json!("9999-99-99"),
        json!("99999-01-01"),
        json!("2026-02-30T25:61:61Z"),
        json!("'; DROP TABLE gadgets; --"),
        json!("=1+1"),
        json!("../../etc/passwd"),
        json!("x".repeat(100_000)),
        json!("科".repeat(100_000)),
        json!([]),
        json!(["\u{0}", 1, null]),
        json!({}),
        json!({"id": "0"}),
        json!({"id": {"id": 1}}),
        json!({"external_id": "\u{0}"}),
        json!({"amount": "1", "currency": "??"}),
        json!({"country": "\u{0}", "lng": "x"}),
        deep,
    ]
}

#[track_caller]
fn refused_or_done(what: &str, answer: &crate::client::Answer) {
    assert!(answer.status < 500, "{what}: {} {}", answer.status, answer.text());
    if answer.status >= 400 {
        assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{what}: {}", answer.text());
        answer.json();
    }
}

#[test]
fn no_value_of_a_field_is_our_fault() {
    on_both_databases(|_, _, boss| {
        let module = boss.get("/api/v1/modules/gadgets").expect(200).json();
        let fields: Vec<String> =
            module["fields"].as_array().unwrap().iter().map(|f| f["key"].as_str().unwrap().to_owned()).collect();
        assert!(fields.len() > 25, "{fields:?}");
        for field in &fields {
            for value in strange_values() {
                let mut record = json!({"name": "甲"});
                record[field.as_str()] = value.clone();
                let before = count(boss);
                let answer = boss.post("/api/v1/records/gadgets", &record);
                let shown = value.to_string().chars().take(60).collect::<String>();
                refused_or_done(&format!("{field} = {shown}"), &answer);
                let more = u64::from(answer.status == 201);
                assert_eq!(count(boss), before + more, "{field} = {shown}: {}", answer.text());
            }
        }
    });
}

#[test]
fn no_filter_is_our_fault() {
    on_both_databases(|_, _, boss| {
        boss.make("gadgets", &json!({"name": "甲", "pieces": 1}));
        let module = boss.get("/api/v1/modules/gadgets").expect(200).json();
        for field in module["fields"].as_array().unwrap() {
            let key = field["key"].as_str().unwrap();
            for op in heyi_model::field::Op::ALL {
                for value in [json!(null), json!("\u{0}"), json!("9".repeat(40)), json!([1, "\u{0}"]), json!({"a": []})]
                {
                    let query = json!({"filter": {"field": key, "op": op.key(), "value": value}, "limit": 1});
                    let answer = boss.post("/api/v1/records/gadgets/query", &query);
                    refused_or_done(&query.to_string(), &answer);
                }
            }
            for bucket in ["day", "century"] {
                let group =
                    json!({"group_by": [{"field": key, "bucket": bucket}], "measures": [{"fn": "avg", "field": key}]});
                let answer = boss.post("/api/v1/records/gadgets/aggregate", &group);
                refused_or_done(&group.to_string(), &answer);
            }
        }
    });
}

#[test]
fn no_shape_of_a_request_is_our_fault() {
    on_both_databases(|_, _, boss| {
        let json = "application/json";
        let deep = |open: &str, close: &str, n: usize| (open.repeat(n) + &close.repeat(n)).into_bytes();
        let long = json!({"name": "x".repeat(1_900_000)}).to_string().into_bytes();
        let huge = json!({"name": "x".repeat(10_000_000)}).to_string().into_bytes();
        let bodies: Vec<(&str, Vec<u8>, u16)> = vec![
            (json, Vec::new(), 400),
            (json, b"null".to_vec(), 400),
            (json, b"[]".to_vec(), 400),
            (json, b"{\"name\":\"\xff\xfe\"}".to_vec(), 400),
            (json, b"{\"name\":\"\\ud800\"}".to_vec(), 400),
            (json, b"{\"name\":1e999999}".to_vec(), 400),
            (json, b"{\"name\":NaN}".to_vec(), 400),
            (json, b"{\"name\":\"a\",}".to_vec(), 400),
            (json, deep("[", "]", 100_000), 400),
            (json, deep("{\"a\":", "}", 100_000), 400),
            (json, long, 422),
            (json, huge, 413),
            ("text/xml", b"<a/>".to_vec(), 400),
            ("application/x-www-form-urlencoded", b"name=a".to_vec(), 400),
            (json, json!({"no_such_field": 1}).to_string().into_bytes(), 422),
            (json, json!({"name": "a", "id": "5"}).to_string().into_bytes(), 422),
        ];
        for (kind, body, status) in bodies {
            let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            let answer = boss.send("POST", "/api/v1/records/makers", Some((kind, &body)));
            assert_eq!(answer.status, status, "{kind} {shown}: {}", answer.text());
            refused_or_done(&shown, &answer);
        }
        assert_eq!(boss.get("/api/v1/records/makers/count").json()["value"], 0);
        for (path, status) in [
            ("/api/v1/records/makers/0", 404),
            ("/api/v1/records/makers/-1", 404),
            ("/api/v1/records/makers/9223372036854775808", 404),
            ("/api/v1/records/makers/9223372036854775807", 404),
            ("/api/v1/records/makers/%00", 404),
            ("/api/v1/records/makers/%ff", 404),
            ("/api/v1/records/%00", 404),
            ("/api/v1/records/login", 404),
            ("/api/v1/records/makers%22;", 404),
            ("/api/v1/records/makers?limit=0", 400),
            ("/api/v1/records/makers?limit=99999999999", 400),
            ("/api/v1/records/makers?offset=4000000000", 422),
            ("/api/v1/records/makers?cursor=%00", 422),
            ("/api/v1/records/makers?cursor=AAAA", 422),
            ("/api/v1/records/makers?q=%00", 200),
            ("/api/v1/records/makers?q=%ff", 400),
            ("/api/v1/records/makers?sort=story%20desc", 422),
            ("/api/v1/records/makers?fields=password", 422),
            ("/api/v1/records/makers?view=1", 400),
            ("/api/v1/records/makers?filter=%5B", 400),
            ("/api/v1/search", 400),
            ("/api/v1/search?q=a&modules=%00", 404),
            ("/api/v1/jobs?state=x", 400),
            ("/api/v1/access-log?record=x", 400),
            ("/api/v1/access-log?since=yesterday", 400),
            ("/api/v1/files/x", 404),
        ] {
            let answer = boss.get(path);
            refused_or_done(path, &answer);
            assert_eq!(answer.status, status, "{path}: {}", answer.text());
        }
    });
}

/// Every operation of the document with a body that says nothing, a list, and members that nobody asked for.
#[test]
fn no_operation_falls_over_an_unexpected_body() {
    on_both_databases(|_, _, boss| {
        let document = boss.get("/api/v1/openapi.json").expect(200).json();
        let bodies = [json!({}), json!([]), json!(null), json!({"no_such_member": {"a": [1]}}), json!({"label": 5})];
        for (path, methods) in document["paths"].as_object().unwrap() {
            // The last ones end what the others need.
            if path.ends_with("/sessions") || path.ends_with("/session") {
                continue;
            }
            let path: String = path
                .split('/')
                .map(|part| if part.starts_with('{') { "7" } else { part })
                .collect::<Vec<_>>()
                .join("/");
            for method in methods.as_object().unwrap().keys().map(|m| m.to_ascii_uppercase()) {
                for body in &bodies {
                    let text = body.to_string();
                    let answer =
                        boss.send(&method, &path, (method != "GET").then_some(("application/json", text.as_bytes())));
                    refused_or_done(&format!("{method} {path} {body}"), &answer);
                }
            }
        }
    });
}

fn count(client: &Client) -> u64 {
    client.get("/api/v1/records/gadgets/count?count=exact").expect(200).json()["value"].as_u64().unwrap()
}
