//! What the jobs of one commit group share: counters and what is to be done after the commit.

use std::collections::HashMap;

use crate::driver::Driver;
use crate::error::{DbError, Result};
use heyi_model::{Cells, Value};

/// Runs after the durable commit.
pub(crate) type AfterCommit = Box<dyn FnOnce() + Send>;

/// A place to come back to when a savepoint is rolled back.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    undo: usize,
    after: usize,
}

/// The memory of one commit group.
#[derive(Default)]
pub(crate) struct Group {
    counters: HashMap<String, i64>,
    /// What a counter was before each change; `None`: not read yet.
    undo: Vec<(String, Option<i64>)>,
    after: Vec<AfterCommit>,
}

impl Group {
    pub(crate) fn mark(&self) -> Mark {
        Mark { undo: self.undo.len(), after: self.after.len() }
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

    /// Writes the counters that moved.
    pub(crate) fn write_back(&mut self, driver: &mut dyn Driver) -> Result<()> {
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

    /// What is to be done after the commit, in the order it was asked for.
    pub(crate) fn take_after_commit(&mut self) -> Vec<AfterCommit> {
        std::mem::take(&mut self.after)
    }
}
