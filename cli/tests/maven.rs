//! A real sales team's pipeline: the Maven example is imported with its own script and the figures are those of the data

#![expect(clippy::print_stdout, reason = "a skipped test says so")]
//! set's README, on both databases, over HTTP, for an administrator and for a manager who sees his own people only.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::{Value as Json, json};

const HEYI: &str = env!("CARGO_BIN_EXE_heyi");
const PASSWORD: &str = "correct horse battery";

/// An organisation on disk, used through the binary only.
struct Organisation {
    data: tempfile::TempDir,
    database: String,
}

struct Server {
    child: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Organisation {
    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("HEYI_DATA", self.data.path()).env("HEYI_DATABASE", &self.database).env("HEYI_BIN", HEYI);
        command
    }

    fn heyi(&self, args: &[&str], input: &str) -> String {
        let mut command = self.command(Path::new(HEYI));
        let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starting heyi");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("writing to heyi");
        let output = child.wait_with_output().expect("running heyi");
        assert!(output.status.success(), "heyi {args:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    fn serve(&self) -> Server {
        let mut command = self.command(Path::new(HEYI));
        let mut child =
            command.args(["serve", "--listen", "127.0.0.1:0"]).stdout(Stdio::piped()).spawn().expect("serving");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("a pipe")).read_line(&mut line).expect("the ready line");
        let url = line.split_whitespace().last().expect("an address").to_owned();
        Server { child, url }
    }
}

impl Server {
    /// Signs in and gives the cookie.
    fn sign_in(&self, account: &str) -> String {
        let body = json!({"account": account, "password": PASSWORD});
        let answer = ureq::post(format!("{}/api/v1/session", self.url))
            .header("Origin", &self.url)
            .send_json(body)
            .unwrap_or_else(|e| panic!("signing in: {e}"));
        let cookie = answer.headers().get("set-cookie").and_then(|c| c.to_str().ok()).expect("a cookie");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// The groups of an aggregate over deals: the first key's name or text, with the measures.
    fn groups(&self, cookie: &str, body: Json) -> BTreeMap<String, Json> {
        let answer: Json = ureq::post(format!("{}/api/v1/records/deals/aggregate", self.url))
            .header("Origin", &self.url)
            .header("Cookie", cookie)
            .send_json(body)
            .unwrap_or_else(|e| panic!("aggregating: {e}"))
            .body_mut()
            .read_json()
            .expect("JSON");
        let key = |k: &Json| k["name"].as_str().or(k.as_str()).unwrap_or_default().to_owned();
        let group = |g: &Json| (key(&g["keys"][0]), g["measures"].clone());
        answer["groups"].as_array().expect("groups").iter().map(group).collect()
    }
}

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
        let organisation = Organisation { data: tempfile::tempdir().expect("a folder"), database: database.to_owned() };
        organisation.heyi(&["migrate"], "");
        let add = ["user", "add", "--account", "admin", "--name", "管理员", "--admin", "--password-stdin"];
        organisation.heyi(&add, PASSWORD);
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/maven/import.sh");
        let status = organisation.command(&script).arg(&folder).stdout(Stdio::null()).status().expect("the script");
        assert!(status.success());

        let server = organisation.serve();
        let admin = server.sign_in("admin");
        let sum = json!([{"fn": "sum", "field": "amount"}]);
        let won = json!({"field": "stage.type", "op": "eq", "value": "won"});
        let by_type = server.groups(&admin, json!({"group_by": ["stage.type"], "measures": [{"fn": "count"}, sum[0]]}));
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
        assert_eq!(server.groups(&admin, by(json!("owner.manager"))), sums(&managers));
        let regions = [("West", "3568647"), ("Central", "3346293"), ("East", "3090594")];
        assert_eq!(server.groups(&admin, by(json!("owner.department"))), sums(&regions));
        let quarters = [
            ("2017-01-01", "1134672"),
            ("2017-04-01", "3086111"),
            ("2017-07-01", "2982255"),
            ("2017-10-01", "2802496"),
        ];
        assert_eq!(server.groups(&admin, by(json!({"field": "closed_on", "bucket": "quarter"}))), sums(&quarters));

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
        assert_eq!(server.groups(&manager, by(json!("owner.manager"))), sums(&[("Dustin Brinkmann", "1094363")]));
        assert_eq!(organisation.heyi(&["check", "--history"], "").trim(), "0 faults");
    });
}
