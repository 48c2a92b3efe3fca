//! Appending to history.

use heyi_db::ColumnKind::{self, Bytes, Int, Text};
use heyi_db::Value;
use heyi_model::Problem;

use super::changes::FieldChange;
use super::commitment::{Keys, SALT, canonical, commitment, leaf};
use crate::work::Work;

/// What happened to a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HistoryKind {
    /// It was made.
    Create,
    /// It was changed.
    Update,
    /// Fields of it followed a change of another record: nobody changed it.
    Derive,
    /// It went to the recycle bin.
    Delete,
    /// It came back from the recycle bin.
    Restore,
    /// It was given to another owner.
    Transfer,
    /// A masked value was shown; the change names the field only.
    Reveal,
    /// A field's values were deleted from history; the change names the field only.
    Erase,
    /// It was deleted for good.
    Purge,
}

impl HistoryKind {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Create,
        Self::Update,
        Self::Derive,
        Self::Delete,
        Self::Restore,
        Self::Transfer,
        Self::Reveal,
        Self::Erase,
        Self::Purge,
    ];
    /// The key in the table and on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Derive => "derive",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::Transfer => "transfer",
            Self::Reveal => "reveal",
            Self::Erase => "erase",
            Self::Purge => "purge",
        }
    }
    /// The kind with this key.
    pub fn from_key(key: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.key() == key)
    }
}

/// One entry: what became of one record in this write.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// The module's key.
    pub module: &'a str,
    /// The record.
    pub record: i64,
    /// The record's version after the write.
    pub version: i64,
    /// What happened.
    pub kind: HistoryKind,
    /// The fields that changed.
    pub changes: Vec<FieldChange>,
}

const COLUMNS: [(&str, ColumnKind); 10] = [
    ("seq", Int),
    ("module", Text),
    ("record", Int),
    ("version", Int),
    ("at", Int),
    ("person", Int),
    ("kind", Text),
    ("changes", Text),
    ("salt", Bytes),
    ("commitment", Bytes),
];

/// Appends entries in the order given, one statement for the set.
pub fn append(work: &mut Work, entries: &[Entry]) -> Result<(), Problem> {
    if entries.is_empty() {
        return Ok(());
    }
    let first = work.tx.sequence("history", entries.len() as i64)?;
    let (at, person) = (work.now_ms(), Value::from(work.person()));
    let mut rows = Vec::with_capacity(entries.len());
    for (seq, entry) in (first..).zip(entries) {
        let salt: [u8; SALT] = work.random();
        let (changes, commitment) = committed(&salt, &entry.changes);
        rows.push([
            Value::Int(seq),
            Value::from(entry.module),
            Value::Int(entry.record),
            Value::Int(entry.version),
            Value::Timestamp(at),
            person.clone(),
            Value::from(entry.kind.key()),
            Value::from(changes),
            Value::Bytes(salt.to_vec()),
            Value::Bytes(commitment.to_vec()),
        ]);
    }
    let names = COLUMNS.map(|(name, _)| name);
    let kinds = COLUMNS.map(|(_, kind)| kind);
    work.tx.insert_many("history", &names, &kinds, &rows)?;
    Ok(())
}

/// The stored text of an entry's changes and the commitment to them.
///
/// The text is an object: field → `[new]` where there was nothing before, else `[old, new]`.
fn committed(salt: &[u8], changes: &[FieldChange]) -> (String, [u8; 32]) {
    let keys = Keys::of(salt);
    let mut leaves = Vec::with_capacity(changes.len());
    let mut text = Vec::with_capacity(16 + 48 * changes.len());
    text.push(b'{');
    for (i, change) in changes.iter().enumerate() {
        if i > 0 {
            text.push(b',');
        }
        heyi_model::wire::string(&mut text, &change.field);
        text.extend_from_slice(b":[");
        let old = text.len();
        canonical(&change.old, &mut text);
        let between = text.len();
        text.push(b',');
        canonical(&change.new, &mut text);
        let key = keys.field(&change.field);
        leaves.push(leaf(&key, &change.field, &text[old..between], &text[between + 1..]));
        if change.old.is_null() {
            text.drain(old..=between);
        }
        text.push(b']');
    }
    text.push(b'}');
    let commitment = commitment(&mut leaves);
    (String::from_utf8(text).unwrap_or_default(), commitment)
}
