//! The whole walk: upload → proposal → dry run → run → rejected file → mended and imported again.

use serde_json::json;

use super::{assert_whole, count, figures, import, path, propose, records, run_jobs};
use crate::client::on_both_databases;

const GADGETS: &str = "名称,代码,件数,颜色,厂商,备注\n\
    算盘,A-1,3,红色,老字号,好\n\
    罗盘,A-2,三,蓝,新厂,\n\
    ,A-3,1,,,\n\
    座钟,A-1,4,紫,,\n\
    ,,,,,\n\
    日晷,A-4,5,,老字号,远\n";

#[test]
fn a_file_is_proposed_tried_imported_and_mended() {
    on_both_databases(|heyi, _, boss| {
        boss.make("makers", &json!({"name": "老字号"}));
        let proposed = propose(boss, "gadgets", GADGETS.as_bytes(), &json!({}));
        assert_eq!((&proposed["state"], &proposed["job"]), (&json!("proposed"), &json!(null)));
        assert_eq!(proposed["file"]["name"], "表.csv");
        assert_eq!(proposed["table"]["columns"], json!(["名称", "代码", "件数", "颜色", "厂商", "备注"]));
        assert_eq!(proposed["table"]["sample"][0], json!(["算盘", "A-1", "3", "红色", "老字号", "好"]));
        assert_eq!((&proposed["table"]["encoding"], &proposed["table"]["delimiter"]), (&json!("UTF-8"), &json!(",")));
        assert_eq!(proposed["proposal"], json!({"unmapped": ["备注"], "missing": []}));
        let field = |n: usize| proposed["spec"]["columns"][n]["field"].clone();
        assert_eq!([0, 1, 2, 3, 4].map(field), ["name", "code", "pieces", "colour", "maker"].map(|f| json!(f)));
        assert_eq!(proposed["progress"]["total"], 5, "a line of blank fields is no row: {proposed}");

        let mut spec = proposed["spec"].clone();
        spec["columns"][3]["values"] = json!({"红色": "red"});
        spec["columns"][4]["create_missing"] = json!(true);
        let changed = boss.patch(&path(&proposed), &json!({"spec": spec})).expect(200).json();
        assert_eq!(changed["spec"], spec);

        let tried = boss.post(&path(&proposed), &json!({"dry_run": true})).expect(202);
        assert_eq!(tried.header("location"), Some(path(&proposed).as_str()));
        assert_eq!((&tried.json()["state"], &tried.json()["dry_run"]), (&json!("waiting"), &json!(true)));
        assert_eq!(boss.patch(&path(&proposed), &json!({"spec": {}})).expect(409).codes(), ["import_begun"]);
        assert_eq!(boss.post(&path(&proposed), &json!({})).expect(409).codes(), ["import_begun"]);
        run_jobs(heyi);
        let tried = boss.get(&path(&proposed)).expect(200).json();
        assert_eq!((&tried["state"], figures(&tried)), (&json!("done"), [5, 2, 0, 0, 3, 5]), "{tried}");
        assert_eq!((count(boss, "gadgets"), count(boss, "makers")), (0, 1), "a dry run leaves nothing behind");

        boss.post(&path(&proposed), &json!({})).expect(202);
        run_jobs(heyi);
        let done = boss.get(&path(&proposed)).expect(200).json();
        assert_whole(&done);
        assert_eq!((&done["state"], &done["dry_run"]), (&json!("done"), &json!(false)));
        assert_eq!(figures(&done), [5, 2, 0, 0, 3, 5]);
        assert_eq!((count(boss, "gadgets"), count(boss, "makers")), (2, 2));
        assert_eq!(done["targets_created"], 1);
        let made = records(boss, "gadgets");
        assert_eq!((&made[0]["name"], &made[0]["colour"]), (&json!("算盘"), &json!("red")));
        assert_eq!(made[1]["maker"]["name"], "老字号");
        let faults = done["faults"].as_array().unwrap();
        assert_eq!(faults.len(), 3);
        assert_eq!((&faults[0]["line"], &faults[0]["errors"][0]["field"]), (&json!(3), &json!("pieces")));
        assert_eq!(faults[1]["reason"], "名称：必填");
        assert_eq!(boss.post(&path(&proposed), &json!({})).expect(409).codes(), ["import_begun"]);

        let rejected = boss.get(&format!("{}/rejected", path(&proposed))).expect(200);
        assert!(rejected.header("content-disposition").unwrap().contains("filename*=UTF-8''"));
        let text = rejected.text().into_owned();
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines[0], "名称,代码,件数,颜色,厂商,备注,行号,原因");
        assert_eq!(lines[1], "罗盘,A-2,三,蓝,新厂,,3,件数：应为整数");
        assert_eq!(lines[2], ",A-3,1,,,,4,名称：必填");
        assert!(lines[3].starts_with("座钟,A-1,4,紫,,,5,"), "{}", lines[3]);
        assert_eq!(lines.len(), 4);

        // A person who reads English is told in English.
        boss.patch("/api/v1/session", &json!({"locale": "en"})).expect(200);
        let english = boss.get(&format!("{}/rejected", path(&proposed))).expect(200).text().into_owned();
        assert!(english.contains("Line,Reason") && english.contains("Pieces: Expected a whole number"), "{english}");
        boss.patch("/api/v1/session", &json!({"locale": "zh-CN"})).expect(200);

        // Mended, the rejected file is imported like any other; what is refused again has one line and one reason.
        let mended = text.replace("三", "3").replace(",A-3,", "日历,A-3,").replace("紫", "红");
        let again = import(heyi, boss, "gadgets", mended.as_bytes(), &spec);
        assert_eq!(figures(&again), [3, 2, 0, 0, 1, 3], "{again}");
        let left = boss.get(&format!("{}/rejected", path(&again))).expect(200).text().into_owned();
        let lines: Vec<&str> = left.trim_start_matches('\u{feff}').lines().collect();
        assert_eq!(lines, ["名称,代码,件数,颜色,厂商,备注,行号,原因", "座钟,A-1,4,红,,,4,代码：已存在相同的值"]);
    });
}

