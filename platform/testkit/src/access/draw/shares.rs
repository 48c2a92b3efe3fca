//! Shares: teams, rules by owner and by criteria.

use super::filters;
use crate::access::dice::Dice;
use crate::access::schema::Name;
use crate::access::script::Step;
use crate::access::world::{CriteriaShare, Level, Member, OwnerShare, Subject, World};

const HOUR: i64 = 3_600_000;

/// Somebody whom a share can name.
fn subject(dice: &mut Dice, world: &World) -> Subject {
    let units: Vec<_> = world.of(Name::Units).map(|row| row.id).collect();
    match dice.below(4) {
        0 => Subject::Department(dice.pick(&units)),
        1 if !world.groups.is_empty() => Subject::Group(dice.below(world.groups.len())),
        2 => Subject::Role(dice.between(1, world.roles.len() - 1)),
        _ => Subject::Person(dice.pick(&world.people())),
    }
}

fn level(dice: &mut Dice) -> Level {
    dice.pick(&[Level::Read, Level::Read, Level::Write, Level::Full])
}

/// Rules by owner.
pub(super) fn owner_shares(dice: &mut Dice, world: &World) -> Step {
    let count = dice.between(0, 3);
    let rule = |_| OwnerShare {
        module: dice.pick(&Name::OWNED),
        from: subject(dice, world),
        to: subject(dice, world),
        level: level(dice),
    };
    Step::OwnerShares((0..count).map(rule).collect())
}

/// Rules by criteria: before there are records, and after.
pub(super) fn criteria_shares(dice: &mut Dice, world: &World) -> Step {
    let count = dice.between(0, 2);
    let rule = |_| {
        let module = dice.pick(&[Name::Makers, Name::Gadgets, Name::Gadgets, Name::Notes]);
        let filter = filters::plain(dice, world, module);
        CriteriaShare { module, filter, to: subject(dice, world), level: level(dice) }
    };
    Step::CriteriaShares((0..count).map(rule).collect())
}

/// Teams of records that end before, at and after the moment of the last hour, or never.
pub(super) fn team(dice: &mut Dice, world: &World) -> Step {
    let shared = world.rows.iter().filter(|row| row.module.is_owned() && !row.deleted);
    let records: Vec<_> = shared.map(|row| row.id).collect();
    let end = world.now + HOUR;
    let mut members: Vec<Member> = Vec::new();
    for record in dice.some(14, &records) {
        let until = dice.pick(&[Some(end - 1), Some(end), Some(end + 1), Some(end + 30 * 24 * HOUR), None, None]);
        let subject = subject(dice, world);
        members.push(Member { record, subject, level: dice.pick(&[Level::Read, Level::Read, Level::Write]), until });
    }
    Step::Team(members)
}

/// The hour that ends some memberships.
pub(super) fn last_hour(_: &mut Dice, _: &World) -> Step {
    Step::Wait(HOUR)
}
