//! What is shared beyond roles: the team of a record, and sharing rules.

pub mod fill;
mod regrant;
pub mod rules;
pub mod team;

use heyi_model::Filter;
pub use regrant::regrant;
use serde::{Deserialize, Serialize};

/// How much a share gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// Seeing.
    #[default]
    Read = 1,
    /// Changing too.
    Write = 2,
    /// Deleting and transferring too.
    Full = 3,
}

impl Level {
    /// The level stored as this number.
    pub fn from_number(n: i64) -> Self {
        match n {
            3 => Self::Full,
            2 => Self::Write,
            _ => Self::Read,
        }
    }
}

/// A sharing rule by owner group: what members of `from` own, members of `to` see.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerShare {
    /// Id of the rule.
    pub id: i64,
    /// Module.
    pub module: Box<str>,
    /// Department (with those below it), group, role or person whose records are shared.
    pub from: i64,
    /// Department (with those below it), group, role or person that sees them.
    pub to: i64,
    /// How much.
    pub level: Level,
}

/// A sharing rule by criteria: records that meet the filter are granted. The grants are rows, kept by the pipeline at each
/// write and filled by a job when the rule is made, so the filter names only fields of the record itself.
#[derive(Debug, Clone, PartialEq)]
pub struct CriteriaShare {
    /// Id of the rule.
    pub id: i64,
    /// Module.
    pub module: Box<str>,
    /// The criteria.
    pub filter: Filter,
    /// Department, group, role or person that sees them.
    pub to: i64,
    /// How much.
    pub level: Level,
}

/// A grant that never ends has this `until`, so that one comparison serves all.
pub const FOREVER: i64 = i64::MAX;
