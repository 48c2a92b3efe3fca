//! Checks what a branch touched, and what depends on it: the loop of a working day.

use std::collections::BTreeSet;
use std::process::ExitCode;

use anyhow::Result;

use crate::command::{command, output};
use crate::repository::{Krate, Repository};
use crate::tally::Tally;
use crate::{ci, tidy};

/// `make quick`: format, house rules, and lints and tests of the touched crates; the web app when it was touched.
pub fn run(repository: &Repository, base: &str) -> Result<ExitCode> {
    let paths = touched_paths(repository, base)?;
    let packages = touched_packages(&repository.crates, &paths);
    println!("{} files touched, {} crates to check: {}", paths.len(), packages.len(), packages.join(" "));
    let mut tally = Tally::default();
    tally += ci::format(repository)?;
    tally += tidy::tally(repository);
    if !packages.is_empty() {
        tally += ci::lints_of(repository, &packages)?;
        tally += ci::tests(repository, &packages)?;
    }
    if paths.iter().any(|path| path.starts_with("web/")) {
        tally += ci::web(repository)?;
    }
    println!("\n{tally}");
    Ok(tally.exit())
}

/// What the branch changed since it left `base`, and what is not committed yet, new files too.
fn touched_paths(repository: &Repository, base: &str) -> Result<BTreeSet<String>> {
    let git = |arguments: &[&str]| output(command(&repository.root, "git", arguments));
    let mut paths = git(&["diff", "--name-only", "-z", &format!("{base}...HEAD")])?;
    paths += &git(&["diff", "--name-only", "-z", "HEAD"])?;
    paths += &git(&["ls-files", "-z", "--others", "--exclude-standard"])?;
    Ok(paths.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// The crates that hold one of the paths, and all that depend on them; every crate when the workspace itself changed.
fn touched_packages(crates: &[Krate], paths: &BTreeSet<String>) -> Vec<String> {
    const OF_ALL: &[&str] = &["Cargo.toml", "Cargo.lock", "clippy.toml", ".cargo/", ".config/"];
    let of_all = |path: &String| {
        OF_ALL.iter().any(|all| path.strip_prefix(all).is_some_and(|rest| rest.is_empty() || all.ends_with('/')))
    };
    let all = paths.iter().any(of_all);
    let holds = |krate: &&Krate| paths.iter().any(|path| path.starts_with(&format!("{}/", krate.folder)));
    let mut touched: BTreeSet<&str> =
        crates.iter().filter(|krate| all || holds(krate)).map(|krate| krate.name.as_str()).collect();
    loop {
        let uses_touched =
            |krate: &&Krate| krate.uses.iter().chain(&krate.uses_in_tests).any(|name| touched.contains(name.as_str()));
        let dependents: Vec<&str> = crates
            .iter()
            .filter(|krate| !touched.contains(krate.name.as_str()))
            .filter(uses_touched)
            .map(|krate| krate.name.as_str())
            .collect();
        if dependents.is_empty() {
            return touched.into_iter().map(str::to_owned).collect();
        }
        touched.extend(dependents);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository;

    fn check(paths: &[&str], expect: &[&str]) {
        let repository = repository(&[
            ("platform/model/Cargo.toml", "[package]\nname = 'model'"),
            ("platform/db/Cargo.toml", "[package]\nname = 'db'\n[dependencies]\nmodel.workspace = true"),
            ("platform/testkit/Cargo.toml", "[package]\nname = 'testkit'\n[dependencies]\ndb.workspace = true"),
            ("apps/team/Cargo.toml", "[package]\nname = 'team'\n[dev-dependencies]\ntestkit.workspace = true"),
            ("xtask/Cargo.toml", "[package]\nname = 'xtask'"),
        ]);
        let paths = paths.iter().map(|path| (*path).to_owned()).collect();
        assert_eq!(touched_packages(&repository.crates, &paths), expect, "{paths:?}");
    }

    #[test]
    fn a_crate_is_checked_when_it_or_what_it_uses_was_touched() {
        check(&["README.md", "docs/review.md"], &[]);
        check(&["xtask/src/main.rs"], &["xtask"]);
        check(&["apps/team/src/employee/employee.module.toml"], &["team"]);
        check(&["platform/db/src/lib.rs"], &["db", "team", "testkit"]);
        check(&["platform/model/Cargo.toml"], &["db", "model", "team", "testkit"]);
        check(&["clippy.toml"], &["db", "model", "team", "testkit", "xtask"]);
        check(&[".config/nextest.toml"], &["db", "model", "team", "testkit", "xtask"]);
    }
}
