//! Words that a file may not hold.

use serde::Deserialize;

use super::Fault;
use crate::repository::{File, Repository};
use crate::rust_text::RustText;

/// Fails for a test that somebody switched off or that passes by dying.
pub fn no_test_is_ignored_or_expected_to_panic(repository: &Repository) -> Vec<Fault> {
    in_code(repository, &["#[ignore", "should_panic"], "mend the test or remove it")
}

/// Fails for `#[allow(…)]`: `#[expect(…, reason = "…")]` tells when it is no longer needed.
pub fn a_lint_is_expected_with_a_reason_and_never_allowed(repository: &Repository) -> Vec<Fault> {
    in_code(repository, &["#[allow(", "#![allow("], "write #[expect(…, reason = \"…\")]")
}

/// Fails for code that was left for later and for notes about it: they belong into an issue.
pub fn nothing_is_left_to_do(repository: &Repository) -> Vec<Fault> {
    let mut faults = in_code(repository, &["todo!(", "unimplemented!(", "dbg!("], "finish it");
    for file in &repository.files {
        let comments = if file.is("rs") {
            RustText::read(&file.text).comments
        } else if ["ts", "tsx", "css", "html", "toml", "sh", "yml"].iter().any(|extension| file.is(extension)) {
            file.text.lines().map(str::to_owned).collect()
        } else {
            continue;
        };
        for (number, line) in comments.iter().enumerate() {
            let mut words = line.split(|c: char| !c.is_alphanumeric());
            if words.any(|word| ["TODO", "FIXME", "XXX"].contains(&word)) {
                faults.push(Fault::at(&file.path, number + 1, "do it, or file an issue"));
            }
        }
    }
    faults
}

fn in_code(repository: &Repository, forbidden: &[&str], says: &str) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in repository.rust_files() {
        for (number, line) in RustText::read(&file.text).code.iter().enumerate() {
            if forbidden.iter().any(|word| line.contains(word)) {
                faults.push(Fault::at(&file.path, number + 1, says));
            }
        }
    }
    faults
}

/// Nouns of the apps. Not here: words that also have a technical meaning (task, product, quote, stage, pool, case).
const BUSINESS_NOUNS: &[&str] = &[
    "account",
    "appointment",
    "appraisal",
    "campaign",
    "commission",
    "contact",
    "contract",
    "customer",
    "deal",
    "invoice",
    "lead",
    "opportunity",
    "payment",
    "quotation",
    "salesperson",
];

/// The same in Chinese. 客户端 (client) is no customer.
const BUSINESS_NOUNS_ZH: &[&str] = &["客户", "联系人", "线索", "商机", "合同", "回款", "报价", "业绩", "提成"];

/// Exceptions from [`platform_names_no_business_noun`], each with its reason.
const EXCEPTIONS: &str = "xtask/business-nouns.toml";

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    #[serde(default)]
    allowed: Vec<Exception>,
}

/// A word that the files whose path begins with `path` may use.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    word: String,
    path: String,
    reason: String,
}

/// Fails for a business noun in the code of `platform/`: what an app knows, the platform reads from metadata.
/// Comments, tests and the testkit may name one. An exception without a use or a reason is a fault, too.
pub fn platform_names_no_business_noun(repository: &Repository) -> Vec<Fault> {
    let exceptions = match toml::from_str::<Exceptions>(repository.text(EXCEPTIONS).unwrap_or_default()) {
        Ok(exceptions) => exceptions.allowed,
        Err(error) => return vec![Fault::in_file(EXCEPTIONS, error.to_string())],
    };
    let mut used = vec![false; exceptions.len()];
    let mut faults = Vec::new();
    let product = |file: &&File| {
        file.path.starts_with("platform/") && !file.path.starts_with("platform/testkit/") && !file.is_test()
    };
    for file in repository.rust_files().filter(product) {
        let text = RustText::read(&file.text);
        for number in (0..text.code.len()).filter(|number| !text.in_tests[*number]) {
            for noun in business_nouns(&text.code[number]).into_iter().chain(business_nouns(&text.literals[number])) {
                let allows = |exception: &Exception| exception.word == noun && file.path.starts_with(&exception.path);
                match exceptions.iter().position(allows) {
                    Some(exception) => used[exception] = true,
                    None => faults.push(Fault::at(&file.path, number + 1, format!("`{noun}` belongs into an app"))),
                }
            }
        }
    }
    for (exception, used) in exceptions.iter().zip(used) {
        if !used || exception.reason.is_empty() {
            let says = format!("the exception for `{}` in {} has no use or no reason", exception.word, exception.path);
            faults.push(Fault::in_file(EXCEPTIONS, says));
        }
    }
    faults
}

