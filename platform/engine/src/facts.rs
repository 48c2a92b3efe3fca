//! What rules must see although the caller may not: unique keys, duplicates, limits, roll-ups.
//!
//! A fact can only become a verdict, a derived value or a declared disclosure (`docs/disclosures.md`); it is never an answer.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use heyi_model::{Filter, Module, Problem, Value};

use crate::record::Record;
use crate::work::Work;

/// Reads without the caller's rights, within the caller's transaction.
pub struct Facts<'f, 'w, 'c>(&'f mut Work<'w, 'c>);

impl<'f, 'w, 'c> Facts<'f, 'w, 'c> {
    /// Facts of the transaction of `work`.
    pub fn of(work: &'f mut Work<'w, 'c>) -> Self {
        Self(work)
    }
    /// Which of these records exist outside the recycle bin.
    pub fn existing(&mut self, _module: &Module, _ids: &[i64]) -> Result<HashSet<i64>, Problem> {
        Err(Problem::internal("unbuilt"))
    }
    /// Does this record exist outside the recycle bin?
    pub fn exists(&mut self, module: &Module, id: i64) -> Result<bool, Problem> {
        Ok(self.existing(module, &[id])?.contains(&id))
    }
    /// Who holds these keys of a unique field: `keys` are cells of its key column (`field__key`, or the field itself).
    pub fn holder_of_unique(
        &mut self,
        _module: &Module,
        _field: &str,
        _keys: &[Value],
    ) -> Result<HashMap<String, i64>, Problem> {
        Err(Problem::internal("unbuilt"))
    }
    /// Records with all cells, also those in the recycle bin.
    pub fn records(&mut self, module: &Arc<Module>, ids: &[i64]) -> Result<Vec<Record>, Problem> {
        crate::query::load(self.0, module, ids)
    }
    /// Exactly how many records meet the filter.
    pub fn count(&mut self, _module: &str, _filter: &Filter) -> Result<u64, Problem> {
        Err(Problem::internal("unbuilt"))
    }
}

impl std::fmt::Debug for Facts<'_, '_, '_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Facts")
    }
}
