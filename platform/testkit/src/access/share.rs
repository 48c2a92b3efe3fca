//! Shares: whom they name, how much they give, of what.

use heyi_model::Filter;

use super::schema::Name;
use super::world::Id;

/// Whom a share names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    /// A person.
    Person(Id),
    /// The people of a department and of those below it.
    Department(Id),
    /// The members of the group at this place.
    Group(usize),
    /// Who has the role at this place.
    Role(usize),
}

/// How much a share gives; each level includes those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// Seeing.
    Read,
    /// Changing.
    Write,
    /// Deleting and giving away.
    Full,
}

impl Level {
    /// The name on the wire.
    pub fn key(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Full => "full",
        }
    }
}

/// A member of a record's team.
#[derive(Debug, Clone)]
pub struct Member {
    /// The record.
    pub record: Id,
    /// Who.
    pub subject: Subject,
    /// How much.
    pub level: Level,
    /// Until when, UTC milliseconds; `None` for ever.
    pub until: Option<i64>,
}

/// What `from` own, `to` see.
#[derive(Debug, Clone)]
pub struct OwnerShare {
    /// Of this module.
    pub module: Name,
    /// Whose records.
    pub from: Subject,
    /// Who sees them.
    pub to: Subject,
    /// How much.
    pub level: Level,
}

/// What meets the filter, `to` see.
#[derive(Debug, Clone)]
pub struct CriteriaShare {
    /// Of this module.
    pub module: Name,
    /// Which records; only fields of the record itself.
    pub filter: Filter,
    /// Who sees them.
    pub to: Subject,
    /// How much.
    pub level: Level,
}
