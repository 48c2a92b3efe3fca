//! Schemas of the document: those that every organisation has, and those of a module as a caller may see it.

use heyi_engine::access::ModuleRights;
use heyi_model::module::FieldAccess;
use heyi_model::{Code, Field, Locale, Module, RecordId};
use serde_json::{Map, Value as Json, json};

use super::operation::{list_of, object, or_null, reference};

/// The members of a record that are never changed by a writer.
const NOT_WRITTEN: [&str; 4] = ["created_at", "created_by", "updated_at", "updated_by"];

/// What every document holds.
pub fn common() -> Map<String, Json> {
    let text = || json!({"type": "string"});
    let links = json!({"type": "object", "properties": {
        "id": {"oneOf": [{"type": "null"}, reference("Id")]},
        "name": {"type": ["string", "null"]},
        "hidden": {"const": true},
    }, "required": ["id", "name"]});
    let fault = object(&[
        ("field", text()),
        ("code", json!({"type": "string", "enum": Code::ALL.iter().map(|code| code.key()).collect::<Vec<_>>()})),
        ("message", text()),
    ]);
    let mut problem = object(&[("type", text()), ("title", text()), ("status", json!({"type": "integer"}))]);
    problem["properties"]["errors"] = list_of(&reference("Fault"));
    problem["properties"]["records"] = list_of(&reference("Id"));
    problem["properties"]["detail"] = text();
    problem["properties"]["request_id"] = text();
    let row = json!({"oneOf": [
        {"type": "object", "properties": {"status": {"type": "integer"}, "id": reference("Id")},
            "required": ["status", "id"], "additionalProperties": false},
        reference("Problem"),
    ]});
    let keys = json!({"type": "array", "items": {}});
    let measures = list_of(&json!({"type": ["string", "number", "null"]}));
    let department = object(&[
        ("id", reference("Id")),
        ("name", json!({"type": ["string", "null"]})),
        ("people", json!({"type": "integer"})),
        ("people_with_below", json!({"type": "integer"})),
        ("children", list_of(&reference("Department"))),
    ]);
    let schemas = [
        ("Access", access()),
        ("AnyPage", page(&json!({"type": "object"}))),
        (
            "BatchResults",
            object(&[
                ("succeeded", json!({"type": "integer"})),
                ("failed", json!({"type": "integer"})),
                ("results", list_of(&row)),
            ]),
        ),
        ("Department", department),
        ("Fault", fault),
        ("Filter", filter()),
        (
            "Groups",
            json!({"type": "object", "properties": {
                "groups": list_of(&object(&[("keys", keys), ("measures", measures)])),
                "cut": {"type": "boolean"},
            }, "required": ["groups"]}),
        ),
        ("Id", id(None)),
        ("Job", job()),
        ("Label", json!({"type": "object", "additionalProperties": false, "properties": {"zh": text(), "en": text()}})),
        ("Link", links),
        ("Moment", json!({"type": "string", "format": "date-time"})),
        ("MomentOrNull", json!({"type": ["string", "null"], "format": "date-time"})),
        ("Named", object(&[("key", text()), ("label", text())])),
        ("Problem", problem),
        ("Subject", subject()),
        (
            "Total",
            object(&[("value", json!({"type": "integer", "minimum": 0})), ("exact", json!({"type": "boolean"}))]),
        ),
        ("Words", json!({"oneOf": [text(), reference("Label")]})),
    ];
    schemas
        .into_iter()
        .chain(super::metadata::schemas())
        .chain(super::entries::schemas())
        .map(|(name, schema)| (name.to_owned(), schema))
        .collect()
}

/// An id; with an example when one is known.
pub fn id(example: Option<RecordId>) -> Json {
    let mut schema = json!({"type": "string", "pattern": "^[1-9][0-9]{0,18}$"});
    if let Some(example) = example {
        schema["examples"] = json!([example]);
    }
    schema
}

/// Whom a share names.
fn subject() -> Json {
    let one = |kind: &str, schema: Json| {
        json!({"type": "object", "properties": {kind: schema}, "required": [kind],
        "additionalProperties": false})
    };
    let id = || reference("Id");
    json!({"oneOf": [
        one("person", id()), one("department", id()), one("group", id()), one("role", json!({"type": "string"})),
    ]})
}

/// A job. `progress` is told by long ones; `error` of one that failed has the sentence in the caller's language.
fn job() -> Json {
    let (text, whole) = (|| json!({"type": "string"}), || json!({"type": "integer"}));
    let moment = || reference("MomentOrNull");
    let progress = object(&[("done", whole()), ("total", json!({"type": ["integer", "null"]}))]);
    object(&[
        ("id", reference("Id")),
        ("class", text()),
        ("kind", text()),
        ("state", json!({"enum": ["queued", "running", "done", "cancelled", "dead"]})),
        ("attempts", whole()),
        ("max_attempts", whole()),
        ("due_at", moment()),
        ("progress", or_null(&progress)),
        ("result", json!({})),
        ("error", or_null(&json!({"type": "object", "properties": {"code": text(), "message": text()}}))),
        ("person", or_null(&reference("Link"))),
        ("created_at", moment()),
        ("started_at", moment()),
        ("finished_at", moment()),
        ("cancelling", json!({"type": "boolean"})),
    ])
}

