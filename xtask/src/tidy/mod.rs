//! The house rules that no compiler checks. A rule is a function that is named as its sentence and returns what breaks it.

mod crates;
mod documents;
mod nouns;
mod secrets;
mod sizes;
mod words;

pub use sizes::GENERATED;

use std::fmt;
use std::process::ExitCode;

use crate::repository::Repository;
use crate::tally::Tally;

/// One place that breaks a rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    /// Counted from 1; 0 for the file as a whole.
    pub line: usize,
    pub says: String,
}

impl Fault {
    fn at(path: &str, line: usize, says: impl Into<String>) -> Fault {
        Fault { path: path.to_owned(), line, says: says.into() }
    }

    fn in_file(path: &str, says: impl Into<String>) -> Fault {
        Fault::at(path, 0, says)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(to, "{}: {}", self.path, self.says),
            line => write!(to, "{}:{line}: {}", self.path, self.says),
        }
    }
}

struct Rule {
    /// Where the rule stands: file and sentence.
    name: &'static str,
    faults: fn(&Repository) -> Vec<Fault>,
}

macro_rules! rules {
    ($($file:ident::$sentence:ident,)*) => {
        &[$(Rule { name: concat!(stringify!($file), ": ", stringify!($sentence)), faults: $file::$sentence }),*]
    };
}

/// Every rule of the house, in alphabetical order.
const RULES: &[Rule] = rules![
    crates::a_crate_uses_only_what_the_table_allows,
    crates::every_crate_has_a_crate_doc,
    documents::architecture_names_every_crate,
    documents::architecture_names_only_what_exists,
    documents::every_decision_has_a_status,
    documents::local_links_lead_somewhere,
    documents::the_changelog_has_an_unreleased_section,
    nouns::every_noun_has_its_module_file,
    nouns::every_noun_with_rules_has_tests,
    secrets::no_file_names_a_package_registry,
    secrets::no_file_names_a_path_of_one_machine,
    sizes::a_file_has_at_most_500_lines_without_its_tests,
    words::a_lint_is_expected_with_a_reason_and_never_allowed,
    words::no_test_is_ignored_or_expected_to_panic,
    words::nothing_is_left_to_do,
    words::platform_names_no_business_noun,
];

/// Checks every rule, prints what breaks it and returns how many rules hold.
pub fn tally(repository: &Repository) -> Tally {
    let mut tally = Tally::default();
    for rule in RULES {
        let faults = (rule.faults)(repository);
        if !faults.is_empty() {
            println!("{}:", rule.name.replace('_', " "));
        }
        for fault in &faults {
            println!("  {fault}");
        }
        tally += Tally::one(faults.is_empty());
    }
    let long = sizes::long_files(repository);
    if !long.is_empty() {
        println!("{} files are longer than {} lines:", long.len(), sizes::SOFT_LIMIT);
        for (path, lines) in long {
            println!("  {path}: {lines} lines");
        }
    }
    println!("{} of {} house rules hold", tally.passed, RULES.len());
    tally
}

/// `cargo xtask tidy`.
pub fn run(repository: &Repository) -> ExitCode {
    tally(repository).exit()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::tests::repository;

    /// Asserts that the rule finds exactly these faults, written as "path:line", in these files.
    pub fn check(rule: fn(&Repository) -> Vec<Fault>, files: &[(&str, &str)], expect: &[&str]) {
        let faults = rule(&repository(files));
        let found: Vec<String> = faults
            .iter()
            .map(|fault| if fault.line == 0 { fault.path.clone() } else { format!("{}:{}", fault.path, fault.line) })
            .collect();
        assert_eq!(found, expect, "{faults:#?}");
    }

    #[test]
    fn the_list_of_rules_is_in_order_and_without_doubles() {
        assert!(RULES.is_sorted_by(|a, b| a.name < b.name));
    }
}
