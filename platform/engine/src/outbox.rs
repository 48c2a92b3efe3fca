//! Messages to the outside: written in the transaction that causes them, sent after its commit, at least once.
//!
//! A sender takes what is due under a lease, sends it, and marks it. A sender that dies leaves its messages to the next
//! one when the lease ends; the receiver knows a message that comes twice by its idempotency key.

use heyi_db::{Cells as _, Row, Value, bind, params, sql};
use heyi_model::{Code, Problem, RecordId};
use sea_query::{Expr, ExprTrait as _, Query};
use serde_json::Value as Json;

use crate::jobs::back_off_ms;
use crate::work::Work;

/// A sender holds a message this long, in milliseconds.
pub const LEASE_MS: i64 = 60_000;
/// A message is tried this many times before it is dead.
pub const MAX_ATTEMPTS: i64 = 12;
/// Longest idempotency key, in bytes.
pub const MAX_KEY: usize = 200;

/// A message that a sender holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id.
    pub id: RecordId,
    /// Where it goes: `mail`, `webhook` …
    pub channel: String,
    /// What the receiver knows it by.
    pub idempotency_key: String,
    /// What is sent.
    pub payload: Json,
    /// Which try this is, from 1.
    pub attempt: i64,
    /// The end of the lease, UTC milliseconds; it is also the proof that the sender still holds the message.
    pub lease_until: i64,
}

/// How a try ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sent {
    /// The receiver has it.
    Yes,
    /// Not this time; it is tried again later, [`MAX_ATTEMPTS`] times in all.
    Failed(String),
    /// It never will be.
    Refused(String),
}

/// Puts a message into the outbox. False when one with this key is there already; then nothing is added.
pub fn put(work: &mut Work, channel: &str, key: &str, payload: &Json) -> Result<bool, Problem> {
    if key.is_empty() || key.len() > MAX_KEY || key.contains('\0') {
        return Err(Problem::field("key", Code::InvalidParameter));
    }
    let (id, now) = (work.draw_id(), work.now_ms());
    let added = work.tx.execute(sql(
        "INSERT INTO outbox (id, channel, idempotency_key, payload, state, attempts, due_at, created_at) \
         VALUES ($1, $2, $3, $4, 'queued', 0, $5, $6) ON CONFLICT (idempotency_key) DO NOTHING",
        params![id, channel, key, Value::Json(payload.to_string().into()), now, now],
    ))?;
    Ok(added == 1)
}

/// Takes at most `limit` messages of `channel` that are due, oldest first, also those whose sender's lease ended.
pub fn take_due(work: &mut Work, channel: &str, limit: u32) -> Result<Vec<Message>, Problem> {
    let now = work.now_ms();
    let rows = work.tx.all(sql(
        "SELECT id, channel, idempotency_key, payload, attempts FROM outbox \
         WHERE state IN ('queued', 'sending') AND due_at <= $1 AND channel = $2 ORDER BY due_at, id LIMIT $3",
        params![now, channel, i64::from(limit)],
    ))?;
    let until = now + LEASE_MS;
    let ids: Vec<i64> = rows.iter().filter_map(|row| row.int(0)).collect();
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut update = Query::update();
    update
        .table("outbox")
        .value("state", "sending")
        .value("attempts", Expr::col("attempts").add(1))
        .value("lease_until", bind(until))
        // A message that is being sent is due again when its lease ends.
        .value("due_at", bind(until))
        .and_where(Expr::col("id").is_in(ids));
    work.tx.execute(update)?;
    Ok(rows.iter().filter_map(|row| message(row, until)).collect())
}

fn message(row: &Row, lease_until: i64) -> Option<Message> {
    Some(Message {
        id: row.int(0).and_then(RecordId::new)?,
        channel: row.text(1)?.to_owned(),
        idempotency_key: row.text(2)?.to_owned(),
        payload: row.text(3).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default(),
        attempt: row.int(4).unwrap_or_default() + 1,
        lease_until,
    })
}

/// Says how a try ended. False when the lease was lost meanwhile: somebody else holds the message now.
pub fn mark(work: &mut Work, message: &Message, sent: &Sent) -> Result<bool, Problem> {
    let now = work.now_ms();
    let (state, due, error) = match sent {
        Sent::Yes => ("sent", now, None),
        Sent::Failed(error) if message.attempt < MAX_ATTEMPTS => {
            let draw = u64::from_be_bytes(work.random());
            ("queued", now + back_off_ms(message.attempt, draw), Some(error))
        }
        Sent::Failed(error) | Sent::Refused(error) => ("dead", now, Some(error)),
    };
    let error = error.map(|e| e.chars().filter(|c| *c != '\0').take(500).collect::<String>());
    let marked = work.tx.execute(sql(
        "UPDATE outbox SET state = $1, due_at = $2, lease_until = NULL, error = $3 \
         WHERE id = $4 AND state = 'sending' AND lease_until = $5",
        params![state, due, error, message.id, message.lease_until],
    ))?;
    Ok(marked == 1)
}

/// Deletes at most `limit` messages that were sent more than a week ago; gives how many.
pub fn purge(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    let before = work.now_ms() - 7 * 86_400_000;
    Ok(work.tx.execute(sql(
        "DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE state = 'sent' AND due_at < $1 ORDER BY due_at LIMIT $2)",
        params![before, i64::from(limit)],
    ))?)
}
