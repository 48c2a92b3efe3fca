//! Writes of the product, taken back.

use std::sync::{Arc, Mutex};

use heyi_db::Ctx;
use heyi_engine::facts::Facts;
use heyi_engine::pipeline::{self, Draft, Edit, Origin};
use heyi_engine::{Caller, Work};
use heyi_model::{Code, Kind, Module, Problem, RecordId};
use heyi_testkit::access::schema::Name;
use heyi_testkit::access::world::Id;
use serde_json::{Map, Value as Json, json};

use crate::product::{Answer, parsed, refused};
use crate::stage::{Stage, id};

/// Runs a write and takes it back, so that every case meets the same organisation.
pub fn undone(stage: &Stage, caller: Arc<Caller>, act: impl Fn(&mut Work) -> Answer + Send + 'static) -> Answer {
    let answer = Arc::new(Mutex::new(None));
    let kept = answer.clone();
    let taken_back = stage.heyi.engine.write_blocking(caller, Ctx::slow(), move |work| -> Result<(), Problem> {
        *kept.lock().unwrap() = Some(act(work));
        Err(Problem::new(Kind::Conflict, Code::Conflict))
    });
    let told = answer.lock().unwrap().take();
    told.unwrap_or_else(|| Err(taken_back.unwrap_err()))
}

fn outcome(outcome: Result<RecordId, Problem>) -> Json {
    outcome.map_or_else(|problem| refused(&problem), |_| json!("done"))
}

pub fn create(work: &mut Work, module: Name, drafts: &[Vec<(&'static str, Json)>]) -> Answer {
    let draft = |fields: &Vec<(&str, Json)>| Draft(fields.iter().map(|(k, v)| ((*k).to_owned(), v.clone())).collect());
    let done = pipeline::create(work, module.key(), drafts.iter().map(draft).collect(), Origin::Person)?;
    Ok(done.into_iter().map(outcome).collect())
}

pub fn update(work: &mut Work, module: Name, edits: &[(Id, &'static str, Json)]) -> Answer {
    let edit = |(record, key, value): &(Id, &str, Json)| {
        let draft = Draft(Map::from_iter([((*key).to_owned(), value.clone())]));
        Edit { id: id(*record), version: None, draft }
    };
    let edited: Vec<Edit> = edits.iter().map(edit).collect();
    let done = pipeline::update(work, module.key(), &edited, Origin::Person)?;
    let outcomes: Vec<Json> = done.into_iter().map(outcome).collect();
    let after =
        edits.iter().map(|(record, key, _)| stored(work, module, *record, key)).collect::<Result<Vec<_>, _>>()?;
    Ok(json!({"outcomes": outcomes, "after": after}))
}

/// What a field holds now, whoever asks.
fn stored(work: &mut Work, module: Name, record: Id, key: &str) -> Answer {
    let module: Arc<Module> = work.module(module.key())?;
    let found = Facts::of(work).records(&module, &[record])?;
    let (Some(record), Some(field)) = (found.first(), module.field(key)) else { return Ok(Json::Null) };
    let mut out = b"{\"value\":".to_vec();
    field.ty.write_json(field, record, field.at, &mut out);
    out.push(b'}');
    Ok(parsed(&out)?["value"].clone())
}

/// Into the recycle bin, or out of it.
pub fn bin(
    work: &mut Work,
    module: Name,
    ids: &[Id],
    act: fn(&mut Work, &str, &[RecordId], Origin) -> Result<pipeline::Outcomes, Problem>,
) -> Answer {
    let records: Vec<RecordId> = ids.iter().copied().map(id).collect();
    let done = act(work, module.key(), &records, Origin::Person)?;
    Ok(ids.iter().zip(done).map(|(id, one)| json!([id.to_string(), outcome(one)])).collect())
}
