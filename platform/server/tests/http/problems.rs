//! What a refusal looks like, in both languages. The clock stands still and one client asks, so even the ids of the requests
//! are the same each time.

use serde_json::{Value as Json, json};

use crate::client::{Client, on_one_database};

#[test]
fn a_refusal_says_what_is_wrong_in_the_language_of_the_caller() {
    on_one_database(|_, served, boss| {
        let nobody = served.nobody();
        let maker = boss.make("makers", &json!({"name": "厂"}));
        let gadget = boss.make("gadgets", &json!({"name": "甲", "code": "A-1"}));
        let path = format!("/api/v1/records/makers/{maker}");
        let speak = |client: &Client, language: &str| client.clone().with("accept-language", language);
        let zh = speak(&nobody, "fr, zh-Hans-CN;q=0.9, en;q=0.8");
        let en = speak(&nobody, "en-GB, zh;q=0.5");
        let mut said: Vec<Json> = Vec::new();
        let mut keep = |name: &str, answer: crate::client::Answer| {
            let body = answer.json();
            assert_eq!(answer.header("content-type"), Some("application/problem+json"), "{name}");
            assert_eq!(answer.header("x-request-id"), body["request_id"].as_str(), "{name}");
            assert_eq!(body["status"], answer.status, "{name}");
            let language = answer.header("content-language");
            let headers: Json = [("allow", answer.header("allow")), ("retry-after", answer.header("retry-after"))]
                .into_iter()
                .filter_map(|(name, value)| Some((name.to_owned(), Json::from(value?))))
                .collect::<serde_json::Map<_, _>>()
                .into();
            said.push(json!({"when": name, "language": language, "headers": headers, "body": body}));
        };
        keep("nobody is signed in", zh.get("/api/v1/session"));
        keep("nobody is signed in", en.get("/api/v1/session"));
        keep("no such address", en.get("/api/v1/nowhere"));
        keep("no such address", zh.get("/api/v1/nowhere"));
        keep("the address does not take the method", en.send("PATCH", "/api/v1/records/makers", None));
        keep("the record is not there", boss.get("/api/v1/records/makers/7"));
        keep("the id is no id", boss.get("/api/v1/records/makers/x"));
        keep("there is no such module", boss.get("/api/v1/records/nowhere"));
        keep("several values are wrong", boss.post("/api/v1/records/gadgets", &json!({"pieces": -1, "colour": "x"})));
        keep("the value is taken", boss.post("/api/v1/records/gadgets", &json!({"name": "乙", "code": "A-1"})));
        keep("an unknown parameter", boss.get("/api/v1/records/makers?page=2"));
        keep("a repeated parameter", boss.get("/api/v1/records/makers?limit=2&limit=3"));
        keep("not JSON", boss.send("POST", "/api/v1/records/makers", Some(("application/json", b"{"))));
        keep("another type of content", boss.send("POST", "/api/v1/records/makers", Some(("text/plain", b"{}"))));
        keep("a body that is too large", boss.send("POST", "/api/v1/records/makers", Some(large().as_ref())));
        keep("an unknown field in a filter", boss.get(&format!("/api/v1/records/makers?filter={}", unknown_field())));
        keep("a stale version", boss.clone().with("if-match", "\"9\"").patch(&path, &json!({"name": "x"})));
        keep(
            "a cross-site sign-in",
            en.clone().with("origin", "http://evil.example").post("/api/v1/session", &json!({})),
        );
        assert!(!gadget.is_empty());
        // Ids of records are drawn by the engine; where the records are conflicts, only their number is compared.
        for entry in &mut said {
            if let Some(records) = entry["body"]["records"].as_array().map(Vec::len) {
                entry["body"]["records"] = json!(format!("{records} of them"));
            }
        }
        insta::assert_json_snapshot!(said);
    });
}

struct Large(Vec<u8>);
impl Large {
    fn as_ref(&self) -> (&'static str, &[u8]) {
        ("application/json", &self.0)
    }
}
fn large() -> Large {
    Large(json!({"name": "x".repeat(heyi_server::MAX_JSON)}).to_string().into_bytes())
}

fn unknown_field() -> String {
    let filter = json!({"field": "nope", "op": "eq", "value": 1}).to_string();
    filter.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn the_catalogue_explains_every_type() {
    on_one_database(|_, served, _| {
        let nobody = served.nobody();
        let all = nobody.get("/problems").expect(200).json();
        let all = all["problems"].as_array().unwrap();
        assert_eq!(all.len(), heyi_model::Code::ALL.len());
        let one = nobody.get(all[0]["type"].as_str().unwrap()).expect(200).json();
        assert_eq!(one, all[0]);
        nobody.get("/problems/no-such").expect(404);
    });
}
