//! What a check of the evidence can find.

use heyi_model::RecordId;

/// A check stops when it has found this many faults.
pub const MAX_FAULTS: usize = 10_000;
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
    pub fn into_list(self) -> Vec<EvidenceFault> {
        self.0
    }
}
