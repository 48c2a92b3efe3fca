//! The words of each engine for the steps of a plan.

use std::fmt::Write;

use super::{ColumnDef, ColumnKind, IndexColumn, Predicate, SchemaStep, columns, index_exists, tables};
use crate::config::Dialect;
use crate::driver::Driver;
use crate::error::{DbError, Result};

/// A statement of a change of schema.
pub(crate) enum Statement {
    /// Runs in a transaction.
    Plain(String),
    /// Builds an index on a table with rows.
    BuildIndex {
        /// Its name, for the clean-up of a broken build.
        name: String,
        /// `CREATE INDEX …` up to its name, its name, and the rest: where CONCURRENTLY goes differs.
        head: &'static str,
        /// From the name on.
        tail: String,
    },
}

/// A name in quotes.
pub(crate) fn quote(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// What is left to do for `step`: nothing when its result is there.
pub(crate) fn statements(driver: &mut dyn Driver, step: &SchemaStep) -> Result<Option<Statement>> {
    let dialect = driver.dialect();
    for name in names(step) {
        check_name(name)?;
    }
    let plain = |text| Ok(Some(Statement::Plain(text)));
    match step {
        SchemaStep::CreateTable { name, columns, primary_key } => {
            if tables(driver)?.contains(name) {
                return missing_columns(driver, name, columns);
            }
            plain(create_table(dialect, name, columns, primary_key))
        }
        SchemaStep::AddColumn { table, column } => {
            if columns(driver, table)?.iter().any(|found| found.name == column.name) {
                return Ok(None);
            }
            plain(format!("ALTER TABLE {} ADD COLUMN {}", quote(table), column_text(dialect, column)))
        }
        SchemaStep::CreateIndex { name, table, columns, unique, partial } => {
            if index_exists(driver, name)? {
                return Ok(None);
            }
            let tail = index_tail(driver, name, table, columns, partial.as_ref())?;
            let head = if *unique { "CREATE UNIQUE INDEX" } else { "CREATE INDEX" };
            Ok(Some(Statement::BuildIndex { name: name.clone(), head, tail }))
        }
        SchemaStep::DropIndex { name } => plain(format!("DROP INDEX IF EXISTS {}", quote(name))),
        SchemaStep::CreateSearch { table } => {
            let name = crate::search::table_name(table);
            if tables(driver)?.contains(&name) {
                return Ok(None);
            }
            plain(crate::search::create(dialect, &name))
        }
        SchemaStep::DropTable { name } => plain(format!("DROP TABLE IF EXISTS {}", quote(name))),
    }
}

/// A table that is there must have every column of the plan: another shape under the same name is a fault.
fn missing_columns(driver: &mut dyn Driver, table: &str, wanted: &[ColumnDef]) -> Result<Option<Statement>> {
    let found = columns(driver, table)?;
    match wanted.iter().find(|column| !found.iter().any(|found| found.name == column.name)) {
        Some(column) => Err(DbError::internal(format!("table {table} exists without its column {}", column.name))),
        None => Ok(None),
    }
}

fn names(step: &SchemaStep) -> Vec<&str> {
    match step {
        SchemaStep::CreateTable { name, columns, .. } => {
            std::iter::once(name.as_str()).chain(columns.iter().map(|c| c.name.as_str())).collect()
        }
        SchemaStep::AddColumn { table, column } => vec![table, &column.name],
        SchemaStep::CreateIndex { name, table, columns, .. } => {
            [name.as_str(), table.as_str()].into_iter().chain(columns.iter().map(|c| c.name.as_str())).collect()
        }
        SchemaStep::CreateSearch { table: name } | SchemaStep::DropIndex { name } | SchemaStep::DropTable { name } => {
            vec![name]
        }
    }
}

/// PostgreSQL cuts names at 63 bytes without a word, which would make two names one.
fn check_name(name: &str) -> Result<()> {
    if name.is_empty() || name.len() > 63 || name.contains('\0') {
        return Err(DbError::internal(format!("a name in the database has 1 to 63 bytes: {name:?}")));
    }
    Ok(())
}

fn type_text(dialect: Dialect, kind: ColumnKind) -> &'static str {
    match (dialect, kind) {
        (Dialect::Sqlite, ColumnKind::Int | ColumnKind::Bool) | (_, ColumnKind::Date) => "INTEGER",
        (Dialect::Sqlite, ColumnKind::Text | ColumnKind::Json) => "TEXT",
        (Dialect::Sqlite, ColumnKind::Bytes) => "BLOB",
        (Dialect::Sqlite, ColumnKind::Float) => "REAL",
        (Dialect::Postgres, ColumnKind::Int) => "BIGINT",
        (Dialect::Postgres, ColumnKind::Bool) => "BOOLEAN",
        (Dialect::Postgres, ColumnKind::Text) => "TEXT COLLATE \"C\"",
        (Dialect::Postgres, ColumnKind::Json) => "JSONB",
        (Dialect::Postgres, ColumnKind::Bytes) => "BYTEA",
        (Dialect::Postgres, ColumnKind::Float) => "DOUBLE PRECISION",
    }
}

