//! Checking that history and records are what they were written as.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::ops::ControlFlow;
use std::time::Duration;

use heyi_db::{Cells, Ctx, Tx, params, sql};
use heyi_model::{Problem, RecordId};

use super::key::{self, SealKey};
use super::seal::{ENTRY, PART, Seal, SealMark, number, part};
use super::{live, stored};
use crate::access::System;
use crate::engine::Engine;

/// A check stops when it has found this many faults.
pub const MAX_FAULTS: usize = 10_000;
/// Seals that are checked in one read.
const SEALS_A_READ: i64 = 50;
/// What one read of a check may take.
pub(super) const READ_DEADLINE: Duration = Duration::from_mins(10);

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceFault {
    /// The record, when one can be named.
    pub record: Option<RecordId>,
    /// What is wrong.
    pub what: Evidence,
}

impl std::fmt::Display for EvidenceFault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.record {
            Some(record) => write!(f, "record {record}: {}", self.what),
            None => self.what.fmt(f),
        }
    }
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Evidence {
    /// A seal is missing between its neighbours.
    #[error("seal {seq} is missing")]
    SealMissing {
        /// Its number.
        seq: i64,
    },
    /// A seal does not say what was sealed, or the one before it is not the one that it followed.
    #[error("seal {seq} was changed, or the seal before it was")]
    SealChanged {
        /// Its number.
        seq: i64,
    },
    /// A seal was made with a key that the key file does not have: it cannot be checked.
    #[error("seal {seq} and perhaps others were made with the key {key}, which is not in the key file")]
    KeyMissing {
        /// Its number: the first such seal.
        seq: i64,
        /// The name of the key.
        key: String,
    },
    /// The seal that the log or a backup knows is not there.
    #[error("seal {seq} is known with another code, or it was cut off")]
    NotAsKnown {
        /// Its number.
        seq: i64,
    },
    /// The counter of entries is ahead of what the last seal covers: the end was cut off.
    #[error("the entries {first} to {last} are gone: the end of history was cut off")]
    CutOff {
        /// The first that is gone.
        first: i64,
        /// The last that is gone.
        last: i64,
    },
    /// An entry was changed, or exchanged with another one.
    #[error("history entry {seq} was changed or moved")]
    EntryChanged {
        /// Its number.
        seq: i64,
    },
    /// The values in an entry are not those that it was committed to.
    #[error("the values of history entry {seq} were changed")]
    ValuesChanged {
        /// Its number.
        seq: i64,
    },
    /// An entry was deleted.
    #[error("history entry {seq} was deleted")]
    EntryMissing {
        /// Its number.
        seq: i64,
    },
    /// An entry that no seal covers.
    #[error("history entry {seq} is not sealed")]
    EntryUnsealed {
        /// Its number.
        seq: i64,
    },
    /// History jumps over a version of the record.
    #[error("history has no version {version}")]
    VersionMissing {
        /// The first version that is missing.
        version: i64,
    },
    /// The record has a version that history does not know, or has gone back to an older one.
    #[error("the record is at version {record}, history at version {history}")]
    VersionDiffers {
        /// The record's.
        record: i64,
        /// The one that history says.
        history: i64,
    },
    /// There is a record and no history of it.
    #[error("the record has no history")]
    NoHistory,
    /// There is history and no record, though nobody deleted it for good.
    #[error("the record is gone")]
    RecordGone,
    /// The record is in the recycle bin and history says otherwise, or the other way round.
    #[error("history does not know that the record went to the recycle bin or came back")]
    BinDiffers,
    /// A value is not the last one that history says.
    #[error("{field} is not what history says")]
    ValueDiffers {
        /// The field.
        field: String,
    },
}

/// What a check has found so far.
#[derive(Default)]
pub(super) struct Found(Vec<EvidenceFault>);

impl Found {
    pub fn add(&mut self, record: i64, what: Evidence) {
        if self.0.len() < MAX_FAULTS {
            self.0.push(EvidenceFault { record: RecordId::new(record), what });
        }
    }
    pub fn is_full(&self) -> bool {
        self.0.len() >= MAX_FAULTS
    }
}

/// Checks the seals, every entry of history, and that every record is what history says; a list of what is wrong, empty
/// when all is well. It streams: memory does not grow with the database. The system may go on meanwhile.
pub fn check(engine: &Engine) -> Result<Vec<EvidenceFault>, Problem> {
    check_against(engine, None)
}

/// [`check`], and that the seal which the log or a backup knows is still there.
pub fn check_against(engine: &Engine, known: Option<&SealMark>) -> Result<Vec<EvidenceFault>, Problem> {
    let path = key::seal_key_path(engine.files_dir());
    // Without a key file no seal can be checked, and each of them says so.
    let keys = if path.exists() { key::read(&path).map_err(Problem::internal)? } else { Vec::new() };
    let mut found = Found::default();
    let mut chain = Chain { keys, ..Chain::default() };
    loop {
        let known = known.cloned();
        let read = move |tx: &mut Tx| {
            let more = chain.page(tx, known.as_ref(), &mut found)?;
            Ok::<_, Problem>((chain, found, more))
        };
        let more;
        (chain, found, more) =
            engine.db().read_blocking(Ctx { snapshot: true, ..Ctx::slow() }.within(READ_DEADLINE), read)?;
        if !more || found.is_full() {
            break;
        }
    }
    let snapshot = engine.read_blocking(System::command(), Ctx::slow(), |work| Ok(work.snapshot().clone()))?;
    for module in snapshot.all_modules() {
        found = live::check(engine, module, found)?;
    }
    Ok(found.0)
}

