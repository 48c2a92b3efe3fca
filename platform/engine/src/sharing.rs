//! What is shared beyond roles: the team of a record, and sharing rules.

pub mod fill;
mod regrant;
pub mod rules;
pub(crate) mod subject;
pub mod team;

use heyi_db::{params, sql};
use heyi_model::{Filter, Label, Problem};
pub use regrant::regrant;
use serde::{Deserialize, Serialize};

use crate::Work;

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
    /// The name on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Full => "full",
        }
    }
    /// The level with this name.
    pub fn parse(key: &str) -> Option<Self> {
        [Self::Read, Self::Write, Self::Full].into_iter().find(|level| level.key() == key)
    }
}

/// A sharing rule by owner group: what members of `from` own, members of `to` see.
#[derive(Debug, Clone, PartialEq)]
pub struct OwnerShare {
    /// Id of the rule.
    pub id: i64,
    /// What people call it.
    pub label: Label,
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

/// Does a share name this group or role? Then it cannot be deleted.
pub(crate) fn is_named(work: &mut Work, subject: i64) -> Result<bool, Problem> {
    let rules = sql("SELECT 1 FROM sharing_rule WHERE source = $1 OR target = $1 LIMIT 1", params![subject]);
    if work.tx.one(rules)?.is_some() {
        return Ok(true);
    }
    // The key of the grants begins with the module.
    let snapshot = work.snapshot.clone();
    for module in snapshot.all_modules() {
        let text = "SELECT 1 FROM record_grant WHERE module = $1 AND subject = $2 LIMIT 1";
        if work.tx.one(sql(text, params![&*module.key, subject]))?.is_some() {
            return Ok(true);
        }
    }
    Ok(false)
}