/// The business nouns in a line, in the singular: in words, in snake_case and in CamelCase.
fn business_nouns(line: &str) -> Vec<&'static str> {
    let mut found: Vec<&str> = words(line).iter().filter_map(|word| noun(word)).collect();
    let zh = line.replace("客户端", "");
    found.extend(BUSINESS_NOUNS_ZH.iter().filter(|noun| zh.contains(**noun)));
    found
}

fn noun(word: &str) -> Option<&'static str> {
    let is = |noun: &&&str| {
        word.strip_prefix(**noun).is_some_and(|rest| rest.is_empty() || rest == "s")
            || noun.strip_suffix('y').is_some_and(|stem| word.strip_prefix(stem) == Some("ies"))
    };
    BUSINESS_NOUNS.iter().find(is).copied()
}

fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut before = ' ';
    for c in line.chars() {
        if !c.is_ascii_alphabetic() || c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            words.push(String::new());
        }
        if let (true, Some(word)) = (c.is_ascii_alphabetic(), words.last_mut()) {
            word.push(c.to_ascii_lowercase());
        }
        before = c;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::super::tests::check;
    use super::*;

    #[test]
    fn switched_off_tests_and_lints_are_found_in_code_only() {
        let code = "#[ignore]\n#[should_panic(expected = \"x\")]\n// #[ignore]\nlet a = \"#[ignore]\";";
        check(no_test_is_ignored_or_expected_to_panic, &[("a.rs", code)], &["a.rs:1", "a.rs:2"]);
        let code = "#![allow(dead_code)]\n#[expect(dead_code, reason = \"x\")]\n#[allow(unused)]";
        check(a_lint_is_expected_with_a_reason_and_never_allowed, &[("a.rs", code)], &["a.rs:1", "a.rs:3"]);
    }

    #[test]
    fn what_is_left_to_do_is_found_in_code_and_comments() {
        let note = ["TO", "DO"].concat();
        let code = format!("todo!()\n// {note}: later\nlet a = \"{note}\";\ndbg!(a);");
        let files: &[(&str, &str)] =
            &[("a.rs", &code), ("b.toml", &format!("# {note}")), ("c.md", &note), ("d.ts", "todos")];
        check(nothing_is_left_to_do, files, &["a.rs:1", "a.rs:4", "a.rs:2", "b.toml:1"]);
    }

    #[test]
    fn business_nouns_are_found_in_every_spelling() {
        let cases: &[(&str, &[&str])] = &[
            ("fn win_deals() {}", &["deal"]),
            ("struct ContactRole", &["contact"]),
            ("\"opportunities\"", &["opportunity"]),
            ("\"新客户\"", &["客户"]),
            ("\"客户端\" leading ideal misdeal customise counter accounted", &[]),
        ];
        for (line, nouns) in cases {
            assert_eq!(business_nouns(line), *nouns, "{line}");
        }
    }

    #[test]
    fn only_the_code_of_the_platform_is_free_of_business_nouns() {
        let code = "/// A deal.\nfn f() { deal(); } // deal\n#[cfg(test)]\nmod tests { fn deal() {} }\n";
        let files =
            &[("apps/sales/src/lib.rs", code), ("platform/engine/src/a.rs", code), ("platform/testkit/src/a.rs", code)];
        check(platform_names_no_business_noun, files, &["platform/engine/src/a.rs:2"]);
    }

    #[test]
    fn an_exception_needs_a_use_and_a_reason() {
        let check = |code: &str, reason: &str, faults: &[&str]| {
            let list =
                format!("[[allowed]]\nword = 'account'\npath = 'platform/server/src/session'\nreason = '{reason}'");
            let files: &[(&str, &str)] = &[("platform/server/src/session/open.rs", code), (EXCEPTIONS, &list)];
            check(platform_names_no_business_noun, files, faults);
        };
        check("account", "the name to log in with", &[]);
        check("person", "the name to log in with", &[EXCEPTIONS]);
        check("account", "", &[EXCEPTIONS]);
        check("deal", "the name to log in with", &["platform/server/src/session/open.rs:1", EXCEPTIONS]);
    }
}
