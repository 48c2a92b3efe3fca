//! Documents that were asked for. One holds for a person, or one of a person's keys, until metadata or rights change.

use heyi_model::{Locale, RecordId};
use quick_cache::sync::Cache;

use crate::caller::Caller;

/// So many documents are kept; each is about a megabyte with twenty modules.
const KEPT: usize = 16;

/// Whom a document is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Audience {
    epoch: i64,
    locale: Locale,
    login: RecordId,
    key: Option<i64>,
}

impl Audience {
    /// The audience that a caller is at an epoch.
    pub fn of(caller: &Caller, epoch: i64) -> Self {
        let key = caller.key.as_ref().map(|key| key.id);
        Self { epoch, locale: caller.locale, login: caller.login, key }
    }
}

/// The documents, bounded.
#[derive(Debug)]
pub struct Documents(Cache<Audience, axum::body::Bytes>);

impl Default for Documents {
    fn default() -> Self {
        Self(Cache::new(KEPT))
    }
}

impl Documents {
    /// The document of an audience.
    pub fn get(&self, audience: &Audience) -> Option<axum::body::Bytes> {
        self.0.get(audience)
    }
    /// Keeps the document of an audience.
    pub fn keep(&self, audience: Audience, document: axum::body::Bytes) {
        self.0.insert(audience, document);
    }
}
