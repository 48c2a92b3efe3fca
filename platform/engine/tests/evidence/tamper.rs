use heyi_engine::history::{self, Evidence, EvidenceFault};
use heyi_engine::{System, bin};
use heyi_model::RecordId;
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::json;

use crate::raw::Raw;

/// Two records with a life: seven entries in seven commit groups, all seen by the check as whole.
fn lives(heyi: &TestHeyi) -> [RecordId; 2] {
    let a = heyi.make("gadgets", json!({"name": "甲", "pieces": 1, "price": "5"}));
    let b = heyi.make(
        "gadgets",
        json!({"name": "乙", "fragile": true, "uses": ["home", "work"],
        "address": {"city": "苏州市", "lng": 120.619_585_123_4}, "checked_at": "2026-11-23T01:00:00Z", "opens": "09:30",
        "made_on": "2026-11-01", "share": "12.5", "phone": "13812345678", "region": "江苏省/苏州市"}),
    );
    for n in 2..5 {
        heyi.update(System::command(), "gadgets", a, json!({"pieces": n})).unwrap();
    }
    heyi.delete(System::command(), "gadgets", b).unwrap();
    heyi.restore(System::command(), "gadgets", b).unwrap();
    assert_eq!(history::check(&heyi.engine).unwrap(), []);
    [a, b]
}

fn named(faults: &[EvidenceFault]) -> Vec<RecordId> {
    let mut named: Vec<RecordId> = faults.iter().filter_map(|f| f.record).collect();
    named.sort();
    named.dedup();
    named
}

/// Which records the check must name.
#[derive(Clone, Copy)]
enum Names {
    A,
    B,
    Both,
}

#[test]
fn what_is_changed_in_the_database_names_its_record() {
    use Names::{A, B, Both};
    // `$a`, `$b`: the records. Entries: 1 create a, 2 create b, 3 4 5 update a, 6 delete b, 7 restore b.
    let cases: &[(&str, &[&str], Names)] = &[
        ("an entry's values", &["UPDATE history SET changes = REPLACE(changes, '甲', '丙') WHERE seq = 1"], A),
        (
            "an entry's values with a commitment of another entry",
            &[
                "UPDATE history SET changes = (SELECT changes FROM history WHERE seq = 3), salt = (SELECT salt FROM history \
             WHERE seq = 3), commitment = (SELECT commitment FROM history WHERE seq = 3) WHERE seq = 4",
            ],
            A,
        ),
        ("who did it", &["UPDATE history SET person = 7 WHERE seq = 4"], A),
        ("when", &["UPDATE history SET at = at - 1 WHERE seq = 2"], B),
        ("what was done", &["UPDATE history SET kind = 'update' WHERE seq = 6"], B),
        ("which version", &["UPDATE history SET version = 9 WHERE seq = 3"], A),
        ("whose it is", &["UPDATE history SET record = $b WHERE seq = 4"], Both),
        ("the salt", &["UPDATE history SET salt = NULL WHERE seq = 1"], A),
        ("one entry deleted", &["DELETE FROM history WHERE seq = 4"], A),
        ("every entry of a record deleted", &["DELETE FROM history WHERE record = $b"], B),
        (
            "two entries exchanged",
            &[
                "UPDATE history SET seq = -1 WHERE seq = 2",
                "UPDATE history SET seq = 2 WHERE seq = 3",
                "UPDATE history SET seq = 3 WHERE seq = -1",
            ],
            Both,
        ),
        ("the end cut off", &["DELETE FROM history WHERE seq > 5"], B),
        (
            "the end cut off with its seals",
            &["DELETE FROM history WHERE seq > 5", "DELETE FROM seal WHERE last > 5"],
            B,
        ),
        (
            "the end cut off with its seals and the counter",
            &[
                "DELETE FROM history WHERE seq > 4",
                "DELETE FROM seal WHERE last > 4",
                "UPDATE sequence SET value = 4 WHERE name = 'history'",
            ],
            Both,
        ),
        (
            "an entry slipped in",
            &["INSERT INTO history (seq, module, record, version, at, person, kind, changes, salt, commitment) \
             SELECT 8, module, record, version, at, person, kind, changes, salt, commitment FROM history WHERE seq = 5"],
            A,
        ),
        ("a record's text", &["UPDATE gadgets SET name = '假' WHERE id = $a"], A),
        ("a record's number", &["UPDATE gadgets SET pieces = 99 WHERE id = $a"], A),
        (
            "a record's money, only in the organisation's currency",
            &["UPDATE gadgets SET price__base = 1 WHERE id = $a"],
            A,
        ),
        ("a record's empty field", &["UPDATE gadgets SET story = 'x' WHERE id = $a"], A),
        ("a record's boolean", &["UPDATE gadgets SET fragile = FALSE WHERE id = $b"], B),
        ("a record's options", &["UPDATE gadgets SET uses = '[\"home\"]' WHERE id = $b"], B),
        ("a record's address", &["UPDATE gadgets SET address__json = '{\"city\": \"无锡市\"}' WHERE id = $b"], B),
        ("a record's owner", &["UPDATE gadgets SET owner = 5 WHERE id = $a"], A),
        ("a record's version", &["UPDATE gadgets SET version = 1 WHERE id = $a"], A),
        ("a record binned in silence", &["UPDATE gadgets SET deleted_at = 5 WHERE id = $a"], A),
        ("a record's row deleted", &["DELETE FROM gadgets WHERE id = $b"], B),
        (
            "a seal's parts and an entry",
            &["UPDATE history SET at = at - 1 WHERE seq = 2", "UPDATE seal SET at = at - 1 WHERE first = 2"],
            B,
        ),
    ];
    on_both_databases(&sample::shape(), |heyi| {
        let [a, b] = lives(heyi);
        let raw = Raw::of(heyi);
        keep(&raw);
        for (what, statements, names) in cases {
            for statement in *statements {
                let done = raw.run(&statement.replace("$a", &a.to_string()).replace("$b", &b.to_string()));
                assert!(done > 0, "{what}: nothing was touched");
            }
            let faults = history::check(&heyi.engine).unwrap();
            let expected = match names {
                A => vec![a],
                B => vec![b],
                Both => vec![a, b],
            };
            assert_eq!(named(&faults), expected, "{what}: {faults:?}");
            put_back(&raw);
            assert_eq!(history::check(&heyi.engine).unwrap(), [], "{what} is undone");
        }
    });
}

