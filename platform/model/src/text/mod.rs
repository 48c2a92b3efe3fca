//! Text as Chinese business data has it: cleaning, keys, checks, pinyin, search tokens, numbers and dates as typed.
//!
//! Everything here is a pure function of its arguments. Checks answer with an error enum per kind, whose variants the
//! caller turns into a problem in the reader's language; nothing panics on bad input.

pub mod company;
pub mod dates;
pub mod decimal;
pub mod fold;
mod import_dates;
mod import_numbers;
pub mod mail;
pub mod mask;
mod normal;
pub mod phone;
pub mod pinyin;
mod pinyin_tables;
pub mod search;
pub mod sort_key;
mod spelling;
pub mod tokens;
pub mod url;
pub mod uscc;

pub use company::company_key;
pub use fold::{fold, fold_multiline, key};
pub use sort_key::sort_key;
pub use tokens::TextKind;

/// Property tests draw the same cases on every run; more of them with `PROPTEST_CASES`, others with `PROPTEST_RNG_SEED`.
#[cfg(test)]
pub(crate) fn seeded(cases: u32) -> proptest::test_runner::Config {
    use proptest::test_runner::{Config, RngSeed, contextualize_config};
    let default =
        Config { cases, rng_seed: RngSeed::Fixed(20_261_123), failure_persistence: None, ..Config::default() };
    contextualize_config(default)
}

/// The text of a file of `../shared/data/chinese`, or `None` (said aloud) where the sample data are not there.
#[cfg(test)]
pub(crate) fn sample(name: &str) -> Option<String> {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/chinese").join(name);
    let output = path.exists().then(|| std::process::Command::new("zstd").arg("-dc").arg(&path).output());
    match output {
        Some(Ok(done)) if done.status.success() => String::from_utf8(done.stdout).ok(),
        _ => {
            println!("skipped: {name} or zstd is not here");
            None
        }
    }
}
