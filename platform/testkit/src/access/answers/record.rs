//! A record as a person may see it.

use heyi_model::module::FieldAccess;
use serde_json::{Map, Value as Json, json};

use super::super::disclosures::Disclosure;
use super::super::schema::{Field, Kind, Name};
use super::super::sight::Sight;
use super::super::value::Cell;
use super::super::world::{Id, Row};

/// The record with those of `fields` that are seen; with all of them without.
pub fn record(sight: Sight, row: &Row, fields: Option<&[&str]>) -> Json {
    let module = row.module;
    let wanted = |key: &str| fields.is_none_or(|list| list.contains(&key));
    let mut out = Map::new();
    let mut masked = Vec::new();
    out.insert("id".into(), id_of(sight, row));
    out.insert("name".into(), name(sight, row, sight.field(module, module.name_field())));
    out.insert("version".into(), version(sight, row));
    for field in module.fields() {
        let is_name = field.key == "name";
        let access = sight.field(module, field.key);
        if access == FieldAccess::Masked && (is_name || wanted(field.key)) {
            masked.push(field.key);
        }
        if access == FieldAccess::Hidden || is_name || !wanted(field.key) {
            continue;
        }
        out.insert(field.key.into(), shown(sight, field, row, access));
        if field.kind == Kind::Money && access > FieldAccess::Masked {
            let currency = row.cell(field.key).map(|_| "CNY");
            out.insert(format!("{}_currency", field.key), json!(currency));
        }
    }
    if wanted("tags") {
        out.insert("tags".into(), json!([]));
    }
    masked.sort_unstable();
    out.insert("masked".into(), json!(masked));
    Json::Object(out)
}

/// The value of a field that is not hidden.
fn shown(sight: Sight, field: &Field, row: &Row, access: FieldAccess) -> Json {
    let cell = row.cell(field.key);
    if access == FieldAccess::Masked {
        return json!(cell.map(|cell| field.kind.masked(cell)));
    }
    match cell {
        Some(Cell::Link(id)) => link(sight, *id),
        // A number tells how many were drawn before it, also for records that are not seen.
        Some(Cell::Text(_)) if field.kind == Kind::Number && !sight.world.discloses(Disclosure::NumberGaps) => {
            json!("*")
        }
        other => field.kind.wire(other),
    }
}

/// The id tells when the record was made.
fn id_of(sight: Sight, row: &Row) -> Json {
    let told = sight.reads(row.module, "created_at") || sight.world.discloses(Disclosure::CreationTime);
    json!(told.then(|| row.id.to_string()))
}

/// The version counts every change, also of fields that are hidden.
fn version(sight: Sight, row: &Row) -> Json {
    let hidden = row.module.fields().any(|field| sight.field(row.module, field.key) == FieldAccess::Hidden);
    json!((!hidden || sight.world.discloses(Disclosure::VersionGaps)).then_some(row.version))
}

/// A link as it is shown beside a record.
pub fn link(sight: Sight, id: Id) -> Json {
    match sight.world.row(id).filter(|_| sight.knows(id)) {
        Some(row) => json!({"id": id.to_string(), "name": label(sight, row)}),
        None if sight.world.discloses(Disclosure::HiddenLinks) => json!({"id": null, "name": null, "hidden": true}),
        None => Json::Null,
    }
}

/// The name of a record beside a link; none when its name is hidden.
pub fn label(sight: Sight, row: &Row) -> Json {
    match sight.label_access(row.module) {
        FieldAccess::Hidden => Json::Null,
        access => name(sight, row, access),
    }
}

/// The name of a record; without one that may be read its external id, else its id.
fn name(sight: Sight, row: &Row, access: FieldAccess) -> Json {
    let kind = |key: &str| row.module.field(key).map_or(Kind::Text, |field| field.kind);
    let key = row.module.name_field();
    match (row.cell(key), access) {
        (Some(cell), FieldAccess::Masked) => json!(kind(key).masked(cell)),
        (Some(cell), FieldAccess::Read | FieldAccess::Write) => kind(key).wire(Some(cell)),
        _ => match row.cell("external_id").filter(|_| sight.reads(row.module, "external_id")) {
            Some(cell) => kind("external_id").wire(Some(cell)),
            None => json!(row.id.to_string()),
        },
    }
}

/// The fields of a module that a person sees something of.
pub fn seen_fields(sight: Sight, module: Name) -> impl Iterator<Item = &'static Field> {
    module.fields().filter(move |field| sight.field(module, field.key) > FieldAccess::Hidden)
}
