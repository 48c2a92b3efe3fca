//! Requests that may be sent twice and take effect once: the key is stored in the transaction of the effect.

use heyi_db::{Cells as _, Value, params, sql};
use heyi_model::{Code, Kind, Problem};
use serde_json::Value as Json;

use crate::work::Work;

/// A key holds this long, in milliseconds: 48 hours.
pub const KEPT_MS: i64 = 48 * 3_600_000;
/// Longest key, in bytes.
pub const MAX_KEY: usize = 200;

/// What is known of a key.
#[derive(Debug, Clone, PartialEq)]
pub enum Begin {
    /// Nothing: do it, then call [`finish`].
    Fresh,
    /// It is done; this was the answer.
    Done {
        /// The status of the answer.
        status: u16,
        /// What is needed to give it again: ids, never plain values.
        answer: Json,
    },
    /// The key was used with another body.
    Mismatch,
}

/// Looks a key up that `caller` (a log-in or an API key) sent with `route`, in the transaction that has the effect. As
/// there is one write lane, a request with the same key either is done or has not begun.
///
/// # Errors
/// 400 for a key that is empty, longer than [`MAX_KEY`] bytes or not printable ASCII.
pub fn begin(work: &mut Work, caller: i64, route: &str, key: &str, body_hash: &str) -> Result<Begin, Problem> {
    if key.is_empty() || key.len() > MAX_KEY || !key.bytes().all(|b| b.is_ascii_graphic() || b == b' ') {
        return Err(Problem::malformed("Idempotency-Key", Code::InvalidParameter));
    }
    let row = work.tx.one(sql(
        "SELECT body_hash, status, answer, created_at FROM idempotency WHERE caller = $1 AND route = $2 AND key = $3",
        params![caller, route, key],
    ))?;
    let Some(row) = row else { return Ok(Begin::Fresh) };
    if row.int(3).unwrap_or_default() + KEPT_MS <= work.now_ms() {
        work.tx.execute(sql(
            "DELETE FROM idempotency WHERE caller = $1 AND route = $2 AND key = $3",
            params![caller, route, key],
        ))?;
        return Ok(Begin::Fresh);
    }
    if row.text(0) != Some(body_hash) {
        return Ok(Begin::Mismatch);
    }
    let status = row.int(1).and_then(|n| u16::try_from(n).ok()).unwrap_or_default();
    let answer = row.text(2).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
    Ok(Begin::Done { status, answer })
}

/// The problem of a key that was used with another body.
pub fn mismatch() -> Problem {
    Problem::new(Kind::Invalid, Code::IdempotencyMismatch)
}

/// Keeps the answer in the transaction of the effect, after [`begin`] said [`Begin::Fresh`].
pub fn finish(
    work: &mut Work,
    caller: i64,
    route: &str,
    key: &str,
    body_hash: &str,
    status: u16,
    answer: &Json,
) -> Result<(), Problem> {
    let now = work.now_ms();
    work.tx.execute(sql(
        "INSERT INTO idempotency (caller, route, key, body_hash, status, answer, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![caller, route, key, body_hash, i64::from(status), Value::Json(answer.to_string().into()), now],
    ))?;
    Ok(())
}

/// Deletes at most `limit` keys that no longer hold; gives how many.
pub fn purge(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    let before = work.now_ms() - KEPT_MS;
    let rows = work.tx.all(sql(
        "SELECT caller, route, key FROM idempotency WHERE created_at <= $1 ORDER BY created_at LIMIT $2",
        params![before, i64::from(limit)],
    ))?;
    let mut purged = 0;
    for row in rows {
        purged += work
            .tx
            .execute(sql("DELETE FROM idempotency WHERE caller = $1 AND route = $2 AND key = $3", row.into_values()))?;
    }
    Ok(purged)
}
