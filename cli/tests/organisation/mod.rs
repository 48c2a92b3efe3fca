//! An organisation on disk that is used through the binary only, and its server.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use serde_json::{Value as Json, json};

const HEYI: &str = env!("CARGO_BIN_EXE_heyi");
/// The password of everybody in these tests.
pub const PASSWORD: &str = "correct horse battery";

/// An organisation on disk.
pub struct Organisation {
    data: tempfile::TempDir,
    database: String,
}

/// A running server. It ends with the test.
pub struct Server {
    child: Child,
    pub url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Organisation {
    /// An organisation in this database, which nobody has migrated yet.
    pub fn new(database: &str) -> Self {
        Self { data: tempfile::tempdir().expect("a folder"), database: database.to_owned() }
    }

    /// A log-in `admin` that may do everything.
    pub fn administrator(&self) {
        let add = ["user", "add", "--account", "admin", "--name", "管理员", "--admin", "--password-stdin"];
        self.heyi(&add, PASSWORD);
    }

    /// Runs a script of the repository over a folder; what it printed. Rejected rows go to `rejected`.
    pub fn script(&self, script: &str, folder: &Path, rejected: &Path) -> String {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join(script);
        let output = self.command(&script).env("HEYI_REJECTED", rejected).arg(folder).output().expect("the script");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("text")
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env("HEYI_DATA", self.data.path()).env("HEYI_DATABASE", &self.database).env("HEYI_BIN", HEYI);
        command
    }

    /// Runs the binary with this input; what it printed.
    pub fn heyi(&self, args: &[&str], input: &str) -> String {
        let mut command = self.command(Path::new(HEYI));
        let mut child = command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("starting heyi");
        child.stdin.take().expect("a pipe").write_all(input.as_bytes()).expect("writing to heyi");
        let output = child.wait_with_output().expect("running heyi");
        assert!(output.status.success(), "heyi {args:?}");
        String::from_utf8(output.stdout).expect("text")
    }

    /// Serves the organisation on a free port.
    pub fn serve(&self) -> Server {
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
    pub fn sign_in(&self, account: &str) -> String {
        let body = json!({"account": account, "password": PASSWORD});
        let answer = ureq::post(format!("{}/api/v1/session", self.url))
            .header("Origin", &self.url)
            .send_json(body)
            .unwrap_or_else(|e| panic!("signing in: {e}"));
        let cookie = answer.headers().get("set-cookie").and_then(|c| c.to_str().ok()).expect("a cookie");
        cookie.split(';').next().unwrap_or_default().to_owned()
    }

    /// The groups of an aggregate over a module: the first key's name or text, with the measures.
    pub fn groups(&self, cookie: &str, module: &str, body: Json) -> BTreeMap<String, Json> {
        let answer: Json = ureq::post(format!("{}/api/v1/records/{module}/aggregate", self.url))
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
