//! Passwords: the policy, and hashing with argon2id.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
use heyi_model::text::fold;
use heyi_model::{Code, Fault, Kind, Problem};
use parking_lot::{Condvar, Mutex};

/// Least characters of a password.
pub const LEAST: usize = 10;
/// Most bytes of a password; longer ones would only cost time.
const MOST_BYTES: usize = 1024;

/// Passwords that many people use, a line each, in lower case.
const COMMON: &str = include_str!("common_passwords.txt");

/// A password that met the policy, hashed with argon2id (19 MiB, 2 passes, 1 lane: the OWASP minimum of 2024). It is made
/// outside the write lane, because it takes about 50 ms; that is why functions that store one take this type.
#[derive(Debug, Clone)]
pub struct Hashed(String);

impl Hashed {
    /// Checks `password` against the policy and hashes it. Blocks for about 50 ms.
    pub fn new(password: &str) -> Result<Self, Problem> {
        if let Some(fault) = weakness(password) {
            return Err(fault.into());
        }
        let hash: PasswordHash = Argon2::default().hash_password(password.as_bytes()).map_err(Problem::internal)?;
        Ok(Self(hash.to_string()))
    }

    /// The text that is stored.
    pub(super) fn stored(&self) -> &str {
        &self.0
    }
}

/// Why the policy refuses a password: fewer than [`LEAST`] characters, or one that many people use. `None`: it is good.
pub fn weakness(password: &str) -> Option<Fault> {
    if password.len() > MOST_BYTES {
        return Some(Fault::new("password", Code::TooLong).with("max", MOST_BYTES));
    }
    (password.chars().count() < LEAST || is_common(password)).then(|| Fault::new("password", Code::WeakPassword))
}

/// Is it a password that many people use, also in other case, in full-width letters, or with a few signs or digits more
/// at its end?
fn is_common(password: &str) -> bool {
    let folded = fold(password).to_lowercase();
    let listed = |text: &str| COMMON.lines().any(|line| line == text);
    let core = folded.trim_end_matches(|c: char| c.is_ascii_punctuation());
    let mut chars: Vec<char> = folded.chars().collect();
    chars.sort_unstable();
    chars.dedup();
    chars.len() <= 3 || listed(&folded) || listed(core) || is_run(&folded)
}

/// Each character follows the one before in the same direction: `0123456789`, `abcdefghij`, `9876543210`.
fn is_run(text: &str) -> bool {
    let steps: Vec<i64> = text.chars().zip(text.chars().skip(1)).map(|(a, b)| b as i64 - a as i64).collect();
    steps.iter().all(|s| *s == 1) || steps.iter().all(|s| *s == -1)
}

/// A hash of no password in use, so that an unknown account takes as long as a known one.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$aGV5aW5vYm9keWhlcmU$0000000000000000000000000000000000000000000";

/// How many passwords are checked at the same time: each takes 19 MiB.
const AT_ONCE: u32 = 8;
/// How long one waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// Lets a few threads hash at a time.
#[derive(Default)]
pub(crate) struct Gate {
    inside: Mutex<u32>,
    left: Condvar,
}

impl Gate {
    fn enter(&self) -> Result<Inside<'_>, Problem> {
        let mut inside = self.inside.lock();
        while *inside >= AT_ONCE {
            if self.left.wait_for(&mut inside, PATIENCE).timed_out() {
                return Err(Problem { retry_after: Some(2), ..Problem::new(Kind::Unavailable, Code::Busy) });
            }
        }
        *inside += 1;
        Ok(Inside(self))
    }
}

struct Inside<'a>(&'a Gate);

impl Drop for Inside<'_> {
    fn drop(&mut self) {
        *self.0.inside.lock() -= 1;
        self.0.left.notify_one();
    }
}

/// The hash of a password that somebody sends who is not signed in: as few at once as when passwords are checked.
pub(super) fn hash_in_turn(gate: &Gate, password: &str) -> Result<Hashed, Problem> {
    let _inside = gate.enter()?;
    Hashed::new(password)
}

/// Is `password` what `stored` was made from? Without a stored hash it takes the same time and says no.
pub(super) fn verify(gate: &Gate, password: &str, stored: Option<&str>) -> Result<bool, Problem> {
    let _inside = gate.enter()?;
    let too_long = password.len() > MOST_BYTES;
    let tried = if too_long { "" } else { password };
    let hash = PasswordHash::new(stored.unwrap_or(NOBODY)).map_err(Problem::internal)?;
    let same = Argon2::default().verify_password(tried.as_bytes(), &hash).is_ok();
    Ok(same && stored.is_some() && !too_long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_and_common_passwords_are_refused() {
        for (password, code) in [
            ("Rq7#kd92!x", None),
            ("correct horse battery", None),
            ("我家门前有三棵大树", Some(Code::WeakPassword)), // nine characters
            ("我家门前有三棵大枣树", None),
            ("Short1!", Some(Code::WeakPassword)),
            ("", Some(Code::WeakPassword)),
            ("a123456789", Some(Code::WeakPassword)),
            ("A123456789", Some(Code::WeakPassword)),
            ("ａ１２３４５６７８９", Some(Code::WeakPassword)),
            ("woaini1314", Some(Code::WeakPassword)),
            ("Woaini1314!!", Some(Code::WeakPassword)),
            ("1qaz2wsx3edc", Some(Code::WeakPassword)),
            ("password123", Some(Code::WeakPassword)),
            ("1111111111", Some(Code::WeakPassword)),
            ("ababababab", Some(Code::WeakPassword)),
            ("0123456789", Some(Code::WeakPassword)),
            ("9876543210", Some(Code::WeakPassword)),
            ("qwertyuiop", Some(Code::WeakPassword)),
        ] {
            assert_eq!(weakness(password).map(|f| f.code), code, "{password}");
        }
        assert_eq!(weakness(&"长".repeat(400)).map(|f| f.code), Some(Code::TooLong));
    }

    #[test]
    fn the_list_of_common_passwords_is_clean() {
        let mut seen = std::collections::HashSet::new();
        for line in COMMON.lines() {
            assert!(line.chars().count() >= LEAST, "{line} is refused for its length already");
            assert_eq!(line, fold(line).to_lowercase(), "{line}");
            assert!(seen.insert(line), "{line} twice");
        }
        assert!(seen.len() >= 800, "{}", seen.len());
    }

    #[test]
    fn only_the_same_password_is_accepted() {
        let gate = Gate::default();
        let stored = Hashed::new("Rq7#kd92!x").unwrap();
        for (password, hash, right) in [
            ("Rq7#kd92!x", Some(stored.stored()), true),
            ("Rq7#kd92!X", Some(stored.stored()), false),
            ("", Some(stored.stored()), false),
            ("Rq7#kd92!x", None, false),
        ] {
            assert_eq!(verify(&gate, password, hash), Ok(right), "{password}");
        }
        assert_eq!(*gate.inside.lock(), 0);
    }
}
