//! What is asked: one request of one person.

use heyi_model::Filter;
use heyi_model::filter::Path;
use serde_json::Value as Json;

use super::schema::Name;
use super::world::Id;

/// The kinds of request that the property is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Lists in the usual order.
    List,
    /// Counts.
    Count,
    /// Lists that are narrowed, also through lookups.
    Filter,
    /// Lists in an order of their own, page by page.
    Sort,
    /// Searches, within a module and across.
    Search,
    /// Measures per group.
    Aggregate,
    /// Single records with the names of what they link to, and names alone.
    Label,
    /// Timelines.
    Timeline,
    /// Histories.
    History,
    /// Comments.
    Comments,
    /// Files, also their content.
    Files,
    /// Exports.
    Export,
    /// Records by their ids, and writes of sets.
    Batch,
    /// Lists of what points to a record.
    Related,
    /// Masked values, shown in plain.
    Reveal,
    /// Why somebody sees a record, or does not.
    Why,
    /// Saved views.
    Views,
    /// The recycle bin.
    Bin,
    /// Records found by a text of theirs, as imports link them.
    Find,
}

impl Kind {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::List,
        Self::Count,
        Self::Filter,
        Self::Sort,
        Self::Search,
        Self::Aggregate,
        Self::Label,
        Self::Timeline,
        Self::History,
        Self::Comments,
        Self::Files,
        Self::Export,
        Self::Batch,
        Self::Related,
        Self::Reveal,
        Self::Why,
        Self::Views,
        Self::Bin,
        Self::Find,
    ];
    /// Its name in reports.
    pub fn key(self) -> &'static str {
        match self {
            Self::List => "list",
            Self::Count => "count",
            Self::Filter => "filter",
            Self::Sort => "sort",
            Self::Search => "search",
            Self::Aggregate => "aggregate",
            Self::Label => "label",
            Self::Timeline => "timeline",
            Self::History => "history",
            Self::Comments => "comments",
            Self::Files => "files",
            Self::Export => "export",
            Self::Batch => "batch",
            Self::Related => "related",
            Self::Reveal => "reveal",
            Self::Why => "why",
            Self::Views => "views",
            Self::Bin => "bin",
            Self::Find => "find",
        }
    }
}

/// A request.
#[derive(Debug, Clone)]
pub enum Ask {
    /// A list, read to its end page by page.
    List(List),
    /// How many.
    Count {
        /// Of this module.
        module: Name,
        /// The condition.
        filter: Filter,
        /// The search text.
        q: Option<String>,
    },
    /// Hits in all modules.
    Everywhere {
        /// The search text.
        q: String,
    },
    /// Measures per group.
    Aggregate {
        /// Of this module.
        module: Name,
        /// The condition.
        filter: Filter,
        /// Keys; the flag asks for the month of a day.
        keys: Vec<(Path, bool)>,
        /// Measures.
        measures: Vec<(Measure, Option<Path>)>,
    },
    /// One record.
    Read(Name, Id),
    /// Names of records.
    Labels(Name, Vec<Id>),
    /// What hangs on a record.
    Beside(Beside, Name, Id),
    /// What is in a file.
    Content(Id),
    /// A table of all rows.
    Export {
        /// Of this module.
        module: Name,
        /// The condition.
        filter: Filter,
        /// The columns; none for all.
        fields: Vec<&'static str>,
    },
    /// Records by their ids.
    ReadMany(Name, Vec<Id>),
    /// New records: one with each of these fields.
    Create(Name, Vec<Vec<(&'static str, Json)>>),
    /// Changes: a field and its new value on the wire.
    Update(Name, Vec<(Id, &'static str, Json)>),
    /// Into the recycle bin.
    Delete(Name, Vec<Id>),
    /// Out of the recycle bin.
    Restore(Name, Vec<Id>),
    /// What points to a record by a field.
    Related {
        /// The record's module.
        module: Name,
        /// The record.
        id: Id,
        /// The module that points.
        from: Name,
        /// Its field.
        field: &'static str,
        /// The condition.
        filter: Filter,
    },
    /// The value of a field in plain.
    Reveal(Name, Id, &'static str),
    /// What a person may do with a record and why.
    Why {
        /// The record's module.
        module: Name,
        /// The record.
        id: Id,
        /// The person that is asked about.
        person: Id,
    },
    /// The views of a module.
    Views(Name),
    /// The recycle bin of a module, or all of it.
    Bin(Option<Name>),
    /// Records that are called, or hold in a unique field, one of these texts.
    Find(Name, &'static str, Vec<String>),
}

impl Ask {
    /// The module whose rows are looked through, when there is one.
    pub fn rows_of(&self) -> Option<Name> {
        match self {
            Self::List(list) => Some(list.module),
            Self::Count { module, .. } | Self::Aggregate { module, .. } | Self::Export { module, .. } => Some(*module),
            _ => None,
        }
    }
}

/// A list.
#[derive(Debug, Clone)]
pub struct List {
    /// Of this module.
    pub module: Name,
    /// The condition.
    pub filter: Filter,
    /// The search text.
    pub q: Option<String>,
    /// The order: fields, and whether the greatest comes first.
    pub sort: Vec<(&'static str, bool)>,
    /// The fields; `None` for all.
    pub fields: Option<Vec<&'static str>>,
    /// Rows of a page.
    pub limit: u32,
    /// Where the first page begins.
    pub from: From,
}

/// Where a list begins.
#[derive(Debug, Clone, PartialEq)]
pub enum From {
    /// At the beginning; the pages are followed by their cursors.
    Start,
    /// After so many rows; one page.
    Offset(u32),
    /// At this value of the first key; the pages are followed by their cursors.
    Value(Json),
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// How many.
    Count,
    /// How many different ones.
    Distinct,
    /// The sum.
    Sum,
    /// The smallest.
    Min,
    /// The greatest.
    Max,
}

/// What hangs on a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// What happened around it.
    Timeline,
    /// What happened to it.
    History,
    /// What people say of it.
    Comments,
    /// Files.
    Files,
}

/// One case: who asks what.
#[derive(Debug, Clone)]
pub struct Case {
    /// The kind that it counts for.
    pub kind: Kind,
    /// Who asks.
    pub person: Id,
    /// What.
    pub ask: Ask,
}
