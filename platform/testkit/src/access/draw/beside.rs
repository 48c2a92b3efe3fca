//! Drawing what hangs on records.

use super::cases::Draw;
use crate::access::ask::{Ask, Beside};
use crate::access::schema::Name;
use crate::access::world::{Id, Row};

impl Draw<'_, '_> {
    /// The records on whose timelines a note stands, when it is seen.
    fn shows_on(&self, note: &Row) -> Vec<Id> {
        let gadget = note.link("gadget").filter(|_| self.sight.sees(note));
        let maker = gadget.and_then(|id| self.sight.world.row(id)?.link("maker"));
        gadget.into_iter().chain(maker).collect()
    }

    pub(super) fn beside(&mut self, what: Beside, modules: &[Name]) -> Ask {
        let module = self.dice.pick(modules);
        let world = self.sight.world;
        // Records on which something hangs are the ones to ask for, most of all when they are seen.
        let with: Vec<Id> = match what {
            Beside::Comments => world.comments.iter().map(|comment| comment.record).collect(),
            Beside::Files => world.files.iter().map(|file| file.record).collect(),
            Beside::Timeline => world.of(Name::Notes).flat_map(|note| self.shows_on(note)).collect(),
            // Who lost a record is told by its own rule.
            Beside::History if self.dice.percent(40) => {
                world.history.iter().filter(|entry| entry.kind == "transfer").map(|entry| entry.record).collect()
            }
            Beside::History => Vec::new(),
        };
        let seen: Vec<Id> = with.iter().copied().filter(|id| self.sight.row(*id).is_some()).collect();
        match self.dice.maybe(50, &seen).or_else(|| self.dice.maybe(60, &with)).and_then(|id| world.row(id)) {
            Some(row) => Ask::Beside(what, row.module, row.id),
            None => Ask::Beside(what, module, self.record(module)),
        }
    }

    pub(super) fn files(&mut self) -> Ask {
        let files = &self.sight.world.files;
        let (seen, all): (Vec<Id>, Vec<Id>) = (
            files.iter().filter(|file| self.sight.row(file.record).is_some()).map(|file| file.id).collect(),
            files.iter().map(|file| file.id).collect(),
        );
        match self.dice.maybe(30, &seen).or_else(|| self.dice.maybe(30, &all)) {
            Some(id) => Ask::Content(id),
            None => self.beside(Beside::Files, &[Name::Gadgets]),
        }
    }
}