fn filter() -> Json {
    let list = || list_of(&reference("Filter"));
    let part = |name: &str, schema: Json| {
        json!({"type": "object", "properties": {name: schema}, "required": [name],
        "additionalProperties": false})
    };
    let ops: Vec<&str> = heyi_model::field::Op::ALL.iter().map(|op| op.key()).collect();
    json!({"oneOf": [
        part("all", list()),
        part("any", list()),
        part("not", reference("Filter")),
        {"type": "object", "properties": {
            "field": {"type": "string"}, "op": {"type": "string", "enum": ops}, "value": {},
        }, "required": ["field", "op"], "additionalProperties": false},
    ]})
}

fn access() -> Json {
    let scope = json!({"enum": ["own", "own_and_subordinates", "department", "department_and_below", "all", null]});
    let flag = json!({"type": "boolean"});
    let fields = json!({"type": "object", "additionalProperties": {"enum": ["hidden", "masked", "read", "write"]}});
    let reveal = json!({"type": "array", "items": {"type": "string"}});
    json!({"type": "object", "additionalProperties": false, "properties": {
        "read": scope, "create": flag, "update": scope, "delete": scope, "transfer": scope,
        "export": flag, "import": flag, "bulk": flag, "fields": fields, "reveal": reveal,
    }})
}

fn page(record: &Json) -> Json {
    object(&[
        ("records", list_of(record)),
        ("next_cursor", json!({"type": ["string", "null"]})),
        ("total", json!({"oneOf": [{"type": "null"}, reference("Total")]})),
    ])
}

/// The schemas of one module: `Record`, `Page`, `Create`, `Update`, `Row`, `RecordId`.
pub fn of_module(
    module: &Module,
    rights: &ModuleRights,
    locale: Locale,
    example: Option<RecordId>,
) -> Vec<(String, Json)> {
    let mut read = Map::from_iter([
        ("id".to_owned(), reference("Id")),
        ("version".to_owned(), json!({"type": "integer", "minimum": 1})),
        ("name".to_owned(), json!({"type": ["string", "null"]})),
        ("masked".to_owned(), json!({"type": "array", "items": {"type": "string"}})),
    ]);
    let mut write = Map::new();
    let mut required = Vec::new();
    for field in &module.fields {
        let access = rights.field(field);
        if access >= FieldAccess::Masked {
            read.extend(read_members(field, access, locale));
        }
        let written = access == FieldAccess::Write && !field.def.read_only && !NOT_WRITTEN.contains(&&*field.key);
        if written && field.ty.key() != "auto_number" {
            let schema = field.ty.write_schema(&field.def);
            let schema = if field.def.required { with_a_value(schema) } else { schema };
            write.insert(field.key.to_string(), described(field, schema, locale));
            if field.def.required && field.def.default.is_none() {
                required.push(field.key.to_string());
            }
        }
    }
    let name = |part: &str| format!("{}.{part}", module.key);
    let closed = |properties: Map<String, Json>, required: &[String]| json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false});
    let mut row = write.clone();
    row.insert("id".into(), id(example));
    row.insert("version".into(), json!({"type": "integer", "minimum": 1}));
    vec![
        (name("Record"), json!({"type": "object", "properties": read, "required": ["id", "version"]})),
        (name("Page"), page(&reference(&name("Record")))),
        (name("Create"), closed(write.clone(), &required)),
        (name("Update"), closed(write, &[])),
        (name("Row"), closed(row, &[])),
        (name("RecordId"), id(example)),
    ]
}

/// What stands for the key of a module where any is meant.
pub const ANY: &str = "any";

/// The schemas of a module of which nothing is known.
pub fn of_any() -> Vec<(String, Json)> {
    let mut record = object(&[
        ("id", reference("Id")),
        ("version", json!({"type": "integer"})),
        ("name", json!({"type": "string"})),
        ("masked", list_of(&json!({"type": "string"}))),
    ]);
    record["additionalProperties"] = json!({});
    let open = || json!({"type": "object", "additionalProperties": {}});
    let name = |part: &str| format!("{ANY}.{part}");
    vec![
        (name("Record"), record),
        (name("Page"), page(&reference(&name("Record")))),
        (name("Create"), open()),
        (name("Update"), open()),
        (name("Row"), open()),
        (name("RecordId"), id(None)),
    ]
}

/// The schema of a value that must be there: without `null` and the empty text.
fn with_a_value(mut schema: Json) -> Json {
    let null = json!("null");
    if let Some(types) = schema.get_mut("type").and_then(Json::as_array_mut) {
        types.retain(|ty| *ty != null);
        if types.iter().any(|ty| ty == "string") && schema.get("minLength").is_none() {
            schema["minLength"] = json!(1);
        }
    }
    for part in ["oneOf", "enum"] {
        if let Some(items) = schema.get_mut(part).and_then(Json::as_array_mut) {
            items.retain(|item| !item.is_null() && item["type"] != null);
        }
    }
    schema
}

/// The member of a field in a record that is read, and the currency beside an amount.
fn read_members(field: &Field, access: FieldAccess, locale: Locale) -> Vec<(String, Json)> {
    let schema = match access {
        // What is masked is a text, whatever it was.
        FieldAccess::Masked => json!({"type": ["string", "null"]}),
        _ => field.ty.schema(&field.def),
    };
    let mut members = vec![(field.key.to_string(), described(field, schema, locale))];
    if field.column("currency").is_some() {
        members.push((format!("{}_currency", field.key), json!({"type": ["string", "null"]})));
    }
    members
}

/// The schema with the label of the field. A reference stands beside it: OpenAPI 3.1 allows that.
fn described(field: &Field, mut schema: Json, locale: Locale) -> Json {
    if let Json::Object(map) = &mut schema {
        map.insert("title".into(), field.def.label.get(locale).into());
    }
    schema
}
