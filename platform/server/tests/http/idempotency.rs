//! The same request twice.

use heyi_engine::idempotency::KEPT_MS;
use serde_json::json;

use crate::client::{Member, on_both_databases};

#[test]
fn the_same_key_and_body_have_one_effect_and_one_answer() {
    on_both_databases(|heyi, served, boss| {
        let keyed = boss.clone().with("idempotency-key", "k-1");
        let body = json!({"name": "只建一次"});
        let first = keyed.post("/api/v1/records/makers", &body).expect(201);
        let again = keyed.post("/api/v1/records/makers", &body).expect(201);
        assert_eq!(first.json(), again.json());
        assert_eq!(first.header("location"), again.header("location"));
        assert_eq!(boss.get("/api/v1/records/makers/count").json()["value"], 1);

        // The answer is read again: it shows what the record is now.
        let path = first.header("location").unwrap();
        boss.patch(path, &json!({"trade": "wood"})).expect(200);
        assert_eq!(keyed.post("/api/v1/records/makers", &body).expect(201).json()["trade"], "wood");

        let other = keyed.post("/api/v1/records/makers", &json!({"name": "另一个"})).expect(422);
        assert_eq!(other.codes(), ["idempotency_mismatch"]);
        // Another address is another request; another route and another person have keys of their own.
        keyed.patch(path, &json!({"trade": "metal"})).expect(200);
        let rep = Member::new(heyi, "rep", &["own"]);
        served.bearer(&rep.key).with("idempotency-key", "k-1").post("/api/v1/records/makers", &body).expect(201);

        // What was refused is not kept: it may be mended and sent again.
        let second = boss.clone().with("idempotency-key", "k-2");
        second.post("/api/v1/records/makers", &json!({})).expect(422);
        second.post("/api/v1/records/makers", &json!({"name": "补上"})).expect(201);

        heyi.clock.advance(KEPT_MS);
        keyed.post("/api/v1/records/makers", &json!({"name": "两天以后"})).expect(201);
    });
}

#[test]
fn an_answer_is_read_again_under_the_rights_of_the_moment() {
    on_both_databases(|heyi, served, boss| {
        let rep = Member::new(heyi, "rep", &["own"]);
        let keyed = served.bearer(&rep.key).with("idempotency-key", "k");
        let body = json!({"name": "送出去"});
        let made = keyed.post("/api/v1/records/makers", &body).expect(201).json();
        let path = format!("/api/v1/records/makers/{}", made["id"].as_str().unwrap());
        let boss_id = boss.get("/api/v1/session").json()["person"]["id"].clone();
        boss.post(&format!("{path}/actions/transfer"), &json!({"owner": boss_id})).expect(200);
        let again = keyed.post("/api/v1/records/makers", &body).expect(201).json();
        assert_eq!(again, json!({"id": made["id"]}), "the record is not the rep's any more");
    });
}

#[test]
fn every_kind_of_write_takes_a_key() {
    on_both_databases(|_, _, boss| {
        let keyed = |key: &str| boss.clone().with("idempotency-key", key);
        let maker = boss.make("makers", &json!({"name": "厂"}));
        let gone = boss.make("makers", &json!({"name": "要删的厂"}));
        let path = format!("/api/v1/records/makers/{maker}");
        for _ in 0..2 {
            let comment = keyed("comment").post(&format!("{path}/comments"), &json!({"body": "一次"})).expect(201);
            assert!(comment.json()["id"].is_string());
            let batch = json!({"mode": "create", "records": [{"name": "批"}, {}]});
            let batch = keyed("batch").post("/api/v1/records/makers/batch", &batch).expect(200).json();
            assert_eq!((&batch["succeeded"], &batch["failed"]), (&json!(1), &json!(1)));
            let role = json!({"key": "c_role", "label": {"zh": "角色"}, "modules": {}});
            keyed("role").post("/api/v1/roles", &role).expect(201);
            let module = json!({"key": "c_thing", "label": {"zh": "东西"}});
            keyed("module").post("/api/v1/modules", &module).expect(201);
            let raw = Some(("application/octet-stream", b"once".as_slice()));
            keyed("file").send("POST", "/api/v1/files?name=a.bin", raw).expect(201);
            keyed("delete").delete(&format!("/api/v1/records/makers/{gone}")).expect(204);
        }
        let comments = boss.get(&format!("{path}/comments")).json();
        assert_eq!(comments["entries"].as_array().unwrap().len(), 1);
        assert_eq!(boss.get("/api/v1/records/makers/count").json()["value"], 2);
        for bad in ["", &"k".repeat(201)] {
            let refused = keyed(bad).post("/api/v1/records/makers", &json!({"name": "x"})).expect(400);
            assert_eq!(refused.json()["errors"][0]["field"], "Idempotency-Key");
        }
    });
}

#[test]
fn sixteen_at_once_with_one_key_have_one_effect() {
    on_both_databases(|_, _, boss| {
        let keyed = boss.clone().with("idempotency-key", "race");
        let answers: Vec<_> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..16)
                .map(|_| scope.spawn(|| keyed.post("/api/v1/records/makers", &json!({"name": "争先"}))))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        for answer in &answers {
            match answer.status {
                201 => {}
                409 => {
                    assert_eq!(answer.codes(), ["idempotency_running"]);
                    assert!(answer.header("retry-after").is_some());
                }
                other => panic!("{other}: {}", answer.text()),
            }
        }
        assert!(answers.iter().any(|answer| answer.status == 201));
        assert_eq!(boss.get("/api/v1/records/makers/count").json()["value"], 1);
    });
}
