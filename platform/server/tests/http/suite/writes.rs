//! What becomes of a record: changed under a version, deleted, taken back, refused beside another.

use serde_json::json;

use super::alike;
use super::table::{self, record};

#[test]
fn a_change_of_a_stale_version_is_refused() {
    alike(|s| {
        let path = format!("/records/§gadgets/{}", s.make(json!({"§name": "光"})));
        let tag = s.boss().get(&path).expect(200).answer.header("etag").unwrap().to_owned();
        s.boss().with("if-none-match", &tag).get(&path).expect(304);
        s.boss().with("if-match", &tag).patch(&path, json!({"§pieces": 1})).expect(200);
        let stale = s.boss().with("if-match", &tag).patch(&path, json!({"§pieces": 2})).expect(412);
        assert_eq!(stale.answer.codes(), ["stale"]);
        s.boss().with("if-match", &tag).delete(&path).expect(412);
        s.boss().with("if-match", "\"2\"").patch(&path, json!({"§pieces": 2})).expect(200);
        assert_eq!(s.boss().with("if-none-match", &tag).get(&path).expect(200).json["pieces"], 2);
    });
}

#[test]
fn a_deleted_record_comes_back_with_every_value() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let id = s.make(record(&rows, 0));
        let path = format!("/records/§gadgets/{id}");
        let before = s.boss().get(&path).expect(200).json;
        s.boss().delete(&path).expect(204);
        s.boss().get(&path).expect(404);
        s.boss().patch(&path, json!({"§pieces": 1})).expect(404);
        s.boss().delete(&path).expect(404);
        assert_eq!(s.boss().get("/records/§gadgets").expect(200).names(), [] as [&str; 0]);
        assert_eq!(s.boss().get("/records/§gadgets?q=%E7%94%B2").expect(200).names(), [] as [&str; 0]);
        let bin = s.boss().get("/recycle-bin?module=§gadgets").expect(200).json;
        assert_eq!(bin["entries"][0]["id"], *id);
        s.boss().post(&format!("{path}/actions/restore"), json!({})).expect(200);
        let after = s.boss().get(&path).expect(200).json;
        for row in &rows {
            assert_eq!(after[row.key], before[row.key], "{}", row.key);
        }
        assert_eq!(s.boss().get("/records/§gadgets?q=%E7%94%B2").expect(200).names(), ["甲号机"]);
        s.boss().delete(&path).expect(204);
        let purge = json!({"ids": [id]});
        s.boss().post("/recycle-bin/§gadgets/purge", purge).expect(200);
        assert_eq!(s.boss().get("/recycle-bin?module=§gadgets").expect(200).json["entries"], json!([]));
    });
}

#[test]
fn a_unique_value_has_one_holder_outside_the_recycle_bin() {
    alike(|s| {
        let first = s.make(json!({"§name": "甲", "§code": "K-1", "§phone": "13800138000", "external_id": "X1"}));
        for (key, value) in [("§code", "ｋ-1"), ("§phone", "+86 138 0013 8000"), ("external_id", "x1")] {
            let twice = s.boss().post("/records/§gadgets", json!({"§name": "乙", key: value})).expect(409);
            assert_eq!(twice.faults(), [format!("{} duplicate", key.trim_start_matches('§'))]);
            assert!(twice.answer.text().contains(&first), "the holder is named: {}", twice.json);
        }
        let second = s.make(json!({"§name": "乙", "§code": "K-2"}));
        s.boss().patch(&format!("/records/§gadgets/{second}"), json!({"§code": "k-1"})).expect(409);
        s.boss().delete(&format!("/records/§gadgets/{first}")).expect(204);
        s.boss().patch(&format!("/records/§gadgets/{second}"), json!({"§code": "k-1"})).expect(200);
        let back = s.boss().post(&format!("/records/§gadgets/{first}/actions/restore"), json!({})).expect(409);
        assert_eq!(back.faults(), ["code duplicate"]);
    });
}

#[test]
fn the_same_request_with_a_key_has_one_effect() {
    alike(|s| {
        let keyed = s.boss().with("idempotency-key", "one");
        let body = json!({"§name": "一次", "§pieces": 1});
        let first = keyed.post("/records/§gadgets", body.clone()).expect(201);
        let path = format!("/records/§gadgets/{}", first.id());
        assert_eq!(keyed.post("/records/§gadgets", body).expect(201).json, first.json);
        let other = keyed.post("/records/§gadgets", json!({"§name": "另一"})).expect(422);
        assert_eq!(other.answer.codes(), ["idempotency_mismatch"]);
        let keyed = s.boss().with("idempotency-key", "two");
        for _ in 0..2 {
            assert_eq!(keyed.patch(&path, json!({"§pieces": 2})).expect(200).json["version"], 2);
        }
        let keyed = s.boss().with("idempotency-key", "three");
        for _ in 0..2 {
            keyed.delete(&path).expect(204);
        }
        assert_eq!(s.boss().get("/records/§gadgets/count").expect(200).json["value"], 0);
    });
}
