//! What a dry run has tried: each set is rolled back, so the next one does not meet the unique values of the one before.

use std::collections::HashSet;

use heyi_engine::pipeline::{Draft, Upserted};
use heyi_model::{Cells as _, Code, Fault, Kind, Module, ParseCx, Problem, Value};

/// Unique values of records that a dry run would have made, by place of the field and key.
#[derive(Debug, Default)]
pub(crate) struct Tried(HashSet<(usize, String)>);

impl Tried {
    /// What would have become of a set, had the sets before it been written. `match_on` is the key of an upsert.
    pub fn judge(
        &mut self,
        module: &Module,
        cx: &ParseCx,
        match_on: Option<&str>,
        drafts: &[Draft],
        outcomes: Vec<Upserted>,
    ) -> Vec<Upserted> {
        let one = |(draft, outcome): (&Draft, Upserted)| {
            let Upserted::Created(id) = outcome else { return outcome };
            let keys = unique_keys(module, cx, draft);
            let taken: Vec<usize> = keys.iter().filter(|key| self.0.contains(*key)).map(|(at, _)| *at).collect();
            let is_match = |at: &usize| module.fields.iter().any(|f| f.at == *at && Some(&*f.key) == match_on);
            if taken.is_empty() {
                self.0.extend(keys);
                return Upserted::Created(id);
            }
            if taken.iter().any(is_match) {
                return Upserted::Updated(id);
            }
            let fields = module.fields.iter().filter(|field| taken.contains(&field.at));
            let faults: Vec<Fault> = fields.map(|field| field.fault(Code::Duplicate)).collect();
            Upserted::Refused(Problem { faults, ..Problem::new(Kind::Conflict, Code::Conflict) })
        };
        drafts.iter().zip(outcomes).map(one).collect()
    }
}

/// The unique values of a draft as they are compared.
fn unique_keys(module: &Module, cx: &ParseCx, draft: &Draft) -> Vec<(usize, String)> {
    let key = |field: &heyi_model::Field| {
        let (_, column) = field.column("key")?;
        let json = draft.0.get(&*field.key)?;
        let mut cells = vec![Value::Null; field.columns.len()];
        field.ty.parse(field, json, cx, &mut cells).ok()?;
        Some((field.at, cells.text(column - field.at)?.to_owned()))
    };
    module.fields.iter().filter_map(key).collect()
}
