//! What the jobs of one commit group share: counters, search tokens, and what is to be done after the commit.

use std::collections::{BTreeMap, HashMap};

use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::search;
use heyi_model::{Cells, Value};

/// Runs after the durable commit.
pub(crate) type AfterCommit = Box<dyn FnOnce() + Send>;

/// A place to come back to when a savepoint is rolled back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    undo: usize,
    after: usize,
    tokens: usize,
    tokens_written: usize,
}

/// The search tokens of a row, or that it has none any more.
#[derive(Debug)]
pub(crate) struct RowTokens {
    /// The module's table.
    pub table: Box<str>,
    pub id: i64,
    pub tokens: Option<String>,
}

/// The memory of one commit group.
#[derive(Default)]
pub(crate) struct Group {
    counters: HashMap<String, i64>,
    /// What a counter was before each change; `None`: not read yet.
    undo: Vec<(String, Option<i64>)>,
    after: Vec<AfterCommit>,
    /// Search tokens in the order in which they were given. They are written once for the group: SQLite's search index
    /// writes what it has gathered to its tables at every savepoint, a small piece for each job that is merged later.
    tokens: Vec<RowTokens>,
    /// So many of them are in the database; those of jobs before a savepoint are written again when it is rolled back.
    tokens_written: usize,
    /// Rows that were inserted, those of jobs that were undone too: it is for statistics.
    grown: BTreeMap<Box<str>, u64>,
}

impl Group {
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            undo: self.undo.len(),
            after: self.after.len(),
            tokens: self.tokens.len(),
            tokens_written: self.tokens_written,
        }
    }

    /// Forgets everything since `mark`.
    pub(crate) fn roll_back_to(&mut self, mark: Mark) {
        for (name, before) in self.undo.drain(mark.undo..).rev() {
            match before {
                Some(value) => self.counters.insert(name, value),
                None => self.counters.remove(&name),
            };
        }
        self.after.truncate(mark.after);
        self.tokens.truncate(mark.tokens);
        self.tokens_written = mark.tokens_written;
    }

    /// Keeps search tokens until the end of the group, or until somebody looks for them.
    pub(crate) fn keep_tokens(&mut self, rows: impl IntoIterator<Item = RowTokens>) {
        self.tokens.extend(rows);
    }

    /// Is something kept that a statement with this text would miss?
    pub(crate) fn keeps_tokens_for(&self, text: &str) -> bool {
        let kept = &self.tokens[self.tokens_written..];
        !kept.is_empty() && text.contains(search::SUFFIX) && kept.iter().any(|row| text.contains(&*row.table))
    }

    /// Writes the search tokens that are kept: the last word on each row, one statement per table and kind.
    pub(crate) fn write_tokens(&mut self, driver: &mut dyn Driver) -> Result<()> {
        let mut tables: BTreeMap<&str, BTreeMap<i64, Option<&str>>> = BTreeMap::new();
        for row in &self.tokens[self.tokens_written..] {
            tables.entry(&row.table).or_default().insert(row.id, row.tokens.as_deref());
        }
        let mut grown = Vec::new();
        for (table, rows) in tables {
            let (put, gone): (Vec<_>, Vec<_>) = rows.into_iter().partition(|(_, tokens)| tokens.is_some());
            let put: Vec<[Value; 2]> = put.into_iter().map(|(id, tokens)| [Value::Int(id), tokens.into()]).collect();
            let gone: Vec<[Value; 1]> = gone.into_iter().map(|(id, _)| [Value::Int(id)]).collect();
            let dialect = driver.dialect();
            if !gone.is_empty() {
                driver.for_rows(
                    &search::delete(dialect, table),
                    &gone.iter().map(<[Value; 1]>::as_slice).collect::<Vec<_>>(),
                )?;
            }
            if !put.is_empty() {
                let rows = put.len() as u64;
                grown.push((search::table_name(table), rows));
                let put: Vec<&[Value]> = put.iter().map(<[Value; 2]>::as_slice).collect();
                search::gather(dialect, rows).map_or(Ok(()), |before| driver.batch(before))?;
                driver.for_rows(&search::put(dialect, table), &put)?;
            }
        }
        self.tokens_written = self.tokens.len();
        grown.iter().for_each(|(table, rows)| self.grew(table, *rows));
        Ok(())
    }

    /// Takes `step` numbers of a counter and gives the first.
    pub(crate) fn draw(&mut self, driver: &mut dyn Driver, name: &str, step: i64) -> Result<i64> {
        if step < 1 {
            return Err(DbError::internal("a counter goes forward by at least one"));
        }
        let known = self.counters.get(name).copied();
        let value = match known {
            Some(value) => value,
            None => driver
                .rows("SELECT value FROM sequence WHERE name = $1", &[Value::from(name)], 1)?
                .first()
                .and_then(|row| row.int(0))
                .unwrap_or(0),
        };
        let last = value.checked_add(step).ok_or(DbError::Overflow)?;
        self.set(name, last);
        Ok(value + 1)
    }

    /// Sets the last drawn number of a counter.
    pub(crate) fn set(&mut self, name: &str, last: i64) {
        let before = self.counters.insert(name.to_owned(), last);
        self.undo.push((name.to_owned(), before));
    }

    pub(crate) fn after_commit(&mut self, f: AfterCommit) {
        self.after.push(f);
    }

    /// Writes what was kept: search tokens, and the counters that moved.
    pub(crate) fn write_back(&mut self, driver: &mut dyn Driver) -> Result<()> {
        self.write_tokens(driver)?;
        let mut moved: Vec<_> = self.counters.drain().collect();
        moved.sort();
        for (name, value) in moved {
            driver.execute(
                "INSERT INTO sequence (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                &[Value::from(name), Value::Int(value)],
            )?;
        }
        self.undo.clear();
        Ok(())
    }

    /// Notes rows that were inserted.
    pub(crate) fn grew(&mut self, table: &str, rows: u64) {
        match self.grown.get_mut(table) {
            Some(known) => *known += rows,
            None => drop(self.grown.insert(table.into(), rows)),
        }
    }

    /// The tables that rows came into.
    pub(crate) fn take_grown(&mut self) -> Vec<(Box<str>, u64)> {
        std::mem::take(&mut self.grown).into_iter().collect()
    }

    /// What is to be done after the commit, in the order it was asked for.
    pub(crate) fn take_after_commit(&mut self) -> Vec<AfterCommit> {
        std::mem::take(&mut self.after)
    }
}
