//! Exports: what the caller reads, as a file that runs nothing.

use serde_json::{Value as Json, json};

use super::{figures, import, run_jobs};
use crate::client::{Client, Member, on_both_databases};

#[track_caller]
fn export(heyi: &heyi_testkit::TestHeyi, client: &Client, asked: &Json) -> (Json, Vec<u8>) {
    let made = client.post("/api/v1/exports", asked).expect(202);
    let at = made.header("location").unwrap().to_owned();
    assert_eq!(made.json()["state"], "waiting");
    assert_eq!(client.get(&format!("{at}/file")).expect(409).codes(), ["not_ready"]);
    run_jobs(heyi);
    let done = client.get(&at).expect(200).json();
    assert_eq!(done["state"], "done", "{done}");
    let file = client.get(&format!("{at}/file")).expect(200);
    assert!(file.header("content-disposition").unwrap().starts_with("attachment"));
    assert_eq!(done["file"]["size"], file.body.len());
    (done, file.body)
}

#[test]
fn records_are_exported_as_they_are_read_and_read_back_as_they_were() {
    on_both_databases(|heyi, _, boss| {
        let maker = boss.make("makers", &json!({"name": "老字号", "trade": "wood"}));
        boss.make("gadgets", &json!({"name": "=HYPERLINK(\"x\")", "code": "+1", "pieces": 3, "price": "12.50",
            "colour": "red", "maker": maker, "made_on": "2020-02-29", "story": "两行\n\"的\"", "uses": ["home", "work"]}));
        boss.make("gadgets", &json!({"name": "普通", "fragile": true}));
        let fields = json!(["name", "code", "pieces", "price", "colour", "maker", "made_on", "story", "fragile"]);
        let (done, csv) = export(heyi, boss, &json!({"module": "gadgets", "fields": fields}));
        assert_eq!((&done["rows"], &done["spec"]["kind"]), (&json!(2), &json!("csv")));
        let text = String::from_utf8(csv.clone()).unwrap();
        let lines: Vec<&str> = text.split("\r\n").collect();
        assert_eq!(lines[0], "\u{feff}编号 ID,名称,代码,件数,价格,颜色,厂商,制造日期,说明,易碎");
        let row = "\"'=HYPERLINK(\"\"x\"\")\",'+1,3,12.50,红,老字号,2020-02-29,\"两行\n\"\"的\"\"\",";
        assert_eq!(lines[1].split_once(',').unwrap().1, row);
        assert!(lines[2].ends_with(",普通,,,,,,,,是"), "{}", lines[2]);

        for kind in ["csv", "csv_gb18030", "xlsx"] {
            let (_, file) = export(heyi, boss, &json!({"module": "gadgets", "fields": fields, "kind": kind}));
            let spec = json!({"mode": "insert", "columns": [
                {"column": "名称", "field": "name"}, {"column": "件数", "field": "pieces"},
                {"column": "价格", "field": "price"}, {"column": "颜色", "field": "colour"},
                {"column": "厂商", "field": "maker"}, {"column": "制造日期", "field": "made_on"},
                {"column": "说明", "field": "story"}, {"column": "易碎", "field": "fragile"}]});
            let back = import(heyi, boss, "gadgets", &file, &spec);
            let rows = back["progress"]["total"].as_u64().unwrap();
            assert_eq!(figures(&back), [rows, rows, 0, 0, 0, rows], "{kind}: {back}");
            let last = super::records(boss, "gadgets");
            let last = &last[last.len() - rows as usize];
            for field in ["name", "pieces", "price", "colour", "made_on", "story"] {
                assert_eq!(last[field], super::records(boss, "gadgets")[0][field], "{kind} {field}");
            }
        }
    });
}

#[test]
fn an_export_holds_what_its_caller_reads_and_is_logged() {
    on_both_databases(|heyi, served, boss| {
        boss.make("gadgets", &json!({"name": "甲", "phone": "13800138000", "price": "5"}));
        boss.make("gadgets", &json!({"name": "乙"}));
        let rep = Member::new(heyi, "rep", &["own"]);
        let rep = served.bearer(&rep.key);
        rep.make("gadgets", &json!({"name": "自己的"}));
        let (_, own) = export(heyi, &rep, &json!({"module": "gadgets", "fields": ["name"]}));
        let own = String::from_utf8(own).unwrap();
        assert!(own.contains("自己的") && !own.contains('甲'), "{own}");

        let role = json!({"key": "c_desk", "label": {"zh": "前台"}, "modules": {"gadgets": {
            "read": "all", "export": true, "fields": {"phone": "masked", "price": "hidden"}}}});
        boss.post("/api/v1/roles", &role).expect(201);
        let desk = served.bearer(&Member::new(heyi, "desk", &["c_desk"]).key);
        let filter = json!({"field": "name", "op": "eq", "value": "甲"});
        let (done, seen) = export(heyi, &desk, &json!({"module": "gadgets", "filter": filter}));
        let seen = String::from_utf8(seen).unwrap();
        assert_eq!(done["rows"], 1);
        assert!(seen.contains("138****8000") && !seen.contains("13800138000") && !seen.contains("价格"), "{seen}");
        assert_eq!(
            desk.post("/api/v1/exports", &json!({"module": "gadgets", "fields": ["price"]})).expect(422).codes(),
            ["unknown_field"]
        );

        let at = format!("/api/v1/exports/{}", done["id"].as_str().unwrap());
        rep.get(&at).expect(404);
        rep.get(&format!("{at}/file")).expect(404);
        boss.get(&at).expect(200);
        let blind = served.bearer(&Member::new(heyi, "blind", &["blind"]).key);
        blind.post("/api/v1/exports", &json!({"module": "gadgets"})).expect(403);
        let listed = desk.get("/api/v1/exports").expect(200).json();
        assert_eq!(listed["entries"].as_array().unwrap().len(), 1);

        let log = boss.get("/api/v1/access-log").expect(200).json();
        let of_desk = |kind: &str| {
            let entries = log["entries"].as_array().unwrap();
            entries
                .iter()
                .any(|e| e["kind"] == kind && e["detail"]["export"] == done["id"] && e["person"]["name"] == "desk")
        };
        assert!(of_desk("export") && of_desk("download"), "{log}");

        // Whoever may no longer export does not get the file either.
        boss.put("/api/v1/roles/c_desk", &json!({"label": {"zh": "前台"}, "modules": {"gadgets": {"read": "all"}}}))
            .expect(200);
        desk.get(&format!("{at}/file")).expect(403);
    });
}

#[test]
fn a_wrong_request_for_an_export_is_refused() {
    on_both_databases(|_, _, boss| {
        for (asked, status, code) in [
            (json!({}), 400, "required"),
            (json!({"module": "no_such"}), 404, "unknown_module"),
            (json!({"module": "makers", "kind": "pdf"}), 400, "invalid_parameter"),
            (json!({"module": "makers", "fields": ["no_such"]}), 422, "unknown_field"),
            (json!({"module": "makers", "filter": {"field": "no_such", "op": "eq", "value": 1}}), 422, "unknown_field"),
            (json!({"module": "makers", "more": 1}), 400, "unknown_parameter"),
        ] {
            assert_eq!(boss.post("/api/v1/exports", &asked).expect(status).codes(), [code], "{asked}");
        }
        boss.get("/api/v1/exports/1").expect(404);
        boss.get("/api/v1/exports/1/file").expect(404);
        boss.get("/api/v1/exports/x").expect(404);
        assert_eq!(boss.get("/api/v1/exports").expect(200).json()["entries"], json!([]));
    });
}
