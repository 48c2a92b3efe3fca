//! Filters on records in memory.

use heyi_model::{Filter, ParseCx, Problem};

use crate::Record;

/// What a filter that can be tested in memory may need to know.
#[derive(Debug, Clone, Copy)]
pub struct EvalCx<'a> {
    /// How values are read.
    pub parse: &'a ParseCx,
    /// Today in the organisation's time zone, days since 1970.
    pub today: i32,
}

/// Does `filter` hold for `record`?
pub fn holds(filter: &Filter, record: &Record, cx: EvalCx) -> Result<bool, Problem> {
    let _ = (filter, record, cx);
    Err(Problem::internal("not written yet"))
}
