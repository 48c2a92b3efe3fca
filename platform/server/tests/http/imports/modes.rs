//! What a mapping can say: modes, keys, links, values; and what holds an import and what does not.

use heyi_engine::{Rule, RuleCx};
use heyi_model::{Code, Fault};
use heyi_testkit::sample;
use serde_json::{Value as Json, json};

use super::{count, figures, import, path, propose, records, run_jobs};
use crate::client::{Client, on_both_databases, on_both_databases_with};

/// A mapping of these columns, one field each.
fn spec(columns: &[(&str, &str)]) -> Json {
    let column = |(column, field): &(&str, &str)| json!({"column": column, "field": field});
    json!({"columns": columns.iter().map(column).collect::<Vec<_>>()})
}

fn in_mode(mode: &str, mut spec: Json) -> Json {
    spec["mode"] = mode.into();
    spec["match_on"] = "code".into();
    spec
}

fn by_code(client: &Client) -> Vec<(String, Json)> {
    let code = |record: &Json| record["code"].as_str().unwrap_or_default().to_owned();
    records(client, "gadgets").iter().map(|record| (code(record), record["pieces"].clone())).collect()
}

#[test]
fn a_mode_makes_changes_or_both_by_a_unique_field() {
    on_both_databases(|heyi, _, boss| {
        let map = spec(&[("名称", "name"), ("代码", "code"), ("件数", "pieces")]);
        let insert = import(heyi, boss, "gadgets", "名称,代码,件数\n甲,a,1\n乙,b,2\n".as_bytes(), &map);
        assert_eq!(figures(&insert), [2, 2, 0, 0, 0, 2]);

        let changes = "名称,代码,件数\n甲,A,10\n丙,c,3\n丁,,4\n";
        let update = import(heyi, boss, "gadgets", changes.as_bytes(), &in_mode("update", map.clone()));
        assert_eq!(figures(&update), [3, 0, 1, 1, 1, 3], "unknown keys are skipped, a row without one is refused");
        assert_eq!(by_code(boss), [("A".into(), json!(10)), ("b".into(), json!(2))], "keys are compared folded");

        let upsert = import(heyi, boss, "gadgets", changes.as_bytes(), &in_mode("upsert", map.clone()));
        assert_eq!(figures(&upsert), [3, 2, 1, 0, 0, 3], "{upsert}");
        assert_eq!(count(boss, "gadgets"), 4);

        // A key that comes twice in one file makes one record and changes it.
        let twice = "名称,代码,件数\n戊,e,1\n戊,e,5\n";
        let twice = import(heyi, boss, "gadgets", twice.as_bytes(), &in_mode("upsert", map));
        assert_eq!(figures(&twice), [2, 1, 1, 0, 0, 2]);
        assert_eq!(by_code(boss).last(), Some(&("e".into(), json!(5))));
    });
}

#[test]
fn a_dry_run_meets_a_value_that_comes_twice_however_far_apart() {
    on_both_databases(|heyi, _, boss| {
        let rows: String = (0..450).map(|n| format!("甲,c{}\n", n % 400)).collect();
        let content = format!("名称,代码\n{rows}");
        let map = spec(&[("名称", "name"), ("代码", "code")]);
        for (asked, expected) in
            [(map.clone(), [450, 400, 0, 0, 50, 450]), (in_mode("upsert", map), [450, 400, 50, 0, 0, 450])]
        {
            let made = propose(boss, "gadgets", content.as_bytes(), &asked);
            boss.post(&super::path(&made), &json!({"dry_run": true})).expect(202);
            super::run_jobs(heyi);
            let tried = boss.get(&super::path(&made)).expect(200).json();
            assert_eq!((&tried["state"], figures(&tried)), (&json!("done"), expected), "{tried}");
            assert_eq!(count(boss, "gadgets"), 0);
        }
    });
}

#[test]
fn what_a_file_takes_for_granted_can_be_told() {
    on_both_databases(|heyi, _, boss| {
        let rows = "名称,电话,制造日期,颜色,价格\n甲,415-555-2671,03-07-2021 01:09,,\"$1,117.10K\"\n";
        let columns =
            [("名称", "name"), ("电话", "phone"), ("制造日期", "made_on"), ("颜色", "colour"), ("价格", "price")];
        let mut told = spec(&columns);
        told["phone_region"] = "US".into();
        told["dates"] = "month_day".into();
        told["columns"][3]["values"] = json!({"": "blue"});
        let done = import(heyi, boss, "gadgets", rows.as_bytes(), &told);
        assert_eq!(figures(&done), [1, 1, 0, 0, 0, 1], "{done}");
        let made = &records(boss, "gadgets")[0];
        let of = |field: &str| made[field].as_str().unwrap();
        assert_eq!(
            ["phone", "made_on", "colour", "price"].map(of),
            ["+14155552671", "2021-03-07", "blue", "1117100.00"]
        );
        told["phone_region"] = "Atlantis".into();
        let file = super::upload(boss, "a.csv", rows.as_bytes());
        let asked = json!({"module": "gadgets", "file": file, "spec": told});
        assert_eq!(boss.post("/api/v1/imports", &asked).expect(422).json()["errors"][0]["field"], "spec.phone_region");
    });
}

