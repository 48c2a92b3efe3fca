//! The values that travel between the record engine and the database.

/// One cell of a row, as both databases store it.
///
/// Numbers with a fraction are integers of 1/10,000 ([`Value::Decimal`]), dates are days since 1970-01-01,
/// timestamps are UTC milliseconds: the same bits and the same SQL on SQLite and on PostgreSQL.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// No value.
    Null,
    /// An integer, also an id, a time of day (milliseconds since midnight) and a number scaled by its field.
    Int(i64),
    /// A decimal or an amount of money in units of 1/10,000.
    Decimal(i64),
    /// Text in UTF-8.
    Text(Box<str>),
    /// Yes or no: INTEGER 0/1 on SQLite, BOOLEAN on PostgreSQL.
    Bool(bool),
    /// Days since 1970-01-01.
    Date(i32),
    /// UTC milliseconds since 1970-01-01T00:00Z.
    Timestamp(i64),
    /// A JSON document in text form: TEXT on SQLite, JSONB on PostgreSQL.
    Json(Box<str>),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A floating point number. Never money.
    Float(f64),
}

impl Value {
    /// True for [`Value::Null`].
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The integer inside an `Int`, `Decimal`, `Date`, `Timestamp` or `Bool`; `None` for everything else.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Int(n) | Self::Decimal(n) | Self::Timestamp(n) => Some(*n),
            Self::Date(d) => Some(i64::from(*d)),
            Self::Bool(b) => Some(i64::from(*b)),
            _ => None,
        }
    }

    /// The text inside a `Text` or `Json`; `None` for everything else.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(t) | Self::Json(t) => Some(t),
            _ => None,
        }
    }

    /// The truth inside a `Bool`, also when it was read back as an integer.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(b) => Some(*b),
            Self::Int(n) => Some(*n != 0),
            _ => None,
        }
    }

    /// The bytes inside a `Bytes`.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match self {
            Self::Bytes(b) => Some(b),
            _ => None,
        }
    }
}

impl From<i64> for Value {
    fn from(n: i64) -> Self {
        Self::Int(n)
    }
}
impl From<crate::RecordId> for Value {
    fn from(id: crate::RecordId) -> Self {
        Self::Int(id.get())
    }
}
impl From<&str> for Value {
    fn from(t: &str) -> Self {
        Self::Text(t.into())
    }
}
impl From<String> for Value {
    fn from(t: String) -> Self {
        Self::Text(t.into_boxed_str())
    }
}
impl From<bool> for Value {
    fn from(b: bool) -> Self {
        Self::Bool(b)
    }
}
impl From<Vec<u8>> for Value {
    fn from(b: Vec<u8>) -> Self {
        Self::Bytes(b)
    }
}
impl<T: Into<Value>> From<Option<T>> for Value {
    fn from(v: Option<T>) -> Self {
        v.map_or(Self::Null, Into::into)
    }
}

/// One row to read cells from: a row of a running statement, or a record held in memory.
///
/// A cell is asked for in the type that its column has; a cell of another type, or outside the row, reads as `None`.
pub trait Cells {
    /// An integer, id, decimal, date, timestamp or boolean (0/1) at `column`.
    fn int(&self, column: usize) -> Option<i64>;
    /// A text or JSON document at `column`.
    fn text(&self, column: usize) -> Option<&str>;
    /// A boolean at `column`.
    fn bool(&self, column: usize) -> Option<bool> {
        self.int(column).map(|n| n != 0)
    }
    /// A floating point number at `column`.
    fn float(&self, column: usize) -> Option<f64>;
    /// Bytes at `column`.
    fn bytes(&self, column: usize) -> Option<&[u8]>;
    /// True when the cell holds nothing.
    fn is_null(&self, column: usize) -> bool;
}

impl Cells for [Value] {
    fn int(&self, column: usize) -> Option<i64> {
        self.get(column).and_then(Value::as_int)
    }
    fn text(&self, column: usize) -> Option<&str> {
        self.get(column).and_then(Value::as_text)
    }
    fn float(&self, column: usize) -> Option<f64> {
        match self.get(column) {
            Some(Value::Float(f)) => Some(*f),
            _ => None,
        }
    }
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        self.get(column).and_then(Value::as_bytes)
    }
    fn is_null(&self, column: usize) -> bool {
        self.get(column).is_none_or(Value::is_null)
    }
}
