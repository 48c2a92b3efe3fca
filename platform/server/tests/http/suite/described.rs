//! What the system says of the modules: metadata, OpenAPI.

use serde_json::{Value as Json, json};

use super::alike;
use super::table::{self, record};

#[test]
fn metadata_shows_both_alike() {
    alike(|s| {
        for module in ["gadgets", "notes", "repairs"] {
            let described = s.boss().get(&format!("/modules/§{module}")).expect(200).answer.json();
            let own = s.own("§") == "c_";
            assert_eq!(described["custom"], own, "{module}");
            for field in described["fields"].as_array().unwrap() {
                assert_eq!(field["custom"], own && field["system"] == false, "{module}: {field}");
            }
        }
    });
}

#[test]
fn the_openapi_document_describes_both_alike() {
    alike(|s| {
        s.make(record(&table::rows(&s.world), 0));
        // Of the document only what is about the module is compared: an organisation that made modules has more of them.
        let document = s.boss.get("/api/v1/openapi.json").expect(200).json();
        let module = s.own("§gadgets");
        let schemas = document["components"]["schemas"].as_object().unwrap();
        let of_module: serde_json::Map<String, Json> = schemas
            .iter()
            .filter(|(name, _)| name.starts_with(&format!("{module}.")))
            .map(|(name, schema)| (name.clone(), schema.clone()))
            .collect();
        let paths = document["paths"].as_object().unwrap();
        let doors: Vec<&str> = paths
            .keys()
            .filter_map(|path| path.strip_prefix(&format!("/api/v1/records/{module}")))
            .filter(|rest| rest.is_empty() || rest.starts_with('/'))
            .collect();
        assert!(doors.len() > 15, "{doors:?}");
        s.remember("openapi", &json!({"schemas": of_module, "doors": doors}));
        let record = &document["components"]["schemas"][format!("{module}.Record")]["properties"];
        for row in table::rows(&s.world) {
            assert!(record[s.own(&format!("§{}", row.key))].is_object(), "{}", row.key);
        }
    });
}
