//! The database layer: one way to say things to SQLite and to PostgreSQL.
//!
//! Work is a synchronous closure over a [`Tx`], handed to a lane: [`Db::read`] to a pool of reader threads,
//! [`Db::write`] to the one write lane of the organisation, where the jobs that wait are committed together. No
//! transaction is held across a network await. Nothing above this crate knows which engine runs.
//!
//! A new engine is one folder that implements `driver::Driver`, and one arm each in `DatabaseUrl`, `Dialect` and `db.rs`.

mod bulk;
mod config;
mod db;
mod driver;
mod error;
mod group;
mod lane;
mod postgres;
mod row;
mod schema;
mod search;
mod sql;
mod sqlite;
mod start;
pub mod test_support;
mod trace;
mod tx;

pub use config::{Ctx, DatabaseUrl, DbConfig, Dialect, Lane, NotADatabaseUrl};
pub use db::{Db, Later};
pub use error::{DbError, Result};
pub use heyi_model::{Cells, Value};
pub use lane::GroupHook;
pub use row::Row;
pub use schema::{
    ColumnDef, ColumnKind, FoundColumn, FoundIndex, IndexColumn, Migration, Predicate, SchemaPlan, SchemaStep,
};
pub use search::{SearchTerm, search_match};
pub use sql::{IntoSql, Sql, Text, bind, one_of, one_of_ids, render, sql};
pub use trace::{Trace, Traced};
pub use tx::Tx;