/// Where the evidence is.
const TABLES: [&str; 4] = ["history", "seal", "sequence", "gadgets"];

/// Copies them aside.
fn keep(raw: &Raw) {
    for table in TABLES {
        raw.run(&format!("CREATE TABLE kept_{table} AS SELECT * FROM {table}"));
    }
}

/// Makes them again what they were.
fn put_back(raw: &Raw) {
    for table in TABLES {
        raw.run(&format!("DELETE FROM {table}"));
        raw.run(&format!("INSERT INTO {table} SELECT * FROM kept_{table}"));
    }
}

#[test]
fn seals_that_are_gone_changed_or_made_with_another_key_are_told() {
    let cases: &[(&str, &[&str], Evidence)] = &[
        ("gone", &["DELETE FROM seal WHERE seq = 3"], Evidence::SealMissing { seq: 3 }),
        ("changed", &["UPDATE seal SET at = at + 1 WHERE seq = 3"], Evidence::SealChanged { seq: 3 }),
        (
            "forged",
            &["UPDATE seal SET mac = (SELECT mac FROM seal WHERE seq = 2) WHERE seq = 3"],
            Evidence::SealChanged { seq: 3 },
        ),
        (
            "of another key",
            &["UPDATE seal SET key_id = '0123456789abcdef' WHERE seq = 3"],
            Evidence::KeyMissing { seq: 3, key: "0123456789abcdef".into() },
        ),
    ];
    on_both_databases(&sample::shape(), |heyi| {
        lives(heyi);
        let raw = Raw::of(heyi);
        keep(&raw);
        for (what, statements, expected) in cases {
            assert!(statements.iter().all(|statement| raw.run(statement) > 0), "{what}");
            let faults = history::check(&heyi.engine).unwrap();
            assert!(faults.iter().any(|f| f.what == *expected), "{what}: {faults:?}");
            put_back(&raw);
        }
    });
}

#[test]
fn a_seal_that_was_cut_off_is_not_made_again_by_the_next_write() {
    on_both_databases(&sample::shape(), |heyi| {
        let [a, _] = lives(heyi);
        let raw = Raw::of(heyi);
        let last = raw.number("SELECT MAX(seq) FROM seal");
        raw.run(&format!("DELETE FROM seal WHERE seq = {last}"));
        heyi.update(System::command(), "gadgets", a, json!({"pieces": 77})).unwrap();
        let faults = history::check(&heyi.engine).unwrap();
        assert!(faults.iter().any(|f| f.what == Evidence::SealMissing { seq: last }), "{faults:?}");
    });
}

