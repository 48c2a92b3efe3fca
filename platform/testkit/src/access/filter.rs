//! Filters and paths, followed by hand.

use heyi_model::field::Op;
use heyi_model::filter::{Leaf, Path};
use heyi_model::module::FieldAccess;
use heyi_model::{Filter, text, wire};
use serde_json::Value as Json;

use super::disclosures::Disclosure;
use super::schema::{Kind, Name};
use super::sight::Sight;
use super::value::Cell;
use super::world::{Id, Row, World};

/// A fault: the field and what is wrong with it, as on the wire.
pub type Fault = (String, &'static str);

/// Where a path ends: the kind of the field, and who may not follow it hears why.
pub fn end_of(sight: Sight, module: Name, path: &Path) -> Result<(Name, &'static super::schema::Field), Fault> {
    let unknown = || (path.as_str().to_owned(), "unknown_field");
    let mut module = module;
    let keys: Vec<&str> = path.keys().collect();
    for (at, key) in keys.iter().enumerate() {
        let last = at + 1 == keys.len();
        let field = module.field(key).ok_or_else(unknown)?;
        let open = last
            && at > 0
            && module.is_directory()
            && *key == module.name_field()
            && sight.world.discloses(Disclosure::DirectoryNames);
        match sight.field(module, key) {
            _ if open => {}
            FieldAccess::Hidden => return Err(unknown()),
            FieldAccess::Masked => return Err((path.as_str().to_owned(), "masked")),
            FieldAccess::Read | FieldAccess::Write => {}
        }
        match field.kind {
            _ if last => return Ok((module, field)),
            Kind::Link(next) => module = next,
            _ => return Err(unknown()),
        }
    }
    Err(unknown())
}

/// The value at the end of a path, as far as this person may follow it: what points to a record that is not known is empty.
pub fn value_at(sight: Sight, row: &Row, path: &Path) -> Option<Cell> {
    let keys: Vec<&str> = path.keys().collect();
    let mut row = row;
    for (at, key) in keys.iter().enumerate() {
        let cell = row.cell(key)?;
        let target = match cell {
            Cell::Link(id) => sight.knows(*id).then_some(*id),
            _ => None,
        };
        if at + 1 == keys.len() {
            return match cell {
                Cell::Link(_) => target.map(Cell::Link),
                other => Some(other.clone()),
            };
        }
        let next = sight.world.row(target?)?;
        // The name of a person or department is everybody's; anything else of it is only whose record is seen.
        let name_only = at + 2 == keys.len() && next.module.is_directory() && keys[at + 1] == next.module.name_field();
        if !name_only && !sight.sees(next) {
            return None;
        }
        row = next;
    }
    None
}

/// Every fault of a filter, each once.
pub fn faults(sight: Sight, module: Name, filter: &Filter) -> Vec<Fault> {
    let mut faults: Vec<Fault> =
        filter.leaves().into_iter().filter_map(|leaf| end_of(sight, module, &leaf.path).err()).collect();
    faults.sort();
    faults.dedup();
    faults
}

/// Does a record meet a filter, as far as this person may know?
pub fn holds(sight: Sight, filter: &Filter, row: &Row) -> bool {
    match filter {
        Filter::All(list) => list.iter().all(|inner| holds(sight, inner, row)),
        Filter::Any(list) => list.iter().any(|inner| holds(sight, inner, row)),
        Filter::Not(inner) => !holds(sight, inner, row),
        Filter::Leaf(leaf) => {
            let Ok((_, field)) = end_of(sight, row.module, &leaf.path) else { return false };
            meets(sight.world, sight.me, field.kind, leaf, value_at(sight, row, &leaf.path).as_ref())
        }
    }
}

/// Does a record meet a filter on its own fields, whoever asks?
pub fn plainly_holds(world: &World, filter: &Filter, row: &Row) -> bool {
    match filter {
        Filter::All(list) => list.iter().all(|inner| plainly_holds(world, inner, row)),
        Filter::Any(list) => list.iter().any(|inner| plainly_holds(world, inner, row)),
        Filter::Not(inner) => !plainly_holds(world, inner, row),
        Filter::Leaf(leaf) => {
            let field = row.module.field(leaf.path.as_str());
            field.is_some_and(|field| meets(world, 0, field.kind, leaf, row.cell(field.key)))
        }
    }
}

fn meets(world: &World, me: Id, kind: Kind, leaf: &Leaf, cell: Option<&Cell>) -> bool {
    match leaf.op {
        Op::Empty => cell.is_none(),
        Op::NotEmpty => cell.is_some(),
        Op::Eq => is(kind, cell, &leaf.value),
        Op::Ne => !is(kind, cell, &leaf.value),
        Op::In => listed(leaf).any(|value| is(kind, cell, value)),
        Op::NotIn => !listed(leaf).any(|value| is(kind, cell, value)),
        Op::Contains => contains(cell, &leaf.value),
        Op::StartsWith => words(cell).is_some_and(|t| t.starts_with(&needle(&leaf.value))),
        Op::Lt => compared(kind, cell, &leaf.value, |a, b| a < b),
        Op::Le => compared(kind, cell, &leaf.value, |a, b| a <= b),
        Op::Gt => compared(kind, cell, &leaf.value, |a, b| a > b),
        Op::Ge => compared(kind, cell, &leaf.value, |a, b| a >= b),
        Op::Between => {
            compared(kind, cell, &leaf.value[0], |a, b| a >= b) && compared(kind, cell, &leaf.value[1], |a, b| a <= b)
        }
        Op::Within => cell.and_then(Cell::day).is_some_and(|day| within(world.now, &leaf.value, day)),
        Op::IsMe => cell == Some(&Cell::Link(me)),
        Op::MyTeam => linked(cell).is_some_and(|id| id == me || boss_of(world, id) == Some(me)),
        Op::UnderMe => linked(cell).is_some_and(|id| id != me && world.reports_to(id, me)),
        Op::DepartmentAndBelow => linked(cell).is_some_and(|id| below(world, me, kind, leaf, id)),
    }
}

fn boss_of(world: &World, id: Id) -> Option<Id> {
    world.row(id)?.link("boss")
}

fn linked(cell: Option<&Cell>) -> Option<Id> {
    match cell {
        Some(Cell::Link(id)) => Some(*id),
        _ => None,
    }
}

fn listed(leaf: &Leaf) -> impl Iterator<Item = &Json> {
    leaf.value.as_array().into_iter().flatten()
}

/// Is a value the operand? A multi-choice is each of its options.
fn is(kind: Kind, cell: Option<&Cell>, operand: &Json) -> bool {
    match cell {
        None => operand.is_null(),
        Some(Cell::Options(options)) => options.iter().any(|option| operand == *option),
        Some(cell) => match (cell.number(), kind.operand(operand)) {
            (Some(a), Some(b)) => a == b,
            _ => kind.wire(Some(cell)) == *operand,
        },
    }
}

fn compared(kind: Kind, cell: Option<&Cell>, operand: &Json, order: impl Fn(i64, i64) -> bool) -> bool {
    match (cell.and_then(Cell::number), kind.operand(operand)) {
        (Some(a), Some(b)) => order(a, b),
        _ => false,
    }
}

/// What texts are compared by: width and the case of ASCII letters do not count.
fn needle(operand: &Json) -> String {
    text::fold(operand.as_str().unwrap_or_default()).to_ascii_lowercase()
}

fn words(cell: Option<&Cell>) -> Option<String> {
    match cell {
        Some(Cell::Text(t)) => Some(t.to_ascii_lowercase()),
        _ => None,
    }
}

fn contains(cell: Option<&Cell>, operand: &Json) -> bool {
    match cell {
        Some(Cell::Options(options)) => options.iter().any(|option| operand == *option),
        other => words(other).is_some_and(|t| t.contains(&needle(operand))),
    }
}

/// Is a day in a period? Today is a day of November, so that no period here ends in another year.
fn within(now: i64, period: &Json, day: i64) -> bool {
    let today = Cell::Moment(now).day().unwrap_or_default();
    let (year, month, _) = wire::civil(today);
    let (first, last) = match period.as_str() {
        Some("today") => (today, today),
        Some("last_30_days") => (today - 29, today),
        Some("next_7_days") => (today, today + 6),
        Some("this_month") => (wire::days_of(year, month, 1), wire::days_of(year, month + 1, 1) - 1),
        Some("this_year") => (wire::days_of(year, 1, 1), wire::days_of(year, 12, 31)),
        other => panic!("the model has no period {other:?}"),
    };
    (first..=last).contains(&day)
}

/// Is a person in one of the departments, or a department one of them, or below one? `null` is one's own department.
fn below(world: &World, me: Id, kind: Kind, leaf: &Leaf, id: Id) -> bool {
    let given = match &leaf.value {
        Json::Array(items) => items.iter().collect::<Vec<_>>(),
        one => vec![one],
    };
    let there = if kind == Kind::Link(Name::Persons) { world.department_of(id) } else { Some(id) };
    given.into_iter().any(|top| {
        let top = match top.as_str() {
            Some(top) => top.parse().ok(),
            None => world.department_of(me),
        };
        matches!((there, top), (Some(there), Some(top)) if world.within(there, top))
    })
}
