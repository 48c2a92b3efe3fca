//! Takes one predicate of access out of the product at a time and sees to it that the property test notices.
//!
//! Run by hand before a change of `access`, `query` or what hangs on records is closed; it takes about a minute for each
//! path, so it is no part of CI. The product has no switches for it: a mutation is a replacement of text in a copy.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail, ensure};
use serde::Deserialize;

use crate::command::{command, must, show};
use crate::repository::Repository;

/// The list of mutations.
const LIST: &str = "platform/testkit/mutations/mutations.toml";
/// Where the results are written down.
const TABLE: &str = "docs/access-mutations.md";
/// The table begins after this line.
const MARK: &str = "<!-- Written by `cargo xtask mutate`. -->";
/// Organisations that are drawn; a part of the test takes every fourth one.
const ORGANISATIONS: &str = "80";
/// The test that has to fail.
const TEST: &str = "sqlite_answers_as_the_model_does_part_1";

#[derive(Deserialize)]
struct Mutations {
    mutation: Vec<Mutation>,
}

/// One fault.
#[derive(Deserialize)]
struct Mutation {
    /// The path of reading that loses a predicate.
    path: String,
    file: String,
    from: String,
    to: String,
    /// The kinds of request of which at least one has to be named.
    kinds: Vec<String>,
}

/// What came of one.
struct Outcome<'m> {
    mutation: &'m Mutation,
    /// The kinds that the test named; none when it passed.
    named: Vec<String>,
}

impl Outcome<'_> {
    fn is_found(&self) -> bool {
        self.mutation.kinds.iter().any(|kind| self.named.contains(kind))
    }
}

/// The copy of the repository; it is removed with its build when this is dropped.
struct Copy<'r> {
    repository: &'r Repository,
    folder: PathBuf,
}

impl<'r> Copy<'r> {
    /// A worktree of what is committed, with a copy of what is built.
    fn make(repository: &'r Repository) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("heyi-mutate-{}", std::process::id()));
        let checkout = folder.join("checkout");
        must(command(&repository.root, "git", &["worktree", "add", "--detach", text(&checkout)?, "HEAD"]))?;
        let copy = Self { repository, folder };
        let built = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| repository.root.join("target"), PathBuf::from);
        if built.is_dir() {
            must(command(&repository.root, "cp", &["-a", text(&built)?, text(&copy.target())?]))?;
        }
        Ok(copy)
    }

    fn checkout(&self) -> PathBuf {
        self.folder.join("checkout")
    }
    fn target(&self) -> PathBuf {
        self.folder.join("target")
    }

    /// Puts a mutation in, runs the test, and takes it out again.
    fn run<'m>(&self, mutation: &'m Mutation) -> Result<Outcome<'m>> {
        let file = self.checkout().join(&mutation.file);
        let sound = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", mutation.file))?;
        ensure!(
            sound.matches(&mutation.from).count() == 1,
            "{}: `from` must stand once in {}",
            mutation.path,
            mutation.file
        );
        std::fs::write(&file, sound.replace(&mutation.from, &mutation.to))?;
        let named = self.test();
        std::fs::write(&file, sound)?;
        Ok(Outcome { mutation, named: named.with_context(|| format!("mutation {}", mutation.path))? })
    }

    /// The kinds that the test names. A test that does not compile or dies of something else is an error.
    fn test(&self) -> Result<Vec<String>> {
        let arguments = ["nextest", "run", "--package", "heyi-testkit", "--test", "access", TEST];
        let mut test = command(&self.checkout(), "cargo", &arguments);
        test.env("CARGO_TARGET_DIR", self.target()).env("HEYI_ACCESS_ORGS", ORGANISATIONS);
        let ended = show(test)?;
        let kind = |line: &String| Some(line.trim_start().strip_prefix('[')?.split_once("] seed ")?.0.to_owned());
        let mut named: Vec<String> = ended.lines.iter().filter_map(kind).collect();
        named.sort();
        named.dedup();
        if !ended.good && named.is_empty() {
            bail!("the test failed without naming a kind: does the mutation compile?");
        }
        Ok(named)
    }
}

impl Drop for Copy<'_> {
    fn drop(&mut self) {
        if let Ok(checkout) = text(&self.checkout()) {
            // What cannot be removed is in the temporary folder of the system, which is swept by it.
            let _ = show(command(&self.repository.root, "git", &["worktree", "remove", "--force", checkout]));
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn text(path: &Path) -> Result<&str> {
    path.to_str().with_context(|| format!("{} is no UTF-8", path.display()))
}

/// Runs the mutations, or only those of one path, and writes the table when all were run.
///
/// # Errors
/// When the copy cannot be made, a mutation does not fit its file or does not compile.
pub fn run(repository: &Repository, only: Option<&str>) -> Result<ExitCode> {
    let list: Mutations = toml::from_str(repository.text(LIST).with_context(|| format!("{LIST} is not there"))?)?;
    let wanted: Vec<&Mutation> = list.mutation.iter().filter(|m| only.is_none_or(|only| m.path == only)).collect();
    ensure!(!wanted.is_empty(), "there is no such mutation");
    let copy = Copy::make(repository)?;
    ensure!(copy.test()?.is_empty(), "the test fails without any mutation");
    let outcomes = wanted.into_iter().map(|mutation| copy.run(mutation)).collect::<Result<Vec<_>>>()?;
    if only.is_none() {
        write(repository, &outcomes)?;
    }
    for outcome in &outcomes {
        println!("{}: {}", outcome.mutation.path, told(outcome));
    }
    Ok(if outcomes.iter().all(Outcome::is_found) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn told(outcome: &Outcome) -> String {
    let named = if outcome.named.is_empty() { "nothing".into() } else { outcome.named.join(", ") };
    if outcome.is_found() { format!("found by {named}") } else { format!("**not found** (named: {named})") }
}

/// Writes the table into the document, after its mark.
fn write(repository: &Repository, outcomes: &[Outcome]) -> Result<()> {
    let path = repository.root.join(TABLE);
    let document = std::fs::read_to_string(&path).with_context(|| format!("{TABLE} cannot be read"))?;
    let (before, _) = document.split_once(MARK).with_context(|| format!("{TABLE} has no mark"))?;
    let mut table = format!("{before}{MARK}\n\n| path | file | result |\n|---|---|---|\n");
    for outcome in outcomes {
        let row = format!("| {} | `{}` | {} |\n", outcome.mutation.path, outcome.mutation.file, told(outcome));
        table.push_str(&row);
    }
    std::fs::write(&path, table).with_context(|| format!("{TABLE} cannot be written"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mutation_fits_its_file_once() {
        let repository = Repository::here().unwrap();
        let list: Mutations = toml::from_str(repository.text(LIST).unwrap()).unwrap();
        for mutation in &list.mutation {
            let found = repository.text(&mutation.file).unwrap_or_default().matches(&mutation.from).count();
            assert_eq!(found, 1, "{}: {}", mutation.path, mutation.file);
            assert_ne!(mutation.from, mutation.to, "{}", mutation.path);
        }
    }
}
