//! Seals: one row per commit group that wrote history, made inside the group before its commit.
//!
//! `mac = HMAC-SHA256(key, previous mac ‖ seq ‖ first ‖ last ‖ entries ‖ at ‖ parts)`, numbers as 8 bytes, big end first;
//! `parts` has for each entry its number, its record and the first 16 bytes of SHA-256 over everything that the entry
//! says (its values through their commitment). So a seal can be checked without its entries, and an entry that is gone
//! or changed still names its record.

use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Cells, Tx, Value, sql};
use heyi_model::Problem;
use hmac::Mac as _;
use parking_lot::Mutex;
use sha2::{Digest as _, Sha256};

use super::commitment::SIZE;
use super::key::{self, SealKey};
use crate::engine::{Engine, OpenError};

/// A seal covers at most so many entries; what is left waits for the next group.
const MOST_ENTRIES: i64 = 1_000_000;

/// The latest seal goes to the log at most this often, in milliseconds.
const LOGGED_EVERY_MS: i64 = 60_000;

/// Bytes of an entry in a seal's parts: its number, its record, and the beginning of its digest.
pub(super) const PART: usize = 32;

/// The columns of an entry that its digest needs, in the order of [`digest`].
pub(super) const ENTRY: &str = "seq, module, record, version, at, person, kind, commitment";

/// A seal as the log, a backup and the table name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealMark {
    /// Its number, from 1 without gaps.
    pub seq: i64,
    /// The last entry that it covers.
    pub last: i64,
    /// Its code, 64 hexadecimal digits.
    pub mac: String,
}

/// What the hook knows of the seals that this process made.
#[derive(Default)]
struct Known {
    latest: Option<(i64, Vec<u8>)>,
    logged_at: Option<i64>,
}

/// Has every commit group of the engine's write lane sealed, as soon as there is a table to write seals into. Makes the
/// key file when there is none.
pub(crate) fn seal_groups(engine: &Engine) -> Result<(), OpenError> {
    if !engine.db().tables()?.iter().any(|table| table == "seal") {
        return Ok(());
    }
    let keys = key::read_or_make(&key::seal_key_path(engine.files_dir()))?;
    let Some(key) = keys.into_iter().next_back() else { return Ok(()) };
    let known = Arc::new(Mutex::new(Known::default()));
    engine.db().set_group_hook(Arc::new(move |tx| seal(tx, &key, &known)));
    Ok(())
}

/// The newest seal, for backups.
pub fn latest_seal(tx: &mut Tx) -> Result<Option<SealMark>, Problem> {
    let row = tx.one("SELECT seq, last, mac FROM seal ORDER BY seq DESC LIMIT 1")?;
    Ok(row.map(|row| SealMark {
        seq: row.int(0).unwrap_or_default(),
        last: row.int(1).unwrap_or_default(),
        mac: hex::encode(row.bytes(2).unwrap_or_default()),
    }))
}

