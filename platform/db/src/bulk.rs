//! Inserting sets of rows with one text, whatever their number.

use crate::config::Dialect;
use crate::schema::{ColumnKind, quote};

/// The statement for [`crate::driver::Driver::for_rows`].
pub(crate) fn insert(dialect: Dialect, table: &str, columns: &[&str], kinds: &[ColumnKind]) -> String {
    let names: Vec<String> = columns.iter().map(|name| quote(name)).collect();
    let source = match dialect {
        Dialect::Sqlite => {
            let places: Vec<String> = (1..=names.len()).map(|n| format!("${n}")).collect();
            format!("VALUES ({})", places.join(", "))
        }
        Dialect::Postgres => {
            let arrays: Vec<String> =
                (1..).zip(kinds).map(|(n, kind)| format!("CAST(${n} AS {}[])", array_type(*kind))).collect();
            format!("SELECT * FROM unnest({})", arrays.join(", "))
        }
    };
    format!("INSERT INTO {} ({}) {source}", quote(table), names.join(", "))
}

fn array_type(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Int => "bigint",
        ColumnKind::Text => "text",
        ColumnKind::Bool => "boolean",
        ColumnKind::Date => "integer",
        ColumnKind::Json => "jsonb",
        ColumnKind::Bytes => "bytea",
        ColumnKind::Float => "double precision",
    }
}
