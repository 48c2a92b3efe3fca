//! The shape of tables, said once for both engines.

mod ddl;
mod introspect;
mod migrate;

pub(crate) use ddl::{Statement, quote, statements};
pub use introspect::{FoundColumn, FoundIndex};
pub(crate) use introspect::{columns, has_rows, index_exists, indexes, tables};
pub use migrate::Migration;

pub use heyi_model::ColumnKind;

/// A column of a new table, or a new column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDef {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// True when every row has a value. A column added to a table that has rows cannot be so.
    pub not_null: bool,
}

impl ColumnDef {
    /// A column that may be empty.
    pub fn new(name: impl Into<String>, kind: ColumnKind) -> Self {
        Self { name: name.into(), kind, not_null: false }
    }
    /// A column that every row fills.
    pub fn required(name: impl Into<String>, kind: ColumnKind) -> Self {
        Self { name: name.into(), kind, not_null: true }
    }
}

/// A column of an index. A nullable column is indexed with its empty cells lowest on both engines, so that
/// `ORDER BY c DESC NULLS LAST` and `ORDER BY c ASC NULLS FIRST` walk the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexColumn {
    /// Its name.
    pub name: String,
    /// Highest first.
    pub desc: bool,
}

impl IndexColumn {
    /// Lowest first.
    pub fn asc(name: impl Into<String>) -> Self {
        Self { name: name.into(), desc: false }
    }
    /// Highest first.
    pub fn desc(name: impl Into<String>) -> Self {
        Self { name: name.into(), desc: true }
    }
}

/// Which rows an index holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Predicate {
    /// Rows out of the recycle bin: `deleted_at IS NULL`.
    NotDeleted,
    /// Rows whose column is filled.
    NotNull(String),
    /// Rows that meet all of these.
    All(Vec<Predicate>),
}

/// One step of a plan. A step whose result is there already does nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemaStep {
    /// A new table.
    CreateTable {
        /// Its name.
        name: String,
        /// Its columns.
        columns: Vec<ColumnDef>,
        /// The columns of the primary key. One `Int` column is the row id on SQLite.
        primary_key: Vec<String>,
    },
    /// A new column: no default, no check, so that it takes milliseconds on a million rows.
    AddColumn {
        /// The table.
        table: String,
        /// The column.
        column: ColumnDef,
    },
    /// A new index. On SQLite it holds the write lane while it is built, about a second for a million rows; on
    /// PostgreSQL it is built beside running writes.
    CreateIndex {
        /// Its name, unique in the database.
        name: String,
        /// The table.
        table: String,
        /// Its columns.
        columns: Vec<IndexColumn>,
        /// No two rows have the same values; empty cells differ from each other.
        unique: bool,
        /// Which rows it holds; `None`: all.
        partial: Option<Predicate>,
    },
    /// Removes an index.
    DropIndex {
        /// Its name.
        name: String,
    },
    /// Makes the table of search tokens `<module>_search`.
    CreateSearch {
        /// The module's table.
        table: String,
    },
    /// Removes a table with its indexes.
    DropTable {
        /// Its name.
        name: String,
    },
}

/// Steps of a change of schema, in order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SchemaPlan {
    /// The steps.
    pub steps: Vec<SchemaStep>,
}

impl SchemaPlan {
    /// A plan of `steps`.
    pub fn new(steps: Vec<SchemaStep>) -> Self {
        Self { steps }
    }
    /// The same with a table more, its primary key being the column `id`.
    #[must_use]
    pub fn table(mut self, name: impl Into<String>, columns: Vec<ColumnDef>) -> Self {
        self.steps.push(SchemaStep::CreateTable { name: name.into(), columns, primary_key: vec!["id".into()] });
        self
    }
    /// The same with an index more.
    #[must_use]
    pub fn index(mut self, name: impl Into<String>, table: impl Into<String>, columns: Vec<IndexColumn>) -> Self {
        let (name, table) = (name.into(), table.into());
        self.steps.push(SchemaStep::CreateIndex { name, table, columns, unique: false, partial: None });
        self
    }
    /// The same with a unique index more.
    #[must_use]
    pub fn unique(
        mut self,
        name: impl Into<String>,
        table: impl Into<String>,
        columns: Vec<IndexColumn>,
        partial: Option<Predicate>,
    ) -> Self {
        let (name, table) = (name.into(), table.into());
        self.steps.push(SchemaStep::CreateIndex { name, table, columns, unique: true, partial });
        self
    }
    /// The same with the search table of a module more.
    #[must_use]
    pub fn search(mut self, table: impl Into<String>) -> Self {
        self.steps.push(SchemaStep::CreateSearch { table: table.into() });
        self
    }
}
