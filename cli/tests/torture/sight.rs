//! The check of the torture itself: it must see every kind of loss, or its silence says nothing.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::check::Checker;
use crate::client::Client;
use crate::house::House;
use crate::raw::Raw;
use crate::writer::{Sent, Writer};
use crate::{SEED, WRITERS, an_open_stage};

/// So many writes of each writer are enough for every kind of record to be there.
const WRITES: usize = 12;
const TABLES: [&str; 6] = ["accounts", "deals", "history", "event", "seal", "sequence"];

/// What goes wrong, and a word of what the check must say. `{id}` is an account that was changed and is alive.
const LOSSES: &[(&str, &str, &str)] = &[
    ("an acknowledged record is lost", "DELETE FROM accounts WHERE id = {id}", "is gone"),
    ("an acknowledged change is lost", "UPDATE accounts SET version = version - 1 WHERE id = {id}", "was acknowledged"),
    ("a record is half written", "UPDATE accounts SET employees = employees + 1 WHERE id = {id}", "half written"),
    ("a deletion is lost", "UPDATE accounts SET deleted_at = NULL WHERE deleted_at IS NOT NULL", "was acknowledged"),
    (
        "a record is there twice",
        "UPDATE deals SET (name, description, amount) = \
         (SELECT name, description, amount FROM deals ORDER BY id LIMIT 1) \
         WHERE id = (SELECT max(id) FROM deals)",
        "assertion",
    ),
    ("an event is lost", "DELETE FROM event WHERE seq = (SELECT max(seq) / 2 FROM event)", "an event is missing"),
    ("the last event is lost", "DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)", "counter of events"),
    ("history is lost", "DELETE FROM history WHERE seq = (SELECT max(seq) / 2 FROM history)", "entry of history"),
    ("the last seal is lost", "DELETE FROM seal WHERE seq = (SELECT max(seq) FROM seal)", "the last seal"),
    ("a number is lost", "UPDATE accounts SET number = 'C202601-00009' WHERE id = {id}", "numbers of accounts"),
    (
        "a counter goes back",
        "UPDATE sequence SET value = value - 1 WHERE name LIKE 'number:deals%'",
        "the counter of deals",
    ),
    // The last, for it cannot be undone.
    ("a search entry is lost", "DELETE FROM accounts_search WHERE rowid = {id}", "a search for"),
];

#[test]
fn heavy_the_check_sees_every_kind_of_loss() {
    let house = House::new(None);
    let server = house.start_ready();
    let cookie = Client::sign_in(&server.base);
    let client = Client::new(&server.base, &cookie);
    let stage = an_open_stage(&client);
    let mut writers: Vec<Writer> = (0..WRITERS).map(|index| Writer::new(index, SEED, &stage)).collect();
    for writer in &mut writers {
        assert!((0..WRITES).all(|_| writer.write_once(&client, &Sent::default())), "{}", server.last_words());
    }
    let mut raw = Raw::open(house.url());
    Checker::default().check(&mut raw, &client, &mut writers, true);
    for table in TABLES {
        raw.batch(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}"));
    }
    let id = raw.number("SELECT max(id) FROM accounts WHERE version > 1 AND deleted_at IS NULL");
    for (loss, text, said) in LOSSES {
        raw.batch(&text.replace("{id}", &id.to_string()));
        let check = || Checker::default().check(&mut raw, &client, &mut writers, true);
        let panic = catch_unwind(AssertUnwindSafe(check)).expect_err(loss);
        let words = panic.downcast_ref::<String>().cloned();
        let words = words.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default();
        assert!(words.contains(said), "{loss}, and the check says: {words}");
        for table in TABLES {
            raw.batch(&format!("DELETE FROM {table}; INSERT INTO {table} SELECT * FROM kept_{table}"));
        }
    }
}
