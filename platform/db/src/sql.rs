//! A statement with its values, written by hand or built with sea-query.

use std::sync::Arc;

use heyi_model::Value;
use sea_query::{
    DeleteStatement, InsertStatement, PostgresQueryBuilder, QueryStatementWriter, SelectStatement, SqliteQueryBuilder,
    UpdateStatement, WithQuery,
};

use crate::config::Dialect;

/// The text of a statement. Hot statements are constants or shared, the others are built.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    /// A constant.
    Static(&'static str),
    /// A text that a cache keeps.
    Shared(Arc<str>),
    /// A text made for this call.
    Owned(String),
}

impl Text {
    /// The text itself.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Static(text) => text,
            Self::Shared(text) => text,
            Self::Owned(text) => text,
        }
    }
}
impl From<&'static str> for Text {
    fn from(text: &'static str) -> Self {
        Self::Static(text)
    }
}
impl From<Arc<str>> for Text {
    fn from(text: Arc<str>) -> Self {
        Self::Shared(text)
    }
}
impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::Owned(text)
    }
}

/// A statement and its values. Placeholders are `$1`, `$2`, … on both engines, `$1` being `params[0]`.
///
/// PostgreSQL takes the type of a placeholder from where it stands. Where nothing tells it (`SELECT $1`), write
/// `CAST($1 AS BIGINT)`.
#[derive(Debug, Clone, PartialEq)]
pub struct Sql {
    /// The text.
    pub text: Text,
    /// The values.
    pub params: Vec<Value>,
}

/// A statement from its text and values: `sql("SELECT name FROM account WHERE id = $1", params![id])`.
pub fn sql(text: impl Into<Text>, params: Vec<Value>) -> Sql {
    Sql { text: text.into(), params }
}

/// A list of [`Value`]s, each made with `Value::from`.
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => { ::std::vec![$($crate::Value::from($value)),*] };
}

/// What a [`crate::Tx`] can execute.
pub trait IntoSql {
    /// The statement in the words of `dialect`.
    fn into_sql(self, dialect: Dialect) -> Sql;
}

impl IntoSql for Sql {
    fn into_sql(self, _: Dialect) -> Sql {
        self
    }
}
impl IntoSql for &Sql {
    fn into_sql(self, _: Dialect) -> Sql {
        self.clone()
    }
}
impl IntoSql for &'static str {
    fn into_sql(self, _: Dialect) -> Sql {
        sql(self, Vec::new())
    }
}

/// Renders a sea-query statement.
pub fn render(statement: &impl QueryStatementWriter, dialect: Dialect) -> Sql {
    let (text, values) = match dialect {
        Dialect::Sqlite => statement.build(SqliteQueryBuilder),
        Dialect::Postgres => statement.build(PostgresQueryBuilder),
    };
    Sql { text: Text::Owned(text), params: values.0.into_iter().map(unbind).collect() }
}

macro_rules! rendered {
    ($($statement:ty),*) => { $(
        impl IntoSql for $statement {
            fn into_sql(self, dialect: Dialect) -> Sql { render(&self, dialect) }
        }
        impl IntoSql for &$statement {
            fn into_sql(self, dialect: Dialect) -> Sql { render(self, dialect) }
        }
    )* };
}
rendered!(SelectStatement, InsertStatement, UpdateStatement, DeleteStatement, WithQuery);

/// A value of ours as a value of sea-query; it can be used wherever an expression is wanted.
pub fn bind(value: impl Into<Value>) -> sea_query::Value {
    use sea_query::Value as Sea;
    match value.into() {
        Value::Null => Sea::BigInt(None),
        Value::Int(n) | Value::Decimal(n) | Value::Timestamp(n) => Sea::BigInt(Some(n)),
        Value::Date(d) => Sea::Int(Some(d)),
        Value::Text(t) | Value::Json(t) => Sea::String(Some(t.into())),
        Value::Bool(b) => Sea::Bool(Some(b)),
        Value::Bytes(b) => Sea::Bytes(Some(b)),
        Value::Float(f) => Sea::Double(Some(f)),
    }
}

