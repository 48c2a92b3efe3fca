//! Values of every type: written, read, emptied, changed, refused.

use heyi_model::field::types;
use serde_json::{Value as Json, json};

use super::alike;
use super::table::{self, Row, record};

#[test]
fn every_type_is_in_the_table() {
    alike(|s| {
        let described = s.boss().get("/modules/§gadgets").expect(200).json;
        let fields = described["fields"].as_array().unwrap();
        let kind = |key: &str| fields.iter().find(|f| f["key"] == key).unwrap()["type"].as_str().unwrap().to_owned();
        let mut tried: Vec<String> = table::rows(&s.world).iter().map(|row| kind(row.key)).collect();
        tried.push(kind("number"));
        for ty in types::ALL {
            assert!(tried.iter().any(|kind| kind == ty.key()), "no field of type {}", ty.key());
        }
    });
}

#[test]
fn a_value_of_every_type_is_read_as_it_was_written() {
    alike(|s| {
        let rows = table::rows(&s.world);
        for which in 0..2 {
            let made = s.boss().post("/records/§gadgets", record(&rows, which)).expect(201);
            let path = format!("/records/§gadgets/{}", made.id());
            assert_eq!(made.answer.header("location"), Some(&*s.own(&format!("/api/v1{path}"))));
            let read = s.boss().get(&path).expect(200);
            assert_eq!(read.json, made.json);
            for row in &rows {
                assert_eq!(read.json[row.key], row.read[which], "{}", row.key);
            }
            assert_eq!(read.json["price_currency"], "CNY");
            assert_eq!(read.json["number"], format!("G202611-000{}", which + 1));
            assert_eq!((&read.json["version"], &read.json["name"]), (&json!(1), &rows[0].read[which]));
            assert_eq!(read.json["owner"], rows.iter().find(|row| row.key == "keeper").unwrap().read[0]);
        }
        let bare = s.make(json!({"§name": "光"}));
        let read = s.boss().get(&format!("/records/§gadgets/{bare}")).expect(200).json;
        for row in rows.iter().filter(|row| row.key != "name") {
            assert_eq!(read[row.key], row.empty, "{}", row.key);
        }
    });
}

#[test]
fn a_value_of_every_type_is_changed_and_emptied() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let path = format!("/records/§gadgets/{}", s.make(json!({"§name": "光"})));
        let mut version = 1;
        let mut change = |row: &Row, value: &Json, read: &Json| {
            version += 1;
            let changed = s.boss().patch(&path, json!({format!("§{}", row.key): value})).expect(200);
            assert_eq!(changed.json[row.key], *read, "{}", row.key);
            assert_eq!(changed.json["version"], version, "{}: one change, one version", row.key);
            let same = s.boss().patch(&path, json!({format!("§{}", row.key): value})).expect(200);
            assert_eq!(same.json["version"], version, "{}: what changes nothing is not written", row.key);
        };
        for row in &rows {
            change(row, &row.write[0], &row.read[0]);
            // A file that is taken off its record is gone; every other value comes and goes.
            if row.key != "manual" {
                change(row, &row.write[1], &row.read[1]);
            }
            if row.key != "name" {
                change(row, &Json::Null, &row.empty);
            }
        }
    });
}

#[test]
fn a_wrong_value_of_every_type_is_named_and_nothing_is_written() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let path = format!("/records/§gadgets/{}", s.make(json!({"§name": "好"})));
        for row in &rows {
            for (value, code) in &row.refused {
                let key = format!("§{}", row.key);
                let refused = s.boss().patch(&path, json!({&*key: value})).expect(422);
                let place = refused.faults().first().cloned().unwrap_or_default();
                let field = place.split([' ', '.']).next().unwrap_or_default();
                assert!(field == row.key || field == format!("{}_currency", row.key), "{}: {place}", row.key);
                assert!(place.ends_with(&format!(" {code}")), "{} = {value}: {place} instead of {code}", row.key);
                let mut new = json!({"§name": "坏"});
                new[&*key] = value.clone();
                assert_eq!(
                    s.boss().post("/records/§gadgets", new).expect(422).faults(),
                    refused.faults(),
                    "{}",
                    row.key
                );
            }
        }
        let read_only = s.boss().patch(&path, json!({"§number": "G1"})).expect(422);
        assert_eq!(read_only.faults(), ["number read_only"]);
        let all: serde_json::Map<String, Json> =
            rows.iter().map(|row| (format!("§{}", row.key), row.refused[0].0.clone())).collect();
        let faults = s.boss().post("/records/§gadgets", all.into()).expect(422).faults();
        assert_eq!(faults.len(), rows.len(), "all of them at once: {faults:?}");
        assert_eq!(s.boss().get("/records/§gadgets/count").expect(200).json["value"], 1);
        assert_eq!(s.boss().get(&path).expect(200).json["version"], 1);
    });
}
