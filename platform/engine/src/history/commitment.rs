//! What binds an entry to its values without showing them.
//!
//! `leaf(field) = SHA-256(key(field) ‖ field ‖ US ‖ old ‖ US ‖ new)`, `key(field) = HMAC-SHA256(salt, field)`, and the
//! commitment is SHA-256 over the leaves in the order of their bytes. A value is written canonically: keys of objects
//! sorted, no white space, numbers without exponent. Erasing one field deletes the salt, keeps the keys of the other
//! fields and the leaf of the erased one, from which nothing can be guessed.

use hmac::{Hmac, KeyInit as _, Mac as _};
use serde_json::Value as Json;
use sha2::{Digest as _, Sha256};

/// Bytes of a leaf, a key of a field and a commitment.
pub(super) const SIZE: usize = 32;
/// Bytes of a salt.
pub(super) const SALT: usize = 16;

/// Derives the keys of an entry's fields from its salt.
pub(super) struct Keys(Hmac<Sha256>);

impl Keys {
    /// The keys of the entry with this salt.
    pub fn of(salt: &[u8]) -> Self {
        // The block that HMAC makes of a short key.
        let mut block = hmac::digest::Key::<Hmac<Sha256>>::default();
        let used = salt.len().min(block.len());
        block[..used].copy_from_slice(&salt[..used]);
        Self(Hmac::new(&block))
    }
    /// The key of one field.
    pub fn field(&self, field: &str) -> [u8; SIZE] {
        let mut mac = self.0.clone();
        mac.update(field.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

/// The leaf of a field; `old` and `new` are canonical.
pub(super) fn leaf(key: &[u8], field: &str, old: &[u8], new: &[u8]) -> [u8; SIZE] {
    let mut hash = Sha256::new();
    hash.update(key);
    hash.update(field.as_bytes());
    hash.update([0x1f]);
    hash.update(old);
    hash.update([0x1f]);
    hash.update(new);
    hash.finalize().into()
}

/// The commitment over all leaves of an entry.
pub(super) fn commitment(leaves: &mut [[u8; SIZE]]) -> [u8; SIZE] {
    leaves.sort_unstable();
    let mut hash = Sha256::new();
    for leaf in leaves.iter() {
        hash.update(leaf);
    }
    hash.finalize().into()
}

/// Writes a value canonically: the same bytes whatever a database made of the document.
pub(super) fn canonical(value: &Json, out: &mut Vec<u8>) {
    match value {
        Json::Null => out.extend_from_slice(b"null"),
        Json::Bool(b) => out.extend_from_slice(if *b { b"true" } else { b"false" }),
        Json::Number(n) => number(n, out),
        Json::String(s) => heyi_model::wire::string(out, s),
        Json::Array(items) => {
            out.push(b'[');
            for (i, item) in items.iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                canonical(item, out);
            }
            out.push(b']');
        }
        Json::Object(map) => {
            let mut keys: Vec<&String> = map.keys().collect();
            keys.sort_unstable();
            out.push(b'{');
            for (i, key) in keys.into_iter().enumerate() {
                if i > 0 {
                    out.push(b',');
                }
                heyi_model::wire::string(out, key);
                out.push(b':');
                canonical(&map[key], out);
            }
            out.push(b'}');
        }
    }
}

fn number(n: &serde_json::Number, out: &mut Vec<u8>) {
    use std::io::Write as _;
    match (n.as_i64(), n.as_f64()) {
        (Some(n), _) => heyi_model::wire::int(out, n),
        (None, Some(0.0)) => out.push(b'0'),
        // Writing into a Vec cannot fail. `f64` is displayed without an exponent.
        (None, Some(f)) => drop(write!(out, "{f}")),
        (None, None) => out.extend_from_slice(b"null"),
    }
}
