//! Records and what becomes of them.

use std::collections::BTreeSet;

use heyi_model::wire;

use super::words;
use crate::access::dice::Dice;
use crate::access::schema::{Kind, Name};
use crate::access::script::{Cells, Changes, Step};
use crate::access::sight::Sight;
use crate::access::value::Cell;
use crate::access::world::{Id, World};

fn ids(world: &World, module: Name) -> Vec<Id> {
    world.of(module).filter(|row| !row.deleted).map(|row| row.id).collect()
}

/// A value of a field that may be anything of its kind. `at` makes unique ones differ.
pub(super) fn value(dice: &mut Dice, world: &World, key: &str, kind: Kind, at: usize) -> Option<Cell> {
    let day = wire::days_of(2026, 11, 23) + dice.below(400) as i64 - 380;
    Some(match kind {
        Kind::Text if key == "code" => Cell::Text(format!("A-{at}")),
        Kind::Text if key == "external_id" => Cell::Text(format!("X{at}")),
        Kind::Text => Cell::Text(dice.pick(words::NAMES).to_owned()),
        Kind::Long => Cell::Text(dice.pick(words::STORIES).to_owned()),
        Kind::Integer => Cell::Int(dice.below(6) as i64),
        Kind::Decimal(_) => Cell::Scaled(dice.below(5) as i64 * 250),
        Kind::Money => Cell::Scaled(dice.below(50) as i64 * 1_000_000 + 5_000),
        Kind::Bool => Cell::Bool(dice.percent(50)),
        Kind::Date => Cell::Date(day),
        Kind::Moment => Cell::Moment(day * 86_400_000 + dice.below(24) as i64 * 3_600_000),
        Kind::Time => Cell::Text(format!("{:02}:30:00", dice.below(24))),
        Kind::Choice(options) => Cell::Text(dice.pick(options).0.to_owned()),
        Kind::Multi(options) => {
            let keys: Vec<&str> = options.iter().map(|(key, _)| *key).collect();
            Cell::Options(Some(dice.some(50, &keys)).filter(|some| !some.is_empty()).unwrap_or(keys))
        }
        Kind::Link(module) => Cell::Link(dice.maybe(100, &ids(world, module))?),
        Kind::Phone => Cell::Text(format!("+8613{:09}", 800_000_000 + at)),
        Kind::Mail => Cell::Text(format!("user{at}@example.cn")),
        Kind::Url => Cell::Text(format!("https://site{}.example", dice.below(5))),
        Kind::Address => Cell::Address(["江苏省", "苏州市", "星湖街"].map(str::to_owned)),
        Kind::Region => Cell::Text(dice.pick(&["江苏省/苏州市", "浙江省/杭州市"]).to_owned()),
        Kind::Number | Kind::File => return None,
    })
}

fn records(dice: &mut Dice, world: &World, module: Name, count: usize, needed: &[&str]) -> Step {
    // Unique values go on where those of the records that are there already end.
    let there = world.of(module).count();
    let record = |at: usize| {
        let mut cells = Cells::new();
        for field in module.fields().filter(|field| !field.system && field.key != "parent") {
            let percent = match field.key {
                "owner" => 90,
                "maker" | "gadget" => 85,
                _ => 55,
            };
            if (needed.contains(&field.key) || dice.percent(percent))
                && let Some(cell) = value(dice, world, field.key, field.kind, at)
            {
                cells.insert(field.key, cell);
            }
        }
        cells
    };
    Step::Create(module, (there..there + count).map(record).collect())
}

pub(super) fn makers(dice: &mut Dice, world: &World) -> Step {
    let count = dice.between(10, 20);
    records(dice, world, Name::Makers, count, &["name"])
}

pub(super) fn gadgets(dice: &mut Dice, world: &World) -> Step {
    let count = dice.between(25, 50);
    records(dice, world, Name::Gadgets, count, &["name"])
}

pub(super) fn notes(dice: &mut Dice, world: &World) -> Step {
    let count = dice.between(20, 40);
    records(dice, world, Name::Notes, count, &["subject"])
}

pub(super) fn repairs(dice: &mut Dice, world: &World) -> Step {
    let count = dice.between(3, 8);
    records(dice, world, Name::Repairs, count, &["fault", "gadget"])
}

/// So many notes of one person, and a few of others, that no list of them is read without its index.
pub fn crowd(dice: &mut Dice, world: &World, owner: Id) -> Step {
    let Step::Create(module, mut notes) = records(dice, world, Name::Notes, 3_300, &["subject"]) else {
        return Step::Wait(1);
    };
    for cells in &mut notes {
        if dice.percent(97) {
            cells.insert("owner", Cell::Link(owner));
        }
    }
    Step::Create(module, notes)
}

