//! Writes of sets: what becomes of each row, and what is there afterwards.

use heyi_model::module::FieldAccess;
use serde_json::{Value as Json, json};

use super::super::disclosures::Disclosure;
use super::super::filter::Fault;
use super::super::schema::{Kind, Name};
use super::super::sight::{Action, Sight};
use super::super::world::{Id, Row, World};
use super::Refusal;

type Answer = Result<Json, Refusal>;
type Outcome = Result<(), Refusal>;

fn told(outcome: Outcome) -> Json {
    outcome.map_or_else(Refusal::json, |()| json!("done"))
}

/// A field that may be written, or what is wrong with writing it.
fn writable(sight: Sight, module: Name, key: &str) -> Option<Fault> {
    let code = match sight.field(module, key) {
        FieldAccess::Hidden => "unknown_field",
        FieldAccess::Masked => "masked",
        FieldAccess::Read => "read_only",
        FieldAccess::Write if module.field(key).is_none_or(|field| field.system) => "read_only",
        FieldAccess::Write => return None,
    };
    Some((key.to_owned(), code))
}

/// A link must point to a record that is known.
fn linkable(sight: Sight, module: Name, key: &str, value: &Json) -> Option<Fault> {
    let Some(Kind::Link(target)) = module.field(key).map(|field| field.kind) else { return None };
    let id: Id = value.as_str()?.parse().ok()?;
    let known = sight.knows(id) && sight.world.row(id).is_some_and(|row| row.module == target && !row.deleted);
    (!known).then(|| (key.to_owned(), "unknown_record"))
}

/// The record that has this unique value already.
fn holder<'w>(world: &'w World, module: Name, key: &str, value: &Json, but: Option<Id>) -> Option<&'w Row> {
    let unique = matches!(key, "code" | "external_id" | "phone");
    let wanted = heyi_model::text::key(value.as_str().filter(|_| unique)?);
    let has = |row: &&Row| {
        let mine = module.field(key).and_then(|field| Some(heyi_model::text::key(&field.kind.text(row.cell(key)?))));
        !row.deleted && Some(row.id) != but && mine.as_ref() == Some(&wanted)
    };
    world.of(module).find(has)
}

/// A unique value that is taken is a conflict, also when the record that has it is not seen; that one is not named.
fn untaken(sight: Sight, module: Name, key: &str, value: &Json, but: Option<Id>) -> Outcome {
    match holder(sight.world, module, key, value, but) {
        Some(other) if sight.sees(other) => Err(Refusal::Conflict(vec![(key.to_owned(), "duplicate")], vec![other.id])),
        Some(_) if sight.world.discloses(Disclosure::UniqueConflict) => {
            Err(Refusal::Conflict(vec![(key.to_owned(), "duplicate")], Vec::new()))
        }
        _ => Ok(()),
    }
}

