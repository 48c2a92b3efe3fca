//! `heyi check --history` names the record when rows are changed, deleted, reordered or cut off by raw SQL.

use heyi_db::test_support;
use serde_json::json;

use crate::client::Client;
use crate::house::House;
use crate::raw::Raw;

/// The tables that are tampered with.
const TABLES: [&str; 3] = ["history", "seal", "accounts"];

/// What is done behind the back of the house, and the accounts that the check must then name, by their place.
/// `{0}` … `{4}` are ids of accounts; `{a}` and `{b}` numbers of entries of the accounts 1 and 2.
const CASES: &[(&str, &str, &[usize])] = &[
    (
        "a value in history is changed",
        "UPDATE history SET changes = replace(changes, '第一家', '第二家') WHERE seq = {a}",
        &[1],
    ),
    ("who did it is changed", "UPDATE history SET person = 7 WHERE seq = {a}", &[1]),
    ("when it was done is changed", "UPDATE history SET at = at - 86400000 WHERE seq = {b}", &[2]),
    ("an entry is ascribed to another record", "UPDATE history SET record = {3} WHERE seq = {a}", &[1, 3]),
    ("a version is changed", "UPDATE history SET version = 9 WHERE seq = {b}", &[2]),
    ("an entry is deleted", "DELETE FROM history WHERE seq = {a}", &[1]),
    ("all entries of a record are deleted", "DELETE FROM history WHERE record = {2}", &[2]),
    (
        "two entries change places",
        "UPDATE history SET seq = -1 WHERE seq = {a}; UPDATE history SET seq = {a} WHERE seq = {b}; \
         UPDATE history SET seq = {b} WHERE seq = -1",
        &[1, 2],
    ),
    ("the end is cut off", "DELETE FROM history WHERE seq >= {b}", &[2, 3, 4]),
    (
        "the end is cut off with its seals",
        "DELETE FROM history WHERE seq >= {b}; DELETE FROM seal WHERE last >= {b}",
        &[2, 3, 4],
    ),
    ("a record is changed", "UPDATE accounts SET name = '偷梁换柱' WHERE id = {3}", &[3]),
    ("a record goes back to an older version", "UPDATE accounts SET version = 1 WHERE id = {1}", &[1]),
    ("a record is deleted", "DELETE FROM accounts WHERE id = {4}", &[4]),
];

#[test]
fn heavy_the_check_names_the_record_on_sqlite() {
    check_every_case(&House::new(None));
}

#[test]
fn heavy_the_check_names_the_record_on_postgresql() {
    check_every_case(&House::new(Some(test_support::fresh_database().unwrap())));
}

fn check_every_case(house: &House) {
    let ids = five_accounts(house);
    house.succeed(&["check", "--history"], "");
    let mut raw = Raw::open(house.url());
    let update_of = |raw: &mut Raw, at: usize| {
        raw.number(&format!("SELECT seq FROM history WHERE record = {} AND version = 2", ids[at]))
    };
    let (a, b) = (update_of(&mut raw, 1), update_of(&mut raw, 2));
    for table in TABLES {
        raw.batch(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}"));
    }
    for (case, text, named) in CASES {
        let mut text = text.replace("{a}", &a.to_string()).replace("{b}", &b.to_string());
        for (at, id) in ids.iter().enumerate() {
            text = text.replace(&format!("{{{at}}}"), id);
        }
        raw.batch(&text);
        let (good, said) = house.run(&["check", "--history"], "");
        assert!(!good, "{case}, and the check is content: {said}");
        for (at, id) in ids.iter().enumerate() {
            assert_eq!(said.contains(id.as_str()), named.contains(&at), "{case}; account {at} is {id}: {said}");
        }
        for table in TABLES {
            raw.batch(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}"));
        }
    }
    house.succeed(&["check", "--history"], "");
}

/// Five accounts that are changed one after the other when all are there.
fn five_accounts(house: &House) -> Vec<String> {
    let server = house.start_ready();
    let client = Client::new(&server.base, &Client::sign_in(&server.base));
    let id = |n: usize| {
        let made = client.post("records/accounts", &json!({"name": format!("第一家公司{n}")}));
        made["id"].as_str().unwrap().to_owned()
    };
    let ids: Vec<String> = (0..5).map(id).collect();
    for id in &ids {
        let path = format!("records/accounts/{id}");
        let (status, body) = client.send("PATCH", &path, None, Some(&json!({"short_name": "第一家"}))).unwrap();
        assert_eq!(status, 200, "{body}");
    }
    ids
}