fn column_text(dialect: Dialect, column: &ColumnDef) -> String {
    let not_null = if column.not_null { " NOT NULL" } else { "" };
    format!("{} {}{not_null}", quote(&column.name), type_text(dialect, column.kind))
}

fn create_table(dialect: Dialect, name: &str, columns: &[ColumnDef], primary_key: &[String]) -> String {
    let by_row_id = match primary_key {
        [key] => columns.iter().any(|c| c.name == *key && c.kind == ColumnKind::Int),
        _ => false,
    };
    let mut parts: Vec<String> = Vec::with_capacity(columns.len() + 1);
    for column in columns {
        let mut part = column_text(dialect, column);
        if by_row_id && primary_key[0] == column.name {
            part.push_str(" PRIMARY KEY");
        }
        if dialect == Dialect::Sqlite && column.kind == ColumnKind::Json {
            let _ = write!(part, " CHECK (json_valid({}))", quote(&column.name));
        }
        parts.push(part);
    }
    if !by_row_id && !primary_key.is_empty() {
        let key: Vec<String> = primary_key.iter().map(|name| quote(name)).collect();
        parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
    }
    let tail = match dialect {
        Dialect::Postgres => "",
        Dialect::Sqlite if by_row_id || primary_key.is_empty() => " STRICT",
        Dialect::Sqlite => " STRICT, WITHOUT ROWID",
    };
    format!("CREATE TABLE {} ({}){tail}", quote(name), parts.join(", "))
}

fn index_tail(
    driver: &mut dyn Driver,
    name: &str,
    table: &str,
    wanted: &[IndexColumn],
    partial: Option<&Predicate>,
) -> Result<String> {
    let found = columns(driver, table)?;
    let mut parts = Vec::with_capacity(wanted.len());
    for column in wanted {
        let Some(known) = found.iter().find(|found| found.name == column.name) else {
            return Err(DbError::internal(format!("index {name}: table {table} has no column {}", column.name)));
        };
        let nulls = match (driver.dialect(), known.not_null, column.desc) {
            (Dialect::Sqlite, ..) | (Dialect::Postgres, true, _) => "",
            (Dialect::Postgres, false, false) => " NULLS FIRST",
            (Dialect::Postgres, false, true) => " NULLS LAST",
        };
        parts.push(format!("{}{}{nulls}", quote(&column.name), if column.desc { " DESC" } else { "" }));
    }
    let filter = partial.map_or_else(String::new, |p| format!(" WHERE {}", predicate_text(p)));
    Ok(format!("{} ON {} ({}){filter}", quote(name), quote(table), parts.join(", ")))
}

fn predicate_text(predicate: &Predicate) -> String {
    match predicate {
        Predicate::NotDeleted => "\"deleted_at\" IS NULL".into(),
        Predicate::NotNull(column) => format!("{} IS NOT NULL", quote(column)),
        Predicate::All(all) => all.iter().map(predicate_text).collect::<Vec<_>>().join(" AND "),
    }
}
