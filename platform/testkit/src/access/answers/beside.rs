//! What hangs on a record that is seen: timeline, history, comments, files.

use heyi_model::filter::Path;
use heyi_model::module::FieldAccess;
use serde_json::{Map, Value as Json, json};

use super::super::ask::Beside;
use super::super::disclosures::Disclosure;
use super::super::filter::{end_of, value_at};
use super::super::schema::{Field, Kind, Name};
use super::super::sight::Sight;
use super::super::value::Cell;
use super::super::world::{Entry, File, Id, Row};
use super::Refusal;
use super::record::link;

pub(super) fn beside(sight: Sight, what: Beside, row: &Row) -> Json {
    match what {
        Beside::Timeline => timeline(sight, row),
        Beside::History => {
            let entries = sight.world.history.iter().rev().filter(|entry| entry.record == row.id);
            entries.filter_map(|entry| told(sight, row.module, entry)).collect()
        }
        Beside::Comments => {
            let of = sight.world.comments.iter().rev().filter(|comment| comment.record == row.id);
            of.map(|c| json!({"id": c.id.to_string(), "person": link(sight, c.person), "body": c.body})).collect()
        }
        Beside::Files => {
            let of = sight.world.files.iter().rev().filter(|file| file.record == row.id && has_file(sight, row, file));
            of.map(|f| json!({"id": f.id.to_string(), "name": f.name, "field": f.field})).collect()
        }
    }
}

/// A file of a field has the rights of the field.
fn has_file(sight: Sight, row: &Row, file: &File) -> bool {
    file.field.is_none_or(|field| sight.reads(row.module, field))
}

/// What is in a file. What is not seen is not there, whatever the role says of the module.
pub(super) fn content(sight: Sight, id: Id) -> Result<Json, Refusal> {
    let file = sight.world.files.iter().find(|file| file.id == id).ok_or(Refusal::NotFound)?;
    sight.row(file.record).filter(|row| has_file(sight, row, file)).ok_or(Refusal::NotFound)?;
    Ok(json!({"name": file.name, "content": file.content}))
}

/// Notes show on their gadget and on its maker, as far as the way there is known.
fn timeline(sight: Sight, subject: &Row) -> Json {
    let ways: Vec<Path> = ["gadget", "gadget.maker"].iter().filter_map(|path| Path::parse(path).ok()).collect();
    let leads = |note: &&Row, way: &Path| {
        let open = end_of(sight, note.module, way).is_ok();
        open && value_at(sight, note, way) == Some(Cell::Link(subject.id))
    };
    let mut notes: Vec<&Row> = sight.rows(Name::Notes);
    notes.retain(|note| ways.iter().any(|way| leads(note, way)));
    let moment = |note: &Row| note.cell("happened_at").or(note.cell("created_at")).and_then(Cell::number);
    // Where an entry stands tells about when it happened.
    let ordered = sight.reads(Name::Notes, "happened_at") || sight.world.discloses(Disclosure::TimelineOrder);
    notes.sort_by_key(|note| std::cmp::Reverse((moment(note).filter(|_| ordered), note.id)));
    let entry = |note: &&Row| {
        let at = moment(note).filter(|_| sight.reads(Name::Notes, "happened_at"));
        json!({"at": Kind::Moment.wire(at.map(Cell::Moment).as_ref()), "module": "notes", "record": summary(sight, note)})
    };
    notes.iter().map(entry).collect()
}

/// A record in short: its name, its owner and the fields of its form.
fn summary(sight: Sight, row: &Row) -> Json {
    let (mut fields, mut masked) = (Map::new(), Vec::new());
    let name = row.module.name_field();
    for field in row.module.fields().filter(|f| f.key != name && (f.key == "owner" || !is_system(f.key))) {
        let Some(value) = plain(sight, row.module, field, row.cell(field.key)) else { continue };
        if sight.field(row.module, field.key) == FieldAccess::Masked {
            masked.push(field.key);
        }
        fields.insert(field.key.into(), value);
    }
    let name = row.module.field(name).and_then(|field| plain(sight, row.module, field, row.cell(name)));
    json!({"id": row.id.to_string(), "name": name, "fields": fields, "masked": masked})
}

fn is_system(key: &str) -> bool {
    matches!(key, "owner_department" | "external_id" | "created_at" | "created_by" | "updated_at" | "updated_by")
}

/// A value with what stands beside it; nothing for a hidden field.
fn plain(sight: Sight, module: Name, field: &Field, cell: Option<&Cell>) -> Option<Json> {
    match (sight.field(module, field.key), cell) {
        (FieldAccess::Hidden, _) => None,
        (FieldAccess::Masked, cell) => Some(json!(cell.map(|cell| field.kind.masked(cell)))),
        (_, Some(Cell::Link(id))) => Some(link(sight, *id)),
        (_, Some(cell)) if field.kind == Kind::Money => {
            Some(json!({"amount": field.kind.wire(Some(cell)), "currency": "CNY"}))
        }
        (_, cell) => Some(field.kind.wire(cell)),
    }
}

/// An entry of a history. Hidden fields are left out, and so is a change of nothing else.
fn told(sight: Sight, module: Name, entry: &Entry) -> Option<Json> {
    let mut changes = Map::new();
    for (key, old, new) in &entry.changes {
        let Some(field) = module.field(key) else { continue };
        let (Some(old_value), Some(new_value)) =
            (plain(sight, module, field, old.as_ref()), plain(sight, module, field, new.as_ref()))
        else {
            continue;
        };
        let mut change = json!({"old": old_value, "new": new_value});
        match sight.field(module, key) {
            FieldAccess::Masked => change["masked"] = true.into(),
            _ => {
                for (side, cell) in [("old_label", old), ("new_label", new)] {
                    if let Some(words) = cell.as_ref().and_then(|cell| words(field, cell)) {
                        change[side] = words.into();
                    }
                }
            }
        }
        changes.insert((*key).into(), change);
    }
    // That a record was given away is told by its owner.
    let kind = match entry.kind {
        "transfer" if sight.field(module, "owner") == FieldAccess::Hidden => "update",
        kind => kind,
    };
    if kind == "update" && changes.is_empty() {
        return None;
    }
    let person = entry.person.map(|person| link(sight, person));
    Some(json!({"kind": kind, "version": entry.version, "person": person, "changes": changes}))
}

/// The words for options.
fn words(field: &Field, cell: &Cell) -> Option<String> {
    let (Kind::Choice(options) | Kind::Multi(options)) = field.kind else { return None };
    let word = |key: &str| options.iter().find(|(option, _)| *option == key).map(|(_, word)| *word);
    match cell {
        Cell::Text(key) => word(key).map(str::to_owned),
        Cell::Options(keys) => Some(keys.iter().filter_map(|key| word(key)).collect::<Vec<_>>().join("、")),
        _ => None,
    }
}