/// Seals the entries that no seal covers yet.
fn seal(tx: &mut Tx, key: &SealKey, known: &Arc<Mutex<Known>>) -> heyi_db::Result<()> {
    let mut parts = Vec::new();
    let newest = tx.one("SELECT seq, mac, last FROM seal ORDER BY seq DESC LIMIT 1")?;
    let sealed = newest.as_ref().and_then(|row| row.int(2)).unwrap_or(0);
    // With an end of the range PostgreSQL goes along the index, without one it reads all of history for each group.
    let unsealed = format!("SELECT {ENTRY} FROM history WHERE seq BETWEEN $1 AND $2 ORDER BY seq");
    tx.each(sql(unsealed, vec![Value::Int(sealed + 1), Value::Int(sealed + MOST_ENTRIES)]), |row| {
        parts.extend_from_slice(&part(row));
        Ok(ControlFlow::Continue(()))
    })?;
    if parts.is_empty() {
        return Ok(());
    }
    let stored = newest.map(|row| (row.int(0).unwrap_or_default(), row.bytes(1).unwrap_or_default().to_vec()));
    // A seal that this process made is never made again: if it is gone, the gap shows.
    let (seq, previous) = match (stored, known.lock().latest.clone()) {
        (Some(stored), Some(mine)) if stored.0 > mine.0 || stored == mine => stored,
        (_, Some(mine)) => {
            tracing::error!(seal.seq = mine.0, "history.seal.gone");
            mine
        }
        (Some(stored), None) => stored,
        (None, None) => (0, Vec::new()),
    };
    let made = Seal {
        seq: seq + 1,
        first: number(&parts, 0),
        last: number(&parts, parts.len() - PART),
        entries: (parts.len() / PART) as i64,
        at: tx.now_ms(),
        parts,
    };
    let mac = made.mac(key, &previous);
    write(tx, &made, key, &mac)?;
    let (known, now, last) = (Arc::clone(known), made.at, made.last);
    let mark = (made.seq, mac.to_vec());
    tx.after_commit(Box::new(move || {
        let mut known = known.lock();
        if known.logged_at.is_none_or(|at| !(at..at + LOGGED_EVERY_MS).contains(&now)) {
            known.logged_at = Some(now);
            tracing::info!(seal.seq = mark.0, seal.last = last, seal.mac = hex::encode(&mark.1), "history.sealed");
        }
        known.latest = Some(mark);
    }));
    Ok(())
}

fn write(tx: &mut Tx, seal: &Seal, key: &SealKey, mac: &[u8]) -> heyi_db::Result<()> {
    tx.execute(sql(
        "INSERT INTO seal (seq, first, last, entries, at, key_id, parts, mac) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        vec![
            Value::Int(seal.seq),
            Value::Int(seal.first),
            Value::Int(seal.last),
            Value::Int(seal.entries),
            Value::Timestamp(seal.at),
            Value::from(&*key.id),
            Value::Bytes(seal.parts.clone()),
            Value::Bytes(mac.to_vec()),
        ],
    ))?;
    Ok(())
}

/// What a seal says.
pub(super) struct Seal {
    pub seq: i64,
    pub first: i64,
    pub last: i64,
    pub entries: i64,
    pub at: i64,
    pub parts: Vec<u8>,
}

impl Seal {
    /// Its code under `key`, after the seal with the code `previous` (nothing before the first).
    pub fn mac(&self, key: &SealKey, previous: &[u8]) -> [u8; SIZE] {
        let mut mac = key.mac();
        mac.update(previous);
        for n in [self.seq, self.first, self.last, self.entries, self.at] {
            mac.update(&n.to_be_bytes());
        }
        mac.update(&self.parts);
        mac.finalize().into_bytes().into()
    }
}

/// The number of 8 bytes at `at`; 0 beyond the end.
pub(super) fn number(parts: &[u8], at: usize) -> i64 {
    parts.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, i64::from_be_bytes)
}

/// What a seal keeps of an entry, read with the columns [`ENTRY`].
pub(super) fn part(row: &dyn Cells) -> [u8; PART] {
    let mut part = [0; PART];
    part[..8].copy_from_slice(&row.int(0).unwrap_or_default().to_be_bytes());
    part[8..16].copy_from_slice(&row.int(2).unwrap_or_default().to_be_bytes());
    part[16..].copy_from_slice(&digest(row)[..PART - 16]);
    part
}

fn digest(row: &dyn Cells) -> [u8; SIZE] {
    let mut hash = Sha256::new();
    for column in [0, 2, 3, 4, 5] {
        hash.update([u8::from(row.is_null(column))]);
        hash.update(row.int(column).unwrap_or_default().to_be_bytes());
    }
    for bytes in [row.text(1).unwrap_or_default().as_bytes(), row.text(6).unwrap_or_default().as_bytes()] {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hash.update(row.bytes(7).unwrap_or_default());
    hash.finalize().into()
}
