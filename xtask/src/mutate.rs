//! Takes one predicate of access out of the product at a time and sees to it that the property test notices.
//!
//! Run by hand before a change of `access`, `query` or what hangs on records is closed. The product has no switches for it: a
//! mutation is a replacement of text in a copy of the repository. All of them are put into the copy at once, each behind a
//! question to the environment, so that one build serves them all; the test then runs once with none and once with each.

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
/// Stands in a replacement for "is this the mutation of this run?".
const MUTATED: &str = "MUTATED";
/// Names the mutation of a run to the copy.
const VARIABLE: &str = "HEYI_MUTATION";
/// The tests of which one has to fail.
const TESTS: &str = "binary(access) & test(/^sqlite_answers_as_the_model_does_part/)";
/// Organisations that are drawn at first, and those of the whole test, when a kind is still to be named.
const SOME: &str = "40";
const ALL: &str = "200";

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
    /// What stands there instead, with [`MUTATED`] where the predicate is lost.
    to: String,
    /// The kinds of request that have to be named, all of them.
    kinds: Vec<String>,
}

impl Mutation {
    /// The text of the file with the mutation in it.
    fn put_into(&self, text: &str) -> Result<String> {
        let found = text.matches(&self.from).count();
        ensure!(found == 1, "{}: `from` stands {found} times in {}", self.path, self.file);
        ensure!(self.to.contains(MUTATED), "{}: `to` does not say when", self.path);
        let question = format!("std::env::var_os({VARIABLE:?}).is_some_and(|name| name == {:?})", self.path);
        Ok(text.replace(&self.from, &self.to.replace(MUTATED, &question)))
    }
}

/// What came of one.
struct Outcome<'m> {
    mutation: &'m Mutation,
    /// The kinds that the test named; none when it passed.
    named: Vec<String>,
}

