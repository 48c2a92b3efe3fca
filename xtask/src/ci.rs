//! Everything that CI runs, on any machine. A step that fails does not keep the others from running.

use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use anyhow::Result;

use crate::codegen::{self, GENERATORS};
use crate::command::{command, must, show, works};
use crate::repository::Repository;
use crate::tally::{Runner, Tally};
use crate::{contract, setup, start, tidy};

/// A step that is no test run counts as one check.
type Step = fn(&Repository) -> Result<Tally>;

/// The steps of `make test` in their order: what fails soonest comes first. Clippy, tests and docs share one build profile.
const STEPS: &[(&str, Step)] = &[
    ("set up", set_up),
    ("format", format),
    ("tidy", |repository| Ok(tidy::tally(repository))),
    ("lints", lints),
    ("tests", |repository| tests(repository, &[])),
    ("doc tests", doc_tests),
    ("contract", contract_of_the_api),
    ("generated files", generated_files),
    ("docs", docs),
    ("dependencies", dependencies),
    ("web", web),
];

/// Runs all steps and closes with one line, "N passed, N failed", over everything.
pub fn run(repository: &Repository) -> ExitCode {
    run_steps(repository, STEPS)
}

/// Runs these steps in their order, says how long each took, and closes with the line that counts them all.
pub fn run_steps(repository: &Repository, steps: &[(&str, Step)]) -> ExitCode {
    let mut report = Vec::new();
    for (name, step) in steps {
        println!("\n== {name}");
        let start = Instant::now();
        let tally = step(repository).unwrap_or_else(|error| {
            println!("{error:#}");
            Tally::one(false)
        });
        report.push((*name, tally, start.elapsed()));
    }
    let (text, all) = summary(&report);
    println!("\n{text}{all}");
    all.exit()
}

fn summary(report: &[(&str, Tally, Duration)]) -> (String, Tally) {
    let mut all = Tally::default();
    let mut text = String::new();
    for (name, tally, time) in report {
        all += *tally;
        text.extend([format!("{name:<16} {:>6} s  {tally}\n", time.as_secs())]);
    }
    (text, all)
}

/// A cargo command; in CI without incremental files, which a fresh clone never uses again.
fn cargo(repository: &Repository, arguments: &[&str]) -> Command {
    let mut cargo = command(&repository.root, "cargo", arguments);
    if in_ci() {
        cargo.env("CARGO_INCREMENTAL", "0");
    }
    cargo
}

fn in_ci() -> bool {
    std::env::var_os("CI").is_some()
}

fn check(command: Command) -> Result<Tally> {
    Ok(Tally::one(show(command)?.good))
}

fn set_up(repository: &Repository) -> Result<Tally> {
    setup::run(repository)?;
    // The tests of a binary that embeds the web app see the real one.
    start::build_web(repository)?;
    Ok(Tally::one(true))
}

/// Checks the formatting of all Rust files.
pub fn format(repository: &Repository) -> Result<Tally> {
    check(cargo(repository, &["fmt", "--all", "--check"]))
}

fn lints(repository: &Repository) -> Result<Tally> {
    lints_of(repository, &[])
}

/// Clippy over these packages, or over all of them when none is named.
pub fn lints_of(repository: &Repository, packages: &[String]) -> Result<Tally> {
    let arguments = with_packages(&["clippy", "--all-targets"], packages);
    check(cargo(repository, &[&as_str(&arguments)[..], &["--", "-D", "warnings"]].concat()))
}

/// The Rust tests of these packages, or of all of them when none is named. Each test that touches a database runs
/// on SQLite and on a private PostgreSQL.
pub fn tests(repository: &Repository, packages: &[String]) -> Result<Tally> {
    if works(command(&repository.root, "cargo", &["nextest", "--version"])) {
        let profile = if in_ci() { "ci" } else { "default" };
        let mut arguments = with_packages(&["nextest", "run", "--profile", profile, "--no-fail-fast"], packages);
        if !packages.is_empty() {
            // Some crates alone have no test; the whole workspace without one is a fault.
            arguments.push("--no-tests=pass".to_owned());
        }
        let ended = show(cargo(repository, &as_str(&arguments)))?;
        return Ok(Tally::of(Runner::Nextest, &ended.lines, ended.good));
    }
    println!("cargo-nextest is not installed; cargo's own runner is slower and knows no time limits");
    let arguments = with_packages(&["test", "--lib", "--bins", "--tests", "--no-fail-fast"], packages);
    let ended = show(cargo(repository, &as_str(&arguments)))?;
    Ok(Tally::of(Runner::Cargo, &ended.lines, ended.good))
}

