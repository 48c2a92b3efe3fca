//! Schemas of what hangs on records and of what is listed by time: an entry each.

use serde_json::{Value as Json, json};

use super::operation::{list_of, object, or_null, reference, with_optional};

/// The schemas of entries, each under its name.
pub fn schemas() -> Vec<(&'static str, Json)> {
    vec![
        ("AccessEntry", access()),
        ("AttachedFile", file()),
        ("Change", change()),
        ("Comment", comment()),
        ("DeletedRecord", deleted()),
        ("HistoryEntry", history()),
        ("NamedSubject", subject()),
        ("TimelineEntry", timeline()),
        ("Why", why()),
    ]
}

fn text() -> Json {
    json!({"type": "string"})
}
fn text_or_null() -> Json {
    json!({"type": ["string", "null"]})
}
/// The person behind an entry; `null` for the system.
fn person() -> Json {
    or_null(&reference("Link"))
}

/// `fields` are the first ones of the record's form; `at` is `null` where the caller does not read when it happened.
fn timeline() -> Json {
    let record = object(&[
        ("id", reference("Id")),
        ("name", text()),
        ("fields", json!({"type": "object", "additionalProperties": {}})),
        ("masked", list_of(&text())),
    ]);
    object(&[
        ("id", reference("Id")),
        ("at", reference("MomentOrNull")),
        ("kind", text()),
        ("module", text()),
        ("record", record),
    ])
}

fn history() -> Json {
    object(&[
        ("id", text()),
        ("at", reference("Moment")),
        ("person", person()),
        ("kind", text()),
        ("version", json!({"type": "integer"})),
        ("changes", list_of(&reference("Change"))),
    ])
}

/// The sides of a change are missing where they were erased; `old_label` and `new_label` are the words of an option.
fn change() -> Json {
    let sometimes = [
        ("old", json!({})),
        ("new", json!({})),
        ("old_label", text()),
        ("new_label", text()),
        ("masked", json!({"type": "boolean"})),
        ("erased", json!({"type": "boolean"})),
    ];
    with_optional(&[("field", text()), ("label", text())], &sometimes)
}

fn comment() -> Json {
    object(&[
        ("id", reference("Id")),
        ("person", person()),
        ("at", reference("Moment")),
        ("body", text()),
        ("edited_at", reference("MomentOrNull")),
        ("mentions", list_of(&reference("Link"))),
    ])
}

fn file() -> Json {
    object(&[
        ("id", reference("Id")),
        ("name", text()),
        ("size", json!({"type": "integer"})),
        ("media_type", text()),
        ("field", text_or_null()),
        ("person", person()),
        ("at", reference("Moment")),
    ])
}

fn deleted() -> Json {
    object(&[
        ("id", reference("Id")),
        ("module", text()),
        ("name", text_or_null()),
        ("version", json!({"type": "integer"})),
        ("deleted_at", reference("Moment")),
        ("deleted_by", person()),
    ])
}

fn access() -> Json {
    object(&[
        ("id", reference("Id")),
        ("at", reference("Moment")),
        ("person", person()),
        ("kind", text()),
        ("module", text_or_null()),
        ("record", or_null(&reference("Id"))),
        ("detail", json!({"type": ["object", "null"], "additionalProperties": {}})),
    ])
}

/// A subject that a share names; `unknown` for one that is gone.
fn subject() -> Json {
    let kinds = ["person", "department", "group", "role", "unknown"];
    with_optional(&[("kind", json!({"enum": kinds})), ("id", text())], &[("name", text_or_null())])
}

/// For each action whether it is allowed and by which rules; for each field what is seen of it.
fn why() -> Json {
    let kind = |name: &str| ("kind", json!({"const": name}));
    let rule = json!({"oneOf": [
        object(&[kind("administrator"), ("role", text()), ("label", text())]),
        object(&[kind("role"), ("role", text()), ("label", text()), ("scope", text()), ("by", text())]),
        object(&[
            kind("team"),
            ("subject", or_null(&reference("NamedSubject"))),
            ("level", text()),
            ("until", reference("MomentOrNull")),
        ]),
        object(&[kind("sharing_rule"), ("id", text()), ("label", text()), ("level", text())]),
    ]});
    let action =
        object(&[("allowed", json!({"type": "boolean"})), ("rules", list_of(&rule)), ("refused", text_or_null())]);
    let access = json!({"enum": ["hidden", "masked", "read", "write"]});
    let field = object(&[("field", text()), ("access", access)]);
    object(&[
        ("person", reference("Id")),
        ("module", text()),
        ("record", reference("Id")),
        ("in_recycle_bin", json!({"type": "boolean"})),
        ("actions", json!({"type": "object", "additionalProperties": action})),
        ("fields", list_of(&field)),
    ])
}
