//! SQLite, with the settings of the house's connections.

use std::time::Duration;

use anyhow::{Context as _, Result};
use heyi_db::Traced;
use heyi_model::Value;
use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, Connection};

use super::{member, text};
use crate::cpu;
use crate::emitted::Emitted;

struct Bound<'a>(&'a Value);

impl rusqlite::ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            Value::Null => ValueRef::Null,
            Value::Int(n) | Value::Decimal(n) | Value::Timestamp(n) => ValueRef::Integer(*n),
            Value::Date(d) => ValueRef::Integer(i64::from(*d)),
            Value::Bool(b) => ValueRef::Integer(i64::from(*b)),
            Value::Text(t) | Value::Json(t) => ValueRef::Text(t.as_bytes()),
            Value::Bytes(b) => ValueRef::Blob(b),
            Value::Float(f) => ValueRef::Real(*f),
        }))
    }
}

fn open(url: &str, settings: &str) -> Result<Connection> {
    let path = url.strip_prefix("sqlite:").context("not SQLite")?;
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.set_prepared_statement_cache_capacity(256);
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.execute_batch("PRAGMA mmap_size = 0; PRAGMA case_sensitive_like = ON; PRAGMA foreign_keys = OFF")?;
    connection.execute_batch(settings)?;
    Ok(connection)
}

pub fn reads(url: &str, requests: &[Emitted]) -> Result<Duration> {
    let connection = open(url, "PRAGMA cache_size = -16384; PRAGMA query_only = ON")?;
    let mut out = Vec::new();
    let mut run = || -> Result<Duration> {
        let begun = cpu::of_this_thread()?;
        for statement in requests.iter().flatten() {
            out.clear();
            step(&connection, statement, &mut out)?;
        }
        Ok(cpu::of_this_thread()? - begun)
    };
    // Once to warm the caches, as the server was warmed.
    run()?;
    run()
}

pub fn writes(url: &str, requests: &[Emitted], group: usize) -> Result<Duration> {
    let connection = open(url, "PRAGMA cache_size = -65536; PRAGMA synchronous = FULL")?;
    let mut out = Vec::new();
    let begun = cpu::of_this_thread()?;
    for some in requests.chunks(group.max(1)) {
        connection.execute_batch("BEGIN IMMEDIATE")?;
        for statement in some.iter().flatten() {
            out.clear();
            step(&connection, statement, &mut out)?;
        }
        connection.execute_batch("COMMIT")?;
    }
    Ok(cpu::of_this_thread()? - begun)
}

fn step(connection: &Connection, traced: &Traced, out: &mut Vec<u8>) -> Result<()> {
    let mut statement = connection.prepare_cached(&traced.text)?;
    for row in &traced.set {
        bind(&mut statement, row)?;
        statement.raw_execute()?;
    }
    if !traced.set.is_empty() {
        return Ok(());
    }
    bind(&mut statement, &traced.params)?;
    if statement.column_count() == 0 {
        statement.raw_execute()?;
        return Ok(());
    }
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let mut first = true;
        for (at, name) in names.iter().enumerate() {
            member(out, &mut first, name);
            match row.get_ref(at)? {
                ValueRef::Null => out.extend_from_slice(b"null"),
                ValueRef::Integer(n) => out.extend_from_slice(itoa::Buffer::new().format(n).as_bytes()),
                ValueRef::Real(f) => out.extend_from_slice(f.to_string().as_bytes()),
                ValueRef::Text(bytes) => text(out, std::str::from_utf8(bytes)?),
                ValueRef::Blob(_) => out.extend_from_slice(b"\"\""),
            }
        }
        out.push(b'}');
    }
    Ok(())
}

/// `$3` is a name to SQLite, `?` takes the values in order.
fn bind(statement: &mut CachedStatement, params: &[Value]) -> Result<()> {
    for index in 1..=statement.parameter_count() {
        let number = match statement.parameter_name(index) {
            Some(name) => name[1..].split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default().parse()?,
            None => index,
        };
        let value = params.get(number - 1).context("a placeholder without a value")?;
        statement.raw_bind_parameter(index, Bound(value))?;
    }
    Ok(())
}
