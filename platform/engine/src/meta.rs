//! Layers of metadata.

use serde_json::{Map, Value as Json};

/// A member of a patch: dotted paths of objects → keys in the order in which they are shown. A merge patch alone cannot
/// say it.
pub const ORDER: &str = "$order";

/// The lower layer with `patch` on it: merged, then put into the order that the patch asks for.
pub fn overlay(mut base: Json, patch: &Json) -> Json {
    let mut patch = patch.clone();
    let order = patch.as_object_mut().and_then(|p| p.shift_remove(ORDER));
    merge_patch(&mut base, &patch);
    for (path, keys) in order.as_ref().and_then(Json::as_object).into_iter().flatten() {
        let parts = path.split('.').filter(|p| !p.is_empty());
        let mut found = Some(&mut base);
        for part in parts {
            found = found.and_then(|at| at.get_mut(part));
        }
        if let (Some(Json::Object(found)), Some(keys)) = (found, keys.as_array()) {
            put_first(found, keys.iter().filter_map(Json::as_str));
        }
    }
    base
}

/// Moves these keys to the front, in this order; the others follow as they were.
fn put_first<'a>(object: &mut Map<String, Json>, keys: impl Iterator<Item = &'a str>) {
    let mut sorted = Map::new();
    for key in keys {
        if let Some(value) = object.shift_remove(key) {
            sorted.insert(key.to_owned(), value);
        }
    }
    sorted.append(object);
    *object = sorted;
}

/// The patch that makes `wanted` out of `base`, so that only differences are stored.
pub fn diff(base: &Json, wanted: &Json) -> Json {
    let (Json::Object(old), Json::Object(new)) = (base, wanted) else { return wanted.clone() };
    let mut patch = Map::new();
    for key in old.keys().filter(|key| !new.contains_key(*key)) {
        patch.insert(key.clone(), Json::Null);
    }
    for (key, value) in new {
        match old.get(key) {
            Some(before) if before == value => {}
            Some(before) => {
                patch.insert(key.clone(), diff(before, value));
            }
            None => {
                patch.insert(key.clone(), value.clone());
            }
        }
    }
    Json::Object(patch)
}

/// Merges `patch` into `target` as RFC 7386 says: objects key by key, `null` removes, everything else replaces.
pub fn merge_patch(target: &mut Json, patch: &Json) {
    let Json::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Json::Object(serde_json::Map::new());
    }
    if let Json::Object(target) = target {
        for (key, value) in patch {
            if value.is_null() {
                target.shift_remove(key);
            } else {
                merge_patch(target.entry(key.clone()).or_insert(Json::Null), value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_patch_says_only_what_differs_and_makes_it_again() {
        for (base, wanted, patch) in [
            (json!({"a": 1, "b": {"c": 1, "d": 2}}), json!({"a": 1, "b": {"c": 3}}), json!({"b": {"d": null, "c": 3}})),
            (json!({"a": [1, 2]}), json!({"a": [2]}), json!({"a": [2]})),
            (json!({}), json!({"x": {"y": 1}}), json!({"x": {"y": 1}})),
            (json!({"a": 1}), json!({"a": 1}), json!({})),
        ] {
            assert_eq!(diff(&base, &wanted), patch);
            assert_eq!(overlay(base, &patch), wanted);
        }
    }

    #[test]
    fn a_patch_may_put_keys_into_another_order() {
        let base = json!({"fields": {"a": {"options": {"x": 1, "y": 2, "z": 3}}, "b": 1}});
        let patch = json!({"fields": {"c": 1}, "$order": {"fields": ["c", "gone", "b"], "fields.a.options": ["z"], "no.such": ["q"]}});
        let wanted = r#"{"fields":{"c":1,"b":1,"a":{"options":{"z":3,"x":1,"y":2}}}}"#;
        assert_eq!(overlay(base, &patch).to_string(), wanted);
    }
}
