//! Asks a running Heyi what its OpenAPI document allows, and holds every answer against the document.
//!
//! Schemathesis draws the requests, always the same ones; `xtask/contract` puts real names and ids into them. The demo
//! company on a temporary SQLite file is asked, with a module of every field type made over the API beside it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value as Json;

use crate::command::{command, must, show};
use crate::repository::Repository;
use crate::setup;
use crate::tally::Tally;

/// Requests that are drawn for each operation.
const EXAMPLES: usize = 20;
/// Of the requests that make, list, query or aggregate records so many in a hundred must succeed: a run that only meets
/// refusals shows nothing.
const SUCCEED: usize = 30;
/// What the requests are drawn from.
const SEED: &str = "2026";
/// What an answer must be: no fault of ours, and as the document says.
const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,response_headers_conformance,\
                      response_schema_conformance";
const ACCOUNT: &str = "contract";
const PASSWORD: &str = "an-uncommon-password-42";

/// Runs the whole and counts its checks.
pub fn run(repository: &Repository, mut cargo: Command) -> Result<Tally> {
    let python = with_schemathesis(repository)?;
    cargo.args(["build", "--package", "heyi"]);
    must(cargo)?;
    let place = Place::new(repository)?;
    place.fill()?;
    let server = place.serve()?;
    let tools = repository.root.join("xtask/contract");
    let folder = place.folder.to_string_lossy();
    must(command(&tools, &python, &["prepare.py", &server.url, ACCOUNT, PASSWORD, &folder]))?;
    let known = json_of(&place.folder.join("known.json"))?;
    let key = known["key"].as_str().context("there is no API key")?;
    let examples = EXAMPLES.to_string();
    let document = place.folder.join("openapi.json");
    let notes = place.folder.join("asked.tsv");
    let mut asking = command(&tools, &python, &["-m", "schemathesis.cli", "run"]);
    asking
        .arg(&document)
        .args(["--url", &server.url, "--seed", SEED, "--max-examples", &examples, "--checks", CHECKS])
        .args(["--phases", "fuzzing", "--mode", "positive", "--workers", "2", "--continue-on-failure"])
        .args([
            "--generation-database",
            "none",
            "--no-color",
            "--warnings",
            "off",
            "--suppress-health-check",
            "all",
            "--header",
        ])
        .arg(format!("Authorization: Bearer {key}"))
        .env("HEYI_KNOWN", place.folder.join("known.json"))
        .env("HEYI_ASKED", &notes)
        .env("SCHEMATHESIS_HOOKS", "hooks")
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .env("PYTHONPATH", &tools)
        .current_dir(&place.folder);
    let held = show(asking)?.good;
    drop(server);
    let (text, mut tally) = judged(&json_of(&document)?, &asked(&fs::read_to_string(&notes)?)?);
    println!("{text}");
    tally += Tally::one(held);
    if !held {
        println!("what the server wrote is in {}", place.log().display());
    }
    Ok(tally)
}

/// The Python of a virtual environment under `target/` with what `requirements.txt` names.
fn with_schemathesis(repository: &Repository) -> Result<String> {
    let wanted = repository.text("xtask/contract/requirements.txt").context("requirements.txt is missing")?;
    let folder = repository.target().join("contract/python");
    let (inside, marker) = (folder.join("bin/python"), folder.join("installed.txt"));
    let python = inside.to_string_lossy().into_owned();
    if fs::read_to_string(&marker).is_ok_and(|installed| installed == wanted) {
        return Ok(python);
    }
    if !setup::has_python() {
        bail!(
            "The API is held against its document by Schemathesis, which needs Python 3.10 or newer with venv and pip. \
             Install them and run this again (on Debian or Ubuntu: sudo apt-get install python3 python3-venv)."
        );
    }
    let venv = folder.to_string_lossy().into_owned();
    must(command(&repository.root, "python3", &["-m", "venv", "--clear", &venv]))?;
    let tools = repository.root.join("xtask/contract");
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement", "requirements.txt"];
    must(command(&tools, &python, &install)).context("Schemathesis cannot be installed by pip")?;
    fs::write(&marker, wanted)?;
    Ok(python)
}

/// The folder of one run.
struct Place {
    folder: PathBuf,
    heyi: PathBuf,
}

impl Place {
    fn new(repository: &Repository) -> Result<Self> {
        let folder = repository.target().join("contract/run");
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self { folder, heyi: repository.target().join("debug/heyi") })
    }

    fn heyi(&self, arguments: &[&str]) -> Command {
        let mut command = command(&self.folder, &self.heyi.to_string_lossy(), arguments);
        command.env("HEYI_DATA", self.folder.join("data")).env_remove("HEYI_DATABASE");
        command
    }

    fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// The demo company, and an administrator to ask as.
    fn fill(&self) -> Result<()> {
        must(self.heyi(&["migrate"]))?;
        must(self.heyi(&["demo", "--customers", "30"]))?;
        let mut add =
            self.heyi(&["user", "add", "--account", ACCOUNT, "--name", "Contract", "--admin", "--password-stdin"]);
        let mut adding = add.stdin(Stdio::piped()).spawn().context("heyi cannot be started")?;
        adding.stdin.take().context("heyi takes no input")?.write_all(PASSWORD.as_bytes())?;
        if !adding.wait()?.success() {
            bail!("`heyi user add` failed");
        }
        Ok(())
    }

    /// Starts the server on a free port and waits until it says that it is ready.
    fn serve(&self) -> Result<Server> {
        let log = fs::File::create(self.log())?;
        let mut serve = self.heyi(&["serve", "--listen", "127.0.0.1:0"]);
        let mut child = serve.stdout(Stdio::piped()).stderr(log).spawn().context("heyi cannot be started")?;
        let output = child.stdout.take().context("heyi has no output")?;
        let mut server = Server { child, url: String::new() };
        for line in BufReader::new(output).lines() {
            if let Some((_, url)) = line?.split_once("ready: ") {
                url.trim().clone_into(&mut server.url);
                return Ok(server);
            }
        }
        bail!("the server ended: {}", fs::read_to_string(self.log()).unwrap_or_default())
    }
}