pub(super) fn create(sight: Sight, module: Name, drafts: &[Vec<(&'static str, Json)>]) -> Answer {
    if !sight.may_create(module) {
        return Err(Refusal::Forbidden);
    }
    let one = |draft: &Vec<(&'static str, Json)>| {
        let unreadable = draft.iter().filter_map(|(key, _)| writable(sight, module, key));
        let mut faults: Vec<Fault> = unreadable.collect();
        let kept = |key: &str| !faults.iter().any(|(field, _)| field == key);
        let linked: Vec<Fault> = draft
            .iter()
            .filter(|(key, _)| kept(key))
            .filter_map(|(key, value)| linkable(sight, module, key, value))
            .collect();
        faults.extend(linked);
        Refusal::unless_none(faults)?;
        draft.iter().try_for_each(|(key, value)| untaken(sight, module, key, value, None))
    };
    Ok(drafts.iter().map(|draft| told(one(draft))).collect())
}

pub(super) fn update(sight: Sight, module: Name, edits: &[(Id, &'static str, Json)]) -> Answer {
    if !sight.may(module, Action::Update) && !sight.may(module, Action::Transfer) {
        return Err(Refusal::Forbidden);
    }
    let mut after = Vec::new();
    let mut outcomes = Vec::new();
    for (id, key, value) in edits {
        let outcome = edit(sight, module, *id, key, value);
        // What is in the recycle bin, or of another module, holds nothing here.
        let row = sight.world.row(*id).filter(|row| row.module == module && !row.deleted);
        let is = row.and_then(|row| Some(module.field(key)?.kind.wire(row.cell(key))));
        after.push(if outcome.is_ok() { Some(value.clone()) } else { is });
        outcomes.push(told(outcome));
    }
    Ok(json!({"outcomes": outcomes, "after": after}))
}

fn edit(sight: Sight, module: Name, id: Id, key: &str, value: &Json) -> Outcome {
    let row = sight.row(id).filter(|row| row.module == module).ok_or(Refusal::NotFound)?;
    let field = module.field(key).ok_or(Refusal::NotFound)?;
    let unwritable = writable(sight, module, key);
    let same = field.kind.wire(row.cell(key)) == *value;
    // What is not changed needs no right to change.
    if unwritable.is_none() && !same {
        let action = if key == "owner" { Action::Transfer } else { Action::Update };
        if !sight.reaches(action, row) {
            return Err(Refusal::Forbidden);
        }
    }
    let linked = || linkable(sight, module, key, value).filter(|_| !same);
    Refusal::unless_none(unwritable.or_else(linked).into_iter().collect())?;
    if same {
        return Ok(());
    }
    if key == "parent" {
        no_cycle(sight, id, value)?;
    }
    untaken(sight, module, key, value, Some(id))
}

/// A tree has no cycles, also not by way of records that are not seen.
fn no_cycle(sight: Sight, id: Id, value: &Json) -> Outcome {
    let mut at = value.as_str().and_then(|text| text.parse::<Id>().ok());
    let mut all_seen = true;
    while let Some(row) = at.and_then(|id| sight.world.row(id)) {
        if row.id == id {
            let told = all_seen || sight.world.discloses(Disclosure::TreeCycle);
            return if told { Err(Refusal::Invalid(vec![("parent".into(), "cycle")])) } else { Ok(()) };
        }
        all_seen &= sight.sees(row);
        at = row.link("parent");
    }
    Ok(())
}

pub(super) fn restore(sight: Sight, module: Name, ids: &[Id]) -> Answer {
    if !sight.may(module, Action::Delete) {
        return Err(Refusal::Forbidden);
    }
    let one = |id: &Id| {
        let row = sight.world.row(*id).filter(|row| row.module == module && sight.sees_in_bin(row));
        let row = row.ok_or(Refusal::NotFound)?;
        let mut values =
            row.cells.iter().filter_map(|(key, cell)| Some((*key, module.field(key)?.kind.wire(Some(cell)))));
        values.try_for_each(|(key, value)| untaken(sight, module, key, &value, Some(*id)))
    };
    Ok(ids.iter().map(|id| json!([id.to_string(), told(one(id))])).collect())
}

pub(super) fn delete(sight: Sight, module: Name, ids: &[Id]) -> Answer {
    if !sight.may(module, Action::Delete) {
        return Err(Refusal::Forbidden);
    }
    let one = |id: &Id| {
        let row = sight.row(*id).filter(|row| row.module == module).ok_or(Refusal::NotFound)?;
        if !sight.reaches(Action::Delete, row) {
            return Err(Refusal::Forbidden);
        }
        let needs = |other: &&Row| !other.deleted && other.link("gadget") == Some(*id);
        let told = |other: &Row| sight.sees(other) || sight.world.discloses(Disclosure::InUse);
        match sight.world.of(Name::Repairs).find(needs) {
            Some(other) if told(other) => Err(Refusal::Conflict(Vec::new(), Vec::new())),
            _ => Ok(()),
        }
    };
    Ok(ids.iter().map(|id| json!([id.to_string(), told(one(id))])).collect())
}
