//! Pages of what hangs on records: newest first, a cursor that names the last entry that was looked at.

use heyi_model::{Code, Problem, Value};
use serde_json::{Value as Json, json};

use crate::access::Who;
use crate::work::Work;

/// Most entries of a page.
pub const MAX_LIMIT: u32 = 200;
/// Entries of a page when nothing is asked for.
pub const DEFAULT_LIMIT: u32 = 50;

/// The condition that leaves the caller's own rows, by the column that names the person, and its parameter; none for
/// administrators who ask with `everyone`.
pub(crate) fn whose(work: &Work, everyone: bool, column: &str, params: &mut Vec<Value>) -> Result<String, Problem> {
    match work.who() {
        Who::Person(caller) if !everyone => {
            params.push(caller.person.into());
            Ok(format!(" AND {column} = ${}", params.len()))
        }
        _ => work.administrators_only().map(|()| String::new()),
    }
}

/// Which page is wanted.
#[derive(Debug, Clone, Default)]
pub struct Paging {
    /// How many entries, 1 to [`MAX_LIMIT`]; `None` for [`DEFAULT_LIMIT`].
    pub limit: Option<u32>,
    /// The `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl Paging {
    /// How many entries.
    pub(crate) fn size(&self) -> Result<usize, Problem> {
        match self.limit.unwrap_or(DEFAULT_LIMIT) {
            n @ 1..=MAX_LIMIT => Ok(n as usize),
            _ => Err(Problem::malformed("limit", Code::InvalidParameter)),
        }
    }

    /// The numbers in the cursor; the greatest ones where the first page is wanted, so that everything is before them.
    pub(crate) fn before<const N: usize>(&self) -> Result<[i64; N], Problem> {
        let Some(cursor) = &self.cursor else { return Ok([i64::MAX; N]) };
        let bad = || Problem::malformed("cursor", Code::InvalidCursor);
        let mut numbers = [0; N];
        let mut parts = cursor.split('_');
        for number in &mut numbers {
            *number = parts.next().and_then(|part| part.parse().ok()).ok_or_else(bad)?;
        }
        if parts.next().is_some() { Err(bad()) } else { Ok(numbers) }
    }
}

/// The cursor that names an entry by its numbers.
pub(crate) fn cursor(numbers: &[i64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join("_")
}

/// The answer: the entries, and the cursor of the next page when there is one.
pub(crate) fn answer(entries: Vec<Json>, next: Option<String>) -> Json {
    json!({"entries": entries, "next_cursor": next})
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cursors_go_round_and_others_are_refused() {
        let with = |cursor: &str| Paging { limit: None, cursor: Some(cursor.into()) };
        assert_eq!(with(&cursor(&[-5, i64::MAX])).before::<2>().unwrap(), [-5, i64::MAX]);
        assert_eq!(Paging::default().before::<2>().unwrap(), [i64::MAX; 2]);
        for bad in ["", "1", "1_2_3", "a_b", "1_", "99999999999999999999_1", "1 _2"] {
            assert_eq!(with(bad).before::<2>().unwrap_err().faults[0].code, Code::InvalidCursor, "{bad}");
        }
        for (limit, good) in [(0, false), (1, true), (200, true), (201, false)] {
            assert_eq!(Paging { limit: Some(limit), cursor: None }.size().is_ok(), good, "{limit}");
        }
    }
}