/// Where the check of the chain of seals has come to.
#[derive(Default)]
struct Chain {
    keys: Vec<SealKey>,
    /// Number and code of the seal before.
    seal: i64,
    mac: Vec<u8>,
    /// The last entry that the seals so far cover.
    last: i64,
    key_missing: bool,
}

impl Chain {
    /// Checks some seals and their entries. False when there are no more.
    fn page(&mut self, tx: &mut Tx, known: Option<&SealMark>, found: &mut Found) -> Result<bool, Problem> {
        let rows = tx.all(sql(
            "SELECT seq, first, last, entries, at, key_id, mac, parts FROM seal WHERE seq > $1 ORDER BY seq LIMIT $2",
            params![self.seal, SEALS_A_READ],
        ))?;
        for row in &rows {
            self.check_seal(tx, row, known, found)?;
            if found.is_full() {
                return Ok(false);
            }
        }
        if rows.len() as i64 == SEALS_A_READ {
            return Ok(true);
        }
        self.check_end(tx, known, found)?;
        Ok(false)
    }

    fn check_seal(
        &mut self,
        tx: &mut Tx,
        row: &heyi_db::Row,
        known: Option<&SealMark>,
        found: &mut Found,
    ) -> Result<(), Problem> {
        let n = |column| row.int(column).unwrap_or_default();
        let parts = row.bytes(7).unwrap_or_default().to_vec();
        let seal = Seal { seq: n(0), first: n(1), last: n(2), entries: n(3), at: n(4), parts };
        let mac = row.bytes(6).unwrap_or_default().to_vec();
        for seq in (self.seal + 1..seal.seq).take(100) {
            found.add(0, Evidence::SealMissing { seq });
        }
        let key_id = row.text(5).unwrap_or_default();
        match self.keys.iter().find(|key| *key.id == *key_id) {
            Some(key) => {
                let whole = seal.parts.len() as i64 == seal.entries * PART as i64 && seal.mac(key, &self.mac) == *mac;
                if !whole {
                    found.add(0, Evidence::SealChanged { seq: seal.seq });
                }
            }
            None if !self.key_missing => {
                self.key_missing = true;
                found.add(0, Evidence::KeyMissing { seq: seal.seq, key: key_id.to_owned() });
            }
            None => {}
        }
        if known.is_some_and(|known| known.seq == seal.seq && known.mac != hex::encode(&mac)) {
            found.add(0, Evidence::NotAsKnown { seq: seal.seq });
        }
        check_entries(tx, self.last, seal.last.max(self.last), &seal.parts, found)?;
        (self.seal, self.mac, self.last) = (seal.seq, mac, seal.last.max(self.last));
        Ok(())
    }

    /// What follows the last seal: nothing.
    fn check_end(&mut self, tx: &mut Tx, known: Option<&SealMark>, found: &mut Found) -> Result<(), Problem> {
        check_entries(tx, self.last, i64::MAX, &[], found)?;
        let drawn = tx.one("SELECT value FROM sequence WHERE name = 'history'")?.and_then(|row| row.int(0));
        if let Some(drawn) = drawn.filter(|drawn| *drawn > self.last) {
            found.add(0, Evidence::CutOff { first: self.last + 1, last: drawn });
        }
        if let Some(known) = known.filter(|known| known.seq > self.seal) {
            found.add(0, Evidence::NotAsKnown { seq: known.seq });
        }
        Ok(())
    }
}

/// Compares the entries after `from` up to `to` with the parts of the seal that covers them.
fn check_entries(tx: &mut Tx, from: i64, to: i64, parts: &[u8], found: &mut Found) -> Result<(), Problem> {
    let mut sealed: HashMap<i64, &[u8]> = parts.chunks_exact(PART).map(|part| (number(part, 0), part)).collect();
    let text = format!("SELECT {ENTRY}, changes, salt FROM history WHERE seq > $1 AND seq <= $2 ORDER BY seq");
    tx.each(sql(text, params![from, to]), |row| {
        let (seq, record) = (row.int(0).unwrap_or_default(), row.int(2).unwrap_or_default());
        match sealed.entry(seq) {
            Slot::Vacant(_) => found.add(record, Evidence::EntryUnsealed { seq }),
            Slot::Occupied(slot) => {
                let was = slot.remove();
                if was != part(row) {
                    // Both the record that was sealed and the one that is now named.
                    let sealed_record = number(was, 8);
                    found.add(sealed_record, Evidence::EntryChanged { seq });
                    if sealed_record != record {
                        found.add(record, Evidence::EntryChanged { seq });
                    }
                }
            }
        }
        let kept = row.text(8).and_then(stored::read);
        let given = kept.and_then(|fields| stored::commitment_of(&fields, row.bytes(9)));
        if given.is_none_or(|given| row.bytes(7) != Some(&given)) {
            found.add(record, Evidence::ValuesChanged { seq });
        }
        Ok(if found.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    if !found.is_full() {
        let mut gone: Vec<(i64, i64)> = sealed.into_iter().map(|(seq, part)| (seq, number(part, 8))).collect();
        gone.sort_unstable();
        for (seq, record) in gone {
            found.add(record, Evidence::EntryMissing { seq });
        }
    }
    Ok(())
}
