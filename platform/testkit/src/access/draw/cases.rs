//! Drawing requests.

use heyi_model::Filter;
use serde_json::Value as Json;

use super::{filters, rare};
use crate::access::ask::{Ask, Beside, Case, From, Kind, List, Measure};
use crate::access::dice::Dice;
use crate::access::schema::{Field, Kind as FieldKind, Name};
use crate::access::sight::Sight;
use crate::access::world::{Id, World};

/// A request of this kind. `at` makes values that have to be new differ.
pub fn case(dice: &mut Dice, world: &World, kind: Kind, at: usize) -> Case {
    if kind == Kind::Batch
        && dice.percent(25)
        && let Some(case) = rare::case(dice, world)
    {
        return case;
    }
    let everybody = world.people();
    let others: Vec<Id> = everybody.iter().copied().skip(1).collect();
    // Of others only the administrator is told why.
    let mostly = if kind == Kind::Why { 60 } else { 94 };
    let person = dice.maybe(mostly, &others).unwrap_or(everybody[0]);
    case_of(dice, world, kind, at, person)
}

/// A request of this kind by this person.
pub fn case_of(dice: &mut Dice, world: &World, kind: Kind, at: usize, person: Id) -> Case {
    let sight = Sight { world, me: person };
    Case { kind, person, ask: Draw { dice, sight, at }.ask(kind) }
}

/// One drawing.
pub(super) struct Draw<'d, 'w> {
    pub dice: &'d mut Dice,
    pub sight: Sight<'w>,
    pub at: usize,
}

impl Draw<'_, '_> {
    fn ask(&mut self, kind: Kind) -> Ask {
        match kind {
            Kind::List => {
                let list = self.list();
                let fields = if self.dice.percent(25) { Some(self.some_fields(list.module)) } else { None };
                Ask::List(List { fields, ..list })
            }
            Kind::Filter => {
                let list = self.list();
                Ask::List(List { filter: self.filter(list.module), ..list })
            }
            Kind::Sort => self.sorted(),
            Kind::Count => {
                let module = self.module();
                let filter = if self.dice.percent(60) { self.filter(module) } else { Filter::default() };
                Ask::Count { module, filter, q: self.dice.percent(50).then(|| self.query(module)) }
            }
            Kind::Search => self.search(),
            Kind::Aggregate => self.aggregate(),
            Kind::Label => self.label(),
            Kind::Timeline => self.beside(Beside::Timeline, &[Name::Gadgets, Name::Makers]),
            Kind::History => self.beside(Beside::History, &Name::OWNED),
            Kind::Comments => self.beside(Beside::Comments, &Name::OWNED),
            Kind::Files => self.files(),
            Kind::Export => self.export(),
            Kind::Batch => self.batch(),
            Kind::Related => self.related(),
            Kind::Reveal => self.reveal(),
            Kind::Why => self.why(),
            Kind::Views => Ask::Views(self.module()),
            Kind::Bin => Ask::Bin(self.dice.percent(60).then(|| self.module())),
            Kind::Find => self.find(),
        }
    }

    /// A module; mostly one that is read.
    pub(super) fn module(&mut self) -> Name {
        let busy = [
            Name::Gadgets,
            Name::Gadgets,
            Name::Gadgets,
            Name::Makers,
            Name::Notes,
            Name::Notes,
            Name::Repairs,
            Name::Persons,
        ];
        let read: Vec<Name> =
            busy.into_iter().filter(|m| self.sight.may(*m, crate::access::sight::Action::Read)).collect();
        self.dice.maybe(93, &read).unwrap_or_else(|| self.dice.pick(&busy))
    }

    fn filter(&mut self, module: Name) -> Filter {
        filters::filter(self.dice, self.sight, module)
    }

    fn query(&mut self, module: Name) -> String {
        filters::query(self.dice, self.sight.world, module)
    }

    /// A record of a module; seen or not, as it happens, but more often seen, and now and then of somebody who moved.
    pub(super) fn record(&mut self, module: Name) -> Id {
        let all: Vec<Id> = self.sight.world.of(module).map(|row| row.id).collect();
        let seen: Vec<Id> = self.sight.rows(module).iter().map(|row| row.id).collect();
        let moved = self.sight.world.of(module).filter(|row| row.link("owner").is_some_and(|owner| self.moved(owner)));
        let moved: Vec<Id> = moved.map(|row| row.id).collect();
        let record = self.dice.maybe(15, &moved).or_else(|| self.dice.maybe(60, &seen));
        record.unwrap_or_else(|| self.dice.pick(&all))
    }

    fn moved(&self, person: Id) -> bool {
        self.sight.world.moved.contains(&person)
    }

    fn list(&mut self) -> List {
        let module = self.module();
        let limit = self.dice.pick(&[200, 200, 7]);
        List { module, filter: Filter::default(), q: None, sort: Vec::new(), fields: None, limit, from: From::Start }
    }

