//! Upkeep of what the engine keeps: the recycle bin, events, files, idempotency keys, jobs, messages, sessions, shares.

use heyi_db::{params, sql};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use super::kind::{JobCx, JobKind};
use crate::engine::Engine;
use crate::people::sessions;
use crate::sharing::{fill, team};
use crate::work::Work;
use crate::{bin, events, exports, files, idempotency, imports, outbox};

const MINUTE_MS: i64 = 60_000;
const HOUR_MS: i64 = 3_600_000;
/// Rows that one transaction deletes.
const CHUNK: u32 = 500;
/// Jobs that ended well are kept this long, milliseconds: 7 days …
const DONE_KEPT_MS: i64 = 7 * 24 * HOUR_MS;
/// … and dead ones this long: 90 days.
const DEAD_KEPT_MS: i64 = 90 * 24 * HOUR_MS;

/// The kinds of upkeep of the engine itself.
pub fn upkeep() -> Vec<JobKind> {
    vec![
        JobKind::every("records.rehome", MINUTE_MS, |engine, _| Ok(json!({"rows": crate::pipeline::rehome(engine)?}))),
        JobKind::every("bin.expire", 6 * HOUR_MS, |engine, cx| in_chunks(engine, cx, 100, bin::expire)),
        JobKind::every("events.purge", HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, events::purge)),
        JobKind::every("files.sweep", 6 * HOUR_MS, |engine, _| Ok(json!({"deleted": files::sweep(engine)?}))),
        JobKind::every("exports.purge", HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, exports::purge)),
        JobKind::every("imports.purge", HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, imports::purge)),
        JobKind::every("idempotency.purge", HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, idempotency::purge)),
        JobKind::every("jobs.purge", 6 * HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, purge)),
        JobKind::every("outbox.purge", 6 * HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, outbox::purge)),
        JobKind::every("sessions.purge", HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, sessions::remove_expired)),
        crate::demo_data::REMOVE,
        fill::JOB,
        JobKind::every("team.purge", HOUR_MS, |engine, cx| in_chunks(engine, cx, CHUNK, team::expire)),
    ]
}

/// Calls `f` in transactions of their own until it finds nothing more, and says how many rows there were.
fn in_chunks(
    engine: &Engine,
    cx: &JobCx,
    limit: u32,
    f: fn(&mut Work, u32) -> Result<u64, Problem>,
) -> Result<Json, Problem> {
    let mut deleted = 0;
    loop {
        match cx.write(engine, move |work| f(work, limit))? {
            0 => return Ok(json!({"deleted": deleted})),
            n => deleted += n,
        }
    }
}

/// Deletes at most `limit` jobs that ended long ago.
fn purge(work: &mut Work, limit: u32) -> Result<u64, Problem> {
    let now = work.now_ms();
    Ok(work.tx.execute(sql(
        "DELETE FROM job WHERE id IN (SELECT id FROM job WHERE (state IN ('done', 'cancelled') AND finished_at < $1) \
         OR (state = 'dead' AND finished_at < $2) LIMIT $3)",
        params![now - DONE_KEPT_MS, now - DEAD_KEPT_MS, i64::from(limit)],
    ))?)
}
