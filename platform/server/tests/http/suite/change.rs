//! Modules and fields are relabelled, put in order, retired and taken back while requests go on.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use serde_json::{Value as Json, json};

use super::subject::{Made, Subject};
use super::table::{self, record};
use super::{alike, subject};
use crate::client::Client;

/// Fields that the organisation may retire: none of them names the records or is named by code.
fn retirable(rows: &[table::Row]) -> impl Iterator<Item = &table::Row> {
    rows.iter().filter(|row| row.key != "name")
}

#[test]
fn a_field_of_every_type_is_relabelled_retired_and_taken_back() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let path = format!("/records/§gadgets/{}", s.make(record(&rows, 0)));
        for row in retirable(&rows) {
            let field = format!("/modules/§gadgets/fields/§{}", row.key);
            let label = json!({"label": {"zh": format!("新{}", row.key), "en": "New"}});
            s.boss.patch(&s.own(&format!("/api/v1{field}")), &label).expect(200);
            let described = s.boss.get(&s.own("/api/v1/modules/§gadgets")).expect(200).json();
            let key = s.own(&format!("§{}", row.key));
            let told = described["fields"].as_array().unwrap().iter().find(|f| f["key"] == *key).unwrap();
            assert_eq!(told["label"], format!("新{}", row.key));

            s.boss.delete(&s.own(&format!("/api/v1{field}"))).expect(200);
            let read = s.boss().get(&path).expect(200).json;
            assert!(read.get(row.key).is_none(), "{}", row.key);
            let written = s.boss().patch(&path, json!({format!("§{}", row.key): row.write[1]})).expect(422);
            assert_eq!(written.faults(), [format!("{} unknown_field", row.key)]);
            let filter = json!({"filter": {"field": format!("§{}", row.key), "op": "empty"}});
            s.boss().post("/records/§gadgets/query", filter).expect(422);
            let again = json!({"key": format!("c_{}", row.key), "type": "text", "label": "又"});
            if s.made == Made::AtRunTime {
                let taken = s.boss.post("/api/v1/modules/c_gadgets/fields", &again).expect(422);
                assert_eq!(taken.codes(), ["key_taken"], "a key is never used again");
            }
            s.boss.patch(&s.own(&format!("/api/v1{field}")), &json!({"retired": false})).expect(200);
            let read = s.boss().get(&path).expect(200).json;
            assert_eq!(read[row.key], row.read[0], "{} is as it was", row.key);
        }
        let layout =
            json!({"layout": [{"key": "c_main", "label": {"zh": "主要"}, "fields": ["§price", "§name", "§colour"]}]});
        s.boss
            .put(&s.own("/api/v1/modules/§gadgets/layout"), &serde_json::from_str(&s.own(&layout.to_string())).unwrap())
            .expect(200);
        let described = s.boss().get("/modules/§gadgets").expect(200);
        assert_eq!(described.json["layout"][0]["fields"], json!(["price", "name", "colour"]));
        let options = json!({"options": [{"key": "blue", "label": {"zh": "蔚蓝"}}, {"key": "red", "retired": true}]});
        s.boss().patch("/modules/§gadgets/fields/§colour", options).expect(200);
        s.boss().patch(&path, json!({"§colour": "red", "§pieces": 6})).expect(200);
        let refused = s.boss().post("/records/§gadgets", json!({"§name": "新", "§colour": "red"})).expect(422);
        assert_eq!(refused.faults(), ["colour retired_option"]);
    });
}

#[test]
fn many_records_are_called_another_word_until_the_one_for_a_single_changes() {
    alike(|s| {
        for (change, plurals) in [
            (json!({"label": {"zh": "物件", "en": "Thing"}}), json!({"zh": "物件", "en": "Thing"})),
            (json!({"plural": {"en": "Things"}}), json!({"zh": "物件", "en": "Things"})),
            (json!({"label": {"zh": "东西", "en": "Thing"}}), json!({"zh": "东西", "en": "Things"})),
            (json!({"label": {"zh": "东西", "en": "Item"}}), json!({"zh": "东西", "en": "Item"})),
            (
                json!({"plural": {"en": "Items"}, "label": {"zh": "件", "en": "Item"}}),
                json!({"zh": "件", "en": "Items"}),
            ),
            (json!({"plural": null}), json!({"zh": "件", "en": "Item"})),
        ] {
            let changed = s.boss().patch("/modules/§gadgets", change.clone()).expect(200);
            assert_eq!(changed.json["plurals"], plurals, "{change}");
            assert_eq!(s.boss().get("/modules/§gadgets").expect(200).json["plurals"], plurals, "{change}");
        }
        for plural in [json!(3), json!({"en": "x".repeat(81)}), json!({"fr": "Choses"}), json!("")] {
            let refused = s.boss().patch("/modules/§gadgets", json!({"plural": plural})).expect(422);
            assert!(refused.faults()[0].starts_with("plural"), "{plural}");
        }
    });
}