#[test]
fn links_are_found_by_name_by_a_field_or_by_id_and_made_when_asked_to() {
    on_both_databases(|heyi, _, boss| {
        let maker = boss.make("makers", &json!({"name": "老字号"}));
        boss.make("makers", &json!({"name": "重名"}));
        boss.make("makers", &json!({"name": "重名"}));
        let gadget = boss.make("gadgets", &json!({"name": "算盘", "code": "S-1"}));

        let by_name = "名称,厂商\n一,老字号\n二,没有\n三,重名\n四,\n";
        let map = spec(&[("名称", "name"), ("厂商", "maker")]);
        let done = import(heyi, boss, "gadgets", by_name.as_bytes(), &map);
        assert_eq!(figures(&done), [4, 2, 0, 0, 2, 4]);
        let codes = |n: usize| done["faults"][n]["errors"][0]["code"].clone();
        assert_eq!([codes(0), codes(1)], [json!("unknown_record"), json!("ambiguous_record")]);

        let mut makes = map.clone();
        makes["columns"][1]["create_missing"] = json!(true);
        let done = import(heyi, boss, "gadgets", "名称,厂商\n五,没有\n六,没有\n七,另一家\n".as_bytes(), &makes);
        assert_eq!((figures(&done), &done["targets_created"]), ([3, 3, 0, 0, 0, 3], &json!(2)));
        assert_eq!(count(boss, "makers"), 5);

        let mut by_key = spec(&[("主题", "subject"), ("器具", "gadget")]);
        by_key["columns"][1]["lookup_by"] = "code".into();
        let done = import(heyi, boss, "notes", "主题,器具\n擦拭,s-1\n丢失,S-2\n".as_bytes(), &by_key);
        assert_eq!(figures(&done), [2, 1, 0, 0, 1, 2]);
        assert_eq!(records(boss, "notes")[0]["gadget"]["id"], gadget.as_str());

        let mut by_id = map;
        by_id["columns"][1]["lookup_by"] = "id".into();
        let done = import(heyi, boss, "gadgets", format!("名称,厂商\n八,{maker}\n九,12\n").as_bytes(), &by_id);
        assert_eq!(figures(&done), [2, 1, 0, 0, 1, 2]);
    });
}

#[test]
fn what_is_optional_is_left_out_and_noted_instead_of_refusing_the_row() {
    on_both_databases(|heyi, _, boss| {
        let columns = [("名称", "name"), ("电话", "phone"), ("网址", "site"), ("厂商", "maker"), ("件数", "pieces")];
        let rows = "名称,电话,网址,厂商,件数\n甲,12,没有空 格,不在,-3\n乙,13800138000,a.cn,不在,\n丙,,,,许多\n";
        let mut map = spec(&columns);
        let strict = import(heyi, boss, "gadgets", rows.as_bytes(), &map);
        assert_eq!(figures(&strict), [3, 0, 0, 0, 3, 3], "{strict}");
        for column in 1..=4 {
            map["columns"][column]["optional"] = json!(true);
        }
        let done = import(heyi, boss, "gadgets", rows.as_bytes(), &map);
        assert_eq!((figures(&done), &done["notes_total"]), ([3, 3, 0, 0, 0, 3], &json!(6)), "{done}");
        let told = |n: usize| (done["notes"][n]["line"].as_u64().unwrap(), done["notes"][n]["field"].as_str().unwrap());
        let expected = [(2, "phone"), (2, "site"), (2, "maker"), (2, "pieces"), (3, "maker"), (4, "pieces")];
        assert_eq!([0, 1, 2, 3, 4, 5].map(told), expected);
        assert_eq!(done["notes"][2]["kind"], "link_not_found");
        let path = format!("/api/v1/imports/{}", done["id"].as_str().unwrap());
        for (query, notes) in [("", 6), ("?notes=1000", 6), ("?notes=4", 4), ("?notes=1", 1)] {
            let told = boss.get(&format!("{path}{query}")).expect(200).json();
            assert_eq!(told["notes"].as_array().unwrap().len(), notes, "{query}");
        }
        for query in ["?notes=0", "?notes=1001", "?notes=x", "?faults=3"] {
            boss.get(&format!("{path}{query}")).expect(400);
        }
        assert_eq!(done["notes"][5], json!({"line": 4, "kind": "value_left_out", "field": "pieces", "value": "许多"}));
        let made = records(boss, "gadgets");
        assert_eq!((&made[1]["phone"], &made[0]["pieces"]), (&json!("+8613800138000"), &json!(null)));
    });
}

