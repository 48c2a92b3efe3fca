//! Imports and exports through their doors: what is sent, what is proposed, what a job makes of it, what comes back.

mod access;
mod bad_files;
mod exports;
mod interrupted;
mod messy_files;
mod modes;
mod property;
mod walk;

use heyi_engine::jobs::{self, Registry};
use heyi_testkit::TestHeyi;
use serde_json::{Value as Json, json};

use crate::client::Client;

/// Sends a file and gives its id.
#[track_caller]
fn upload(client: &Client, name: &str, content: &[u8]) -> String {
    let path = format!("/api/v1/files?name={}", percent(name));
    let sent = client.send("POST", &path, Some(("application/octet-stream", content))).expect(201);
    sent.json()["id"].as_str().unwrap().to_owned()
}

fn percent(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

/// The kinds of jobs that carry tables.
fn registry() -> Registry {
    Registry::new(heyi_transfer::jobs::kinds())
}

/// Runs every job that is due.
fn run_jobs(heyi: &TestHeyi) {
    jobs::run_due(&heyi.engine, &registry()).unwrap();
}

/// Sends a file and has it looked at.
#[track_caller]
fn propose(client: &Client, module: &str, content: &[u8], spec: &Json) -> Json {
    let file = upload(client, "表.csv", content);
    let asked = json!({"module": module, "file": file, "spec": spec});
    client.post("/api/v1/imports", &asked).expect(201).json()
}

fn path(import: &Json) -> String {
    format!("/api/v1/imports/{}", import["id"].as_str().unwrap())
}

/// Sends a file, imports it and gives the import as it is then; its figures add up.
#[track_caller]
fn import(heyi: &TestHeyi, client: &Client, module: &str, content: &[u8], spec: &Json) -> Json {
    let import = propose(client, module, content, spec);
    client.post(&path(&import), &json!({})).expect(202);
    run_jobs(heyi);
    let done = client.get(&path(&import)).expect(200).json();
    assert_eq!(done["state"], "done", "{done}");
    assert_whole(&done);
    done
}

/// `rows = created + updated + skipped + failed`, and they are all the rows that the file has.
#[track_caller]
fn assert_whole(import: &Json) {
    let [rows, created, updated, skipped, failed, total] = figures(import);
    assert_eq!(rows, created + updated + skipped + failed, "{import}");
    assert_eq!(rows, total, "{import}");
}

/// Rows, created, updated, skipped, failed, total.
fn figures(import: &Json) -> [u64; 6] {
    let of = |name: &str| import["progress"][name].as_u64().unwrap();
    ["rows", "created", "updated", "skipped", "failed", "total"].map(of)
}

/// How many records a module has.
fn count(client: &Client, module: &str) -> u64 {
    client.get(&format!("/api/v1/records/{module}/count?count=exact")).expect(200).json()["value"].as_u64().unwrap()
}

/// All records of a module, in the order in which they were made.
fn records(client: &Client, module: &str) -> Vec<Json> {
    let page = client.post(&format!("/api/v1/records/{module}/query"), &json!({"sort": "id", "limit": 200}));
    page.expect(200).json()["records"].as_array().unwrap().clone()
}
