//! Ids that sort by time and need no round trip: 41 bits of milliseconds since 2025, 10 bits of node, 12 bits of sequence.

use std::fmt;
use std::str::FromStr;

use crate::Clock;

/// 2025-01-01T00:00:00Z in UTC milliseconds: the beginning of the time part of an id.
pub const EPOCH_MS: i64 = 1_735_689_600_000;
const NODE_BITS: u32 = 10;
const SEQUENCE_BITS: u32 = 12;
/// Node numbers are 0 to 1,023.
pub const MAX_NODE: u16 = (1 << NODE_BITS) - 1;

/// The id of a record: positive, unique in an organisation, ordered by time of creation. A string on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RecordId(i64);

impl RecordId {
    /// An id from its number; `None` unless it is positive.
    pub fn new(n: i64) -> Option<Self> {
        (n > 0).then_some(Self(n))
    }
    /// The number inside.
    pub fn get(self) -> i64 {
        self.0
    }
    /// The least number that an id made at `ms` (UTC milliseconds) or later can have; 0 for what was before 2025.
    pub fn floor_at(ms: i64) -> i64 {
        let since = ms.saturating_sub(EPOCH_MS).clamp(0, i64::MAX >> (NODE_BITS + SEQUENCE_BITS));
        since << (NODE_BITS + SEQUENCE_BITS)
    }
    /// When the id was made, UTC milliseconds.
    pub fn created_ms(self) -> i64 {
        (self.0 >> (NODE_BITS + SEQUENCE_BITS)) + EPOCH_MS
    }
}

impl fmt::Display for RecordId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The text is not an id: it must be 1 to 19 decimal digits without a leading zero, at most 2^63-1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a record id")]
pub struct NotAnId;

impl FromStr for RecordId {
    type Err = NotAnId;
    fn from_str(s: &str) -> Result<Self, NotAnId> {
        if s.is_empty() || s.len() > 19 || s.starts_with('0') || !s.bytes().all(|b| b.is_ascii_digit()) {
            return Err(NotAnId);
        }
        s.parse().ok().and_then(Self::new).ok_or(NotAnId)
    }
}

impl serde::Serialize for RecordId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}
impl<'de> serde::Deserialize<'de> for RecordId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(d)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// Draws ids for one node. A clock that steps back does not step the ids back: the last millisecond goes on.
#[derive(Debug)]
pub struct IdSource {
    node: std::sync::atomic::AtomicU16,
    last: std::sync::atomic::AtomicI64,
}

impl IdSource {
    /// A source for node `node` (0 to [`MAX_NODE`]; higher bits are cut off).
    pub fn new(node: u16) -> Self {
        Self { node: (node & MAX_NODE).into(), last: std::sync::atomic::AtomicI64::new(0) }
    }

    /// Draws for node `node` from now on: the number was leased after the source was made.
    pub fn set_node(&self, node: u16) {
        self.node.store(node & MAX_NODE, std::sync::atomic::Ordering::Relaxed);
    }

    /// The node for which ids are drawn.
    pub fn node(&self) -> u16 {
        self.node.load(std::sync::atomic::Ordering::Relaxed)
    }

    /// The next id. Within one millisecond 4,096 ids are drawn; the next ones borrow from the following millisecond.
    pub fn draw(&self, clock: &dyn Clock) -> RecordId {
        use std::sync::atomic::Ordering::Relaxed;
        let now = (clock.now_ms() - EPOCH_MS).max(1) << SEQUENCE_BITS;
        let step = |last: i64| Some(if now > last { now } else { last + 1 });
        let (Ok(last) | Err(last)) = self.last.fetch_update(Relaxed, Relaxed, step);
        let tick = if now > last { now } else { last + 1 };
        let (ms, sequence) = (tick >> SEQUENCE_BITS, tick & ((1 << SEQUENCE_BITS) - 1));
        RecordId((ms << (NODE_BITS + SEQUENCE_BITS)) | (i64::from(self.node.load(Relaxed)) << SEQUENCE_BITS) | sequence)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::FakeClock;

    #[test]
    fn ids_rise_even_when_the_clock_steps_back() {
        let (clock, ids) = (FakeClock::at(EPOCH_MS + 10_000), IdSource::new(3));
        let mut last = ids.draw(&clock);
        for step in [0, 0, -5_000, 1, 10_000, -20_000] {
            clock.advance(step);
            for _ in 0..5_000 {
                let id = ids.draw(&clock);
                assert!(id > last, "{id} after {last}");
                last = id;
            }
        }
    }

    #[test]
    fn only_positive_decimal_numbers_are_ids() {
        for (text, good) in [
            ("1", true),
            ("9223372036854775807", true),
            ("9223372036854775808", false),
            ("0", false),
            ("-1", false),
            ("+1", false),
            ("01", false),
            ("", false),
            ("1 ", false),
            ("１", false),
        ] {
            assert_eq!(text.parse::<RecordId>().is_ok(), good, "{text}");
        }
    }
}
