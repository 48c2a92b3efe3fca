//! Reading rows that the server sends.

use std::error::Error;

use heyi_model::{Cells, Value};
use postgres::types::{FromSql, Type};

use crate::error::{DbError, Result};
use crate::row::Row;

/// A row of a running statement.
pub(super) struct PostgresCells<'a>(pub(super) &'a postgres::Row);

/// The bytes of a cell with their type.
enum Cell<'a> {
    Null,
    Bool(&'a [u8]),
    Int(&'a [u8]),
    Float4(&'a [u8]),
    Float8(&'a [u8]),
    Numeric(&'a [u8]),
    Text(&'a [u8]),
    Json(&'a [u8]),
    Bytes(&'a [u8]),
}

impl<'a> FromSql<'a> for Cell<'a> {
    fn from_sql(ty: &Type, raw: &'a [u8]) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(match *ty {
            Type::BOOL => Self::Bool(raw),
            Type::INT8 | Type::INT4 | Type::INT2 => Self::Int(raw),
            Type::FLOAT4 => Self::Float4(raw),
            Type::FLOAT8 => Self::Float8(raw),
            Type::NUMERIC => Self::Numeric(raw),
            Type::BYTEA => Self::Bytes(raw),
            // The first byte is the version of the format.
            Type::JSONB => Self::Json(raw.get(1..).unwrap_or_default()),
            Type::JSON => Self::Json(raw),
            _ => Self::Text(raw),
        })
    }
    fn from_sql_null(_: &Type) -> std::result::Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self::Null)
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

fn cell(row: &postgres::Row, column: usize) -> Cell<'_> {
    row.try_get(column).unwrap_or(Cell::Null)
}

fn int(raw: &[u8]) -> Option<i64> {
    match raw.len() {
        8 => raw.try_into().ok().map(i64::from_be_bytes),
        4 => raw.try_into().ok().map(|b| i64::from(i32::from_be_bytes(b))),
        2 => raw.try_into().ok().map(|b| i64::from(i16::from_be_bytes(b))),
        _ => None,
    }
}

impl Cells for PostgresCells<'_> {
    fn int(&self, column: usize) -> Option<i64> {
        match cell(self.0, column) {
            Cell::Int(raw) => int(raw),
            Cell::Bool(raw) => raw.first().map(|b| i64::from(*b != 0)),
            Cell::Numeric(raw) => Numeric::read(raw).and_then(|n| n.int),
            _ => None,
        }
    }
    fn text(&self, column: usize) -> Option<&str> {
        match cell(self.0, column) {
            Cell::Text(raw) | Cell::Json(raw) => std::str::from_utf8(raw).ok(),
            _ => None,
        }
    }
    fn float(&self, column: usize) -> Option<f64> {
        match cell(self.0, column) {
            Cell::Float8(raw) => raw.try_into().ok().map(f64::from_be_bytes),
            Cell::Float4(raw) => raw.try_into().ok().map(|b| f64::from(f32::from_be_bytes(b))),
            Cell::Numeric(raw) => Numeric::read(raw).map(|n| n.float),
            _ => None,
        }
    }
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        match cell(self.0, column) {
            Cell::Bytes(raw) => Some(raw),
            _ => None,
        }
    }
    fn is_null(&self, column: usize) -> bool {
        matches!(cell(self.0, column), Cell::Null)
    }
}

/// A row, copied.
pub(super) fn owned(row: &postgres::Row) -> Result<Row> {
    let value = |column| {
        let cells = PostgresCells(row);
        Ok(match cell(row, column) {
            Cell::Null => Value::Null,
            Cell::Bool(_) => Value::Bool(cells.bool(column).unwrap_or_default()),
            Cell::Int(raw) => int(raw).map_or(Value::Null, Value::Int),
            Cell::Float4(_) | Cell::Float8(_) => cells.float(column).map_or(Value::Null, Value::Float),
            Cell::Numeric(raw) => match Numeric::read(raw) {
                None => Value::Null,
                Some(n) if n.has_fraction_digits => Value::Float(n.float),
                Some(n) => Value::Int(n.int.ok_or(DbError::Overflow)?),
            },
            Cell::Text(_) => cells.text(column).map_or(Value::Null, Value::from),
            Cell::Json(_) => cells.text(column).map_or(Value::Null, |text| Value::Json(text.into())),
            Cell::Bytes(raw) => Value::Bytes(raw.to_vec()),
        })
    };
    (0..row.len()).map(value).collect::<Result<Box<[Value]>>>().map(Row)
}

/// Refuses a row with a whole number beyond 64 bits: SQLite refuses such a sum too.
pub(super) fn check_range(row: &postgres::Row) -> Result<()> {
    let too_large = |column| match cell(row, column) {
        Cell::Numeric(raw) => Numeric::read(raw).is_some_and(|n| n.int.is_none() && !n.has_fraction_digits),
        _ => false,
    };
    if (0..row.len()).any(too_large) { Err(DbError::Overflow) } else { Ok(()) }
}

/// A NUMERIC, as the sum of a BIGINT column is one.
struct Numeric {
    /// Its value when it is whole and fits.
    int: Option<i64>,
    float: f64,
    /// It was declared or computed with digits behind the point, be they zero.
    has_fraction_digits: bool,
}

impl Numeric {
    /// Reads the binary form: four 16-bit words (digits, weight, sign, scale), then digits of base 10,000. `None` for NaN
    /// and the infinities.
    fn read(raw: &[u8]) -> Option<Self> {
        let word = |at: usize| raw.get(2 * at..2 * at + 2).map(|b| u16::from_be_bytes([b[0], b[1]]));
        let (count, weight, sign, scale) = (word(0)?, word(1)? as i16, word(2)?, word(3)?);
        let negative = match sign {
            0 => false,
            0x4000 => true,
            _ => return None,
        };
        let (mut whole, mut float, mut exact) = (Some(0_i128), 0.0, true);
        for at in 0..count {
            let digit = word(4 + at as usize)?;
            let power = i32::from(weight) - i32::from(at);
            float += f64::from(digit) * 10_000_f64.powi(power);
            match u32::try_from(power) {
                Ok(power) => {
                    whole = 10_000_i128
                        .checked_pow(power)
                        .and_then(|unit| unit.checked_mul(i128::from(digit)))
                        .and_then(|part| whole?.checked_add(part));
                }
                Err(_) => exact &= digit == 0,
            }
        }
        let whole = if exact { whole } else { None };
        let int = whole.and_then(|n| i64::try_from(if negative { -n } else { n }).ok());
        Some(Self { int, float: if negative { -float } else { float }, has_fraction_digits: scale > 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numeric_is_read_exactly() {
        let words = |words: &[u16]| words.iter().flat_map(|w| w.to_be_bytes()).collect::<Vec<u8>>();
        for (raw, int, float) in [
            (words(&[0, 0, 0, 0]), Some(0), 0.0),
            (words(&[1, 0, 0, 0, 7]), Some(7), 7.0),
            (words(&[1, 1, 0x4000, 0, 7]), Some(-70_000), -70_000.0),
            (words(&[2, 0, 0, 4, 7, 5_000]), None, 7.5),
            (words(&[5, 4, 0, 0, 922, 3_372, 368, 5_477, 5_807]), Some(i64::MAX), 9.223_372_036_854_776e18),
            (words(&[5, 4, 0, 0, 922, 3_372, 368, 5_477, 5_808]), None, 9.223_372_036_854_776e18),
        ] {
            let read = Numeric::read(&raw).unwrap();
            assert_eq!((read.int, read.float), (int, float), "{raw:?}");
        }
        assert!(Numeric::read(&words(&[0, 0, 0xC000, 0])).is_none(), "NaN");
    }
}