impl Outcome<'_> {
    /// The kinds that should have been named and were not.
    fn missed(&self) -> Vec<&str> {
        self.mutation.kinds.iter().filter(|kind| !self.named.contains(kind)).map(String::as_str).collect()
    }

    fn told(&self) -> String {
        match (self.missed(), self.named.join(", ")) {
            (missed, named) if missed.is_empty() => format!("found by {named}"),
            (missed, named) if named.is_empty() => format!("**not found** by {}", missed.join(", ")),
            (missed, named) => format!("**not found** by {}; found by {named}", missed.join(", ")),
        }
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
        let built = repository.target();
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

    /// Puts a mutation in; it sleeps until a run names it.
    fn put(&self, mutation: &Mutation) -> Result<()> {
        let file = self.checkout().join(&mutation.file);
        let text = std::fs::read_to_string(&file).with_context(|| format!("{} cannot be read", mutation.file))?;
        std::fs::write(&file, mutation.put_into(&text)?).with_context(|| format!("{} cannot be written", mutation.file))
    }

    /// What comes of a mutation.
    fn outcome<'m>(&self, mutation: &'m Mutation) -> Result<Outcome<'m>> {
        let mut outcome = Outcome { mutation, named: self.named(Some(mutation), SOME)? };
        if !outcome.missed().is_empty() {
            outcome.named = self.named(Some(mutation), ALL)?;
        }
        Ok(outcome)
    }

    /// The kinds that the test names under this mutation. A test that does not compile or dies of something else is an error.
    fn named(&self, mutation: Option<&Mutation>, organisations: &str) -> Result<Vec<String>> {
        let arguments = ["nextest", "run", "--package", "heyi-testkit", "--test", "access", "-E", TESTS];
        let mut test = command(&self.checkout(), "cargo", &arguments);
        test.env("CARGO_TARGET_DIR", self.target()).env("RUST_BACKTRACE", "0").env("HEYI_ACCESS_ORGS", organisations);
        if let Some(mutation) = mutation {
            test.env(VARIABLE, &mutation.path);
        }
        let ended = show(test)?;
        let kind = |line: &String| Some(line.trim_start().strip_prefix('[')?.split_once("] seed ")?.0.to_owned());
        let mut named: Vec<String> = ended.lines.iter().filter_map(kind).collect();
        named.sort();
        named.dedup();
        if !ended.good && named.is_empty() {
            bail!("the test failed without naming a kind");
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

/// Runs the mutations, or only that of one path, and writes the table when all were run.
///
/// # Errors
/// When the copy cannot be made, or a mutation does not fit its file or does not compile.
pub fn run(repository: &Repository, only: Option<&str>) -> Result<ExitCode> {
    let list: Mutations = toml::from_str(repository.text(LIST).with_context(|| format!("{LIST} is not there"))?)?;
    let wanted: Vec<&Mutation> = list.mutation.iter().filter(|m| only.is_none_or(|only| m.path == only)).collect();
    ensure!(!wanted.is_empty(), "there is no such mutation");
    let copy = Copy::make(repository)?;
    list.mutation.iter().try_for_each(|mutation| copy.put(mutation))?;
    ensure!(copy.named(None, ALL)?.is_empty(), "the test fails without any mutation");
    let mut outcomes = Vec::new();
    for mutation in wanted {
        let outcome = copy.outcome(mutation).with_context(|| format!("mutation {}", mutation.path))?;
        println!("mutation {}: {}", mutation.path, outcome.told());
        outcomes.push(outcome);
    }
    if only.is_none() {
        write(repository, &outcomes)?;
    }
    let all_found = outcomes.iter().all(|outcome| outcome.missed().is_empty());
    Ok(if all_found { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Writes the table into the document, after its mark.
fn write(repository: &Repository, outcomes: &[Outcome]) -> Result<()> {
    let path = repository.root.join(TABLE);
    let document = std::fs::read_to_string(&path).with_context(|| format!("{TABLE} cannot be read"))?;
    let (before, _) = document.split_once(MARK).with_context(|| format!("{TABLE} has no mark"))?;
    let mut table = format!("{before}{MARK}\n\n| path | file | result |\n|---|---|---|\n");
    for outcome in outcomes {
        let row = format!("| {} | `{}` | {} |\n", outcome.mutation.path, outcome.mutation.file, outcome.told());
        table.push_str(&row);
    }
    std::fs::write(&path, table).with_context(|| format!("{TABLE} cannot be written"))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    #[test]
    fn every_mutation_fits_its_file_once_also_beside_the_others() {
        let repository = Repository::here().unwrap();
        let list: Mutations = toml::from_str(repository.text(LIST).unwrap()).unwrap();
        let mut texts: BTreeMap<&str, String> = BTreeMap::new();
        let mut paths = BTreeSet::new();
        for mutation in &list.mutation {
            assert!(paths.insert(&mutation.path), "{} is there twice", mutation.path);
            assert!(!mutation.kinds.is_empty(), "{}", mutation.path);
            let text = texts
                .entry(&mutation.file)
                .or_insert_with(|| repository.text(&mutation.file).unwrap_or_default().to_owned());
            *text = mutation.put_into(text).unwrap();
        }
    }

    #[test]
    fn a_mutation_is_missed_when_one_of_its_kinds_is_not_named() {
        let mutation = Mutation {
            path: "a".into(),
            file: String::new(),
            from: "if seen".into(),
            to: "if seen && !MUTATED".into(),
            kinds: vec!["list".into(), "count".into()],
        };
        let told = |named: &[&str]| {
            let named = named.iter().map(ToString::to_string).collect();
            Outcome { mutation: &mutation, named }.told()
        };
        assert_eq!(told(&["count", "list"]), "found by count, list");
        assert_eq!(told(&["list", "sort"]), "**not found** by count; found by list, sort");
        assert_eq!(told(&[]), "**not found** by list, count");
        let put = mutation.put_into("if seen {}").unwrap();
        assert_eq!(put, r#"if seen && !std::env::var_os("HEYI_MUTATION").is_some_and(|name| name == "a") {}"#);
        assert!(mutation.put_into("if seen { if seen {} }").is_err());
    }
}
