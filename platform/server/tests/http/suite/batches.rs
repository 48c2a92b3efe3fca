//! Batches in every mode, and exports.

use std::io::Write;
use std::sync::{Arc, Mutex};

use heyi_engine::Who;
use heyi_transfer::export::{ExportSpec, FileKind, export};
use serde_json::{Value as Json, json};

use super::alike;
use super::table::{self, record};

fn statuses(answer: &Json) -> Vec<u64> {
    answer["results"].as_array().unwrap().iter().map(|row| row["status"].as_u64().unwrap()).collect()
}

#[test]
fn a_batch_makes_changes_and_deletes_row_by_row() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let batch = |body: Json| s.boss().post("/records/§gadgets/batch", body);
        let records = json!([record(&rows, 0), {"§code": "无名"}, record(&rows, 1), {"§name": "坏", "§pieces": "x"}, {"§name": "双", "§code": "k-1"}]);
        let made = batch(json!({"mode": "create", "records": records})).expect(200).json;
        assert_eq!(statuses(&made), [201, 422, 201, 422, 409], "{made}");
        assert_eq!(made["results"][3]["errors"][0]["field"], "pieces");
        let ids = [&made["results"][0]["id"], &made["results"][2]["id"]];

        let records = json!([{"id": ids[0], "§pieces": 4}, {"id": "1", "§pieces": 5}, {"§pieces": 6},
            {"id": ids[1], "version": 9, "§pieces": 7}, {"id": ids[0], "version": 2, "§colour": "blue"}]);
        let changed = batch(json!({"mode": "update", "records": records})).expect(200).json;
        assert_eq!(statuses(&changed), [200, 404, 422, 412, 200], "{changed}");
        let records = json!([{"§code": "l-2", "§pieces": 8}, {"§code": "none", "§pieces": 9}]);
        let matched = batch(json!({"mode": "update", "match_on": ["§code"], "records": records})).expect(200).json;
        assert_eq!(statuses(&matched), [200, 422], "{matched}");
        let records = json!([{"§phone": "13800138000", "§pieces": 10}, {"§phone": "13800138009", "§name": "新"}]);
        let upserted = batch(json!({"mode": "upsert", "match_on": ["§phone"], "records": records})).expect(200).json;
        assert_eq!(statuses(&upserted), [200, 201], "{upserted}");
        let by_hand = batch(json!({"mode": "upsert", "match_on": ["§pieces"], "records": []})).expect(422);
        assert_eq!(by_hand.answer.codes(), ["no_match_key"]);

        let list = s.boss().get("/records/§gadgets?sort=§pieces&fields=§name,§pieces,§colour").expect(200).json;
        let seen: Vec<Json> =
            list["records"].as_array().unwrap().iter().map(|r| json!([r["name"], r["pieces"], r["colour"]])).collect();
        assert_eq!(Json::from(seen), json!([["新", null, null], ["乙号机", 8, "blue"], ["甲号机", 10, "blue"]]));

        let atomic = json!({"mode": "create", "atomic": true, "records": [{"§name": "好"}, {"§colour": "red"}]});
        assert_eq!(batch(atomic).expect(422).faults(), ["records[1].name required"]);
        let deleted = batch(json!({"mode": "delete", "records": [{"id": ids[0]}, {"id": "1"}, {}]})).expect(200).json;
        assert_eq!(statuses(&deleted), [204, 404, 422], "{deleted}");
        assert_eq!(s.boss().get("/records/§gadgets/count").expect(200).json["value"], 2);
    });
}

#[test]
fn a_file_goes_to_one_record_and_not_to_one_that_was_refused() {
    alike(|s| {
        let second = json!({"key": "c_cover", "type": "file", "label": "封面"});
        s.boss().post("/modules/§gadgets/fields", second).expect(201);
        let [one, two] = &s.world.files;
        let refused =
            s.boss().post("/records/§gadgets", json!({"§name": "甲", "§manual": one, "c_cover": "1"})).expect(422);
        assert_eq!(refused.faults(), ["cover unknown_file"]);
        let twice =
            s.boss().post("/records/§gadgets", json!({"§name": "甲", "§manual": one, "c_cover": one})).expect(422);
        assert_eq!(twice.faults(), ["cover unknown_file"]);
        let records =
            json!([{"§name": "甲", "§manual": one}, {"§name": "乙", "§manual": one}, {"§name": "丙", "c_cover": two}]);
        let made =
            s.boss().post("/records/§gadgets/batch", json!({"mode": "create", "records": records})).expect(200).json;
        assert_eq!(statuses(&made), [201, 422, 201], "{made}");
        let path = format!("/records/§gadgets/{}", made["results"][0]["id"].as_str().unwrap());
        assert_eq!(s.boss().get(&path).expect(200).json["manual"], json!({"id": one, "name": "a.txt"}));
        assert_eq!(s.boss().get(&format!("{path}/files")).expect(200).json["entries"][0]["id"], **one);
        s.boss().patch(&path, json!({"c_cover": two})).expect(422);
    });
}

/// A file in memory.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<u8>>>);

impl Write for Page {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[test]
fn an_export_has_every_field_in_the_words_of_its_reader() {
    let files: Mutex<Vec<String>> = Mutex::default();
    alike(|s| {
        let rows = table::rows(&s.world);
        let boss = s.heyi.caller(s.world.people[0].parse().unwrap());
        for which in 0..2 {
            s.make(record(&rows, which));
        }
        let page = Page::default();
        let fields: Vec<String> = rows.iter().map(|row| s.own(&format!("§{}", row.key))).collect();
        let spec = ExportSpec { module: s.own("§gadgets"), fields, kind: FileKind::Csv, ..ExportSpec::default() };
        let written = export(&s.heyi.engine, &Who::Person(boss), &spec, page.clone(), &|_| true).unwrap();
        assert_eq!(written, 2);
        let text = String::from_utf8(page.0.lock().unwrap().clone()).unwrap();
        for word in [
            "名称",
            "甲号机",
            "1.250",
            "12.80",
            "红",
            "家用",
            "金属厂",
            "下属",
            "华东",
            "+8613800138000",
            "上海市",
            "b.txt",
        ] {
            assert!(text.contains(word), "{word} is not in {text}");
        }
        // The ids of the records stand first; the rest is the same for both modules.
        let without_ids = |line: &str| line.split_once(',').map_or(String::new(), |(_, rest)| rest.to_owned());
        files.lock().unwrap().push(text.lines().map(without_ids).collect());
    });
    let files = files.into_inner().unwrap();
    assert!(files.iter().all(|file| *file == files[0]), "{files:?}");
}
