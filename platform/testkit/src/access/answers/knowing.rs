//! What a person is told beside lists and records: masked values, why, views, the recycle bin, what a text finds.

use std::cmp::Reverse;

use heyi_model::module::FieldAccess;
use heyi_model::text;
use serde_json::{Map, Value as Json, json};

use super::super::filter::faults;
use super::super::schema::Name;
use super::super::sight::{Action, Sight};
use super::super::value::Cell;
use super::super::world::{Id, Row, View};
use super::list::unsortable;
use super::record::link;
use super::{Refusal, may_read, record_seen};

type Answer = Result<Json, Refusal>;

/// The value of a field in plain; a link as beside a record.
pub(super) fn reveal(sight: Sight, module: Name, id: Id, key: &str) -> Answer {
    let row = record_seen(sight, module, id)?;
    let access = sight.field(module, key);
    let unknown = || Refusal::Invalid(vec![(key.to_owned(), "unknown_field")]);
    let field = module.field(key).filter(|_| access > FieldAccess::Hidden).ok_or_else(unknown)?;
    if access == FieldAccess::Masked && !sight.may_reveal(module, key) {
        return Err(Refusal::Forbidden);
    }
    Ok(match row.cell(key) {
        Some(Cell::Link(target)) => link(sight, *target),
        cell => field.kind.wire(cell),
    })
}

/// What `person` may do with a record: told to the administrator, and to the person itself of what it sees.
pub(super) fn why(sight: Sight, module: Name, id: Id, person: Id) -> Answer {
    let row = match sight.is_admin() {
        true => sight.world.row(id).filter(|row| row.module == module).ok_or(Refusal::NotFound)?,
        false if person != sight.me => return Err(Refusal::Forbidden),
        false => record_seen(sight, module, id)?,
    };
    let asked = Sight { world: sight.world, me: person };
    let action = |action: Action| {
        let allowed = !row.deleted && asked.reaches(action, row);
        let refused = match (allowed, asked.may(module, action)) {
            (true, _) => None,
            (_, false) => Some("no_role"),
            _ if row.deleted => Some("recycle_bin"),
            _ => Some("out_of_scope"),
        };
        json!({"allowed": allowed, "refused": refused})
    };
    let seen = |key: &str| asked.field(module, key);
    let told = module.fields().filter(|field| sight.is_admin() || seen(field.key) > FieldAccess::Hidden);
    let fields: Map<String, Json> = told.map(|field| (field.key.to_owned(), json!(seen(field.key)))).collect();
    Ok(json!({
        "in_recycle_bin": row.deleted,
        "actions": {
            "read": action(Action::Read), "update": action(Action::Update),
            "delete": action(Action::Delete), "transfer": action(Action::Transfer),
        },
        "fields": fields,
    }))
}

/// The shared views that a person could ask for as lists, without the columns that it does not know.
pub(super) fn views(sight: Sight, module: Name) -> Answer {
    may_read(sight, module)?;
    let of = sight.world.views.iter().filter(|view| view.module == module);
    let open = |view: &&View| {
        faults(sight, module, &view.filter).is_empty() && unsortable(sight, module, &view.sort).is_empty()
    };
    let shown = |view: &View| {
        let known = |key: &&&str| **key == "name" || sight.field(module, key) > FieldAccess::Hidden;
        let columns: Vec<&&str> = view.columns.iter().filter(known).collect();
        json!({"filter": view.filter.to_json(), "sort": view.sort_text(), "columns": columns})
    };
    Ok(of.filter(open).map(shown).collect())
}

/// What lies in the recycle bin, the last one first.
pub(super) fn bin(sight: Sight, module: Option<Name>) -> Answer {
    let has_bin = |module: &Name| sight.may(*module, Action::Read) && sight.may(*module, Action::Delete);
    if module.is_some_and(|module| !has_bin(&module)) {
        return Err(Refusal::Forbidden);
    }
    let of = |row: &&Row| module.is_none_or(|module| row.module == module) && sight.sees_in_bin(row);
    let mut rows: Vec<&Row> = sight.world.rows.iter().filter(of).collect();
    rows.sort_by_key(|row| Reverse((row.cell("updated_at").and_then(Cell::number), row.id)));
    let entry = |row: &&Row| {
        let key = row.module.name_field();
        let name = row.module.field(key).zip(row.cell(key)).map(|(field, cell)| match sight.field(row.module, key) {
            FieldAccess::Hidden => Json::Null,
            FieldAccess::Masked => json!(field.kind.masked(cell)),
            FieldAccess::Read | FieldAccess::Write => field.kind.wire(Some(cell)),
        });
        json!({"id": row.id.to_string(), "module": row.module.key(), "name": name, "version": row.version})
    };
    Ok(rows.iter().map(entry).collect())
}

/// The records whose field is each text: names as they are, unique values without regard to width and case.
pub(super) fn find(sight: Sight, module: Name, key: &str, texts: &[String]) -> Answer {
    let open = module.is_directory() && key == module.name_field();
    if !open && !sight.reads(module, key) {
        return Err(Refusal::Invalid(vec![(key.to_owned(), "unknown_field")]));
    }
    let unique = matches!(key, "code" | "external_id");
    let is = |row: &Row, wanted: &str| match row.cell(key) {
        Some(Cell::Text(mine)) if unique => text::key(mine) == text::key(wanted),
        Some(Cell::Text(mine)) => *mine == text::fold(wanted),
        _ => false,
    };
    let mut found = Map::new();
    for wanted in texts {
        let of = sight.world.of(module).filter(|row| !row.deleted && (open || sight.sees(row)) && is(row, wanted));
        let ids: Vec<String> = of.map(|row| row.id.to_string()).collect();
        if !ids.is_empty() {
            found.insert(wanted.clone(), json!(ids));
        }
    }
    Ok(found.into())
}
