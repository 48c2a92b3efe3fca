//! What the folder of a noun holds.

use std::collections::BTreeSet;

use super::Fault;
use crate::repository::Repository;

/// The folders `apps/<app>/src/<noun>`: in an app, a folder is a noun.
fn nouns(repository: &Repository) -> BTreeSet<(String, String)> {
    let noun = |path: &str| {
        let mut parts = path.strip_prefix("apps/")?.split('/');
        let (app, src, noun, file) = (parts.next()?, parts.next()?, parts.next()?, parts.next());
        (src == "src" && file.is_some()).then(|| (format!("apps/{app}/src/{noun}"), noun.to_owned()))
    };
    repository.files.iter().filter_map(|file| noun(&file.path)).collect()
}

/// Fails for a noun without the file that describes its module.
pub fn every_noun_has_its_module_file(repository: &Repository) -> Vec<Fault> {
    let missing = |(folder, noun): (String, String)| {
        let path = format!("{folder}/{noun}.module.toml");
        (!repository.has(&path)).then(|| Fault::in_file(&folder, format!("{noun}.module.toml is missing")))
    };
    nouns(repository).into_iter().filter_map(missing).collect()
}

/// Fails for a noun that has rules and no tests of them.
pub fn every_noun_with_rules_has_tests(repository: &Repository) -> Vec<Fault> {
    let untested = |(folder, _): (String, String)| {
        let rules = repository.has(&format!("{folder}/rules.rs"));
        (rules && !repository.has(&format!("{folder}/tests.rs")))
            .then(|| Fault::in_file(&folder, "tests.rs is missing"))
    };
    nouns(repository).into_iter().filter_map(untested).collect()
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn a_noun_is_a_folder_with_its_module_and_its_tests() {
        let files = &[
            ("apps/sales/src/deal/deal.module.toml", ""),
            ("apps/sales/src/deal/rules.rs", ""),
            ("apps/sales/src/deal/tests.rs", ""),
            ("apps/sales/src/lib.rs", ""),
            ("apps/sales/src/product/fields.rs", ""),
            ("apps/sales/src/quote/quote.module.toml", ""),
            ("apps/sales/src/quote/rules.rs", ""),
            ("platform/engine/src/pipeline/rules.rs", ""),
        ];
        check(every_noun_has_its_module_file, files, &["apps/sales/src/product"]);
        check(every_noun_with_rules_has_tests, files, &["apps/sales/src/quote"]);
    }
}
