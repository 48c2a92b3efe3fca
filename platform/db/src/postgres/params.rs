//! Values on their way to the server, in the type that the server expects at their place.

use std::error::Error;

use bytes::{BufMut, BytesMut};
use heyi_model::Value;
use postgres::types::{Format, IsNull, Kind, ToSql, Type};

use crate::error::DbError;

type Encoded = Result<IsNull, Box<dyn Error + Sync + Send>>;

/// One value.
#[derive(Debug)]
pub(super) struct Bound<'a>(pub(super) &'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        match self.0 {
            Value::Null => return Ok(IsNull::Yes),
            Value::Int(n) | Value::Decimal(n) | Value::Timestamp(n) => put_int(*n, ty, out)?,
            Value::Date(d) => put_int(i64::from(*d), ty, out)?,
            Value::Bool(b) => put_int(i64::from(*b), ty, out)?,
            Value::Float(f) => put_float(*f, ty, out)?,
            Value::Text(text) | Value::Json(text) => put_text(text, ty, out)?,
            Value::Bytes(bytes) if *ty == Type::BYTEA => out.put_slice(bytes),
            Value::Bytes(_) => return Err(misfit("bytes", ty)),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    /// Types without a binary form here (`numeric`, `tsquery`, …) are sent as text.
    fn encode_format(&self, ty: &Type) -> Format {
        if is_binary(ty) { Format::Binary } else { Format::Text }
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        self.to_sql(ty, out)
    }
}

/// One column of a set of rows.
#[derive(Debug)]
pub(super) struct Array<'a> {
    pub(super) rows: &'a [&'a [Value]],
    pub(super) column: usize,
}

impl ToSql for Array<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        let Kind::Array(_) = ty.kind() else { return Err(misfit("a set of values", ty)) };
        let null = Value::Null;
        let cells: Vec<Bound<'_>> = self.rows.iter().map(|row| Bound(row.get(self.column).unwrap_or(&null))).collect();
        cells.to_sql(ty, out)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Encoded {
        self.to_sql(ty, out)
    }
}

fn is_binary(ty: &Type) -> bool {
    matches!(
        *ty,
        Type::BOOL
            | Type::INT2
            | Type::INT4
            | Type::INT8
            | Type::FLOAT4
            | Type::FLOAT8
            | Type::TEXT
            | Type::VARCHAR
            | Type::BPCHAR
            | Type::NAME
            | Type::JSON
            | Type::JSONB
            | Type::BYTEA
    )
}

fn misfit(what: &str, ty: &Type) -> Box<dyn Error + Sync + Send> {
    Box::new(DbError::Constraint { detail: format!("{what} given where {ty} is expected") })
}

fn overflow<T>(_: T) -> Box<dyn Error + Sync + Send> {
    Box::new(DbError::Overflow)
}

fn put_int(n: i64, ty: &Type, out: &mut BytesMut) -> Result<(), Box<dyn Error + Sync + Send>> {
    match *ty {
        Type::INT8 => out.put_i64(n),
        Type::INT4 => out.put_i32(i32::try_from(n).map_err(overflow)?),
        Type::INT2 => out.put_i16(i16::try_from(n).map_err(overflow)?),
        Type::BOOL => out.put_u8(u8::from(n != 0)),
        Type::FLOAT8 => out.put_f64(n as f64),
        Type::FLOAT4 => out.put_f32(n as f32),
        Type::JSONB => {
            out.put_u8(1);
            out.put_slice(itoa::Buffer::new().format(n).as_bytes());
        }
        Type::BYTEA => return Err(misfit("a number", ty)),
        _ => out.put_slice(itoa::Buffer::new().format(n).as_bytes()),
    }
    Ok(())
}

fn put_float(f: f64, ty: &Type, out: &mut BytesMut) -> Result<(), Box<dyn Error + Sync + Send>> {
    match *ty {
        Type::FLOAT8 => out.put_f64(f),
        Type::FLOAT4 => out.put_f32(f as f32),
        Type::INT8 | Type::INT4 | Type::INT2 | Type::BOOL if f.fract() == 0.0 && f.abs() < 9.0e18 => {
            put_int(f as i64, ty, out)?;
        }
        Type::NUMERIC | Type::TEXT | Type::VARCHAR | Type::BPCHAR => out.put_slice(f.to_string().as_bytes()),
        _ => return Err(misfit("a floating point number", ty)),
    }
    Ok(())
}

fn put_text(text: &str, ty: &Type, out: &mut BytesMut) -> Result<(), Box<dyn Error + Sync + Send>> {
    if text.as_bytes().contains(&0) {
        return Err(Box::new(DbError::NulInText));
    }
    match *ty {
        Type::JSONB => {
            out.put_u8(1);
            out.put_slice(text.as_bytes());
        }
        Type::BOOL | Type::INT2 | Type::INT4 | Type::INT8 | Type::FLOAT4 | Type::FLOAT8 | Type::BYTEA => {
            return Err(misfit("a text", ty));
        }
        _ => out.put_slice(text.as_bytes()),
    }
    Ok(())
}