#[test]
fn links_within_the_file_are_found_wherever_their_record_stands() {
    on_both_databases(|heyi, _, boss| {
        let rows = "名称,上级厂商\n分厂,总厂\n总厂,\n孤厂,不在\n";
        let done = import(heyi, boss, "makers", rows.as_bytes(), &json!({}));
        assert_eq!((figures(&done), &done["notes_total"]), ([3, 3, 0, 0, 0, 3], &json!(1)), "{done}");
        assert_eq!(done["notes"][0], json!({"line": 4, "kind": "link_not_found", "field": "parent", "value": "不在"}));
        assert_eq!(records(boss, "makers")[0]["parent"]["name"], "总厂");
    });
}

#[test]
fn likely_duplicates_are_reported_and_imported_and_a_unique_key_rejects() {
    on_both_databases(|heyi, _, boss| {
        let there = boss.make("makers", &json!({"name": "北京合一股份有限公司"}));
        let done = import(heyi, boss, "makers", "名称\n北京合一\n上海合一\n上海合一有限公司\n".as_bytes(), &json!({}));
        assert_eq!((figures(&done), &done["notes_total"]), ([3, 3, 0, 0, 0, 3], &json!(2)), "{done}");
        let in_file = json!({"line": 4, "kind": "likely_duplicate_in_file", "field": "name", "value": "3"});
        assert_eq!(done["notes"][1], in_file);
        assert_eq!(done["notes"][0], json!({"line": 2, "kind": "likely_duplicate", "field": "name", "value": there}));

        boss.make("gadgets", &json!({"name": "话机", "phone": "13800138000"}));
        let phones = "名称,电话\n甲,138 0013 8000\n乙,13900139000\n丙,+86 139-0013-9000\n丁,12\n";
        let done = import(heyi, boss, "gadgets", phones.as_bytes(), &json!({}));
        assert_eq!(figures(&done), [4, 1, 0, 0, 3, 4], "{done}");
        let code = |n: usize| done["faults"][n]["errors"][0]["code"].as_str().unwrap().to_owned();
        assert_eq!([code(0), code(1), code(2)], ["duplicate", "duplicate_in_request", "invalid_phone"]);
    });
}

#[test]
fn gates_do_not_hold_an_import_and_validation_does() {
    fn heavy_needs_a_story(cx: &mut RuleCx) -> Result<(), Fault> {
        match cx.change.new.int("pieces") {
            Some(pieces) if pieces > 5 => cx.refuse("story", Code::Required),
            _ => Ok(()),
        }
    }
    fn nothing_is_older_than_its_check(cx: &mut RuleCx) -> Result<(), Fault> {
        cx.not_in_the_future("made_on")
    }
    static RULES: [Rule; 2] = [
        Rule::on_write("heavy_needs_a_story", heavy_needs_a_story).gate(),
        Rule::on_write("nothing_is_older_than_its_check", nothing_is_older_than_its_check),
    ];
    let mut shape = sample::shape();
    let gadgets = shape.apps[0].nouns.iter_mut().find(|noun| noun.key == "gadgets").unwrap();
    gadgets.rules = &RULES;
    on_both_databases_with(&shape, |heyi, _, boss| {
        boss.post("/api/v1/records/gadgets", &json!({"name": "手工", "pieces": 9})).expect(422);
        let rows = "名称,件数,制造日期\n过了,9,2020-01-01\n不行,1,2999-01-01\n负数,-1,\n";
        let done = import(heyi, boss, "gadgets", rows.as_bytes(), &json!({}));
        assert_eq!(figures(&done), [3, 1, 0, 0, 2, 3], "{done}");
        let code = |n: usize| done["faults"][n]["errors"][0]["code"].as_str().unwrap().to_owned();
        assert_eq!([code(0), code(1)], ["in_the_future", "too_small"]);
    });
}

