//! A row that outlives its statement.

use heyi_model::{Cells, Value};

/// One row, owned.
///
/// It knows how a cell is stored, not what it means: a date comes back as `Int`, a boolean as `Bool` from PostgreSQL and as
/// `Int` from SQLite, a JSON document as `Json` or `Text`. Read it with [`Cells`], which hides that.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(pub(crate) Box<[Value]>);

impl Row {
    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.0.len()
    }
    /// True when the statement has no columns.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
    /// The cells.
    pub fn values(&self) -> &[Value] {
        &self.0
    }
    /// The cells, taken.
    pub fn into_values(self) -> Vec<Value> {
        self.0.into_vec()
    }
}

impl Cells for Row {
    fn int(&self, column: usize) -> Option<i64> {
        self.0.int(column)
    }
    fn text(&self, column: usize) -> Option<&str> {
        self.0.text(column)
    }
    fn float(&self, column: usize) -> Option<f64> {
        self.0.float(column)
    }
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        self.0.bytes(column)
    }
    fn is_null(&self, column: usize) -> bool {
        self.0.is_null(column)
    }
}
