//! PostgreSQL.

use crate::config::{DbConfig, Lane};
use crate::error::{DbError, Result};
use crate::schema::SchemaPlan;

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The write lane of this node.
    Writer,
    /// A reader.
    Reader(Lane),
}

pub(crate) fn open(_: &str, _: &DbConfig, _: Role) -> Result<crate::sqlite::Driver> {
    Err(DbError::Unavailable)
}
pub(crate) fn change_schema(_: &DbConfig, _: &SchemaPlan) -> Result<()> {
    Err(DbError::Unavailable)
}
