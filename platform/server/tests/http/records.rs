//! Records through their doors.

use serde_json::json;

use crate::client::{Member, on_both_databases};

#[test]
fn a_record_is_made_read_changed_deleted_and_taken_back() {
    on_both_databases(|_, _, boss| {
        let made = boss.post("/api/v1/records/makers", &json!({"name": "精密仪器厂", "trade": "metal"})).expect(201);
        let record = made.json();
        let id = record["id"].as_str().unwrap();
        let path = format!("/api/v1/records/makers/{id}");
        assert_eq!(made.header("location"), Some(path.as_str()));
        assert_eq!((&record["name"], &record["version"]), (&json!("精密仪器厂"), &json!(1)));

        let read = boss.get(&path).expect(200);
        assert_eq!(read.json(), record);
        let tag = read.header("etag").unwrap().to_owned();
        assert_eq!(made.header("etag"), Some(tag.as_str()));
        let again = boss.clone().with("if-none-match", &tag).get(&path).expect(304);
        assert!(again.body.is_empty());

        let changed = boss.clone().with("if-match", &tag).patch(&path, &json!({"trade": "wood"})).expect(200);
        assert_eq!((&changed.json()["trade"], &changed.json()["version"]), (&json!("wood"), &json!(2)));
        let stale = boss.clone().with("if-match", &tag).patch(&path, &json!({"trade": "metal"})).expect(412);
        assert_eq!(stale.codes(), ["stale"]);
        boss.clone().with("if-none-match", &tag).get(&path).expect(200);

        boss.clone().with("if-match", &tag).delete(&path).expect(412);
        boss.delete(&path).expect(204);
        boss.get(&path).expect(404);
        boss.delete(&path).expect(404);
        let bin = boss.get("/api/v1/recycle-bin?module=makers").expect(200).json();
        assert_eq!(bin["entries"][0]["id"], id);
        let back = boss.post(&format!("{path}/actions/restore"), &json!({})).expect(200);
        assert_eq!(back.json()["name"], "精密仪器厂");
        boss.get(&path).expect(200);
    });
}

#[test]
fn lists_counts_and_figures_agree() {
    on_both_databases(|_, _, boss| {
        for (name, trade) in [("甲厂", "metal"), ("乙厂", "metal"), ("丙厂", "wood")] {
            boss.make("makers", &json!({"name": name, "trade": trade}));
        }
        let names = |answer: &crate::client::Answer| -> Vec<String> {
            let records = answer.json()["records"].as_array().unwrap().clone();
            records.iter().map(|record| record["name"].as_str().unwrap().to_owned()).collect()
        };
        let filter = json!({"field": "trade", "op": "eq", "value": "metal"});
        let query = json!({"filter": filter, "sort": "name", "fields": ["name"], "limit": 1});
        let page = boss.post("/api/v1/records/makers/query", &query).expect(200);
        assert_eq!(names(&page).len(), 1);
        assert_eq!(page.json()["total"], json!({"value": 2, "exact": true}));
        let cursor = page.json()["next_cursor"].as_str().unwrap().to_owned();
        let rest = boss.get(&format!(
            "/api/v1/records/makers?filter={}&sort=name&fields=name&limit=1&cursor={cursor}",
            encode(&filter.to_string())
        ));
        assert_ne!(names(&page), names(&rest.expect(200)));
        assert_eq!(names(&boss.get("/api/v1/records/makers?q=%E4%B8%99").expect(200)), ["丙厂"]);
        let count = boss.get("/api/v1/records/makers/count?count=exact").expect(200);
        assert_eq!(count.json(), json!({"value": 3, "exact": true}));
        let figures =
            json!({"group_by": ["trade"], "measures": [{"fn": "count"}], "order": [{"measure": 0, "desc": true}]});
        let groups = boss.post("/api/v1/records/makers/aggregate", &figures).expect(200).json();
        assert_eq!(
            groups["groups"],
            json!([{"keys": ["metal"], "measures": [2]}, {"keys": ["wood"], "measures": [1]}])
        );
        let hits = boss.get("/api/v1/search?q=%E7%94%B2").expect(200).json();
        assert!(hits["modules"].as_array().unwrap().iter().any(|m| m["module"] == "makers"), "{hits}");
    });
}

fn encode(text: &str) -> String {
    text.bytes().map(|b| format!("%{b:02X}")).collect()
}

