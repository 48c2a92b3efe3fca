//! Drawing sets: records by their ids, and writes.

use serde_json::Value as Json;

use super::cases::Draw;
use super::records;
use crate::access::ask::Ask;
use crate::access::schema::Name;
use crate::access::world::Id;

impl Draw<'_, '_> {
    pub fn batch(&mut self) -> Ask {
        let module = self.dice.pick(&[Name::Gadgets, Name::Gadgets, Name::Makers, Name::Notes, Name::Repairs]);
        match self.dice.below(11) {
            10 => Ask::Restore(module, self.gone(module)),
            0..3 => Ask::ReadMany(module, self.records(module)),
            3 | 4 => Ask::Delete(module, self.records(module)),
            5 | 6 => Ask::Create(module, self.drafts(module)),
            _ => Ask::Update(module, self.edits(module)),
        }
    }

    /// A value that a writer may give, also one that another record has where it must be unique.
    fn value(&mut self, module: Name, key: &'static str) -> Json {
        let Some(field) = module.field(key) else { return Json::Null };
        if matches!(key, "code" | "external_id") && self.dice.percent(50) {
            let taken: Vec<_> = self.sight.world.of(module).filter_map(|row| row.cell(key)).collect();
            return self.dice.maybe(100, &taken).map_or(Json::Null, |cell| field.kind.wire(Some(cell)));
        }
        let at = 1_000 + self.at;
        let cell = records::value(self.dice, self.sight.world, key, field.kind, at);
        let cell = cell.filter(|_| key == module.name_field() || key == "gadget" || self.dice.percent(90));
        field.kind.wire(cell.as_ref())
    }

    /// Records in the recycle bin, and one that is not.
    fn gone(&mut self, module: Name) -> Vec<Id> {
        let gone: Vec<Id> = self.sight.world.of(module).filter(|row| row.deleted).map(|row| row.id).collect();
        let mut ids = self.dice.some(60, &gone);
        ids.push(self.record(module));
        ids.dedup();
        ids
    }

    fn drafts(&mut self, module: Name) -> Vec<Vec<(&'static str, Json)>> {
        let mut keys = vec![module.name_field()];
        let more: &[&'static str] = match module {
            Name::Gadgets => &["code", "story", "pieces", "maker", "keeper"],
            Name::Makers => &["trade", "parent"],
            _ => &["gadget"],
        };
        match module {
            Name::Notes | Name::Repairs => keys.push("gadget"),
            _ => keys.extend(self.dice.some(50, more)),
        }
        vec![keys.into_iter().map(|key| (key, self.value(module, key))).collect()]
    }

    fn edits(&mut self, module: Name) -> Vec<(Id, &'static str, Json)> {
        let keys: &[&'static str] = match module {
            Name::Gadgets => &["story", "pieces", "colour", "owner", "maker", "code", "price"],
            Name::Makers => &["name", "trade", "owner", "parent"],
            Name::Notes => &["subject", "gadget", "owner"],
            _ => &["fault", "gadget"],
        };
        let mut edits: Vec<(Id, &'static str, Json)> = Vec::new();
        for id in self.records(module) {
            let key = self.dice.pick(keys);
            // Two changes of one set that meet in a unique value or in a tree are another test's business.
            if matches!(key, "code" | "parent") && edits.iter().any(|(_, taken, _)| *taken == key) {
                continue;
            }
            let value = self.value(module, key);
            edits.push((id, key, value));
        }
        edits
    }
}
