//! What the documents promise: that what they name exists.

use std::collections::BTreeSet;

use super::Fault;
use crate::repository::Repository;

const ARCHITECTURE: &str = "ARCHITECTURE.md";

/// Fails for a path or a crate that ARCHITECTURE.md writes as code and that does not exist. A path is a word that begins
/// with a top-level folder of the house's plan, or names a file at the top; `<noun>` and `*` stand for any name.
pub fn architecture_names_only_what_exists(repository: &Repository) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (line, word) in words_as_code(repository.text(ARCHITECTURE).unwrap_or_default()) {
        let exists = if word.starts_with("heyi-") {
            repository.crates.iter().any(|krate| krate.name == word)
        } else if is_path(&word) {
            repository.files.iter().any(|file| matches(&word, &file.path))
        } else {
            true
        };
        if !exists {
            faults.push(Fault::at(ARCHITECTURE, line, format!("`{word}` does not exist")));
        }
    }
    faults
}

/// Fails for a crate whose folder ARCHITECTURE.md does not name: the map has no white spots.
pub fn architecture_names_every_crate(repository: &Repository) -> Vec<Fault> {
    let words = words_as_code(repository.text(ARCHITECTURE).unwrap_or_default());
    let named: BTreeSet<&str> = words.iter().map(|(_, word)| word.trim_end_matches('/')).collect();
    let unnamed = repository.crates.iter().filter(|krate| !named.contains(krate.folder.as_str()));
    unnamed
        .map(|krate| Fault::in_file(ARCHITECTURE, format!("`{}` is missing in the code map", krate.folder)))
        .collect()
}

/// Folders that the house has or plans; a word that begins with one of them is a path.
const FOLDERS: &[&str] = &[
    "apps", "bench", "cli", "connect", "docs", "examples", "packs", "platform", "web", "xtask", ".cargo", ".ci",
    ".config",
];

fn is_path(word: &str) -> bool {
    match word.split_once('/') {
        Some((folder, _)) => FOLDERS.contains(&folder),
        None => ["md", "toml"]
            .iter()
            .any(|end| word.rsplit_once('.').is_some_and(|(name, found)| !name.is_empty() && found == *end)),
    }
}

/// The words in backticks and in fenced blocks, with their lines.
fn words_as_code(text: &str) -> Vec<(usize, String)> {
    let mut words = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
            continue;
        }
        let spans = line.split('`').enumerate().filter(|(span, _)| fenced || span % 2 == 1).map(|(_, span)| span);
        for word in spans.flat_map(str::split_whitespace) {
            let word = word.trim_matches(|c: char| ",;:()…".contains(c)).trim_end_matches('.');
            words.push((number + 1, word.to_owned()));
        }
    }
    words
}

/// Whether the path, or a folder on its way, is what the pattern names.
fn matches(pattern: &str, path: &str) -> bool {
    let mut parts = path.split('/');
    pattern.trim_end_matches('/').split('/').all(|wanted| parts.next().is_some_and(|found| matches_name(wanted, found)))
}

/// `<noun>.module.toml` and `*.rs` name any file of that shape.
fn matches_name(wanted: &str, found: &str) -> bool {
    let (before, after) = match (wanted.split_once('<'), wanted.split_once('*')) {
        (Some((before, rest)), _) => (before, rest.split_once('>').map_or("", |(_, after)| after)),
        (None, Some((before, after))) => (before, after),
        (None, None) => return wanted == found,
    };
    found.len() > before.len() + after.len() && found.starts_with(before) && found.ends_with(after)
}

/// Fails for a decision in `docs/adr` without a status, with a number used twice, or not in the list of the folder.
pub fn every_decision_has_a_status(repository: &Repository) -> Vec<Fault> {
    const STATES: &[&str] = &["proposed", "accepted", "rejected", "deprecated", "superseded by "];
    let list = repository.text("docs/adr/README.md").unwrap_or_default();
    let mut faults = Vec::new();
    let mut numbers = BTreeSet::new();
    for file in &repository.files {
        let Some(name) = file.path.strip_prefix("docs/adr/").filter(|name| *name != "README.md") else { continue };
        let mut states = file.text.lines().filter_map(|line| line.strip_prefix("* Status: "));
        if !states.next().is_some_and(|found| STATES.iter().any(|state| found.starts_with(state))) {
            faults.push(Fault::in_file(&file.path, "a line \"* Status: accepted\" (or another state) is missing"));
        }
        let number = name.split('-').next().unwrap_or_default();
        if number.len() != 4 || !number.chars().all(|c| c.is_ascii_digit()) || !numbers.insert(number) {
            faults.push(Fault::in_file(&file.path, "the name begins with a number of four digits that no other has"));
        }
        if !list.contains(&format!("({name})")) {
            faults.push(Fault::in_file("docs/adr/README.md", format!("{name} is missing in the list")));
        }
    }
    faults
}

/// Fails when users cannot read what the next release brings.
pub fn the_changelog_has_an_unreleased_section(repository: &Repository) -> Vec<Fault> {
    let text = repository.text("CHANGELOG.md").unwrap_or_default();
    let missing = !text.lines().any(|line| line == "## Unreleased");
    missing.then(|| Fault::in_file("CHANGELOG.md", "a line \"## Unreleased\" is missing")).into_iter().collect()
}

