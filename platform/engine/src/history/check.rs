//! Checking that history and records are what they were written as.

use std::collections::HashMap;
use std::collections::hash_map::Entry as Slot;
use std::ops::ControlFlow;
use std::time::Duration;

use heyi_db::{Cells, Ctx, Tx, params, sql};
use heyi_model::Problem;

use super::fault::{Evidence, EvidenceFault, Found};
use super::key::{self, SealKey};
use super::seal::{ENTRY, PART, Seal, SealMark, number, part};
use super::{live, stored};
use crate::access::System;
use crate::engine::Engine;

/// Seals that are checked in one read.
const SEALS_A_READ: i64 = 200;
/// What one read of a check may take.
pub(super) const READ_DEADLINE: Duration = Duration::from_mins(10);

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
    Ok(live::check(engine, &snapshot, found)?.into_list())
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
            "SELECT seq, first, last, entries, at, key_id, mac FROM seal WHERE seq > $1 ORDER BY seq LIMIT $2",
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
        // One at a time: a large set has large parts.
        let parts = tx.one(sql("SELECT parts FROM seal WHERE seq = $1", params![n(0)]))?;
        let parts = parts.as_ref().and_then(|row| row.bytes(0)).unwrap_or_default().to_vec();
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
