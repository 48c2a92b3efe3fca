//! Statistics of tables that grow fast.
//!
//! PostgreSQL keeps the plan that it made for a prepared statement when the table was empty until the table is analysed,
//! which its own upkeep does a minute later at best. An import of 200,000 rows into an empty table read the whole of an
//! index for each set until then. So a table is analysed as it grows, each time it has grown fourfold.

use std::collections::HashMap;

/// A table is analysed first when so many rows came into it.
const FIRST: u64 = 1_000;
/// And then each time when so many times as many have come.
const TIMES: u64 = 4;

/// What came into each table by way of this connection.
#[derive(Debug, Default)]
pub(super) struct Growth(HashMap<Box<str>, Grown>);

#[derive(Debug)]
struct Grown {
    rows: u64,
    due_at: u64,
}

impl Growth {
    /// Notes that rows came into a table. True when it is to be analysed now.
    pub(super) fn note(&mut self, table: &str, rows: u64) -> bool {
        if !self.0.contains_key(table) {
            self.0.insert(table.into(), Grown { rows: 0, due_at: FIRST });
        }
        let Some(grown) = self.0.get_mut(table) else { return false };
        grown.rows += rows;
        let due = grown.rows >= grown.due_at;
        if due {
            grown.due_at = grown.rows * TIMES;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_due_each_time_it_has_grown_fourfold() {
        let mut growth = Growth::default();
        let due: Vec<u64> = (1..=100).filter(|_| growth.note("account", 200)).map(|set| set * 200).collect();
        assert_eq!(due, [1_000, 4_000, 16_000]);
        assert!(!growth.note("deal", 999));
        assert!(growth.note("deal", 1));
    }
}
