//! What hangs on a record: history, timeline, comments, tags, files, related records, why.

use serde_json::{Value as Json, json};

use super::alike;
use super::table::{self, record};

#[test]
fn the_history_names_every_change_of_every_type() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let path = format!("/records/§gadgets/{}", s.make(record(&rows, 0)));
        for row in &rows {
            s.boss().patch(&path, json!({format!("§{}", row.key): row.write[1]})).expect(200);
        }
        s.boss().delete(&path).expect(204);
        s.boss().post(&format!("{path}/actions/restore"), json!({})).expect(200);
        let history = s.boss().get(&format!("{path}/history?limit=100")).expect(200).json;
        let entries = history["entries"].as_array().unwrap();
        assert_eq!(entries.len(), rows.len() + 3, "{history}");
        for row in &rows {
            let told = entries.iter().any(|entry| {
                let mut changes = entry["changes"].as_array().into_iter().flatten();
                entry["kind"] == "update" && changes.any(|change| change["field"] == row.key)
            });
            assert!(told, "{} is not told in {history}", row.key);
        }
    });
}

#[test]
fn a_timeline_shows_what_happened_with_a_record_and_beyond_it() {
    alike(|s| {
        let gadget = s.make(json!({"§name": "机", "§maker": s.world.makers[0]}));
        let note = |subject: &str, at: &str| {
            let fields = json!({"§subject": subject, "§gadget": gadget, "§happened_at": at});
            s.boss().post("/records/§notes", fields).expect(201).id()
        };
        let early = note("早", "2026-11-01T00:00:00Z");
        note("晚", "2026-11-20T00:00:00Z");
        let shown = |path: &str| -> Vec<String> {
            let timeline = s.boss().get(&format!("{path}/timeline")).expect(200).json;
            let entries = timeline["entries"].as_array().unwrap();
            entries.iter().map(|entry| entry["record"]["name"].as_str().unwrap().to_owned()).collect()
        };
        let (on_gadget, on_maker) =
            (format!("/records/§gadgets/{gadget}"), format!("/records/makers/{}", s.world.makers[0]));
        assert_eq!(shown(&on_gadget), ["晚", "早"]);
        assert_eq!(shown(&on_maker), ["晚", "早"]);
        s.boss()
            .patch(&format!("/records/§notes/{early}"), json!({"§happened_at": "2026-11-22T00:00:00Z"}))
            .expect(200);
        assert_eq!(shown(&on_gadget), ["早", "晚"]);
        s.boss().patch(&on_gadget, json!({"§maker": s.world.makers[1]})).expect(200);
        assert_eq!(shown(&on_maker), [] as [&str; 0], "it moved to the other maker");
        s.boss().delete(&format!("/records/§notes/{early}")).expect(204);
        assert_eq!(shown(&on_gadget), ["晚"]);
    });
}

#[test]
fn comments_tags_files_and_related_records_hang_on_it() {
    alike(|s| {
        let gadget = s.make(json!({"§name": "机", "§maker": s.world.makers[0]}));
        let path = format!("/records/§gadgets/{gadget}");
        let comment = s.boss().post(&format!("{path}/comments"), json!({"body": "很好用"})).expect(201).id();
        s.boss().patch(&format!("/comments/{comment}"), json!({"body": "一般"})).expect(204);
        let comments = s.boss().get(&format!("{path}/comments")).expect(200).json;
        assert_eq!(comments["entries"][0]["body"], "一般");
        s.boss().delete(&format!("/comments/{comment}")).expect(204);

        s.boss().put(&format!("{path}/tags"), json!({"tags": ["重点", "木制"]})).expect(200);
        let tagged = json!({"filter": {"field": "tags", "op": "contains", "value": "重点"}});
        assert_eq!(s.boss().post("/records/§gadgets/query", tagged).expect(200).names(), ["机"]);
        let tags = s.boss().get("/tags?module=§gadgets").expect(200).json;
        assert_eq!(tags["tags"].as_array().unwrap().len(), 2);

        s.boss().post(&format!("{path}/files"), json!({"file": s.world.files[0]})).expect(204);
        let files = s.boss().get(&format!("{path}/files")).expect(200).json;
        assert_eq!(files["entries"][0]["name"], "a.txt");

        s.boss().post("/records/§notes", json!({"§subject": "记", "§gadget": gadget})).expect(201);
        let of_gadget = s.boss().get(&format!("{path}/related/§notes.§gadget")).expect(200);
        assert_eq!(of_gadget.names(), ["记"]);
        let of_maker = format!("/records/makers/{}/related/§gadgets.§maker", s.world.makers[0]);
        assert_eq!(s.boss().get(&of_maker).expect(200).names(), ["机"]);

        let why = s.boss().get(&format!("{path}/why")).expect(200).json;
        assert!(!why.is_null());
        let member = json!({"subject": {"person": s.world.people[1]}, "level": "read"});
        s.boss().put(&format!("{path}/team"), member).expect(200);
        let team: Json = s.boss().get(&format!("{path}/team")).expect(200).json;
        assert!(team.to_string().contains(&s.world.people[1]), "{team}");
        s.boss().post(&format!("{path}/actions/transfer"), json!({"owner": s.world.people[1]})).expect(200);
        assert_eq!(s.boss().get(&path).expect(200).json["owner"]["name"], "下属");
    });
}
