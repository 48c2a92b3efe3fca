//! PostgreSQL, prepared statements of the synchronous driver.

use std::collections::HashMap;
use std::error::Error;
use std::time::Duration;

use anyhow::{Context as _, Result};
use bytes::{BufMut as _, BytesMut};
use heyi_db::Traced;
use heyi_model::Value;
use postgres::fallible_iterator::FallibleIterator as _;
use postgres::types::{Format, FromSql, IsNull, ToSql, Type};
use postgres::{Client, NoTls, Row, Statement};

use super::{member, text};
use crate::cpu;
use crate::emitted::Emitted;

#[derive(Debug)]
struct Bound<'a>(&'a Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        let number = match self.0 {
            Value::Null => return Ok(IsNull::Yes),
            Value::Int(n) | Value::Decimal(n) | Value::Timestamp(n) => *n,
            Value::Date(d) => i64::from(*d),
            Value::Bool(b) => i64::from(*b),
            Value::Text(text) | Value::Json(text) => {
                if *ty == Type::JSONB {
                    out.put_u8(1);
                }
                out.put_slice(text.as_bytes());
                return Ok(IsNull::No);
            }
            Value::Bytes(bytes) => {
                out.put_slice(bytes);
                return Ok(IsNull::No);
            }
            Value::Float(f) => {
                out.put_f64(*f);
                return Ok(IsNull::No);
            }
        };
        match *ty {
            Type::INT8 => out.put_i64(number),
            Type::INT4 => out.put_i32(number as i32),
            Type::INT2 => out.put_i16(number as i16),
            Type::BOOL => out.put_u8(u8::from(number != 0)),
            _ => out.put_slice(itoa::Buffer::new().format(number).as_bytes()),
        }
        Ok(IsNull::No)
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    fn encode_format(&self, ty: &Type) -> Format {
        match *ty {
            Type::NUMERIC | Type::REGCONFIG => Format::Text,
            _ if ty.name() == "tsquery" || ty.name() == "tsvector" => Format::Text,
            _ => Format::Binary,
        }
    }

    fn to_sql_checked(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Box<dyn Error + Sync + Send>> {
        self.to_sql(ty, out)
    }
}

/// A cell as it came.
struct Bytes<'a>(&'a [u8]);

impl<'a> FromSql<'a> for Bytes<'a> {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, Box<dyn Error + Sync + Send>> {
        Ok(Self(raw))
    }
    fn accepts(_: &Type) -> bool {
        true
    }
}

struct Stepper {
    client: Client,
    back_end: u32,
    prepared: HashMap<String, Statement>,
    out: Vec<u8>,
}

impl Stepper {
    fn open(url: &str) -> Result<Self> {
        let mut client = Client::connect(url, NoTls)?;
        let pid: i32 = client.query_one("SELECT pg_backend_pid()", &[])?.get(0);
        Ok(Self { client, back_end: pid as u32, prepared: HashMap::new(), out: Vec::new() })
    }

    fn used(&self) -> Result<Duration> {
        Ok(cpu::of_this_thread()? + cpu::of_process(self.back_end)?)
    }

    fn step(&mut self, traced: &Traced) -> Result<()> {
        if !self.prepared.contains_key(&traced.text) {
            let statement = self.client.prepare(&traced.text).with_context(|| traced.text.clone())?;
            self.prepared.insert(traced.text.clone(), statement);
        }
        let statement = self.prepared.get(&traced.text).context("prepared above")?;
        self.out.clear();
        if let Some(first) = traced.set.first() {
            let columns: Vec<Vec<Bound>> =
                (0..first.len()).map(|at| traced.set.iter().map(|row| Bound(&row[at])).collect()).collect();
            let params: Vec<&(dyn ToSql + Sync)> = columns.iter().map(|column| column as _).collect();
            self.client.execute(statement, &params).with_context(|| traced.text.clone())?;
            return Ok(());
        }
        let params: Vec<Bound> = traced.params.iter().map(Bound).collect();
        let mut rows = self
            .client
            .query_raw(statement, params.iter().map(|param| param as &(dyn ToSql + Sync)))
            .with_context(|| traced.text.clone())?;
        while let Some(row) = rows.next()? {
            write(&row, &mut self.out)?;
        }
        Ok(())
    }
}

pub fn reads(url: &str, requests: &[Emitted]) -> Result<Duration> {
    let mut stepper = Stepper::open(url)?;
    let mut run = || -> Result<Duration> {
        let begun = stepper.used()?;
        for statement in requests.iter().flatten() {
            stepper.step(statement)?;
        }
        Ok(stepper.used()? - begun)
    };
    // Once to warm the caches, as the server was warmed.
    run()?;
    run()
}

pub fn writes(url: &str, requests: &[Emitted], group: usize) -> Result<Duration> {
    let mut stepper = Stepper::open(url)?;
    let begun = stepper.used()?;
    for some in requests.chunks(group.max(1)) {
        stepper.client.batch_execute("BEGIN")?;
        for statement in some.iter().flatten() {
            stepper.step(statement)?;
        }
        stepper.client.batch_execute("COMMIT")?;
    }
    Ok(stepper.used()? - begun)
}

fn write(row: &Row, out: &mut Vec<u8>) -> Result<()> {
    let mut first = true;
    for (at, column) in row.columns().iter().enumerate() {
        member(out, &mut first, column.name());
        let mut number = |n: Option<i64>| match n {
            Some(n) => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
            None => out.extend_from_slice(b"null"),
        };
        match *column.type_() {
            Type::INT8 => number(row.try_get(at)?),
            Type::INT4 => number(row.try_get::<_, Option<i32>>(at)?.map(i64::from)),
            Type::INT2 => number(row.try_get::<_, Option<i16>>(at)?.map(i64::from)),
            Type::BOOL => number(row.try_get::<_, Option<bool>>(at)?.map(i64::from)),
            Type::TEXT | Type::VARCHAR | Type::NAME => match row.try_get::<_, Option<&str>>(at)? {
                Some(found) => text(out, found),
                None => out.extend_from_slice(b"null"),
            },
            Type::JSONB => match row.try_get::<_, Option<Bytes>>(at)? {
                // A version stands before the document.
                Some(Bytes(bytes)) => out.extend_from_slice(bytes.get(1..).unwrap_or_default()),
                None => out.extend_from_slice(b"null"),
            },
            _ => match row.try_get::<_, Option<Bytes>>(at)? {
                Some(Bytes(bytes)) => text(out, &String::from_utf8_lossy(bytes)),
                None => out.extend_from_slice(b"null"),
            },
        }
    }
    out.push(b'}');
    Ok(())
}
