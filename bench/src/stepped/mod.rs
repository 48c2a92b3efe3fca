//! The emitted statements once more, through the bare drivers, their rows written as JSON: the least that they can cost.

mod postgres;
mod sqlite;

use std::time::Duration;

use anyhow::Result;

use crate::Which;
use crate::emitted::Emitted;

/// Steps the statements of reads, request by request; the processor time of it all, that of the back end included.
pub fn reads(which: Which, url: &str, requests: &[Emitted]) -> Result<Duration> {
    match which {
        Which::Sqlite => sqlite::reads(url, requests),
        Which::Postgres => postgres::reads(url, requests),
    }
}

/// The same for writes, in transactions of `group` requests each. They stay, past the house's counters: the database is of no
/// use afterwards.
pub fn writes(which: Which, url: &str, requests: &[Emitted], group: usize) -> Result<Duration> {
    match which {
        Which::Sqlite => sqlite::writes(url, requests, group),
        Which::Postgres => postgres::writes(url, requests, group),
    }
}

/// Writes a text as JSON; whether another member stood before it.
fn member(out: &mut Vec<u8>, first: &mut bool, name: &str) {
    out.push(if std::mem::take(first) { b'{' } else { b',' });
    text(out, name);
    out.push(b':');
}

fn text(out: &mut Vec<u8>, text: &str) {
    // Writing into memory does not fail.
    let _ = serde_json::to_writer(out, text);
}