fn with_packages(arguments: &[&str], packages: &[String]) -> Vec<String> {
    let mut all: Vec<String> = arguments.iter().map(|argument| (*argument).to_owned()).collect();
    if packages.is_empty() {
        all.push("--workspace".to_owned());
    }
    all.extend(packages.iter().flat_map(|package| ["--package".to_owned(), package.clone()]));
    all
}

fn as_str(arguments: &[String]) -> Vec<&str> {
    arguments.iter().map(String::as_str).collect()
}

fn doc_tests(repository: &Repository) -> Result<Tally> {
    let ended = show(cargo(repository, &["test", "--workspace", "--doc", "--no-fail-fast"]))?;
    Ok(Tally::of(Runner::Cargo, &ended.lines, ended.good))
}

/// The API answers as its OpenAPI document says.
pub fn contract_of_the_api(repository: &Repository) -> Result<Tally> {
    contract::run(repository, cargo(repository, &[]))
}

fn generated_files(repository: &Repository) -> Result<Tally> {
    let up_to_date = codegen::run(repository, true)? == ExitCode::SUCCESS;
    Ok(if GENERATORS.is_empty() { Tally::default() } else { Tally::one(up_to_date) })
}

/// Builds the docs of all items, private ones too, so that a broken link is found.
fn docs(repository: &Repository) -> Result<Tally> {
    let mut docs = cargo(repository, &["doc", "--workspace", "--no-deps", "--document-private-items"]);
    docs.env("RUSTDOCFLAGS", "-D warnings");
    check(docs)
}

fn dependencies(repository: &Repository) -> Result<Tally> {
    if !works(command(&repository.root, "cargo", &["deny", "--version"])) {
        println!("cargo-deny is not installed: licences, sources and banned crates were not checked");
        return Ok(Tally::default());
    }
    check(cargo(repository, &["deny", "--offline", "check", "bans", "licenses", "sources"]))
}

/// Lints, tests, size budgets and browser journeys of the web app, by the scripts in its `package.json`.
pub fn web(repository: &Repository) -> Result<Tally> {
    if !repository.has_web() {
        println!("there is no web app");
        return Ok(Tally::default());
    }
    start::build_web(repository)?;
    must(cargo(repository, &["build", "--package", "heyi"]))?;
    let folder = repository.root.join("web");
    let mut tally = check(command(&folder, "npm", &["run", "lint"]))?;
    tally += check(command(&folder, "npm", &["run", "budgets"]))?;
    for tests in ["test", "e2e"] {
        let mut run = command(&folder, "npm", &["run", tests]);
        run.env("HEYI_BIN", repository.target().join("debug/heyi"));
        let ended = show(run)?;
        tally += Tally::of(Runner::Web, &ended.lines, ended.good);
    }
    Ok(tally)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_line_counts_every_step() {
        let seconds = Duration::from_secs;
        let report =
            [("format", Tally::one(true), seconds(2)), ("tests", Tally { passed: 40, failed: 2 }, seconds(100))];
        let (text, all) = summary(&report);
        assert_eq!(
            text,
            "format                2 s  1 passed, 0 failed\ntests               100 s  40 passed, 2 failed\n"
        );
        assert_eq!(all.to_string(), "41 passed, 2 failed");
    }

    #[test]
    fn a_step_that_breaks_fails_the_run_and_the_next_one_runs_all_the_same() {
        let repository = crate::repository::tests::repository(&[]);
        let broken: Step = |_| anyhow::bail!("no such tool");
        let good: Step = |_| Ok(Tally::one(true));
        assert_eq!(run_steps(&repository, &[("a", broken), ("b", good)]), ExitCode::FAILURE);
        assert_eq!(run_steps(&repository, &[("b", good)]), ExitCode::SUCCESS);
    }
}
