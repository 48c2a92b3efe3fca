//! An organisation in plain memory: what the model looks at, and nothing else.

use std::collections::{BTreeMap, BTreeSet};

use heyi_model::Filter;
use heyi_model::module::AccessDef;

use super::disclosures::{Disclosure, Disclosures};
use super::schema::Name;
use super::share::{CriteriaShare, Member, OwnerShare, Subject};
use super::value::Cell;

/// The number of a record, a person or a department.
pub type Id = i64;

/// An organisation.
#[derive(Debug, Clone)]
pub struct World {
    /// The seed that it was drawn from.
    pub seed: u64,
    /// Now, UTC milliseconds.
    pub now: i64,
    /// Every record of every module, also people and departments and those in the recycle bin, oldest first.
    pub rows: Vec<Row>,
    /// The roles.
    pub roles: Vec<Role>,
    /// The roles of each person, by their place in `roles`.
    pub held: BTreeMap<Id, Vec<usize>>,
    /// Groups: persons and departments.
    pub groups: Vec<Vec<Id>>,
    /// Members of teams of records.
    pub team: Vec<Member>,
    /// Shares of what some own with others.
    pub owner_shares: Vec<OwnerShare>,
    /// Shares of what meets a filter.
    pub criteria_shares: Vec<CriteriaShare>,
    /// What happened to records, oldest first.
    pub history: Vec<Entry>,
    /// Comments, oldest first.
    pub comments: Vec<Comment>,
    /// Files, oldest first.
    pub files: Vec<File>,
    /// Views that are shared with everybody, oldest first.
    pub views: Vec<View>,
    /// People who changed department and whose records still name the one that they left.
    pub moved: BTreeSet<Id>,
    /// How many numbers were drawn for gadgets.
    pub numbers: i64,
    /// What is disclosed on purpose.
    pub disclosures: Disclosures,
}

/// A record.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its id.
    pub id: Id,
    /// Its module.
    pub module: Name,
    /// Its version.
    pub version: i64,
    /// In the recycle bin.
    pub deleted: bool,
    /// Its values; an empty one is not there.
    pub cells: BTreeMap<&'static str, Cell>,
}

/// A role.
#[derive(Debug, Clone)]
pub struct Role {
    /// Its key.
    pub key: String,
    /// May do everything.
    pub admin: bool,
    /// Rights per module; `*` for every module that it does not name.
    pub modules: BTreeMap<String, AccessDef>,
}

/// What became of a record.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The record.
    pub record: Id,
    /// Its version afterwards.
    pub version: i64,
    /// `create`, `update` …
    pub kind: &'static str,
    /// Who did it; the system without one.
    pub person: Option<Id>,
    /// Field, value before, value after.
    pub changes: Vec<(&'static str, Option<Cell>, Option<Cell>)>,
}

/// A comment.
#[derive(Debug, Clone)]
pub struct Comment {
    /// Its id.
    pub id: Id,
    /// The record.
    pub record: Id,
    /// Who wrote it.
    pub person: Id,
    /// What.
    pub body: String,
}

/// A file of a record.
#[derive(Debug, Clone)]
pub struct File {
    /// Its id.
    pub id: Id,
    /// The record.
    pub record: Id,
    /// Its name.
    pub name: String,
    /// The field that holds it; without one it hangs on the record.
    pub field: Option<&'static str>,
    /// What is in it.
    pub content: String,
}

/// A saved view.
#[derive(Debug, Clone)]
pub struct View {
    /// Of this module.
    pub module: Name,
    /// The condition.
    pub filter: Filter,
    /// The order: fields, and whether the greatest comes first.
    pub sort: Vec<(&'static str, bool)>,
    /// The columns.
    pub columns: Vec<&'static str>,
}

impl View {
    /// The order as it is written.
    pub fn sort_text(&self) -> String {
        let key = |(key, desc): &(&str, bool)| format!("{}{key}", if *desc { "-" } else { "" });
        self.sort.iter().map(key).collect::<Vec<_>>().join(",")
    }
}

impl Row {
    /// A value.
    pub fn cell(&self, field: &str) -> Option<&Cell> {
        self.cells.get(field)
    }
    /// The record that a link points to.
    pub fn link(&self, field: &str) -> Option<Id> {
        match self.cell(field) {
            Some(Cell::Link(id)) => Some(*id),
            _ => None,
        }
    }
    /// Sets or empties a value.
    pub fn put(&mut self, field: &'static str, cell: Option<Cell>) {
        match cell {
            Some(cell) => self.cells.insert(field, cell),
            None => self.cells.remove(field),
        };
    }
}

impl World {
    /// An organisation without anything in it, at a moment.
    pub fn empty(seed: u64, now: i64, disclosures: Disclosures) -> Self {
        Self {
            seed,
            now,
            rows: Vec::new(),
            roles: Vec::new(),
            held: BTreeMap::new(),
            groups: Vec::new(),
            team: Vec::new(),
            owner_shares: Vec::new(),
            criteria_shares: Vec::new(),
            history: Vec::new(),
            comments: Vec::new(),
            files: Vec::new(),
            views: Vec::new(),
            moved: BTreeSet::new(),
            numbers: 0,
            disclosures,
        }
    }
    /// The record with this id; ids rise.
    pub fn row(&self, id: Id) -> Option<&Row> {
        self.rows.binary_search_by_key(&id, |row| row.id).ok().map(|at| &self.rows[at])
    }
    /// The records of a module.
    pub fn of(&self, module: Name) -> impl DoubleEndedIterator<Item = &Row> {
        self.rows.iter().filter(move |row| row.module == module)
    }
    /// Ids of the people.
    pub fn people(&self) -> Vec<Id> {
        self.of(Name::Persons).map(|row| row.id).collect()
    }
    /// The department of a person.
    pub fn department_of(&self, person: Id) -> Option<Id> {
        self.row(person)?.link("unit")
    }
    /// Is a department the other one, or somewhere below it?
    pub fn within(&self, department: Id, top: Id) -> bool {
        let mut at = Some(department);
        while let Some(here) = at {
            if here == top {
                return true;
            }
            at = self.row(here).and_then(|row| row.link("parent"));
        }
        false
    }
    /// Does a person report to another, directly or by way of others?
    pub fn reports_to(&self, person: Id, boss: Id) -> bool {
        let mut at = self.row(person).and_then(|row| row.link("boss"));
        while let Some(here) = at {
            if here == boss {
                return true;
            }
            at = self.row(here).and_then(|row| row.link("boss"));
        }
        false
    }
    /// Does a subject mean this person?
    pub fn means(&self, subject: Subject, person: Id) -> bool {
        let inside = |department: Id| self.department_of(person).is_some_and(|mine| self.within(mine, department));
        match subject {
            Subject::Person(id) => id == person,
            Subject::Department(id) => inside(id),
            Subject::Group(at) => self.groups[at].iter().any(|member| *member == person || inside(*member)),
            Subject::Role(at) => self.held.get(&person).is_some_and(|held| held.contains(&at)),
        }
    }
    /// Is this disclosed on purpose?
    pub fn discloses(&self, what: Disclosure) -> bool {
        self.disclosures.allows(what)
    }
}
