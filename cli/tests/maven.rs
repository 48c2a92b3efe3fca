//! A real sales team's pipeline: the Maven example is imported with its own script and the figures are those of the data
//! set's README, on both databases, over HTTP, for an administrator and for a manager who sees his own people only.

#![expect(clippy::print_stdout, reason = "a skipped test says so")]

mod organisation;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use organisation::{Organisation, PASSWORD};
use serde_json::{Value as Json, json};

fn maven() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/data/maven_crm");
    if folder.exists() {
        return Some(folder);
    }
    println!("skipped: the maven_crm folder is not here");
    None
}

fn sums(figures: &[(&str, &str)]) -> BTreeMap<String, Json> {
    figures.iter().map(|(name, sum)| ((*name).to_owned(), json!([format!("{sum}.00")]))).collect()
}

#[test]
fn the_maven_pipeline_gives_its_true_figures() {
    let Some(folder) = maven() else { return };
    heyi_db::test_support::both_databases(|database| {
        let organisation = Organisation::new(database);
        organisation.heyi(&["migrate"], "");
        organisation.administrator();
        let rejected = tempfile::tempdir().expect("a folder");
        organisation.script("../examples/maven/import.sh", &folder, rejected.path());

        let server = organisation.serve();
        let admin = server.sign_in("admin");
        let sum = json!([{"fn": "sum", "field": "amount"}]);
        let won = json!({"field": "stage.type", "op": "eq", "value": "won"});
        let by_type =
            server.groups(&admin, "deals", json!({"group_by": ["stage.type"], "measures": [{"fn": "count"}, sum[0]]}));
        assert_eq!((&by_type["won"], &by_type["lost"][0]), (&json!([4238, "10005534.00"]), &json!(2473)));
        let managers = [
            ("Melvin Marxen", "2251930"),
            ("Summer Sewald", "1964750"),
            ("Rocco Neubert", "1960545"),
            ("Celia Rouche", "1603897"),
            ("Cara Losch", "1130049"),
            ("Dustin Brinkmann", "1094363"),
        ];
        let by = |path: Json| json!({"group_by": [path], "measures": sum, "filter": won});
        assert_eq!(server.groups(&admin, "deals", by(json!("owner.manager"))), sums(&managers));
        let regions = [("West", "3568647"), ("Central", "3346293"), ("East", "3090594")];
        assert_eq!(server.groups(&admin, "deals", by(json!("owner.department"))), sums(&regions));
        let quarters = [
            ("2017-01-01", "1134672"),
            ("2017-04-01", "3086111"),
            ("2017-07-01", "2982255"),
            ("2017-10-01", "2802496"),
        ];
        assert_eq!(
            server.groups(&admin, "deals", by(json!({"field": "closed_on", "bucket": "quarter"}))),
            sums(&quarters)
        );

        // A manager sees what his people own, and no other figure.
        let people: Json = ureq::get(format!("{}/api/v1/records/employees?q=Brinkmann", server.url))
            .header("Cookie", &admin)
            .call()
            .expect("finding Brinkmann")
            .body_mut()
            .read_json()
            .expect("JSON");
        let brinkmann = people["records"][0]["id"].as_str().expect("Brinkmann is there").to_owned();
        let add = ["user", "add", "--account", "brinkmann", "--employee", &brinkmann, "--password-stdin"];
        organisation.heyi(&add, PASSWORD);
        let manager = server.sign_in("brinkmann");
        assert_eq!(
            server.groups(&manager, "deals", by(json!("owner.manager"))),
            sums(&[("Dustin Brinkmann", "1094363")])
        );
        assert_eq!(organisation.heyi(&["check", "--history"], "").trim(), "0 faults");
    });
}