#[test]
fn a_batch_says_what_became_of_each_row() {
    on_both_databases(|_, _, boss| {
        let rows = json!({"mode": "create", "records": [
            {"name": "一号", "code": "A"}, {"code": "B"}, {"name": "三号", "code": "C"},
        ]});
        let answer = boss.post("/api/v1/records/gadgets/batch", &rows).expect(200).json();
        assert_eq!((&answer["succeeded"], &answer["failed"]), (&json!(2), &json!(1)), "{answer}");
        let statuses: Vec<_> = answer["results"].as_array().unwrap().iter().map(|r| r["status"].clone()).collect();
        assert_eq!(statuses, [201, 422, 201]);
        assert_eq!(answer["results"][1]["errors"][0]["field"], "name");

        let id = answer["results"][0]["id"].as_str().unwrap();
        let rows = json!({"mode": "update", "records": [
            {"id": id, "pieces": 5}, {"pieces": 6}, {"id": "1", "pieces": 7}, {"id": id, "version": 1, "pieces": 8},
        ]});
        let answer = boss.post("/api/v1/records/gadgets/batch", &rows).expect(200).json();
        let statuses: Vec<_> = answer["results"].as_array().unwrap().iter().map(|r| r["status"].clone()).collect();
        assert_eq!(statuses, [200, 422, 404, 412], "{answer}");

        let rows = json!({"mode": "upsert", "match_on": ["code"], "records": [
            {"code": "A", "pieces": 9}, {"code": "D", "name": "四号"},
        ]});
        let answer = boss.post("/api/v1/records/gadgets/batch", &rows).expect(200).json();
        let statuses: Vec<_> = answer["results"].as_array().unwrap().iter().map(|r| r["status"].clone()).collect();
        assert_eq!(statuses, [200, 201], "{answer}");

        let before = boss.get("/api/v1/records/gadgets/count").json();
        let rows = json!({"mode": "create", "atomic": true, "records": [{"name": "五号"}, {"code": "E"}]});
        let refused = boss.post("/api/v1/records/gadgets/batch", &rows).expect(422);
        assert_eq!(refused.json()["errors"][0]["field"], "records[1].name");
        assert_eq!(boss.get("/api/v1/records/gadgets/count").json(), before, "an atomic batch leaves nothing behind");

        let rows = json!({"mode": "delete", "records": [{"id": id}, {"id": id}]});
        let answer = boss.post("/api/v1/records/gadgets/batch", &rows).expect(200).json();
        assert_eq!(answer["results"][0]["status"], 204, "{answer}");
    });
}

#[test]
fn what_hangs_on_a_record_is_reached_through_it() {
    on_both_databases(|heyi, served, boss| {
        let maker = boss.make("makers", &json!({"name": "老字号"}));
        let gadget = boss.make("gadgets", &json!({"name": "算盘", "maker": maker}));
        let path = format!("/api/v1/records/gadgets/{gadget}");

        let related = boss.get(&format!("/api/v1/records/makers/{maker}/related/gadgets.maker")).expect(200);
        assert_eq!(related.json()["records"][0]["id"], gadget.as_str());

        let said = boss.post(&format!("{path}/comments"), &json!({"body": "很好用"})).expect(201).json();
        let comment = said["id"].as_str().unwrap();
        let listed = boss.get(&format!("{path}/comments")).expect(200).json();
        assert_eq!(listed["entries"][0]["body"], "很好用");
        boss.patch(&format!("/api/v1/comments/{comment}"), &json!({"body": "一般"})).expect(204);
        boss.delete(&format!("/api/v1/comments/{comment}")).expect(204);
        assert_eq!(boss.get(&format!("{path}/comments")).expect(200).json()["entries"], json!([]));

        boss.put(&format!("{path}/tags"), &json!({"tags": ["重点", "木制"]})).expect(200);
        let tags = boss.get(&format!("{path}/tags")).expect(200).json();
        assert_eq!(tags["tags"].as_array().unwrap().len(), 2);
        let all = boss.get("/api/v1/tags?module=gadgets").expect(200).json();
        assert_eq!(all["tags"].as_array().unwrap().len(), 2);

        boss.patch(&path, &json!({"pieces": 3})).expect(200);
        let history = boss.get(&format!("{path}/history")).expect(200).json();
        assert!(history["entries"].as_array().unwrap().len() >= 2, "{history}");
        boss.get(&format!("{path}/timeline")).expect(200);
        boss.get(&format!("{path}/why")).expect(200);

        let rep = Member::new(heyi, "rep", &["own"]);
        let rep_client = served.bearer(&rep.key);
        rep_client.get(&path).expect(404);
        for door in ["timeline", "history", "comments", "files", "tags", "team", "related/notes"] {
            rep_client.get(&format!("{path}/{door}")).expect(404);
        }
        let member = json!({"subject": {"person": rep.caller.person}, "level": "read"});
        boss.put(&format!("{path}/team"), &member).expect(200);
        rep_client.get(&path).expect(200);
        rep_client.patch(&path, &json!({"pieces": 4})).expect(403);
        boss.delete(&format!("{path}/team/person/{}", rep.caller.person)).expect(204);
        rep_client.get(&path).expect(404);
        boss.post(&format!("{path}/actions/transfer"), &json!({"owner": rep.caller.person})).expect(200);
        rep_client.patch(&path, &json!({"pieces": 4})).expect(200);
        boss.post(&format!("{path}/actions/fly"), &json!({})).expect(404);
    });
}

