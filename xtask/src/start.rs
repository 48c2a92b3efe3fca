//! Builds Heyi and starts it: for a person, for a measurement, for torture.

use std::process::ExitCode;

use anyhow::Result;

use crate::command::{command, hand_over, must};
use crate::repository::Repository;

/// `make run`: serves Heyi with the demo company in the foreground.
///
/// The development profile starts soonest on a fresh machine: nothing is optimised across crates, and `make quick` and
/// `make test` use the same build. Dependencies are optimised a little and SQLite fully, which is where the time goes.
pub fn run(repository: &Repository) -> Result<ExitCode> {
    build_web(repository)?;
    hand_over(command(&repository.root, "cargo", &["run", "--package", "heyi", "--", "serve", "--demo"]))
}

/// `make build`: the release binary, with the web app inside it, at `target/release/heyi`.
pub fn build(repository: &Repository) -> Result<ExitCode> {
    build_web(repository)?;
    hand_over(command(&repository.root, "cargo", &["build", "--release", "--package", "heyi"]))
}

/// `make bench`: prints the ratios of `bench/`. Measured is the release build.
pub fn bench(repository: &Repository) -> Result<ExitCode> {
    must(command(&repository.root, "cargo", &["build", "--release", "--package", "heyi"]))?;
    hand_over(command(&repository.root, "cargo", &["run", "--release", "--package", "heyi-bench"]))
}

/// `make screenshots`: pictures of all pages from the demo company, in `target/screenshots`.
pub fn screenshots(repository: &Repository) -> Result<ExitCode> {
    build_web(repository)?;
    must(command(&repository.root, "cargo", &["build", "--package", "heyi"]))?;
    let mut pictures = command(&repository.root.join("web"), "npm", &["run", "screenshots"]);
    pictures.env("HEYI_BIN", repository.target().join("debug/heyi"));
    pictures.env("HEYI_SCREENSHOTS", repository.target().join("screenshots"));
    hand_over(pictures)
}

/// `make torture`: the tests of `cli/tests/torture.rs` with as many kills as a release needs.
pub fn torture(repository: &Repository) -> Result<ExitCode> {
    let mut tests =
        command(&repository.root, "cargo", &["test", "--package", "heyi", "--test", "torture", "--", "--nocapture"]);
    tests.env("HEYI_TORTURE", "full");
    hand_over(tests)
}

/// Brings the packages of the web app: `npm ci` takes partial mirrors of native packages for a lock out of step.
const PNPM: &str = "pnpm@10.34.9";

/// Builds `web/dist`, which the binary embeds, when there is a web app.
pub fn build_web(repository: &Repository) -> Result<()> {
    if !repository.has_web() {
        return Ok(());
    }
    install_web(repository)?;
    must(command(&repository.root.join("web"), "npm", &["run", "build"]))
}

/// Brings the packages of the web app to what its lock file says.
pub fn install_web(repository: &Repository) -> Result<()> {
    let web = repository.root.join("web");
    let fresh = |path: &str| std::fs::metadata(web.join(path)).and_then(|data| data.modified()).ok();
    // pnpm writes this file at the end of an installation.
    if fresh("node_modules/.modules.yaml") >= fresh("pnpm-lock.yaml") && web.join("node_modules").exists() {
        return Ok(());
    }
    must(command(&web, "npx", &["--yes", PNPM, "install", "--frozen-lockfile"]))
}
