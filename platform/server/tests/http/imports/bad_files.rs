//! Whatever is sent as a table, the answer is an import or a clear refusal, and nothing is half written.

use std::io::Write as _;

use serde_json::{Value as Json, json};

use super::{count, path, propose, run_jobs, upload};
use crate::client::{Client, Member, on_both_databases, on_one_database};

fn refused(client: &Client, content: &[u8], spec: &Json) -> (u16, Vec<String>, String) {
    let file = upload(client, "a.csv", content);
    let answer = client.post("/api/v1/imports", &json!({"module": "makers", "file": file, "spec": spec}));
    assert!(answer.status >= 400, "{}", answer.text());
    let said = answer.json();
    assert_eq!(answer.header("content-type"), Some("application/problem+json"));
    (answer.status, answer.codes(), said["detail"].as_str().unwrap_or_default().to_owned())
}

/// A workbook whose one part unpacks to `bytes` zeros.
fn bomb(bytes: usize) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("xl/workbook.xml", options).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..bytes >> 20 {
        zip.write_all(&zeros).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn what_is_no_table_is_refused_in_words_and_nothing_is_kept() {
    on_both_databases(|_, _, boss| {
        let wide: String = (0..1_001).map(|n| format!("第几列呢{n},")).collect();
        let files: Vec<(Vec<u8>, &str)> = vec![
            (b"<!DOCTYPE html><html><body>".to_vec(), "网页"),
            (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\n".to_vec(), "Git LFS"),
            (b"[{\"name\": 1}]".to_vec(), "JSON"),
            (b"%PDF-1.7\n%\xE2\xE3".to_vec(), "PDF"),
            (b"\x89PNG\r\n\x1A\n\0\0\0\x0DIHDR\0\0\0\x01".to_vec(), "图片"),
            (b"PK\x03\x04broken".to_vec(), "损坏"),
            (b"12-07-84,36y11m15d\n".to_vec(), "标题"),
            (b" \n \n".to_vec(), "空"),
            (bomb(300 << 20), "200 MB"),
            (wide.into_bytes(), "1000 列"),
            (b"\x01\x02\x03\x04\x05\x06\x07\x08\0\0".to_vec(), "不是文字"),
        ];
        for (content, said) in files {
            let (status, codes, detail) = refused(boss, &content, &json!({}));
            assert_eq!((status, codes.as_slice()), (422, ["not_a_table".to_owned()].as_slice()), "{said}");
            assert!(detail.contains(said), "{detail} does not say {said}");
        }
        assert_eq!(boss.get("/api/v1/imports").expect(200).json()["entries"], json!([]));
        assert_eq!(count(boss, "makers"), 0);
    });
}

#[test]
fn a_mapping_that_does_not_fit_is_refused_with_every_fault() {
    on_both_databases(|heyi, served, boss| {
        let table = "名称,行业\n甲,木材\n".as_bytes();
        let column = |column: &str, field: &str| json!({"column": column, "field": field});
        for (spec, status, codes) in [
            (json!({"columns": [column("名称", "no_such")]}), 422, &["unknown_field"][..]),
            (json!({"columns": [column("没有", "name")]}), 422, &["unknown_column"]),
            (json!({"columns": [column("没有", "no_such")]}), 422, &["unknown_column", "unknown_field"]),
            (json!({"columns": [column("名称", "name"), column("行业", "name")]}), 422, &["mapped_twice"]),
            (json!({"columns": [column("名称", "created_at")]}), 422, &["read_only"]),
            (json!({"columns": [{"column": "名称", "field": "name", "create_missing": true}]}), 422, &["not_a_link"]),
            (json!({"columns": [{"column": "名称", "field": "name", "lookup_by": "x"}]}), 422, &["not_a_link"]),
            (
                json!({"columns": [{"column": "名称", "field": "parent", "lookup_by": "trade"}]}),
                422,
                &["no_lookup_field"],
            ),
            (json!({"columns": vec![column("名称", "name"); 2_001]}), 422, &["too_many_items"]),
            (json!({"mode": "update", "columns": [column("名称", "name")]}), 422, &["no_match_key"]),
            (
                json!({"mode": "upsert", "match_on": "name", "columns": [column("名称", "name")]}),
                422,
                &["no_match_key"],
            ),
            (json!({"mode": "replace"}), 400, &["unknown_option"]),
            (json!({"columns": [{"column": "名称"}, 1]}), 400, &["invalid_definition"]),
            (json!({"colums": []}), 400, &["unknown_member"]),
            (json!({"encoding": "ebcdic"}), 400, &["unknown_option"]),
            (json!({"header_line": 99}), 422, &["unknown_header_line"]),
            (json!({"header_line": -1}), 400, &["invalid_definition"]),
            (json!([]), 400, &["not_object"]),
        ] {
            let (found_status, found, _) = refused(boss, table, &spec);
            assert_eq!((found_status, found), (status, codes.iter().map(|c| (*c).to_owned()).collect()), "{spec}");
        }
        let file = upload(boss, "a.csv", table);
        for (asked, status, codes) in [
            (json!({}), 400, &["required", "required"][..]),
            (json!({"module": "makers", "file": "12"}), 422, &["unknown_file"]),
            (json!({"module": "makers", "file": "x"}), 400, &["not_id"]),
            (json!({"module": "no_such", "file": file}), 404, &["unknown_module"]),
            (json!({"module": "a\u{0}b", "file": file}), 404, &["unknown_module"]),
            (json!({"module": "makers", "file": file, "more": 1}), 400, &["unknown_parameter"]),
        ] {
            let answer = boss.post("/api/v1/imports", &asked).expect(status);
            assert_eq!(answer.codes(), codes, "{asked}");
        }
        // Somebody else's file is not there.
        let rep = served.bearer(&Member::new(heyi, "rep", &["own"]).key);
        let asked = json!({"module": "makers", "file": file});
        assert_eq!(rep.post("/api/v1/imports", &asked).expect(422).codes(), ["unknown_file"]);
        let made = boss.post("/api/v1/imports", &asked).expect(201).json();
        boss.patch(&path(&made), &json!({})).expect(400);
        boss.post(&path(&made), &json!({"dry_run": "yes"})).expect(400);
        for id in ["1", "x", "%00", "9223372036854775808"] {
            boss.get(&format!("/api/v1/imports/{id}")).expect(404);
            boss.get(&format!("/api/v1/imports/{id}/rejected")).expect(404);
            boss.post(&format!("/api/v1/imports/{id}"), &json!({})).expect(404);
            boss.post(&format!("/api/v1/imports/{id}/cancel"), &json!({})).expect(404);
        }
        assert_eq!(count(boss, "makers"), 0);
    });
}

#[test]
fn a_name_that_is_a_path_is_refused_and_a_strange_one_names_no_file() {
    on_both_databases(|heyi, _, boss| {
        let table = "名称\n\n";
        for name in ["../a.csv", "..\\a.csv", "C:a.csv", "a\u{0}.csv", "nul.csv"] {
            let path = format!("/api/v1/files?name={}", super::percent(name));
            let raw = Some(("text/csv", table.as_bytes()));
            assert_eq!(boss.send("POST", &path, raw).expect(422).codes(), ["invalid_file_name"], "{name}");
        }
        let file = upload(boss, "报价 'a'; 100%.csv", "名称,行业\n甲,乙,丙\n".as_bytes());
        let made = boss.post("/api/v1/imports", &json!({"module": "makers", "file": file})).expect(201).json();
        boss.post(&path(&made), &json!({})).expect(202);
        run_jobs(heyi);
        let rejected = boss.get(&format!("{}/rejected", path(&made))).expect(200);
        let disposition = rejected.header("content-disposition").unwrap();
        assert!(disposition.bytes().all(|byte| (0x20..0x7f).contains(&byte)), "{disposition}");
        assert!(rejected.text().contains("甲,乙,2,"), "{}", rejected.text());
    });
}

#[test]
fn a_table_of_strange_values_breaks_nothing() {
    on_both_databases(|heyi, _, boss| {
        let long = "长".repeat(5_000);
        let strange = [
            "=1+1",
            "'; DROP TABLE makers; --",
            "\u{202e}倒",
            "a\u{0}b",
            "\u{feff}",
            "科\u{fffd}",
            long.as_str(),
            "-",
            "9223372036854775808",
            "1e400",
            "2026-02-30",
            "true",
            "{}",
            "[\"\\u0000\"]",
            "\u{10ffff}",
        ];
        let module = boss.get("/api/v1/modules/gadgets").expect(200).json();
        let fields: Vec<&Json> =
            module["fields"].as_array().unwrap().iter().filter(|f| f["writable"] == true).collect();
        let fields: Vec<&str> = fields.iter().map(|field| field["key"].as_str().unwrap()).collect();
        let fields: Vec<&str> =
            fields.into_iter().filter(|key| !matches!(*key, "name" | "manual" | "number")).collect();
        assert!(fields.len() > 15, "{fields:?}");
        let mut text = format!("name,{}\n", fields.join(","));
        for (n, value) in strange.iter().enumerate() {
            for at in 0..fields.len() {
                let quoted = format!("\"{}\"", value.replace('"', "\"\""));
                let cells: Vec<&str> = (0..fields.len()).map(|n| if n == at { quoted.as_str() } else { "" }).collect();
                text.push_str(&format!("甲{n},{}\n", cells.join(",")));
            }
        }
        let made = propose(boss, "gadgets", text.as_bytes(), &json!({}));
        assert_eq!(made["proposal"]["unmapped"], json!([]));
        boss.post(&path(&made), &json!({})).expect(202);
        run_jobs(heyi);
        let done = boss.get(&path(&made)).expect(200).json();
        assert_eq!(done["state"], "done", "{done}");
        super::assert_whole(&done);
        let created = done["progress"]["created"].as_u64().unwrap();
        assert_eq!(count(boss, "gadgets"), created);
        let rejected = boss.get(&format!("{}/rejected", path(&made))).expect(200);
        assert!(rejected.text().starts_with('\u{feff}'));
    });
}

#[test]
fn a_table_has_a_bounded_number_of_rows() {
    on_one_database(|_, _, boss| {
        let rows = heyi_transfer::import::MAX_ROWS as usize;
        let text = format!("名称\n{}", "a\n".repeat(rows + 1));
        let (status, codes, _) = refused(boss, text.as_bytes(), &json!({}));
        assert_eq!((status, codes), (422, vec!["too_many_rows".to_owned()]));
    });
}