#[test]
fn a_file_is_sent_hung_on_a_record_and_seen_by_whoever_sees_the_record() {
    on_both_databases(|heyi, served, boss| {
        let gadget = boss.make("gadgets", &json!({"name": "相机"}));
        let rep = Member::new(heyi, "rep", &["own"]);
        let rep_client = served.bearer(&rep.key);
        let form = "--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"说明.html\"\r\n\r\n\
                    <script>alert(1)</script>\r\n--b--\r\n";
        let kind = "multipart/form-data; boundary=b";
        let sent = boss.send("POST", "/api/v1/files", Some((kind, form.as_bytes()))).expect(201);
        let file = sent.json()["id"].as_str().unwrap().to_owned();
        assert_eq!((&sent.json()["name"], &sent.json()["size"]), (&json!("说明.html"), &json!(25)));
        rep_client.get(&format!("/api/v1/files/{file}")).expect(404);
        boss.post(&format!("/api/v1/records/gadgets/{gadget}/files"), &json!({"file": file})).expect(204);

        let got = boss.get(&format!("/api/v1/files/{file}")).expect(200);
        assert_eq!(got.body, b"<script>alert(1)</script>");
        assert!(got.header("content-disposition").unwrap().starts_with("attachment"), "{:?}", got.headers);
        assert!(got.header("content-security-policy").unwrap().starts_with("sandbox"));
        assert_eq!(got.header("x-content-type-options"), Some("nosniff"));
        let tag = got.header("etag").unwrap().to_owned();
        boss.clone().with("if-none-match", &tag).get(&format!("/api/v1/files/{file}")).expect(304);
        rep_client.get(&format!("/api/v1/files/{file}")).expect(404);
        let log = boss.get("/api/v1/access-log").expect(200).json();
        assert!(log["entries"].as_array().unwrap().iter().any(|entry| entry["kind"] == "download"), "{log}");

        let listed = boss.get(&format!("/api/v1/records/gadgets/{gadget}/files")).expect(200).json();
        assert_eq!(listed["entries"][0]["id"], file.as_str());
        let raw = boss.send("POST", "/api/v1/files?name=a.bin", Some(("application/octet-stream", b"x"))).expect(201);
        assert_eq!(raw.json()["size"], 1);
        boss.send("POST", "/api/v1/files", Some(("application/octet-stream", b"x"))).expect(400);
        boss.send("POST", "/api/v1/files?name=..%2Fa", Some(("application/octet-stream", b"x"))).expect(422);
        boss.send("POST", "/api/v1/files", Some((kind, b"--b\r\nbroken"))).expect(400);
        boss.delete(&format!("/api/v1/files/{file}")).expect(204);
        boss.get(&format!("/api/v1/files/{file}")).expect(404);
    });
}

#[test]
fn a_masked_value_is_shown_to_whoever_may_reveal_it_and_logged() {
    on_both_databases(|heyi, served, boss| {
        let gadget = boss.make("gadgets", &json!({"name": "电话机", "phone": "13800138000"}));
        let blind = served.bearer(&Member::new(heyi, "blind", &["blind"]).key);
        let path = format!("/api/v1/records/gadgets/{gadget}");
        let seen = blind.get(&path).expect(200).json();
        assert_eq!(seen["masked"], json!(["phone"]));
        assert_ne!(seen["phone"], "+8613800138000");
        assert!(seen.get("price").is_none());
        blind.post(&format!("{path}/reveal"), &json!({"field": "phone"})).expect(403);
        blind.post(&format!("{path}/reveal"), &json!({"field": "price"})).expect(422);
        blind.post(&format!("{path}/reveal"), &json!({"field": "no_such"})).expect(422);
        blind.patch(&path, &json!({"phone": "13800138001"})).expect(403);

        let role = json!({"key": "c_desk", "label": {"zh": "前台"}, "modules": {"gadgets": {
            "read": "all", "fields": {"phone": "masked"}, "reveal": ["phone"]}}});
        boss.post("/api/v1/roles", &role).expect(201);
        let desk = Member::new(heyi, "desk", &["c_desk"]);
        let desk_client = served.bearer(&desk.key);
        let shown = desk_client.post(&format!("{path}/reveal"), &json!({"field": "phone"})).expect(200).json();
        assert_eq!(shown, json!({"field": "phone", "value": "+8613800138000"}));
        let log = boss.get(&format!("/api/v1/access-log?record={gadget}")).expect(200).json();
        assert_eq!(log["entries"][0]["kind"], "reveal", "{log}");
        for _ in 1..heyi_engine::reveal::MAX_AN_HOUR {
            desk_client.post(&format!("{path}/reveal"), &json!({"field": "phone"})).expect(200);
        }
        let refused = desk_client.post(&format!("{path}/reveal"), &json!({"field": "phone"})).expect(429);
        assert!(refused.header("retry-after").is_some());
        heyi.clock.advance(3_600_001);
        desk_client.post(&format!("{path}/reveal"), &json!({"field": "phone"})).expect(200);
    });
}
