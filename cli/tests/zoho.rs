//! A whole CRM's export: the Zoho example is imported with its own script and the figures are those of the data set's
//! README, on both databases, over HTTP; every row is made or refused for a stated reason.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod organisation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use organisation::Organisation;
use serde_json::{Value as Json, json};

fn zoho() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/zoho_crm_demo");
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: the zoho_crm_demo folder is not here");
    None
}

/// What the script says of each file: rows, created, failed.
const FILES: [(&str, u64, u64, u64); 9] = [
    ("employees", 11, 11, 0),
    // Three accounts have no name.
    ("accounts", 2_229, 2_226, 3),
    ("contacts", 1_265, 1_265, 0),
    ("leads", 3_900, 3_900, 0),
    ("products", 2_000, 2_000, 0),
    ("deals", 3_632, 3_632, 0),
    ("activities", 4_100, 4_100, 0),
    ("activities", 2_978, 2_978, 0),
    ("tasks", 2_978, 2_978, 0),
];

/// Leads of firms that an earlier lead has, too: likely duplicates, which are told and imported.
const LIKELY: u64 = 2_897;

fn groups(pairs: &[(&str, Json)]) -> BTreeMap<String, Json> {
    pairs.iter().map(|(name, measures)| ((*name).to_owned(), measures.clone())).collect()
}

#[test]
fn heavy_the_zoho_export_gives_its_true_figures() {
    let Some(folder) = zoho() else { return };
    heyi_db::test_support::both_databases(|database| {
        let organisation = Organisation::new(database);
        organisation.heyi(&["migrate"], "");
        organisation.administrator();
        let rejected = tempfile::tempdir().expect("a folder");
        let said = organisation.script("../examples/zoho-demo/import.sh", &folder, rejected.path());
        let expected = FILES.map(|(module, rows, created, failed)| {
            format!("{module}: {rows} rows = {created} created + 0 updated + 0 skipped + {failed} failed;")
        });
        let lines: Vec<&str> = said.lines().collect();
        assert_eq!(lines.len(), expected.len(), "{said}");
        for (line, expected) in lines.iter().zip(&expected) {
            assert!(line.starts_with(expected), "{line} is not {expected}");
        }
        let accounts = std::fs::read_to_string(rejected.path().join("Accounts.csv")).expect("rejected rows");
        let nameless = accounts.lines().skip(1).filter(|line| line.ends_with("客户名称：必填")).count();
        assert_eq!((nameless, accounts.lines().count()), (3, 4), "{accounts}");
        // One contact and twenty calls name accounts that are not there.
        for (line, notes) in [(2, 1), (3, LIKELY), (6, 20), (7, 0)] {
            assert!(lines[line].contains(&format!("failed; {notes} notes")), "{}", lines[line]);
        }

        let server = organisation.serve();
        let admin = server.sign_in("admin");
        let (count, sum) = (json!({"fn": "count"}), json!({"fn": "sum", "field": "amount"}));
        let deals = |body: Json| server.groups(&admin, "deals", body);
        let all = deals(json!({"group_by": ["pipeline"], "measures": [count, sum]}));
        assert_eq!(all.values().next(), Some(&json!([3632, "231380900.00"])));
        let outcomes = deals(json!({"group_by": ["outcome"], "measures": [count, sum]}));
        assert_eq!(outcomes["won"], json!([1425, "89066200.00"]));
        assert_eq!(outcomes["lost"][0], 485);
        let won = json!({"field": "stage.type", "op": "eq", "value": "won"});
        let top = [
            ("Tina Thomas", json!(["8996000.00"])),
            ("Santa Cruz Clara", json!(["8846000.00"])),
            ("Rozario Diego", json!(["8772000.00"])),
            ("Thomas Mondrake", json!(["8545900.00"])),
            ("Jasmine Frank", json!(["8391200.00"])),
        ];
        let best = json!({"group_by": ["owner"], "measures": [sum], "filter": won,
            "order": [{"measure": 0, "desc": true}], "limit": 5});
        assert_eq!(deals(best), groups(&top));
        // The best win rate: 0.7904 of 167.
        let closed = json!({"all": [{"field": "owner.name", "op": "eq", "value": "Lazar Mathew"},
            {"field": "outcome", "op": "in", "value": ["won", "lost"]}]});
        let lazar = deals(json!({"group_by": ["outcome"], "measures": [count], "filter": closed}));
        assert_eq!(lazar, groups(&[("lost", json!([35])), ("won", json!([132]))]));
        // Potentials link to leads, calls and meetings to contacts, accounts and leads.
        let no_lead = json!({"field": "lead", "op": "empty"});
        assert_eq!(deals(json!({"group_by": ["outcome"], "measures": [count], "filter": no_lead})), groups(&[]));
        let kinds = server.groups(&admin, "activities", json!({"group_by": ["kind"], "measures": [count]}));
        assert_eq!(kinds, groups(&[("call", json!([4100])), ("meeting", json!([2978]))]));
        let of_lead =
            json!({"group_by": ["kind"], "measures": [count], "filter": {"field": "lead", "op": "not_empty"}});
        let of_lead = server.groups(&admin, "activities", of_lead);
        assert_eq!(of_lead, groups(&[("call", json!([170])), ("meeting", json!([1115]))]));
        let done = server.groups(&admin, "tasks", json!({"group_by": ["status"], "measures": [count]}));
        assert_eq!(done["done"], json!([2960]));
        let first = json!({"group_by": [{"field": "happened_at", "bucket": "year"}], "measures": [{"fn": "max", "field": "happened_at"}],
            "filter": {"field": "kind", "op": "eq", "value": "call"}});
        assert_eq!(server.groups(&admin, "activities", first)["2021-01-01"], json!(["2021-04-15T15:03:00.000Z"]));
        assert_eq!(organisation.heyi(&["check", "--history"], "").trim(), "0 faults");
    });
}