    /// Fields of a module; mostly those that are seen.
    fn some_fields(&mut self, module: Name) -> Vec<&'static str> {
        let daring = self.dice.percent(8);
        let seen =
            |field: &&Field| daring || self.sight.field(module, field.key) > heyi_model::module::FieldAccess::Hidden;
        let keys: Vec<&'static str> = module.fields().filter(seen).map(|field| field.key).collect();
        self.dice.some(35, &keys)
    }

    fn sorted(&mut self) -> Ask {
        let mut list = self.list();
        let module = list.module;
        let daring = self.dice.percent(10);
        let may = |field: &&Field| daring || (field.sortable && self.sight.reads(module, field.key));
        let keys: Vec<&'static str> = module.fields().filter(may).map(|field| field.key).collect();
        let count = self.dice.between(1, 3);
        for key in self.dice.several(count, &keys) {
            if !list.sort.iter().any(|(taken, _)| *taken == key) {
                list.sort.push((key, self.dice.percent(50)));
            }
        }
        list.limit = self.dice.pick(&[2, 5, 9, 200]);
        if self.dice.percent(30) {
            list.filter = self.filter(module);
        }
        if self.dice.percent(15) {
            list.q = Some(self.query(module));
        }
        let first = list.sort.first().and_then(|(key, _)| module.field(key));
        list.from = match (self.dice.below(6), first) {
            (0, _) => From::Offset(self.dice.below(12) as u32),
            (1, Some(field)) => {
                let cells: Vec<_> = self.sight.world.of(module).filter_map(|row| row.cell(field.key)).collect();
                From::Value(self.dice.maybe(90, &cells).map_or(Json::Null, |cell| field.kind.wire(Some(cell))))
            }
            _ => From::Start,
        };
        Ask::List(list)
    }

    fn search(&mut self) -> Ask {
        let mut list = self.list();
        let q = self.query(list.module);
        if self.dice.percent(35) {
            return Ask::Everywhere { q };
        }
        list.q = Some(q);
        if self.dice.percent(25) {
            list.filter = self.filter(list.module);
        }
        Ask::List(list)
    }

    fn aggregate(&mut self) -> Ask {
        let module = self.module();
        let filter = if self.dice.percent(30) { self.filter(module) } else { Filter::default() };
        let groups = |field: &Field| {
            use FieldKind::{Bool, Choice, Date, Link, Moment, Region, Text};
            matches!(field.kind, Bool | Choice(_) | Date | Link(_) | Moment | Region | Text)
        };
        let mut keys = Vec::new();
        for _ in 0..self.dice.between(0, 2) {
            if let Some((path, _, field)) = filters::path(self.dice, self.sight, module, groups) {
                keys.push((path, matches!(field.kind, FieldKind::Date | FieldKind::Moment)));
            }
        }
        let mut measures = vec![(Measure::Count, None)];
        for _ in 0..self.dice.between(0, 3) {
            let what = self.dice.pick(&[
                Measure::Count,
                Measure::Distinct,
                Measure::Sum,
                Measure::Sum,
                Measure::Min,
                Measure::Max,
            ]);
            let fits = |field: &Field| {
                use FieldKind::{Choice, Date, Decimal, Integer, Link, Moment, Money};
                match what {
                    Measure::Count | Measure::Distinct => matches!(field.kind, Choice(_) | Link(_) | Integer | Date),
                    Measure::Sum => matches!(field.kind, Integer | Decimal(_) | Money),
                    Measure::Min | Measure::Max => matches!(field.kind, Integer | Decimal(_) | Money | Date | Moment),
                }
            };
            if let Some((path, ..)) = filters::path(self.dice, self.sight, module, fits) {
                measures.push((what, Some(path)));
            }
        }
        Ask::Aggregate { module, filter, keys, measures }
    }

    fn label(&mut self) -> Ask {
        let module = self.dice.pick(&[Name::Gadgets, Name::Notes, Name::Makers, Name::Repairs, Name::Persons]);
        if self.dice.percent(60) {
            return Ask::Read(module, self.record(module));
        }
        Ask::Labels(module, self.records(module))
    }

    /// Records of a module, each once, and one of another module.
    pub fn records(&mut self, module: Name) -> Vec<Id> {
        let mut ids = Vec::new();
        for _ in 0..self.dice.between(1, 8) {
            let id = self.record(module);
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        if self.dice.percent(10) {
            ids.push(self.sight.world.people()[0] + 1);
        }
        ids
    }

    fn export(&mut self) -> Ask {
        let may: Vec<Name> = Name::OWNED.into_iter().filter(|m| self.sight.may_export(*m)).collect();
        let module = self.dice.maybe(85, &may).unwrap_or_else(|| self.module());
        let filter = if self.dice.percent(40) { self.filter(module) } else { Filter::default() };
        let fields = if self.dice.percent(50) { self.some_fields(module) } else { Vec::new() };
        Ask::Export { module, filter, fields }
    }

    fn related(&mut self) -> Ask {
        let links = [
            (Name::Makers, Name::Gadgets, "maker"),
            (Name::Makers, Name::Makers, "parent"),
            (Name::Gadgets, Name::Notes, "gadget"),
            (Name::Gadgets, Name::Notes, "gadget"),
            (Name::Gadgets, Name::Repairs, "gadget"),
            (Name::Persons, Name::Gadgets, "keeper"),
        ];
        let (module, from, field) = self.dice.pick(&links);
        let filter = if self.dice.percent(30) { self.filter(from) } else { Filter::default() };
        Ask::Related { module, id: self.record(module), from, field, filter }
    }
}
