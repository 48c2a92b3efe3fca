//! What an app hands to the engine: nouns with their metadata, and rules. `cli` wires the list.

use heyi_model::{Code, Fault, Value};

use crate::record::{Change, Linked};

/// An app: a part of the business that an organisation switches on or off.
#[derive(Debug, Clone)]
pub struct App {
    /// Its key, `sales`.
    pub key: &'static str,
    /// Its name in Chinese and English.
    pub label: (&'static str, &'static str),
    /// Always on: it cannot be switched off.
    pub base: bool,
    /// Its nouns, a folder each.
    pub nouns: Vec<Noun>,
    /// Records that a new organisation begins with, planted once, in this order.
    pub seeds: &'static [Seed],
}

/// Records that a new organisation begins with: `[[records]]` with fields as on the wire and an `external_id` each.
#[derive(Debug, Clone, Copy)]
pub struct Seed {
    /// Their module.
    pub module: &'static str,
    /// The text of the file.
    pub toml: &'static str,
}

/// A noun: a module with the rules that belong to it.
#[derive(Debug, Clone)]
pub struct Noun {
    /// The module's key, `deals`.
    pub key: &'static str,
    /// The text of its `*.module.toml`.
    pub toml: &'static str,
    /// Its rules, in the order in which they are tried.
    pub rules: &'static [Rule],
    /// What follows a write of a set of its records, in the same transaction.
    pub after: &'static [After],
}

/// When a rule is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum On {
    /// When a record is made or changed.
    Write,
    /// When a record goes to the recycle bin.
    Delete,
}

/// One rule of the business, named as the sentence that it enforces.
#[derive(Clone, Copy)]
pub struct Rule {
    /// The sentence, `won_needs_close_date`.
    pub name: &'static str,
    /// When it is tried.
    pub on: On,
    /// It guards a step of the process: imports of what has already happened are not held by it.
    pub gate: bool,
    /// Lookups whose records it reads; the engine loads them, one statement for the set.
    pub links: &'static [&'static str],
    /// Small modules that it reads as a whole, at most 1,000 records: stages, pipelines.
    pub tables: &'static [&'static str],
    /// The rule. It may set fields of the new record or refuse it.
    pub run: fn(&mut RuleCx) -> Result<(), Fault>,
}

impl Rule {
    /// A rule that is tried when a record is made or changed.
    pub const fn on_write(name: &'static str, run: fn(&mut RuleCx) -> Result<(), Fault>) -> Self {
        Self { name, on: On::Write, gate: false, links: &[], tables: &[], run }
    }
    /// A rule that is tried when a record goes to the recycle bin.
    pub const fn on_delete(name: &'static str, run: fn(&mut RuleCx) -> Result<(), Fault>) -> Self {
        Self { name, on: On::Delete, gate: false, links: &[], tables: &[], run }
    }
    /// The same, reading the records that these lookups point to.
    #[must_use]
    pub const fn reading(self, links: &'static [&'static str]) -> Self {
        Self { links, ..self }
    }
    /// The same, reading these small modules as a whole.
    #[must_use]
    pub const fn reading_all_of(self, tables: &'static [&'static str]) -> Self {
        Self { tables, ..self }
    }
    /// The same as a gate: it neither holds nor dates what an import says has already happened.
    #[must_use]
    pub const fn gate(self) -> Self {
        Self { gate: true, ..self }
    }
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}

/// What one rule sees: one record before and after, the records it links to, and the time.
#[derive(Debug)]
pub struct RuleCx<'a> {
    /// The record, before and after.
    pub change: &'a mut Change,
    /// Records that the rule's links point to.
    pub linked: &'a Linked,
    /// Now, UTC milliseconds.
    pub now_ms: i64,
    /// Today in the organisation's time zone, days since 1970.
    pub today: i32,
    /// The person who acts; `None` for commands and jobs.
    pub person: Option<heyi_model::RecordId>,
}

impl RuleCx<'_> {
    /// The cell of `field` in the record that `link` points to; `Null` when there is none.
    pub fn linked(&self, link: &str, field: &str) -> Value {
        self.linked.cell(self.change, link, field)
    }
    /// All records of a small module that the rule names in its `tables`, in the order of their ids.
    pub fn table(&self, module: &str) -> &[crate::Record] {
        self.linked.tables.get(module).map_or(&[], Vec::as_slice)
    }
    /// Sets a date-time of the record to now, unless the writer itself says when: upkeep and the demo company may.
    pub fn stamp(&mut self, field: &str) {
        if !self.change.changed(field) {
            self.change.new.set_cells(field, [Value::Int(self.now_ms), Value::Date(self.today)]);
        }
    }
    /// Refuses `end` when it lies before `begin`; two dates or two date-times, looked at only when one of them changes.
    pub fn keep_order(&self, begin: &str, end: &str) -> Result<(), Fault> {
        let touched = self.change.changed(begin) || self.change.changed(end);
        match (self.change.new.int(begin), self.change.new.int(end)) {
            (Some(first), Some(last)) if touched && last < first => self.refuse(end, Code::OrderOfDates),
            _ => Ok(()),
        }
    }
    /// Refuses a date of the record that changes to a day after today.
    pub fn not_in_the_future(&self, date: &str) -> Result<(), Fault> {
        match self.change.new.int(date) {
            Some(day) if self.change.changed(date) && day > i64::from(self.today) => {
                self.refuse(date, Code::InTheFuture)
            }
            _ => Ok(()),
        }
    }
    /// Refuses the record because of `field`.
    pub fn refuse(&self, field: &str, code: Code) -> Result<(), Fault> {
        Err(Fault::new(field, code))
    }
}

/// What follows a write: a name and a function over the whole set, whether its records were made or changed, went to the
/// recycle bin or came back from it ([`crate::Record::is_deleted`]).
#[derive(Clone, Copy)]
pub struct After {
    /// The sentence, `a_follow_up_moves_the_last_contact`.
    pub name: &'static str,
    /// The function. It may read and write other modules through [`crate::Work`]; what only follows from the set is written
    /// with [`crate::pipeline::derive`].
    pub run: fn(&mut crate::Work, &[Change]) -> Result<(), heyi_model::Problem>,
}

impl std::fmt::Debug for After {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name)
    }
}
