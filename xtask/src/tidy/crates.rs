//! Which crate may use which, and what each says about itself.

use super::Fault;
use crate::repository::{Krate, Repository};

/// For each crate of the platform, the crates of the house that it may use (ARCHITECTURE.md, invariant 1).
/// A new line, or a new name in a line, is a decision and needs an ADR.
const MAY_USE: &[(&str, &[&str])] = &[
    ("heyi-model", &[]),
    ("heyi-db", &["heyi-model"]),
    ("heyi-engine", &["heyi-model", "heyi-db"]),
    ("heyi-transfer", &["heyi-model", "heyi-db", "heyi-engine"]),
    ("heyi-server", &["heyi-model", "heyi-db", "heyi-engine", "heyi-transfer"]),
];

/// An app sees records, never a database and never another app.
const AN_APP_MAY_USE: &[&str] = &["heyi-model", "heyi-engine"];

/// Helpers of tests; nobody's dependency but the tests' own.
const TESTKIT: &str = "heyi-testkit";

/// These wire the parts together or measure them, and may use every part.
const MAY_USE_ALL: &[&str] = &["heyi", "heyi-bench", "xtask"];

/// Fails for a dependency between two crates of the house that the table does not name, and for a crate not in the table.
pub fn a_crate_uses_only_what_the_table_allows(repository: &Repository) -> Vec<Fault> {
    let mut faults = Vec::new();
    for krate in &repository.crates {
        let manifest = format!("{}/Cargo.toml", krate.folder);
        let Some(allowed) = allowed(krate) else {
            faults.push(Fault::in_file(&manifest, format!("no line of the table says what {} may use", krate.name)));
            continue;
        };
        let ours = |name: &&String| repository.crates.iter().any(|other| other.name == **name);
        for name in krate.uses.iter().filter(ours) {
            if !allowed.contains(&name.as_str()) {
                faults.push(Fault::in_file(&manifest, format!("{} may not use {name}", krate.name)));
            }
        }
        for name in krate.uses_in_tests.iter().filter(ours) {
            if name != TESTKIT && !allowed.contains(&name.as_str()) {
                faults.push(Fault::in_file(&manifest, format!("tests of {} may not use {name}", krate.name)));
            }
        }
    }
    faults
}

fn allowed(krate: &Krate) -> Option<Vec<&'static str>> {
    let platform = || MAY_USE.iter().map(|(name, _)| *name);
    if krate.name == TESTKIT {
        return Some(platform().collect());
    }
    if krate.folder.starts_with("apps/") {
        return Some(AN_APP_MAY_USE.to_vec());
    }
    if MAY_USE_ALL.contains(&krate.name.as_str()) {
        let apps = ["heyi-team", "heyi-work", "heyi-customers", "heyi-sales"];
        return Some(platform().chain(apps).collect());
    }
    MAY_USE.iter().find(|(name, _)| *name == krate.name).map(|(_, uses)| uses.to_vec())
}

/// Fails for a crate whose root file does not begin with a sentence about the crate.
pub fn every_crate_has_a_crate_doc(repository: &Repository) -> Vec<Fault> {
    let root = |krate: &Krate| {
        let file = |name: &str| format!("{}/src/{name}", krate.folder);
        [file("lib.rs"), file("main.rs")].into_iter().find(|path| repository.has(path))
    };
    let mut faults = Vec::new();
    for krate in &repository.crates {
        let Some(path) = root(krate) else {
            faults.push(Fault::in_file(&krate.folder, "the crate has no src/lib.rs and no src/main.rs"));
            continue;
        };
        let text = repository.text(&path).unwrap_or_default();
        let first = text.lines().next().unwrap_or_default();
        if !first.starts_with("//! ") || first.split_whitespace().count() < 5 {
            faults.push(Fault::at(&path, 1, "the crate's doc begins with a sentence that says what the crate is for"));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    fn manifest(name: &str, rest: &str) -> String {
        format!("[package]\nname = '{name}'\n{rest}")
    }

    fn check_uses(name: &str, folder: &str, rest: &str, good: bool) {
        let path = format!("{folder}/Cargo.toml");
        let others: Vec<(String, String)> =
            ["heyi-model", "heyi-db", "heyi-engine", "heyi-server", "heyi-team", "heyi-sales", "heyi-testkit", "heyi"]
                .iter()
                .filter(|other| **other != name)
                .map(|other| {
                    let folder = if ["heyi-team", "heyi-sales"].contains(other) { "apps" } else { "platform" };
                    (format!("{folder}/{other}/Cargo.toml"), manifest(other, ""))
                })
                .collect();
        let text = manifest(name, rest);
        let mut files: Vec<(&str, &str)> = others.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
        files.push((&path, &text));
        let faults: &[&str] = if good { &[] } else { &[&path] };
        check(a_crate_uses_only_what_the_table_allows, &files, faults);
    }

    #[test]
    fn dependencies_follow_the_table() {
        let uses = |name: &str| format!("[dependencies]\n{name}.workspace = true\nserde = '1'");
        let tests_use = |name: &str| format!("[dev-dependencies]\n{name}.workspace = true\nproptest = '1'");
        check_uses("heyi-db", "platform/db", &uses("heyi-model"), true);
        check_uses("heyi-db", "platform/db", &uses("heyi-engine"), false);
        check_uses("heyi-db", "platform/db", &tests_use("heyi-testkit"), true);
        check_uses("heyi-db", "platform/db", &tests_use("heyi-engine"), false);
        check_uses("heyi-db", "platform/db", &uses("heyi-testkit"), false);
        check_uses("heyi-team", "apps/team", &uses("heyi-engine"), true);
        check_uses("heyi-team", "apps/team", &uses("heyi-sales"), false);
        check_uses("heyi-team", "apps/team", &uses("heyi-db"), false);
        check_uses("heyi-testkit", "platform/testkit", &uses("heyi-engine"), true);
        check_uses("heyi-testkit", "platform/testkit", &uses("heyi-sales"), false);
        check_uses("heyi", "cli", &uses("heyi-sales"), true);
        check_uses("heyi", "cli", &uses("heyi-testkit"), false);
        check_uses("heyi-new", "platform/new", "", false);
    }

    #[test]
    fn a_crate_says_what_it_is_for() {
        let cases: &[(&str, &[&str])] = &[
            ("//! Runs SQL on both databases.\n", &[]),
            ("//! x\nfn main(){}\n", &["a/src/lib.rs:1"]),
            ("fn main() {}\n", &["a/src/lib.rs:1"]),
        ];
        for (text, faults) in cases {
            check(
                every_crate_has_a_crate_doc,
                &[("a/Cargo.toml", "[package]\nname='a'"), ("a/src/lib.rs", text)],
                faults,
            );
        }
        check(every_crate_has_a_crate_doc, &[("a/Cargo.toml", "[package]\nname='a'")], &["a"]);
    }
}
