//! Filters and the paths in them.

use heyi_model::Filter;
use heyi_model::field::Op;
use heyi_model::filter::{Leaf, Path};
use serde_json::{Value as Json, json};

use super::words;
use crate::access::dice::Dice;
use crate::access::schema::{Field, Kind, Name};
use crate::access::sight::Sight;
use crate::access::value::Cell;
use crate::access::world::{Id, World};

/// Most lookups on the way.
const HOPS: usize = 3;

/// A path that a person may follow, or now and then one that leads through what is hidden; the module and field at its end.
pub(super) fn path(
    dice: &mut Dice,
    sight: Sight,
    module: Name,
    ends: impl Fn(&Field) -> bool,
) -> Option<(Path, Name, &'static Field)> {
    let daring = dice.percent(12);
    let (mut keys, mut at) = (Vec::new(), module);
    for hop in 0..=HOPS {
        let open = |field: &&Field| {
            daring || sight.reads(at, field.key) || (hop > 0 && field.key == "name" && at.is_directory())
        };
        let fields: Vec<&'static Field> = at.fields().filter(open).collect();
        let on: Vec<&&Field> = fields.iter().filter(|f| matches!(f.kind, Kind::Link(_))).collect();
        let here: Vec<&&Field> = fields.iter().filter(|f| ends(f)).collect();
        let further = hop < HOPS && !on.is_empty() && (here.is_empty() || dice.percent(45));
        let field = if further { **dice.maybe(100, &on)? } else { **dice.maybe(100, &here)? };
        keys.push(field.key);
        match field.kind {
            Kind::Link(next) if further && !(ends(&field) && dice.percent(30)) => at = next,
            _ if ends(&field) => return Some((Path::parse(&keys.join(".")).ok()?, at, at.field(field.key)?)),
            _ => return None,
        }
    }
    None
}

/// A filter of one or a few conditions.
pub(super) fn filter(dice: &mut Dice, sight: Sight, module: Name) -> Filter {
    let count = dice.between(1, 3);
    let leaves: Vec<Filter> = (0..count).filter_map(|_| leaf(dice, sight, module)).map(Filter::Leaf).collect();
    match dice.below(4) {
        0 => Filter::Any(leaves),
        1 => Filter::Not(Box::new(Filter::All(leaves))),
        _ => Filter::All(leaves),
    }
}

fn leaf(dice: &mut Dice, sight: Sight, module: Name) -> Option<Leaf> {
    let (path, at, field) = path(dice, sight, module, |_| true)?;
    let op = dice.pick(operators(field.kind));
    condition(dice, sight.world, path, at, field, op)
}

/// A filter on fields of the record itself and fixed values: what a share may be made by.
pub(super) fn plain(dice: &mut Dice, world: &World, module: Name) -> Filter {
    let fixed = [Op::Eq, Op::In, Op::NotIn, Op::Ge, Op::Empty, Op::NotEmpty, Op::Contains];
    loop {
        let fields: Vec<&Field> = module.fields().filter(|f| !f.system && !matches!(f.kind, Kind::Link(_))).collect();
        let field = dice.pick(&fields);
        let op = dice.pick(operators(field.kind));
        let Ok(path) = Path::parse(field.key) else { continue };
        if let Some(leaf) = condition(dice, world, path, module, field, op).filter(|leaf| fixed.contains(&leaf.op)) {
            return Filter::All(vec![Filter::Leaf(leaf)]);
        }
    }
}

fn operators(kind: Kind) -> &'static [Op] {
    match kind {
        Kind::Text | Kind::Phone | Kind::Mail | Kind::Url | Kind::Region | Kind::Number => Op::TEXT,
        Kind::Long => Op::LONG_TEXT,
        Kind::Integer | Kind::Decimal(_) | Kind::Money => Op::NUMBER,
        Kind::Bool => Op::BOOLEAN,
        Kind::Date | Kind::Moment => Op::DATE,
        Kind::Choice(_) => Op::CHOICE,
        Kind::Multi(_) => Op::MULTI_CHOICE,
        Kind::Link(Name::Persons) => Op::PERSON,
        Kind::Link(Name::Units) => Op::DEPARTMENT,
        Kind::Link(_) => Op::CHOICE,
        Kind::Time | Kind::Address | Kind::File => Op::PRESENCE,
    }
}

/// A condition with an operand that some record has, whether it is seen or not.
fn condition(dice: &mut Dice, world: &World, path: Path, module: Name, field: &Field, op: Op) -> Option<Leaf> {
    let cells: Vec<&Cell> = world.of(module).filter_map(|row| row.cell(field.key)).collect();
    let one = |dice: &mut Dice| match dice.maybe(100, &cells) {
        Some(Cell::Options(options)) => Some(json!(dice.pick(options))),
        cell => cell.map(|cell| field.kind.wire(Some(cell))),
    };
    let value = match op {
        Op::Empty | Op::NotEmpty | Op::IsMe | Op::MyTeam | Op::UnderMe => Json::Null,
        Op::In | Op::NotIn => {
            let count = dice.between(1, 4);
            (0..count).map(|_| one(dice)).collect::<Option<Vec<_>>>()?.into()
        }
        Op::Between => {
            let mut ends = [dice.pick(&cells_or(&cells)?), dice.pick(&cells_or(&cells)?)];
            ends.sort_by_key(|cell| cell.number());
            json!(ends.map(|cell| field.kind.wire(Some(cell))))
        }
        Op::Within => json!(dice.pick(&["today", "last_30_days", "next_7_days", "this_month", "this_year"])),
        Op::DepartmentAndBelow => {
            let units: Vec<Id> = world.of(Name::Units).map(|row| row.id).collect();
            dice.maybe(80, &units).map_or(Json::Null, |unit| json!(unit.to_string()))
        }
        Op::Contains | Op::StartsWith if !matches!(field.kind, Kind::Multi(_)) => {
            let text = one(dice)?.as_str()?.to_owned();
            let chars: Vec<char> = text.chars().collect();
            let from = if op == Op::StartsWith { 0 } else { dice.below(chars.len()) };
            let part: String = chars[from..].iter().take(3).collect();
            json!(Some(part.trim()).filter(|part| !part.is_empty()).unwrap_or("移动"))
        }
        _ => one(dice)?,
    };
    Some(Leaf { path, op, value })
}

fn cells_or<'a>(cells: &[&'a Cell]) -> Option<Vec<&'a Cell>> {
    (!cells.is_empty()).then(|| cells.to_vec())
}

/// What is looked for: a part of what some record says, or a word.
pub(super) fn query(dice: &mut Dice, world: &World, module: Name) -> String {
    let texts: Vec<String> = world
        .of(module)
        .flat_map(|row| module.fields().filter(|f| f.search.is_some()).map(move |f| (row, f)))
        .filter_map(|(row, field)| Some(field.kind.text(row.cell(field.key)?)))
        .collect();
    match dice.maybe(65, &texts) {
        Some(text) => {
            let chars: Vec<char> = text.chars().collect();
            let from = dice.below(chars.len());
            let count = dice.between(1, 6);
            chars[from..].iter().take(count).collect()
        }
        None => dice.pick(words::QUERIES).to_owned(),
    }
}
