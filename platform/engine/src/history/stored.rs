//! The stored text of an entry's changes, read back.
//!
//! An object, field → one of
//! - `[new]`: there was nothing before;
//! - `[old, new]`;
//! - `{"key": hex, "values": [...]}`: the same after another field of the entry was erased and the salt went;
//! - `{"leaf": hex}`: erased.

use serde_json::{Map, Value as Json};

use super::commitment::{Keys, SIZE, canonical, commitment, leaf};

/// One field of an entry.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// What it was and what it became.
    Values {
        /// Before.
        old: Json,
        /// After.
        new: Json,
        /// Its key, when the entry has no salt any more.
        key: Option<[u8; SIZE]>,
    },
    /// Forgotten; this is its leaf.
    Erased([u8; SIZE]),
}

/// The fields of an entry, in the order in which they were written; `None` when the text is not what this code writes.
pub(super) fn read(text: &str) -> Option<Vec<(String, Told)>> {
    let Ok(Json::Object(map)) = serde_json::from_str(text) else { return None };
    map.into_iter().map(|(field, told)| Some((field, told_of(told)?))).collect()
}

fn told_of(json: Json) -> Option<Told> {
    match json {
        Json::Array(values) => values_of(values, None),
        Json::Object(mut parts) => match (parts.remove("leaf"), parts.remove("key"), parts.remove("values")) {
            (Some(leaf), None, None) => Some(Told::Erased(bytes_of(&leaf)?)),
            (None, Some(key), Some(Json::Array(values))) => values_of(values, Some(bytes_of(&key)?)),
            _ => None,
        },
        _ => None,
    }
}

fn values_of(mut values: Vec<Json>, key: Option<[u8; SIZE]>) -> Option<Told> {
    let new = values.pop()?;
    let old = values.pop().unwrap_or_default();
    values.is_empty().then_some(Told::Values { old, new, key })
}

fn bytes_of(json: &Json) -> Option<[u8; SIZE]> {
    let mut bytes = [0; SIZE];
    hex::decode_to_slice(json.as_str()?, &mut bytes).ok()?;
    Some(bytes)
}

/// The leaf of a field; `None` when neither the entry has a salt nor the field a key.
fn leaf_of(field: &str, told: &Told, salt: Option<&Keys>) -> Option<[u8; SIZE]> {
    match told {
        Told::Erased(leaf) => Some(*leaf),
        Told::Values { old, new, key } => {
            let key = match key {
                Some(key) => *key,
                None => salt?.field(field),
            };
            let (mut before, mut after) = (Vec::new(), Vec::new());
            canonical(old, &mut before);
            canonical(new, &mut after);
            Some(leaf(&key, field, &before, &after))
        }
    }
}

/// The commitment that the fields of an entry give; `None` when a key is missing.
pub(super) fn commitment_of(fields: &[(String, Told)], salt: Option<&[u8]>) -> Option<[u8; SIZE]> {
    let keys = salt.map(Keys::of);
    let mut leaves = Vec::with_capacity(fields.len());
    for (field, told) in fields {
        leaves.push(leaf_of(field, told, keys.as_ref())?);
    }
    Some(commitment(&mut leaves))
}

/// The text of the same entry without its salt and without the values of `field`; `None` when a key is missing.
pub(super) fn without(fields: &[(String, Told)], salt: Option<&[u8]>, field: &str) -> Option<String> {
    let keys = salt.map(Keys::of);
    let mut map = Map::new();
    for (name, told) in fields {
        let json = match told {
            Told::Values { old, new, key } if name != field => {
                let key = match key {
                    Some(key) => *key,
                    None => keys.as_ref()?.field(name),
                };
                let values = if old.is_null() { vec![new.clone()] } else { vec![old.clone(), new.clone()] };
                serde_json::json!({"key": hex::encode(key), "values": values})
            }
            _ => serde_json::json!({"leaf": hex::encode(leaf_of(name, told, keys.as_ref())?)}),
        };
        map.insert(name.clone(), json);
    }
    Some(Json::Object(map).to_string())
}