/// Fails for a link of a Markdown file to a file or a heading that is not in the repository.
pub fn local_links_lead_somewhere(repository: &Repository) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in repository.files.iter().filter(|file| file.is("md")) {
        for (line, target) in links(&file.text) {
            let (path, heading) = target.split_once('#').unwrap_or((&target, ""));
            let path = if path.is_empty() { Some(file.path.clone()) } else { resolve(&file.path, path) };
            let found = path.as_deref().filter(|path| repository.has(path));
            let leads = found.is_some_and(|path| heading.is_empty() || headings(repository, path).contains(heading));
            if !leads {
                faults.push(Fault::at(&file.path, line, format!("the link to {target} leads nowhere")));
            }
        }
    }
    faults
}

/// The targets of `[text](target)` outside code that are no address of another site, with their lines.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if fenced {
            continue;
        }
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join("``");
        for rest in outside.split("](").skip(1) {
            let target = rest.split([')', ' ']).next().unwrap_or_default();
            if !target.contains("://") && !target.starts_with("mailto:") {
                links.push((number + 1, target.to_owned()));
            }
        }
    }
    links
}

/// The path that a link in `from` leads to; nothing when it leaves the repository.
fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The names by which links reach the headings of a Markdown file.
fn headings(repository: &Repository, path: &str) -> BTreeSet<String> {
    let name = |line: &str| {
        let kept = line.trim_start_matches('#').trim().chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
        kept.map(|c| if c == ' ' { '-' } else { c }).flat_map(char::to_lowercase).collect()
    };
    let text = repository.text(path).unwrap_or_default();
    text.lines().filter(|line| line.starts_with('#')).map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    const CRATE: (&str, &str) = ("platform/db/Cargo.toml", "[package]\nname = 'heyi-db'");

    #[test]
    fn the_architecture_names_what_exists() {
        let noun = ("apps/sales/src/deal/deal.module.toml", "");
        let check = |text: &str, faults: &[&str]| {
            check(architecture_names_only_what_exists, &[(ARCHITECTURE, text), CRATE, noun], faults);
        };
        check(
            "`platform/db/`, `heyi-db`, `./heyi-data`; `GET /api/v1`, `a/b`, `Cargo.toml`-like `toml`.",
            &["ARCHITECTURE.md:1"],
        );
        check("`platform/db`, `apps/<app>/src/<noun>/<noun>.module.toml`, `apps/*/src/deal`", &[]);
        check("\n`platform/expr`\n```\nheyi-expr\n```\nplatform/gone", &["ARCHITECTURE.md:2", "ARCHITECTURE.md:4"]);
        check("`apps/<app>/src/<noun>/rules.rs` `NOTES.md`", &["ARCHITECTURE.md:1", "ARCHITECTURE.md:1"]);
    }

    #[test]
    fn the_code_map_is_complete() {
        check(architecture_names_every_crate, &[(ARCHITECTURE, "### `platform/db/`"), CRATE], &[]);
        check(architecture_names_every_crate, &[(ARCHITECTURE, "platform/db"), CRATE], &[ARCHITECTURE]);
    }

    #[test]
    fn a_decision_has_a_number_a_status_and_its_line_in_the_list() {
        let good = ("docs/adr/0001-a.md", "# A\n\n* Status: accepted\n");
        let list = ("docs/adr/README.md", "[A](0001-a.md) [B](0001-b.md) [C](c.md)");
        let check = |files: &[(&str, &str)], faults: &[&str]| check(every_decision_has_a_status, files, faults);
        check(&[good, list], &[]);
        check(&[good], &["docs/adr/README.md"]);
        check(&[good, list, ("docs/adr/0001-b.md", "* Status: superseded by 0002")], &["docs/adr/0001-b.md"]);
        check(&[list, ("docs/adr/c.md", "* Status: accepted")], &["docs/adr/c.md"]);
        check(&[list, ("docs/adr/0001-a.md", "Status: maybe")], &["docs/adr/0001-a.md"]);
    }

    #[test]
    fn the_changelog_tells_what_comes_next() {
        check(the_changelog_has_an_unreleased_section, &[("CHANGELOG.md", "# Changes\n\n## Unreleased\n")], &[]);
        check(the_changelog_has_an_unreleased_section, &[("CHANGELOG.md", "# Unreleased\n")], &["CHANGELOG.md"]);
    }

    #[test]
    fn a_link_leads_to_a_file_or_a_heading() {
        let check = |text: &str, faults: &[&str]| {
            let files =
                &[("docs/a.md", text), ("docs/adr/b.md", "# One SQL builder, two dialects\n"), ("README.md", "")];
            check(local_links_lead_somewhere, files, faults);
        };
        check("[b](adr/b.md) [up](../README.md) [web](https://heyi.example/x.md) [folder](adr/)", &[]);
        check("[b](adr/b.md#one-sql-builder-two-dialects) [here](#a)\n# A", &[]);
        check("`[no](link.md)`\n```\n[no](link.md)\n```\n", &[]);
        check("[b](adr/c.md)\n[c](adr/b.md#two)\n[d](../../x.md)", &["docs/a.md:1", "docs/a.md:2", "docs/a.md:3"]);
    }
}