/// A running server; it ends with its owner.
struct Server {
    child: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended by itself is no fault here: the requests that it did not answer are.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn json_of(path: &Path) -> Result<Json> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is no JSON", path.display()))
}

/// A request that was sent: method and path of its operation, and the status of its answer.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Asked {
    method: String,
    path: String,
    status: u16,
}

/// What the hooks noted, a line for each request.
fn asked(notes: &str) -> Result<Vec<Asked>> {
    let read = |line: &str| {
        let mut parts = line.split('\t');
        let (method, path) = (parts.next()?.to_owned(), parts.next()?.to_owned());
        Some(Asked { method, path, status: parts.next()?.parse().ok()? })
    };
    notes.lines().map(|line| read(line).with_context(|| format!("a strange note: {line}"))).collect()
}

/// What the run shows: every operation was asked, and enough succeeded of what makes, lists, queries and aggregates.
fn judged(document: &Json, asked: &[Asked]) -> (String, Tally) {
    let mut operations: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for (path, methods) in document["paths"].as_object().into_iter().flatten() {
        let methods = methods.as_object().into_iter().flatten();
        operations.extend(methods.map(|(method, _)| ((path.as_str(), method.as_str()), 0)));
    }
    let mut groups: BTreeMap<&str, (usize, usize)> =
        ["create", "list", "query", "aggregate"].map(|group| (group, (0, 0))).into();
    for request in asked {
        if let Some(count) = operations.get_mut(&(request.path.as_str(), request.method.as_str())) {
            *count += 1;
        }
        if let Some((all, good)) = group_of(&request.path, &request.method).and_then(|group| groups.get_mut(group)) {
            *all += 1;
            *good += usize::from((200..300).contains(&request.status));
        }
    }
    let silent: Vec<String> = operations
        .iter()
        .filter(|(_, count)| **count == 0)
        .map(|((path, method), _)| format!("{method} {path}"))
        .collect();
    let mut tally = Tally::one(silent.is_empty() && !operations.is_empty());
    let mut text = format!("{} requests to {} operations", asked.len(), operations.len());
    if !silent.is_empty() {
        text += &format!("; never asked: {}", silent.join(", "));
    }
    for (group, (all, good)) in groups {
        let enough = all > 0 && good * 100 >= all * SUCCEED;
        text += &format!("\n{group:<10} {good} of {all} succeeded{}", if enough { "" } else { ", too few" });
        tally += Tally::one(enough);
    }
    (text, tally)
}

/// What an operation on the records of a module does, of the four that must succeed often.
fn group_of(path: &str, method: &str) -> Option<&'static str> {
    let rest = path.strip_prefix("/api/v1/records/")?;
    match (rest.split_once('/').map(|(_, rest)| rest), method) {
        (None, "post") => Some("create"),
        (None, "get") => Some("list"),
        (Some("query"), "post") => Some("query"),
        (Some("aggregate"), "post") => Some("aggregate"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn request(method: &str, path: &str, status: u16) -> Asked {
        Asked { method: method.to_owned(), path: path.to_owned(), status }
    }

    #[test]
    fn notes_are_read() {
        let notes = "get\t/a/{id}\t200\npost\t/b\t404\n";
        assert_eq!(asked(notes).unwrap(), [request("get", "/a/{id}", 200), request("post", "/b", 404)]);
        assert!(asked("get /a 200\n").is_err());
    }

    #[test]
    fn every_operation_must_be_asked_and_enough_succeed() {
        let door = |rest: &str| format!("/api/v1/records/a{rest}");
        let document = json!({"paths": {
            door(""): {"get": {}, "post": {}}, door("/query"): {"post": {}}, door("/aggregate"): {"post": {}},
            door("/{id}"): {"get": {}}, door("/count"): {"get": {}},
        }});
        let doors = [
            ("get", ""),
            ("post", ""),
            ("post", "/query"),
            ("post", "/aggregate"),
            ("get", "/{id}"),
            ("get", "/count"),
        ];
        let mut requests: Vec<Asked> = doors.iter().map(|(method, rest)| request(method, &door(rest), 200)).collect();
        assert_eq!(judged(&document, &requests).1, Tally { passed: 5, failed: 0 });
        requests.extend([400, 422].map(|status| request("post", &door("/query"), status)));
        assert_eq!(judged(&document, &requests).1, Tally { passed: 5, failed: 0 }, "one in three is enough");
        requests.push(request("post", &door("/query"), 422));
        let (text, tally) = judged(&document, &requests);
        assert_eq!(tally, Tally { passed: 4, failed: 1 });
        assert!(text.contains("query      1 of 4 succeeded, too few"), "{text}");
        requests.retain(|request| !request.path.ends_with("/count"));
        let (text, tally) = judged(&document, &requests);
        assert_eq!(tally, Tally { passed: 3, failed: 2 });
        assert!(text.contains("never asked: get /api/v1/records/a/count"), "{text}");
        assert_eq!(judged(&json!({}), &[]).1, Tally { passed: 0, failed: 5 });
    }
}
