//! What is disclosed on purpose: exactly what `docs/disclosures.md` lists.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

/// A deliberate disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Disclosure {
    /// Names of persons and departments.
    DirectoryNames,
    /// That a link is set, though not to what.
    HiddenLinks,
    /// That a unique value is taken.
    UniqueConflict,
    /// That a record is needed by another one.
    InUse,
    /// That a record of a tree is above another one.
    TreeCycle,
    /// That numbers were drawn for records that are not seen.
    NumberGaps,
    /// That a record was changed, though not in which field.
    VersionGaps,
    /// When a record was made, which its id tells.
    CreationTime,
    /// Which of two entries of a timeline happened first.
    TimelineOrder,
    /// That a hidden field meets the filter of a share.
    SharedByHiddenField,
}

impl Disclosure {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::DirectoryNames,
        Self::HiddenLinks,
        Self::UniqueConflict,
        Self::InUse,
        Self::TreeCycle,
        Self::NumberGaps,
        Self::VersionGaps,
        Self::CreationTime,
        Self::TimelineOrder,
        Self::SharedByHiddenField,
    ];
    /// The heading in the document.
    pub fn key(self) -> &'static str {
        match self {
            Self::DirectoryNames => "directory_names",
            Self::HiddenLinks => "hidden_links",
            Self::UniqueConflict => "unique_conflict",
            Self::InUse => "in_use",
            Self::TreeCycle => "tree_cycle",
            Self::NumberGaps => "number_gaps",
            Self::VersionGaps => "version_gaps",
            Self::CreationTime => "creation_time",
            Self::TimelineOrder => "timeline_order",
            Self::SharedByHiddenField => "shared_by_hidden_field",
        }
    }
}

/// The disclosures that a document lists, and those that the model made use of.
#[derive(Debug, Clone, Default)]
pub struct Disclosures {
    listed: BTreeSet<String>,
    used: Arc<Mutex<BTreeSet<&'static str>>>,
}

impl Disclosures {
    /// Reads the keys of a document: the headings ``## `key` ``.
    pub fn read(document: &str) -> Self {
        let key = |line: &str| Some(line.strip_prefix("## `")?.split_once('`')?.0.to_owned());
        Self { listed: document.lines().filter_map(key).collect(), used: Arc::default() }
    }
    /// The keys in the document.
    pub fn keys(&self) -> &BTreeSet<String> {
        &self.listed
    }
    /// Is it listed? Notes that it was asked for.
    pub fn allows(&self, what: Disclosure) -> bool {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(what.key());
        self.listed.contains(what.key())
    }
    /// The keys that the model asked for so far.
    pub fn used(&self) -> BTreeSet<&'static str> {
        self.used.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}
