//! Departments, people, roles and groups.

use std::collections::BTreeMap;

use heyi_model::module::{AccessDef, FieldAccess, Scope};

use super::words;
use crate::access::dice::Dice;
use crate::access::schema::Name;
use crate::access::script::{Cells, Step};
use crate::access::value::Cell;
use crate::access::world::{Id, Role, World};

fn named(name: &str) -> Cells {
    Cells::from([("name", Cell::Text(name.to_owned()))])
}

fn units_of(world: &World) -> Vec<Id> {
    world.of(Name::Units).map(|row| row.id).collect()
}

/// One or two departments at the top.
pub(super) fn top_units(dice: &mut Dice, _: &World) -> Step {
    let count = dice.between(1, 2);
    Step::Create(Name::Units, words::UNITS.iter().take(count).map(|name| named(name)).collect())
}

/// Departments below those that are there.
pub(super) fn units(dice: &mut Dice, world: &World) -> Step {
    let there = units_of(world);
    let count = dice.between(1, 2);
    let unit = |name: &&str| {
        let mut cells = named(name);
        cells.insert("parent", Cell::Link(dice.pick(&there)));
        cells
    };
    Step::Create(Name::Units, words::UNITS.iter().skip(there.len()).take(count).map(unit).collect())
}

/// People, some in no department. The first one will administer.
pub(super) fn people(dice: &mut Dice, world: &World) -> Step {
    let units = units_of(world);
    let count = dice.between(6, 14);
    let person = |name: &&str| {
        let mut cells = named(name);
        if let Some(unit) = dice.maybe(88, &units) {
            cells.insert("unit", Cell::Link(unit));
        }
        cells
    };
    Step::Create(Name::Persons, words::PEOPLE.iter().take(count).map(person).collect())
}

/// Reporting lines: towards those who came earlier, across departments, some without anybody above.
pub(super) fn bosses(dice: &mut Dice, world: &World) -> Step {
    let people = world.people();
    let boss = |at: usize| Some((people[at], vec![("boss", Some(Cell::Link(dice.maybe(75, &people[..at])?)))]));
    Step::Update(None, Name::Persons, (0..people.len()).filter_map(boss).collect())
}

/// Some people change department; one may leave all of them.
pub(super) fn moves(dice: &mut Dice, world: &World) -> Step {
    let units = units_of(world);
    let movers = dice.some(18, &world.people());
    let edits = movers.into_iter().map(|person| (person, vec![("unit", dice.maybe(85, &units).map(Cell::Link))]));
    Step::Update(None, Name::Persons, edits.collect())
}

/// The records of those who moved follow them, or not yet.
pub(super) fn homecoming(dice: &mut Dice, _: &World) -> Step {
    if dice.percent(50) { Step::Rehome } else { Step::Wait(1) }
}

/// Teams across departments.
pub(super) fn groups(dice: &mut Dice, world: &World) -> Step {
    let everybody: Vec<Id> = units_of(world).into_iter().chain(world.people()).collect();
    let count = dice.between(1, 3);
    Step::Groups((0..count).map(|_| dice.some(15, &everybody)).collect())
}

/// The administrator's role and a few others, and who has them: none, one or several.
pub(super) fn roles(dice: &mut Dice, world: &World) -> Step {
    let mut roles = vec![Role { key: "administrator".into(), admin: true, modules: BTreeMap::new() }];
    for n in 1..=dice.between(2, 5) {
        roles.push(Role { key: format!("c_role{n}"), admin: false, modules: rights(dice) });
    }
    let others: Vec<usize> = (1..roles.len()).collect();
    let mut held = BTreeMap::new();
    for (at, person) in world.people().into_iter().enumerate() {
        let count = dice.pick(&[0, 1, 1, 1, 1, 1, 2, 2, 2, 3]);
        let mut roles = dice.several(count, &others);
        roles.sort_unstable();
        roles.dedup();
        held.insert(person, if at == 0 { vec![0] } else { roles });
    }
    Step::Roles(roles, held)
}

fn rights(dice: &mut Dice) -> BTreeMap<String, AccessDef> {
    let mut modules = BTreeMap::new();
    for module in Name::ALL {
        if dice.percent(if module.is_owned() { 88 } else { 70 }) {
            modules.insert(module.key().to_owned(), access(dice, Some(module)));
        }
    }
    if dice.percent(15) {
        modules.insert("*".into(), access(dice, None));
    }
    modules
}

fn access(dice: &mut Dice, module: Option<Name>) -> AccessDef {
    let mut access = AccessDef {
        read: scope(dice, 92),
        create: dice.percent(40),
        update: scope(dice, 45),
        delete: scope(dice, 40),
        transfer: scope(dice, 40),
        export: dice.percent(70),
        ..AccessDef::default()
    };
    let restricted: Vec<&str> = match module {
        Some(module) if module.is_owned() => module.fields().map(|field| field.key).collect(),
        Some(Name::Persons) => vec!["unit", "boss"],
        _ => Vec::new(),
    };
    // Fields that decide about something beside the record: its files, its place on a timeline.
    let telling: Vec<&str> = ["manual", "happened_at"].into_iter().filter(|field| restricted.contains(field)).collect();
    let chosen = dice.some(14, &restricted).into_iter().chain(dice.some(25, &telling));
    for field in chosen.collect::<Vec<_>>() {
        let given = dice.pick(&[FieldAccess::Hidden, FieldAccess::Hidden, FieldAccess::Masked, FieldAccess::Masked]);
        access
            .fields
            .insert(field.to_owned(), dice.maybe(25, &[FieldAccess::Read, FieldAccess::Write]).unwrap_or(given));
    }
    let masked = access.fields.iter().filter(|(_, given)| **given == FieldAccess::Masked);
    let masked: Vec<String> = masked.map(|(field, _)| field.clone()).collect();
    access.reveal = dice.some(50, &masked);
    access
}

/// A data scope; seldom all.
fn scope(dice: &mut Dice, percent: usize) -> Option<Scope> {
    let narrow = [Scope::Own, Scope::OwnAndSubordinates, Scope::Department, Scope::DepartmentAndBelow];
    dice.percent(percent).then(|| if dice.percent(10) { Scope::All } else { dice.pick(&narrow) })
}
