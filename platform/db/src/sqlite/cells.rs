//! Reading rows of a running SQLite statement.

use heyi_model::{Cells, Value};
use rusqlite::types::ValueRef;

use crate::error::{DbError, Result};
use crate::row::Row;

/// The current row of a statement.
pub(super) struct SqliteCells<'a, 's>(pub(super) &'a rusqlite::Row<'s>);

impl Cells for SqliteCells<'_, '_> {
    fn int(&self, column: usize) -> Option<i64> {
        match self.0.get_ref(column) {
            Ok(ValueRef::Integer(n)) => Some(n),
            _ => None,
        }
    }
    fn text(&self, column: usize) -> Option<&str> {
        match self.0.get_ref(column) {
            Ok(ValueRef::Text(bytes)) => std::str::from_utf8(bytes).ok(),
            _ => None,
        }
    }
    fn float(&self, column: usize) -> Option<f64> {
        match self.0.get_ref(column) {
            Ok(ValueRef::Real(f)) => Some(f),
            _ => None,
        }
    }
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        match self.0.get_ref(column) {
            Ok(ValueRef::Blob(bytes)) => Some(bytes),
            _ => None,
        }
    }
    fn is_null(&self, column: usize) -> bool {
        matches!(self.0.get_ref(column), Ok(ValueRef::Null) | Err(_))
    }
}

/// The current row, copied. Its width is that of the running statement: SQLite prepares `SELECT *` anew after a change of
/// schema.
pub(super) fn owned(row: &rusqlite::Row<'_>) -> Result<Row> {
    let cell = |column| {
        Ok(match row.get_ref(column).map_err(|e| super::error::plain(&e))? {
            ValueRef::Null => Value::Null,
            ValueRef::Integer(n) => Value::Int(n),
            ValueRef::Real(f) => Value::Float(f),
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok(text) => Value::Text(text.into()),
                Err(_) => return Err(DbError::Corrupt { detail: "a text is not UTF-8".into() }),
            },
            ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
        })
    };
    (0..row.as_ref().column_count()).map(cell).collect::<Result<Box<[Value]>>>().map(Row)
}