/// Makers below other makers, which came earlier.
pub(super) fn holdings(dice: &mut Dice, world: &World) -> Step {
    let makers = ids(world, Name::Makers);
    let below = |at: usize| Some((makers[at], vec![("parent", Some(Cell::Link(dice.maybe(40, &makers[..at])?)))]));
    Step::Update(None, Name::Makers, (0..makers.len()).filter_map(below).collect())
}

/// Changes by the administrator of some fields of some records.
fn changes(dice: &mut Dice, world: &World, module: Name, fields: &[&'static str]) -> Step {
    let mut edits = Vec::new();
    for id in dice.some(25, &ids(world, module)) {
        let mut changes = Changes::new();
        for key in dice.some(40, fields) {
            let Some(field) = module.field(key) else { continue };
            let emptied = key != module.name_field() && dice.percent(20);
            let cell = value(dice, world, key, field.kind, 0).filter(|_| !emptied);
            changes.push((key, cell));
        }
        edits.push((id, changes));
    }
    Step::Update(world.people().first().copied(), module, edits)
}

pub(super) fn changes_of_gadgets(dice: &mut Dice, world: &World) -> Step {
    let fields =
        ["story", "pieces", "price", "colour", "uses", "maker", "keeper", "place", "fragile", "made_on", "region"];
    changes(dice, world, Name::Gadgets, &fields)
}

pub(super) fn changes_of_makers(dice: &mut Dice, world: &World) -> Step {
    changes(dice, world, Name::Makers, &["name", "trade"])
}

pub(super) fn changes_of_notes(dice: &mut Dice, world: &World) -> Step {
    changes(dice, world, Name::Notes, &["subject", "happened_at", "gadget"])
}

/// Some gadgets get another owner, or none.
pub(super) fn given_away(dice: &mut Dice, world: &World) -> Step {
    let people = world.people();
    let mut edits = Vec::new();
    for id in dice.some(12, &ids(world, Name::Gadgets)) {
        edits.push((id, vec![("owner", dice.maybe(90, &people).map(Cell::Link))]));
    }
    Step::Update(people.first().copied(), Name::Gadgets, edits)
}

pub(super) fn deleted_gadgets(dice: &mut Dice, world: &World) -> Step {
    let needed: BTreeSet<Id> = world.of(Name::Repairs).filter_map(|row| row.link("gadget")).collect();
    let free: Vec<Id> = ids(world, Name::Gadgets).into_iter().filter(|id| !needed.contains(id)).collect();
    Step::Delete(Name::Gadgets, dice.some(12, &free))
}

pub(super) fn deleted_makers(dice: &mut Dice, world: &World) -> Step {
    Step::Delete(Name::Makers, dice.some(10, &ids(world, Name::Makers)))
}

pub(super) fn deleted_notes(dice: &mut Dice, world: &World) -> Step {
    Step::Delete(Name::Notes, dice.some(10, &ids(world, Name::Notes)))
}

pub(super) fn restored_gadgets(dice: &mut Dice, world: &World) -> Step {
    let gone: Vec<Id> = world.of(Name::Gadgets).filter(|row| row.deleted).map(|row| row.id).collect();
    Step::Restore(Name::Gadgets, dice.some(40, &gone))
}

/// Comments by whoever sees the record.
pub(super) fn comments(dice: &mut Dice, world: &World) -> Step {
    let shared = world.rows.iter().filter(|row| row.module.is_owned() && !row.deleted);
    let records: Vec<Id> = shared.map(|row| row.id).collect();
    let people = world.people();
    let mut comments = Vec::new();
    for record in dice.some(15, &records) {
        let person = dice.pick(&people);
        let sees = Sight { world, me: person }.row(record).is_some();
        comments.push((record, if sees { person } else { people[0] }, dice.pick(words::STORIES).to_owned()));
    }
    Step::Comments(comments)
}

/// A few files, in fields and beside them.
pub(super) fn files(dice: &mut Dice, world: &World) -> Step {
    let gadgets = ids(world, Name::Gadgets);
    let mut files = Vec::new();
    let mut taken = BTreeSet::new();
    for n in 0..6 {
        let record = dice.pick(&gadgets);
        let field = (n < 4 && taken.insert(record)).then_some("manual");
        files.push((record, field, format!("说明 {n}.txt"), format!("content {n} of {}", world.seed)));
    }
    Step::Files(world.people()[0], files)
}
