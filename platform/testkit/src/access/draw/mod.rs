//! Drawing organisations and what is asked of them.

mod beside;
mod cases;
mod filters;
mod knowing;
mod people;
mod rare;
mod records;
mod shares;
mod words;
mod writes;

use super::dice::Dice;
use super::script::Step;
use super::world::World;

pub use cases::{case, case_of};
pub use records::crowd;

/// One stage in the life of an organisation: what happens next, seen from what is there.
type Stage = fn(&mut Dice, &World) -> Step;

/// The life of an organisation. Each stage sees what the ones before it made.
pub const LIFE: &[Stage] = &[
    people::top_units,
    people::units,
    people::units,
    people::people,
    people::bosses,
    people::roles,
    people::groups,
    shares::owner_shares,
    shares::criteria_shares,
    wait,
    records::makers,
    records::holdings,
    records::gadgets,
    records::notes,
    records::repairs,
    wait,
    records::changes_of_gadgets,
    records::changes_of_makers,
    records::changes_of_notes,
    shares::criteria_shares,
    wait,
    people::moves,
    people::homecoming,
    records::given_away,
    wait,
    people::moves,
    records::deleted_gadgets,
    records::deleted_makers,
    records::deleted_notes,
    records::restored_gadgets,
    shares::team,
    records::comments,
    records::files,
    records::changes_of_gadgets,
    knowing::views,
    shares::last_hour,
];

fn wait(dice: &mut Dice, _: &World) -> Step {
    Step::Wait(1_000 * dice.between(1, 3_600) as i64)
}
