//! Counts what passed and what failed from what the test runners print, so that one line can close the whole run.

use std::fmt;
use std::ops::AddAssign;
use std::process::ExitCode;

/// How many tests or checks passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub passed: u64,
    pub failed: u64,
}

/// Whose closing lines are read. Each run is read for its own runner only: nextest shows what a failed test printed,
/// and that holds closing lines of cargo's.
#[derive(Clone, Copy, Debug)]
pub enum Runner {
    /// `cargo test`: a line per binary.
    Cargo,
    /// `cargo nextest run`: one summary.
    Nextest,
    /// Vitest, which runs the browser journeys too.
    Web,
}

impl Tally {
    /// One check that passed or failed.
    pub fn one(good: bool) -> Tally {
        Tally { passed: u64::from(good), failed: u64::from(!good) }
    }

    /// The exit code that says whether anything failed.
    pub fn exit(self) -> ExitCode {
        if self.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }

    /// What the lines of a test runner say. A runner that ended badly has at least one failure, also when it broke
    /// before it could count.
    pub fn of(runner: Runner, lines: &[String], good: bool) -> Tally {
        let mut tally = Tally::default();
        for line in lines {
            tally += of_line(runner, &without_colours(line));
        }
        if !good && tally.failed == 0 {
            tally.failed = 1;
        }
        tally
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Tally) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} passed, {} failed", self.passed, self.failed)
    }
}

fn of_line(runner: Runner, line: &str) -> Tally {
    let line = line.trim();
    match runner {
        Runner::Cargo => line
            .strip_prefix("test result:")
            .and_then(|rest| rest.split_once(". "))
            .map_or(Tally::default(), |(_, counts)| counted(counts.split(';'))),
        Runner::Nextest => line
            .strip_prefix("Summary [")
            .and_then(|rest| rest.split_once(" run: "))
            .map_or(Tally::default(), |(_, counts)| counted(counts.split(','))),
        Runner::Web => line.strip_prefix("Tests ").map_or(Tally::default(), |counts| counted(counts.split('|'))),
    }
}

const FAILURES: &[&str] = &["failed", "timed out", "exec failed", "interrupted"];

fn counted<'a>(counts: impl Iterator<Item = &'a str>) -> Tally {
    let mut tally = Tally::default();
    for count in counts {
        let Some((number, word)) = count.trim().split_once(' ') else { continue };
        let Ok(number) = number.parse::<u64>() else { continue };
        match word.split(" (").next().unwrap_or_default().trim() {
            "passed" => tally.passed += number,
            word if FAILURES.contains(&word) => tally.failed += number,
            _ => {}
        }
    }
    tally
}

fn without_colours(line: &str) -> String {
    let mut plain = String::with_capacity(line.len());
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        plain.push_str(before);
        rest = after.split_once(|c: char| c.is_ascii_alphabetic()).map_or("", |(_, rest)| rest);
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(runner: Runner, line: &str, passed: u64, failed: u64) {
        assert_eq!(of_line(runner, &without_colours(line)), Tally { passed, failed }, "{line}");
    }

    #[test]
    fn each_runner_is_counted_by_its_own_closing_line() {
        use Runner::{Cargo, Nextest, Web};
        check(Cargo, "test result: ok. 12 passed; 0 failed; 1 ignored; 3 filtered out; finished in 0.02s", 12, 0);
        check(Cargo, "test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out", 3, 2);
        check(Nextest, "     Summary [   0.003s] 2 tests run: 2 passed, 0 skipped", 2, 0);
        check(Nextest, "     Summary [  61.003s] 1 test run: 1 passed (1 slow), 0 skipped", 1, 0);
        check(
            Nextest,
            "  Summary [ 9.1s] 8/9 tests run: 4 passed, 2 failed, 1 timed out, 1 exec failed, 7 skipped",
            4,
            4,
        );
        check(
            Nextest,
            "\u{1b}[32;1m Summary\u{1b}[0m [ 0.1s] \u{1b}[1m5\u{1b}[0m tests run: \u{1b}[1m5\u{1b}[0m passed",
            5,
            0,
        );
        check(Web, "      Tests  3 passed (3)", 3, 0);
        check(Web, "      Tests  1 failed | 2 passed | 1 skipped (4)", 2, 1);
    }

    #[test]
    fn other_lines_count_nothing() {
        for line in ["", "running 3 tests", "test a ... ok", " Test Files  1 passed (1)", "5 passed away", "Tests"] {
            check(Runner::Web, line, 0, 0);
        }
        check(Runner::Nextest, "test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 4 filtered out", 0, 0);
    }

    #[test]
    fn a_runner_that_broke_before_counting_has_one_failure() {
        let lines = ["error: could not compile `heyi`".to_owned()];
        assert_eq!(Tally::of(Runner::Cargo, &lines, false), Tally { passed: 0, failed: 1 });
        let lines = ["test result: ok. 1 passed; 0 failed; 0 ignored".to_owned(), String::new()];
        assert_eq!(Tally::of(Runner::Cargo, &lines, true).to_string(), "1 passed, 0 failed");
    }
}