#[test]
fn a_request_that_is_sent_twice_has_one_effect() {
    on_both_databases(|heyi, _, boss| {
        let keyed = |key: &str| boss.clone().with("idempotency-key", key);
        let file = super::upload(boss, "a.csv", "名称\n甲\n".as_bytes());
        let asked = json!({"module": "makers", "file": file});
        let [first, second] = [0, 1].map(|_| keyed("made").post("/api/v1/imports", &asked).expect(201).json());
        assert_eq!(first["id"], second["id"]);
        for _ in 0..2 {
            keyed("run").post(&path(&first), &json!({})).expect(202);
        }
        run_jobs(heyi);
        assert_eq!(keyed("run").post(&path(&first), &json!({})).expect(202).json()["state"], "done");
        assert_eq!(count(boss, "makers"), 1);
        let [one, two] = [0, 1].map(|_| {
            keyed("export").post("/api/v1/exports", &json!({"module": "makers"})).expect(202).json()["id"].clone()
        });
        assert_eq!(one, two);
    });
}

#[test]
fn another_sheet_has_its_own_columns() {
    on_both_databases(|heyi, _, boss| {
        let book =
            book(&[("一", &[&["名称"], &["甲"]]), ("二", &[&["厂商名称", "行业"], &["乙", "木材"]]), ("空", &[])]);
        let proposed = propose(boss, "makers", &book, &json!({}));
        assert_eq!((&proposed["table"]["format"], &proposed["table"]["sheet"]), (&json!("xlsx"), &json!("一")));
        let sheets = proposed["table"]["sheets"].as_array().unwrap();
        assert_eq!(sheets[2], json!({"name": "空", "hidden": false, "refusal": "empty_table"}));
        let other = boss.patch(&path(&proposed), &json!({"spec": {"sheet": "二"}})).expect(200).json();
        assert_eq!(other["table"]["columns"], json!(["厂商名称", "行业"]));
        assert_eq!(other["spec"]["columns"][1]["field"], "trade");
        let missing = boss.patch(&path(&proposed), &json!({"spec": {"sheet": "三"}})).expect(422);
        assert_eq!(missing.codes(), ["unknown_sheet"]);
        boss.post(&path(&proposed), &json!({})).expect(202);
        run_jobs(heyi);
        assert_eq!(records(boss, "makers")[0]["trade"], "wood");
    });
}

/// A workbook with these sheets of text.
fn book(sheets: &[(&str, &[&[&str]])]) -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, rows) in sheets {
        let sheet = book.add_worksheet().set_name(*name).unwrap();
        for (row, cells) in rows.iter().enumerate() {
            for (column, cell) in cells.iter().enumerate() {
                sheet.write_string(row as u32, column as u16, *cell).unwrap();
            }
        }
    }
    book.save_to_buffer().unwrap()
}
