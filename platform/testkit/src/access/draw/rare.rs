//! Drawing what happens seldom: writes whose answer rests on what the writer does not see.

use heyi_model::module::FieldAccess;
use serde_json::json;

use crate::access::ask::{Ask, Case, Kind};
use crate::access::dice::Dice;
use crate::access::schema::{Kind as FieldKind, Name};
use crate::access::sight::{Action, Sight};
use crate::access::world::{Id, Row, World};

/// One such write by somebody who can make it; none where nobody can.
pub(super) fn case(dice: &mut Dice, world: &World) -> Option<Case> {
    let finds = [taken, needed, below_itself];
    let find = dice.pick(&finds);
    let sights = world.people().into_iter().map(|me| Sight { world, me });
    let all: Vec<Case> = sights
        .flat_map(|sight| find(sight).into_iter().map(move |ask| Case { kind: Kind::Batch, person: sight.me, ask }))
        .collect();
    dice.maybe(100, &all)
}

fn writes(sight: Sight, module: Name, field: &str) -> bool {
    sight.field(module, field) == FieldAccess::Write
}

/// The value of a unique field that a record has which is not seen.
fn taken(sight: Sight) -> Vec<Ask> {
    let may = sight.may_create(Name::Gadgets) && writes(sight, Name::Gadgets, "name");
    if !may || !writes(sight, Name::Gadgets, "code") {
        return Vec::new();
    }
    let unseen = sight.world.of(Name::Gadgets).filter(|row| !row.deleted && !sight.sees(row));
    let code = |row: &Row| row.cell("code").map(|cell| FieldKind::Text.wire(Some(cell)));
    unseen
        .filter_map(code)
        .map(|code| Ask::Create(Name::Gadgets, vec![vec![("name", json!("新器具")), ("code", code)]]))
        .collect()
}

/// Deleting a record that only records need which are not seen.
fn needed(sight: Sight) -> Vec<Ask> {
    let repairs: Vec<&Row> = sight.world.of(Name::Repairs).filter(|row| !row.deleted).collect();
    let only_unseen = |id: Id| {
        let mut of = repairs.iter().filter(|row| row.link("gadget") == Some(id)).peekable();
        of.peek().is_some() && of.all(|row| !sight.sees(row))
    };
    let gadgets = sight.rows(Name::Gadgets).into_iter();
    let may = gadgets.filter(|row| sight.reaches(Action::Delete, row) && only_unseen(row.id));
    may.map(|row| Ask::Delete(Name::Gadgets, vec![row.id])).collect()
}

/// Putting a record below another one that is below it by way of one that is not seen.
fn below_itself(sight: Sight) -> Vec<Ask> {
    if !writes(sight, Name::Makers, "parent") {
        return Vec::new();
    }
    let mut asks = Vec::new();
    for low in sight.rows(Name::Makers) {
        let (mut hidden, mut at) = (false, low.link("parent"));
        while let Some(row) = at.and_then(|id| sight.world.row(id)) {
            if hidden && sight.sees(row) && sight.reaches(Action::Update, row) {
                asks.push(Ask::Update(Name::Makers, vec![(row.id, "parent", json!(low.id.to_string()))]));
            }
            hidden |= !sight.sees(row);
            at = row.link("parent");
        }
    }
    asks
}