#[test]
fn an_end_that_was_cut_off_without_a_trace_is_found_by_the_seal_in_the_log() {
    on_both_databases(&sample::shape(), |heyi| {
        let [a, _] = lives(heyi);
        let latest = heyi.engine.db().read_blocking(heyi_db::Ctx::default(), history::latest_seal).unwrap().unwrap();
        assert_eq!(history::check_against(&heyi.engine, Some(&latest)).unwrap(), []);
        heyi.make("gadgets", json!({"name": "丙"}));
        assert_eq!(history::check_against(&heyi.engine, Some(&latest)).unwrap(), [], "an older seal is still there");
        // Back to the state after the first five entries, with everything that tells of later ones.
        let raw = Raw::of(heyi);
        let (kept, record) = (5, "SELECT record FROM history WHERE seq = 2");
        raw.run(&format!("DELETE FROM gadgets WHERE id NOT IN (SELECT record FROM history WHERE seq <= {kept})"));
        raw.run(&format!("UPDATE gadgets SET version = 1, deleted_at = NULL WHERE id = ({record})"));
        raw.run(&format!("DELETE FROM history WHERE seq > {kept}"));
        raw.run(&format!("DELETE FROM seal WHERE last > {kept}"));
        raw.run(&format!("UPDATE sequence SET value = {kept} WHERE name = 'history'"));
        assert_eq!(history::check(&heyi.engine).unwrap(), [], "nothing inside the database tells");
        let faults = history::check_against(&heyi.engine, Some(&latest)).unwrap();
        assert_eq!(faults, [EvidenceFault { record: None, what: Evidence::NotAsKnown { seq: latest.seq } }]);
        let _ = a;
    });
}

#[test]
fn sets_of_many_records_and_purged_ones_are_whole() {
    on_both_databases(&sample::shape(), |heyi| {
        let drafts: Vec<_> = (0..1_100).map(|n| json!({"name": format!("器{n}"), "pieces": n})).collect();
        let made = heyi
            .system(move |work| {
                let drafts = drafts.iter().filter_map(|d| d.as_object().cloned()).map(Into::into).collect();
                heyi_engine::pipeline::create(work, "gadgets", drafts, heyi_engine::pipeline::Origin::Import)
            })
            .unwrap();
        let ids: Vec<RecordId> = made.into_iter().map(Result::unwrap).collect();
        let raw = Raw::of(heyi);
        assert_eq!(raw.number("SELECT COUNT(*) FROM history"), 1_100);
        assert_eq!(raw.number("SELECT COUNT(*) FROM seal"), 1);
        for id in [ids[3], ids[700]] {
            heyi.delete(System::command(), "gadgets", id).unwrap();
            assert_eq!(heyi.system(move |work| bin::purge(work, "gadgets", &[id])).unwrap(), 1);
        }
        assert_eq!(history::check(&heyi.engine).unwrap(), []);
        raw.run(&format!("UPDATE gadgets SET pieces = 0 WHERE id = {}", ids[900]));
        raw.run(&format!("DELETE FROM history WHERE record = {}", ids[1_099]));
        assert_eq!(named(&history::check(&heyi.engine).unwrap()), [ids[900], ids[1_099]]);
    });
}

#[cfg(unix)]
#[test]
fn the_key_file_is_the_owners_alone_and_lies_outside_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = tempfile::tempdir().unwrap();
    let heyi = TestHeyi::open(&heyi_db::test_support::sqlite_url(folder.path()), &sample::shape());
    let path = history::seal_key_path(heyi.engine.files_dir());
    assert_eq!(path.parent(), heyi.engine.files_dir().parent());
    assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    lives(&heyi);
    // A key is changed by adding a line: older seals are still checked.
    let key = std::fs::read_to_string(&path).unwrap();
    assert_eq!(key.trim().len(), 64);
    std::fs::write(&path, format!("{key}{}\n", "ab".repeat(32))).unwrap();
    heyi.engine.migrate().unwrap();
    heyi.make("gadgets", json!({"name": "丙"}));
    assert_eq!(history::check(&heyi.engine).unwrap(), []);
    std::fs::write(&path, format!("{}\n", "ab".repeat(32))).unwrap();
    let faults = history::check(&heyi.engine).unwrap();
    assert!(matches!(faults[..], [EvidenceFault { what: Evidence::KeyMissing { seq: 1, .. }, .. }]), "{faults:?}");
}