/// Writes and reads until told to stop; fails for any answer that is not one of those that a change of metadata explains.
fn go_on(s: &Subject, client: &Client, worker: usize, stop: &AtomicBool, done: &AtomicU64) {
    let rows = table::rows(&s.world);
    let own = |json: Json| serde_json::from_str::<Json>(&s.own(&json.to_string())).unwrap();
    let path = s.own("/api/v1/records/§gadgets");
    let mut n = 0;
    while !stop.load(Ordering::Relaxed) {
        n += 1;
        let row = &rows[1 + (n + worker * 7) % (rows.len() - 1)];
        let mut fields = json!({"§name": format!("{worker}-{n}")});
        if !matches!(row.key, "code" | "phone" | "manual") {
            fields[format!("§{}", row.key)] = row.write[n % 2].clone();
        }
        let made = client.post(&path, &own(fields.clone()));
        let explained = match made.status {
            201 => true,
            // The field or the module has just gone.
            422 => made.codes() == ["unknown_field"],
            404 => true,
            _ => false,
        };
        assert!(explained, "{fields}: {} {}", made.status, made.text());
        if made.status == 201 {
            let read = client.get(&format!("{path}/{}", made.json()["id"].as_str().unwrap()));
            assert!(matches!(read.status, 200 | 404), "{} {}", read.status, read.text());
        }
        let list = client.post(
            &format!("{path}/query"),
            &own(json!({"sort": "-§pieces", "limit": 5,
            "filter": {"field": format!("§{}", row.key), "op": "not_empty"}})),
        );
        let gone = list.status == 404 || list.status == 422 && list.codes().iter().all(|code| code == "unknown_field");
        assert!(list.status == 200 || gone, "{} {}", list.status, list.text());
        done.fetch_add(1, Ordering::Relaxed);
    }
}

#[test]
fn metadata_changes_while_requests_go_on() {
    for made in [Made::Shipped, Made::AtRunTime] {
        subject::on_both(made, |s| {
            let rows = table::rows(&s.world);
            let kept = s.make(record(&rows, 0));
            let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
            std::thread::scope(|scope| {
                // Stops the workers also when a change below fails.
                let _end = OnDrop(&stop);
                for worker in 0..3 {
                    let (stop, done, client) = (&stop, &done, s.boss.clone());
                    scope.spawn(move || {
                        let _end = OnDrop(stop);
                        go_on(s, &client, worker, stop, done);
                    });
                }
                let own = |path: &str| s.own(&format!("/api/v1/modules/§gadgets{path}"));
                for row in retirable(&rows) {
                    let field = own(&format!("/fields/§{}", row.key));
                    s.boss.patch(&field, &json!({"label": "改名"})).expect(200);
                    s.boss.delete(&field).expect(200);
                    s.boss.patch(&field, &json!({"retired": false})).expect(200);
                }
                s.boss.patch(&own(""), &json!({"label": "改名的器具"})).expect(200);
                let new = json!({"key": "c_added", "type": "integer", "label": "新增", "default": 7});
                s.boss.post(&own("/fields"), &new).expect(201);
                if s.made == Made::AtRunTime {
                    s.boss.delete(&own("")).expect(204);
                    s.boss.get(&s.own("/api/v1/records/§gadgets")).expect(404);
                    s.boss.patch(&own(""), &json!({"retired": false})).expect(200);
                } else {
                    let refused = s.boss.delete(&own("")).expect(422);
                    assert_eq!(refused.codes(), ["core_cannot_change"], "a shipped module goes with its app");
                }
                wait_for(&done, done.load(Ordering::Relaxed) + 6, &stop);
            });
            let read = s.boss().get(&format!("/records/§gadgets/{kept}")).expect(200).json;
            for row in &rows {
                assert_eq!(read[row.key], row.read[0], "{} is as it was", row.key);
            }
            assert_eq!(read["version"], 1);
            let after = s.boss().get(&format!("/records/§gadgets/{}", s.make(json!({"§name": "后"})))).expect(200).json;
            assert_eq!(after["added"], 7);
            assert_eq!(heyi_engine::history::check(&s.heyi.engine).unwrap(), []);
        });
    }
}

/// Sets a flag when it goes out of scope.
struct OnDrop<'a>(&'a AtomicBool);

impl Drop for OnDrop<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Waits until that much is done, or somebody stopped; at most a minute.
fn wait_for(done: &AtomicU64, wanted: u64, stop: &AtomicBool) {
    let begun = std::time::Instant::now();
    while done.load(Ordering::Relaxed) < wanted && !stop.load(Ordering::Relaxed) {
        assert!(begun.elapsed().as_secs() < 60, "requests did not go on");
        std::thread::yield_now();
    }
}