/// A condition: `column` is one of `texts`, which are one value whatever their number.
///
/// A list of 200 values is more than PostgreSQL believes a table without statistics to hold: it then reads the whole of
/// whatever index comes first, for each set of an import.
pub fn one_of<'t>(
    dialect: Dialect,
    column: sea_query::Expr,
    texts: impl IntoIterator<Item = &'t str>,
) -> sea_query::Expr {
    // No text with a NUL is stored, and PostgreSQL's JSON knows none.
    let texts = texts.into_iter().filter(|text| !text.contains('\0'));
    let of_postgres = "$1 = ANY (ARRAY(SELECT jsonb_array_elements_text(CAST(CAST($2 AS text) AS jsonb))))";
    one_of_list(dialect, column, texts.collect::<serde_json::Value>().to_string(), of_postgres)
}

/// A condition: `column` is one of what a JSON array holds.
fn one_of_list(dialect: Dialect, column: sea_query::Expr, list: String, of_postgres: &'static str) -> sea_query::Expr {
    // `?` stands for an expression in sea-query's custom text on SQLite, `$1` on PostgreSQL.
    let text = match dialect {
        Dialect::Sqlite => "? IN (SELECT value FROM json_each(?))",
        Dialect::Postgres => of_postgres,
    };
    sea_query::Expr::cust_with_exprs(text, [column, sea_query::Expr::val(bind(list))])
}

/// From so many ids on a list of them is one value: a list of each length is a statement of its own to be prepared, on
/// PostgreSQL 10 ms for a thousand.
const MANY_IDS: usize = 16;

/// A condition: `column` is one of `ids`.
pub fn one_of_ids(dialect: Dialect, column: sea_query::Expr, ids: &[i64]) -> sea_query::Expr {
    use sea_query::ExprTrait as _;
    if ids.is_empty() {
        return sea_query::Expr::cust("1 = 0");
    }
    if ids.len() < MANY_IDS {
        return column.is_in(ids.iter().map(|id| bind(*id)));
    }
    // The array of JSON in the brackets of PostgreSQL's own, which reads it in half the time.
    let of_postgres = "$1 = ANY (CAST(translate(CAST($2 AS text), '[]', '{}') AS bigint[]))";
    one_of_list(dialect, column, serde_json::json!(ids).to_string(), of_postgres)
}

/// The way back: what sea-query collected while it rendered.
fn unbind(value: sea_query::Value) -> Value {
    use sea_query::Value as Sea;
    let int = |n: Option<i64>| n.map_or(Value::Null, Value::Int);
    match value {
        Sea::Bool(b) => b.map_or(Value::Null, Value::Bool),
        Sea::TinyInt(n) => int(n.map(Into::into)),
        Sea::SmallInt(n) => int(n.map(Into::into)),
        Sea::Int(n) => int(n.map(Into::into)),
        Sea::BigInt(n) => int(n),
        Sea::TinyUnsigned(n) => int(n.map(Into::into)),
        Sea::SmallUnsigned(n) => int(n.map(Into::into)),
        Sea::Unsigned(n) => int(n.map(Into::into)),
        Sea::BigUnsigned(n) => int(n.map(|n| i64::try_from(n).unwrap_or(i64::MAX))),
        Sea::Float(f) => f.map_or(Value::Null, |f| Value::Float(f.into())),
        Sea::Double(f) => f.map_or(Value::Null, Value::Float),
        Sea::String(t) => t.map_or(Value::Null, |t| Value::Text(t.into())),
        Sea::Char(c) => c.map_or(Value::Null, |c| Value::Text(c.to_string().into())),
        Sea::Bytes(b) => b.map_or(Value::Null, Value::Bytes),
        Sea::Enum(_) => Value::Null,
    }
}
