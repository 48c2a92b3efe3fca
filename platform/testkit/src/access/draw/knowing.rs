//! Drawing what is asked beside lists and records: masked values, why, views, what a text finds.

use heyi_model::Filter;
use heyi_model::module::FieldAccess;

use super::cases::Draw;
use super::filters;
use crate::access::ask::Ask;
use crate::access::dice::Dice;
use crate::access::schema::{Field, Name};
use crate::access::script::Step;
use crate::access::sight::Sight;
use crate::access::value::Cell;
use crate::access::world::{View, World};

/// The administrator shares some views, which name fields that others do not see.
pub(super) fn views(dice: &mut Dice, world: &World) -> Step {
    let admin = world.people()[0];
    let sight = Sight { world, me: admin };
    let view = |_| {
        let module = dice.pick(&[Name::Gadgets, Name::Gadgets, Name::Notes, Name::Makers, Name::Repairs]);
        let filter = if dice.percent(50) { filters::filter(dice, sight, module) } else { Filter::default() };
        let keys = |wanted: fn(&&Field) -> bool| module.fields().filter(wanted).map(|field| field.key).collect();
        let (sortable, all): (Vec<&'static str>, Vec<&'static str>) = (keys(|field| field.sortable), keys(|_| true));
        let sort = dice.maybe(60, &sortable).map(|key| (key, dice.percent(50)));
        View { module, filter, sort: sort.into_iter().collect(), columns: dice.some(50, &all) }
    };
    Step::Views(admin, (0..10).map(view).collect())
}

impl Draw<'_, '_> {
    /// Mostly a field that is masked.
    pub(super) fn reveal(&mut self) -> Ask {
        let module = self.dice.pick(&[Name::Gadgets, Name::Gadgets, Name::Gadgets, Name::Makers, Name::Notes]);
        let keys = |masked: bool| -> Vec<&'static str> {
            let fields = module.fields();
            let of = fields.filter(|f| !masked || self.sight.field(module, f.key) == FieldAccess::Masked);
            of.map(|field| field.key).collect()
        };
        let (masked, all) = (keys(true), keys(false));
        let field = self.dice.maybe(60, &masked).unwrap_or_else(|| self.dice.pick(&all));
        Ask::Reveal(module, self.record(module), field)
    }

    /// The administrator asks about anybody, others about themselves or, in vain, about another one.
    pub(super) fn why(&mut self) -> Ask {
        let module = self.dice.pick(&Name::OWNED);
        let everybody = self.sight.world.people();
        let anybody = self.sight.is_admin() || self.dice.percent(15);
        let person = if anybody { self.dice.pick(&everybody) } else { self.sight.me };
        Ask::Why { module, id: self.record(module), person }
    }

    /// Names and unique values of some records.
    pub(super) fn find(&mut self) -> Ask {
        let fields = [
            (Name::Gadgets, "name"),
            (Name::Gadgets, "code"),
            (Name::Gadgets, "external_id"),
            (Name::Makers, "name"),
            (Name::Notes, "subject"),
            (Name::Persons, "name"),
        ];
        let (module, field) = self.dice.pick(&fields);
        let text = |cell: &Cell| if let Cell::Text(text) = cell { Some(text.clone()) } else { None };
        let all: Vec<String> = self.sight.world.of(module).filter_map(|row| row.cell(field)).filter_map(text).collect();
        let count = self.dice.between(1, 5);
        let mut texts = self.dice.several(count, &all);
        texts.sort();
        texts.dedup();
        Ask::Find(module, field, texts)
    }
}
