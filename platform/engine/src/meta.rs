//! Layers of metadata.

use serde_json::Value as Json;

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
