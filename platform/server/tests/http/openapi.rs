//! The description of the API, and that it tells the truth.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};

use crate::client::{Member, on_both_databases, on_one_database};

/// Every reference of a document.
fn references(json: &Json, found: &mut BTreeSet<String>) {
    match json {
        Json::Object(map) => {
            if let Some(Json::String(target)) = map.get("$ref") {
                found.insert(target.clone());
            }
            map.values().for_each(|value| references(value, found));
        }
        Json::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn the_document_is_whole_and_its_ids_are_unique() {
    on_one_database(|_, _, boss| {
        let document = boss.get("/api/v1/openapi.json").expect(200).json();
        assert_eq!(document["openapi"], "3.1.0");
        let mut targets = BTreeSet::new();
        references(&document, &mut targets);
        assert!(targets.len() > 20);
        for target in targets {
            let pointer = target.trim_start_matches('#');
            assert!(document.pointer(pointer).is_some(), "{target} is nowhere");
        }
        let mut ids = BTreeSet::new();
        for (path, methods) in document["paths"].as_object().unwrap() {
            for (method, operation) in methods.as_object().unwrap() {
                let id = operation["operationId"].as_str().unwrap();
                assert!(ids.insert(id.to_owned()), "{id} twice");
                let named: BTreeSet<&str> = operation["parameters"]
                    .as_array()
                    .into_iter()
                    .flatten()
                    .filter(|parameter| parameter["in"] == "path")
                    .map(|parameter| parameter["name"].as_str().unwrap())
                    .collect();
                let holes: BTreeSet<&str> =
                    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
                assert_eq!(named, holes, "{method} {path}");
            }
        }
    });
}

#[test]
fn every_operation_of_the_document_is_there_and_nothing_else() {
    on_one_database(|_, _, boss| {
        let document = boss.get("/api/v1/openapi.json").expect(200).json();
        let routes = heyi_server::openapi::listed();
        for (method, path) in &routes {
            let path = path.replace("/records/{module}", "/records/makers");
            let operation = &document["paths"][&path][method.to_ascii_lowercase()];
            assert!(operation.is_object(), "{method} {path} is not in the document");
        }
        for (path, methods) in document["paths"].as_object().unwrap() {
            for method in methods.as_object().unwrap().keys() {
                let known = routes.iter().any(|(m, p)| {
                    let rest = p.strip_prefix("/api/v1/records/{module}");
                    let own = rest.is_some_and(|rest| {
                        path.strip_prefix("/api/v1/records/")
                            .and_then(|p| p.split_once('/').map_or(Some(""), |(_, r)| Some(r)))
                            == Some(rest.trim_start_matches('/'))
                    });
                    m.eq_ignore_ascii_case(method) && (own || p == path)
                });
                assert!(known, "{method} {path} has no route");
            }
        }
    });
}

#[test]
fn the_document_says_what_a_body_cannot_be_without() {
    on_one_database(|_, _, boss| {
        let document = boss.get("/api/v1/openapi.json").expect(200).json();
        let schemas = &document["components"]["schemas"];
        let name = &schemas["gadgets.Create"]["properties"]["name"];
        assert_eq!(
            (&name["type"], &name["minLength"]),
            (&json!(["string"]), &json!(1)),
            "a required field is never null"
        );
        assert_eq!(schemas["gadgets.Create"]["properties"]["code"]["type"], json!(["string", "null"]));
        let gadget = &schemas["repairs.Create"]["properties"]["gadget"]["oneOf"];
        assert!(gadget.as_array().unwrap().iter().all(|one| one["type"] != "null"), "{gadget}");
        let figures = &document["paths"]["/api/v1/records/makers/aggregate"]["post"]["requestBody"];
        let schema = &figures["content"]["application/json"]["schema"];
        assert_eq!(schema["anyOf"][0]["required"], json!(["measures"]), "{schema}");
        let path = "/api/v1/records/makers/aggregate";
        boss.post(path, &json!({})).expect(422);
        boss.post(path, &json!({"measures": []})).expect(422);
        boss.post(path, &json!({"group_by": ["trade"]})).expect(200);
        boss.post(path, &json!({"measures": [{"fn": "count"}], "limit": 10.0})).expect(200);
        boss.post("/api/v1/records/makers/query", &json!({"limit": 10.0, "offset": 0.0})).expect(200);
        boss.post("/api/v1/records/makers/query", &json!({"limit": 10.5})).expect(400);
    });
}

#[test]
fn the_document_shows_each_person_what_that_person_may_see() {
    on_both_databases(|heyi, served, boss| {
        let maker = boss.make("makers", &json!({"name": "厂"}));
        let document = boss.get("/api/v1/openapi.json").expect(200).json();
        let schemas = &document["components"]["schemas"];
        assert!(schemas["gadgets.Record"]["properties"]["price"].is_object());
        assert_eq!(schemas["makers.RecordId"]["examples"], json!([maker]));
        let blind = served.bearer(&Member::new(heyi, "blind", &["blind"]).key);
        let seen = blind.get("/api/v1/openapi.json").expect(200).json();
        assert!(seen["components"]["schemas"]["gadgets.Record"]["properties"]["price"].is_null());
        assert_eq!(
            seen["components"]["schemas"]["gadgets.Record"]["properties"]["phone"]["type"],
            json!(["string", "null"])
        );
        assert!(seen["paths"]["/api/v1/records/makers"].is_null(), "a module that the role does not read");

        let module = json!({"key": "c_visits", "label": {"zh": "拜访"}});
        boss.post("/api/v1/modules", &module).expect(201);
        let after = boss.get("/api/v1/openapi.json").expect(200).json();
        assert!(after["paths"]["/api/v1/records/c_visits"].is_object(), "a module made at run time is there at once");
    });
}
