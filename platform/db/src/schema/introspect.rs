//! What is in the database, for `heyi check` and for plans that are run again.

use heyi_model::{Cells, Value};

use super::ddl::quote;
use crate::config::Dialect;
use crate::driver::Driver;
use crate::error::Result;

/// A column as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundColumn {
    /// Its name.
    pub name: String,
    /// The type in the engine's words, upper case.
    pub type_name: String,
    /// True when every row has a value.
    pub not_null: bool,
}

/// An index as the database knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundIndex {
    /// Its name.
    pub name: String,
    /// No two rows have the same values.
    pub unique: bool,
}

/// All tables, sorted; without those that an engine makes for itself.
pub(crate) fn tables(driver: &mut dyn Driver) -> Result<Vec<String>> {
    let text = match driver.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') \
             AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
        }
        Dialect::Postgres => {
            "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace \
             ORDER BY relname COLLATE \"C\""
        }
    };
    let rows = driver.rows(text, &[], usize::MAX)?;
    Ok(rows.iter().filter_map(|row| row.text(0).map(str::to_owned)).collect())
}

/// The columns of a table in their order; none when there is no such table.
pub(crate) fn columns(driver: &mut dyn Driver, table: &str) -> Result<Vec<FoundColumn>> {
    let text = match driver.dialect() {
        Dialect::Sqlite => "SELECT name, upper(type), \"notnull\" OR pk > 0 FROM pragma_table_info($1) ORDER BY cid",
        Dialect::Postgres => {
            "SELECT attname, upper(format_type(atttypid, atttypmod)), attnotnull FROM pg_attribute a \
             JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = $1 AND c.relkind = 'r' \
             AND c.relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
        }
    };
    let rows = driver.rows(text, &[Value::from(table)], usize::MAX)?;
    let found = |row: &crate::Row| FoundColumn {
        name: row.text(0).unwrap_or_default().to_owned(),
        type_name: row.text(1).unwrap_or_default().to_owned(),
        not_null: row.bool(2).unwrap_or(false),
    };
    Ok(rows.iter().map(found).collect())
}

/// The usable indexes of a table, sorted by name, without that of the primary key.
pub(crate) fn indexes(driver: &mut dyn Driver, table: &str) -> Result<Vec<FoundIndex>> {
    let text = match driver.dialect() {
        Dialect::Sqlite => "SELECT name, \"unique\" FROM pragma_index_list($1) WHERE origin = 'c' ORDER BY name",
        Dialect::Postgres => {
            "SELECT i.relname, x.indisunique FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid \
             JOIN pg_class t ON t.oid = x.indrelid WHERE t.relname = $1 AND NOT x.indisprimary AND x.indisvalid \
             AND t.relnamespace = current_schema()::regnamespace ORDER BY i.relname COLLATE \"C\""
        }
    };
    let rows = driver.rows(text, &[Value::from(table)], usize::MAX)?;
    let found = |row: &crate::Row| FoundIndex {
        name: row.text(0).unwrap_or_default().to_owned(),
        unique: row.bool(1).unwrap_or(false),
    };
    Ok(rows.iter().map(found).collect())
}

/// True when a usable index of that name is there.
pub(crate) fn index_exists(driver: &mut dyn Driver, name: &str) -> Result<bool> {
    let text = match driver.dialect() {
        Dialect::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = $1",
        Dialect::Postgres => {
            "SELECT 1 FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid WHERE i.relname = $1 AND x.indisvalid \
             AND i.relnamespace = current_schema()::regnamespace"
        }
    };
    Ok(!driver.rows(text, &[Value::from(name)], 1)?.is_empty())
}

/// True when the table has at least one row.
pub(crate) fn has_rows(driver: &mut dyn Driver, table: &str) -> Result<bool> {
    Ok(!driver.rows(&format!("SELECT 1 FROM {} LIMIT 1", quote(table)), &[], 1)?.is_empty())
}
