//! The model's answer to each request: a loop over all rows that keeps what the person sees.
//!
//! An answer is JSON in the shape that the comparison puts the product's answer into. Where the order is part of the
//! promise it is a list in that order; where it is not, both sides are sorted.

mod aggregate;
mod beside;
mod export;
mod knowing;
mod list;
mod record;
mod write;

use serde_json::{Value as Json, json};

use super::ask::{Ask, Case};
use super::filter::Fault;
use super::schema::Name;
use super::sight::{Action, Sight};
use super::world::{Id, Row, World};

pub use record::record;

/// What the person of a case has to be answered.
pub fn answer(world: &World, case: &Case) -> Json {
    let sight = Sight { world, me: case.person };
    let answer = match &case.ask {
        Ask::List(list) => list::list(sight, list),
        Ask::Count { module, filter, q } => list::count(sight, *module, filter, q.as_deref()),
        Ask::Everywhere { q } => Ok(list::everywhere(sight, q)),
        Ask::Aggregate { module, filter, keys, measures } => {
            aggregate::aggregate(sight, *module, filter, keys, measures)
        }
        Ask::Read(module, id) => record_seen(sight, *module, *id).map(|row| record(sight, row, None)),
        Ask::Labels(module, ids) => Ok(list::labels(sight, *module, ids)),
        Ask::Beside(what, module, id) => record_seen(sight, *module, *id).map(|row| beside::beside(sight, *what, row)),
        Ask::Content(id) => beside::content(sight, *id),
        Ask::Export { module, filter, fields } => export::export(sight, *module, filter, fields),
        Ask::ReadMany(module, ids) => list::read_many(sight, *module, ids),
        Ask::Create(module, drafts) => write::create(sight, *module, drafts),
        Ask::Update(module, edits) => write::update(sight, *module, edits),
        Ask::Delete(module, ids) => write::delete(sight, *module, ids),
        Ask::Restore(module, ids) => write::restore(sight, *module, ids),
        Ask::Reveal(module, id, field) => knowing::reveal(sight, *module, *id, field),
        Ask::Why { module, id, person } => knowing::why(sight, *module, *id, *person),
        Ask::Views(module) => knowing::views(sight, *module),
        Ask::Bin(module) => knowing::bin(sight, *module),
        Ask::Find(module, field, texts) => knowing::find(sight, *module, field, texts),
        Ask::Related { module, id, from, field, filter } => list::related(sight, *module, *id, *from, field, filter),
    };
    answer.unwrap_or_else(Refusal::json)
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// 403.
    Forbidden,
    /// 404.
    NotFound,
    /// 409, with the faults and those of the records in the way that may be named.
    Conflict(Vec<Fault>, Vec<Id>),
    /// 422, with the faults.
    Invalid(Vec<Fault>),
}

impl Refusal {
    /// In the shape of the comparison.
    pub fn json(self) -> Json {
        let faults = |mut faults: Vec<Fault>| {
            faults.sort();
            faults
        };
        match self {
            Self::Forbidden => json!({"refused": "forbidden"}),
            Self::NotFound => json!({"refused": "not_found"}),
            Self::Conflict(found, records) => {
                let records: Vec<String> = records.iter().map(ToString::to_string).collect();
                json!({"refused": "conflict", "faults": faults(found), "records": records})
            }
            Self::Invalid(found) => json!({"refused": "invalid", "faults": faults(found)}),
        }
    }
    /// 422 unless there are no faults.
    fn unless_none(faults: Vec<Fault>) -> Result<(), Self> {
        if faults.is_empty() { Ok(()) } else { Err(Self::Invalid(faults)) }
    }
}

/// Refuses whoever has no role that reads the module.
fn may_read(sight: Sight, module: Name) -> Result<(), Refusal> {
    if sight.may(module, Action::Read) { Ok(()) } else { Err(Refusal::Forbidden) }
}

fn record_seen(sight: Sight<'_>, module: Name, id: Id) -> Result<&Row, Refusal> {
    may_read(sight, module)?;
    sight.row(id).filter(|row| row.module == module).ok_or(Refusal::NotFound)
}
