//! Over drawn files: the account of an import adds up and agrees with what is there.

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value as Json, json};

use super::{assert_whole, count, figures, path, propose, run_jobs};
use crate::client::{Client, on_both_databases};

/// A cell: mostly something that fits, sometimes something that does not, often nothing.
fn cell(fits: &'static [&'static str], others: &'static [&'static str]) -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(fits).prop_map(str::to_owned),
        1 => prop::sample::select(others).prop_map(str::to_owned),
        2 => Just(String::new()),
    ]
}

/// A line of a file: a row of five cells, or a line that is no such row.
fn line() -> impl Strategy<Value = String> {
    let name = cell(&["甲", "乙", "丙丁"], &["=1", "x\"\"y"]);
    let code = cell(
        &["a1", "a2", "a3", "b1", "b2", "b3", "b4", "b5"],
        &["一个长得离谱的代码一个长得离谱的代码一个长得离谱的代码一个长得离谱的代码"],
    );
    let pieces = cell(&["1", "20", "1,000"], &["-5", "许多", "1.5"]);
    let colour = cell(&["红", "blue"], &["紫", "旧"]);
    let maker = cell(&["老字号", "新厂"], &["无名", "重名"]);
    let row = (name, code, pieces, colour, maker)
        .prop_map(|(name, code, pieces, colour, maker)| format!("\"{name}\",{code},\"{pieces}\",{colour},{maker}"));
    prop_oneof![
        12 => row,
        1 => Just("甲,a9".to_owned()),
        1 => Just("甲,a9,1,红,老字号,多余,的".to_owned()),
        1 => Just("\"没有闭合".to_owned()),
        1 => Just(",,,,".to_owned()),
    ]
}

#[derive(Debug, Clone)]
struct Drawn {
    lines: Vec<String>,
    mode: &'static str,
    makes_missing: bool,
}

fn drawn() -> impl Strategy<Value = Drawn> {
    let modes = prop::sample::select(&["insert", "insert", "update", "upsert"][..]);
    (prop::collection::vec(line(), 1..60), modes, any::<bool>()).prop_map(|(lines, mode, makes_missing)| Drawn {
        lines,
        mode,
        makes_missing,
    })
}

fn spec(drawn: &Drawn) -> Json {
    let mut spec = json!({"mode": drawn.mode, "columns": [
        {"column": "名称", "field": "name"}, {"column": "代码", "field": "code"},
        {"column": "件数", "field": "pieces"}, {"column": "颜色", "field": "colour"},
        {"column": "厂商", "field": "maker", "create_missing": drawn.makes_missing}]});
    if drawn.mode != "insert" {
        spec["match_on"] = "code".into();
    }
    spec
}

fn check(heyi: &heyi_testkit::TestHeyi, boss: &Client, drawn: &Drawn) {
    let content = format!("名称,代码,件数,颜色,厂商\n{}\n", drawn.lines.join("\n"));
    let made = propose(boss, "gadgets", content.as_bytes(), &spec(drawn));
    let before = count(boss, "gadgets");
    boss.post(&path(&made), &json!({"dry_run": true})).expect(202);
    run_jobs(heyi);
    let tried = boss.get(&path(&made)).expect(200).json();
    assert_whole(&tried);
    assert_eq!(count(boss, "gadgets"), before, "a dry run writes nothing");
    boss.post(&path(&made), &json!({})).expect(202);
    run_jobs(heyi);
    let done = boss.get(&path(&made)).expect(200).json();
    assert_eq!(done["state"], "done", "{done}");
    assert_whole(&done);
    assert_eq!(figures(&tried), figures(&done), "a dry run says what will happen: {tried} {done}");
    let [_, created, _, _, failed, _] = figures(&done);
    assert_eq!(count(boss, "gadgets"), before + created);

    // Every refused row is in the file with its reason, and the file can be imported.
    let rejected = boss.get(&format!("{}/rejected", path(&made))).expect(200).body;
    let again = propose(boss, "gadgets", &rejected, &json!({}));
    assert_eq!(again["progress"]["total"].as_u64(), Some(failed), "{}", String::from_utf8_lossy(&rejected));
    let unmapped = again["proposal"]["unmapped"].as_array().unwrap();
    assert_eq!(unmapped.as_slice(), [json!("行号"), json!("原因")]);
    for row in again["table"]["sample"].as_array().unwrap() {
        assert!(!row[6].as_str().unwrap().is_empty(), "{row}");
    }
}

#[test]
fn heavy_the_account_of_any_file_adds_up() {
    on_both_databases(|heyi, _, boss| {
        for maker in ["老字号", "重名", "重名"] {
            boss.make("makers", &json!({"name": maker}));
        }
        let mut runner = TestRunner::new_with_rng(
            Config { cases: 40, failure_persistence: None, ..Config::default() },
            proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
        );
        let held = runner.run(&drawn(), |drawn| {
            check(heyi, boss, &drawn);
            Ok(())
        });
        if let Err(error) = held {
            panic!("{error}");
        }
    });
}
