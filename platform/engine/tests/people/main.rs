//! People, what they may do and know, and what an organisation makes its own; on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::sync::Arc;

use heyi_engine::Caller;
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_model::{Code, Kind, Locale, Problem, RecordId};
use heyi_testkit::TestHeyi;

mod customise;
mod definitions;
mod filters;
mod keys;
mod knowing;
mod roles;
mod sharing;
mod signing_in;
mod views;

/// The password of everyone in these tests.
const PASSWORD: &str = "Rq7#kd92!x";

/// Makes a log-in for a person.
fn login(heyi: &TestHeyi, person: &Arc<Caller>, account: &str) -> RecordId {
    let new = NewLogin {
        account: account.into(),
        person: person.person,
        password: Hashed::new(PASSWORD).unwrap(),
        locale: Locale::Zh,
        admin: false,
    };
    heyi.system(move |work| logins::add(work, new.clone())).unwrap_or_else(|p| panic!("{account}: {p}"))
}

/// The kind and the faults of a refusal, sorted.
fn refused<T: std::fmt::Debug>(result: Result<T, Problem>) -> (Kind, Vec<(String, Code)>) {
    let problem = result.unwrap_err();
    let mut faults: Vec<_> = problem.faults.iter().map(|f| (f.field.clone(), f.code)).collect();
    faults.sort_by(|a, b| a.0.cmp(&b.0));
    (problem.kind, faults)
}

/// A 422 with these faults, sorted by field.
fn invalid(faults: &[(&str, Code)]) -> (Kind, Vec<(String, Code)>) {
    (Kind::Invalid, faults.iter().map(|(field, code)| ((*field).to_owned(), *code)).collect())
}