#[test]
fn one_table_in_every_way_of_writing_gives_the_same_records() {
    on_both_databases(|heyi, _, boss| {
        let table = "名称,说明\n甲,\"两行\n的,说明\"\n乙㐂,普通\n";
        let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        let gb18030 = encoding_rs::GB18030.encode(table).0.into_owned();
        let other = |d: &str| format!("名称{d}说明\n甲{d}\"两行\n的,说明\"\n乙㐂{d}普通\n");
        let files = [
            ("UTF-8", table.as_bytes().to_vec()),
            ("with a mark", format!("\u{feff}{table}").into_bytes()),
            ("CRLF", table.replace('\n', "\r\n").into_bytes()),
            ("GB18030", gb18030),
            ("UTF-16 and tabs", [vec![0xff, 0xfe], utf16(&other("\t"))].concat()),
            ("semicolons", other(";").into_bytes()),
            ("tabs", other("\t").into_bytes()),
            ("a title above", "器具清单\n\n名称,说明,件数\n甲,\"两行\n的,说明\",1\n乙㐂,普通,2\n".into()),
            ("merged headings", merged_headings()),
        ];
        for (n, (how, content)) in files.iter().enumerate() {
            let proposed = propose(boss, "gadgets", content, &json!({}));
            assert_eq!(proposed["proposal"], json!({"unmapped": [], "missing": []}), "{how}: {}", proposed["table"]);
            let spec = proposed["spec"].clone();
            let done = import(heyi, boss, "gadgets", content, &spec);
            assert_eq!(figures(&done), [2, 2, 0, 0, 0, 2], "{how}: {done}");
            let made = &records(boss, "gadgets")[n * 2..];
            let story = made[0]["story"].as_str().unwrap().replace("\r\n", "\n");
            assert_eq!((&made[0]["name"], story.as_str()), (&json!("甲"), "两行\n的,说明"), "{how}");
            assert_eq!((&made[1]["name"], &made[1]["story"]), (&json!("乙㐂"), &json!("普通")), "{how}");
        }
    });
}

/// `器具` over two columns, `名称` and `说明` below it.
fn merged_headings() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let plain = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 0, 0, 1, "器具", &plain).unwrap();
    for (row, cells) in [["名称", "说明"], ["甲", "两行\n的,说明"], ["乙㐂", "普通"]].iter().enumerate() {
        for (column, cell) in cells.iter().enumerate() {
            sheet.write_string(row as u32 + 1, column as u16, *cell).unwrap();
        }
    }
    book.save_to_buffer().unwrap()
}

#[test]
fn values_that_a_field_does_not_know_are_told_once_each_with_how_often_they_stand_there() {
    on_both_databases(|heyi, _, boss| {
        boss.make("makers", &json!({"name": "一厂"}));
        let mut table = String::from("名称,颜色,厂商\n");
        for (n, (colour, maker)) in
            [("紫", "一厂"), ("紫", "三厂"), ("金", "一厂"), ("", "三厂"), ("紫", "一厂")].iter().enumerate()
        {
            table.push_str(&format!("器{n},{colour},{maker}\n"));
        }
        let spec = json!({"columns": [{"column": "名称", "field": "name"}, {"column": "颜色", "field": "colour"},
            {"column": "厂商", "field": "maker", "lookup_by": "name"}]});
        let import = propose(boss, "gadgets", table.as_bytes(), &spec);
        assert_eq!(import["unknown_values"], json!([]), "nothing is known before a run");
        boss.post(&path(&import), &json!({"dry_run": true})).expect(202);
        run_jobs(heyi);
        let tried = boss.get(&path(&import)).expect(200).json();
        let told: Vec<_> = tried["unknown_values"]
            .as_array()
            .unwrap()
            .iter()
            .map(|of| {
                let text = |name: &str| of[name].as_str().unwrap().to_owned();
                (text("column"), text("field"), text("value"), of["count"].as_u64().unwrap())
            })
            .collect();
        let expect = |column: &str, field: &str, value: &str, count| (column.into(), field.into(), value.into(), count);
        assert_eq!(
            told,
            [expect("颜色", "colour", "紫", 3), expect("厂商", "maker", "三厂", 2), expect("颜色", "colour", "金", 1),]
        );
        // Another run tells its own.
        let mut spec = tried["spec"].clone();
        spec["columns"][1]["values"] = json!({"紫": "red", "金": "red"});
        boss.patch(&path(&import), &json!({"spec": spec})).expect(200);
        boss.post(&path(&import), &json!({"dry_run": true})).expect(202);
        run_jobs(heyi);
        let again = boss.get(&path(&import)).expect(200).json();
        let values: Vec<_> = again["unknown_values"].as_array().unwrap().iter().map(|of| &of["value"]).collect();
        assert_eq!(values, ["三厂"], "{again}");
    });
}
