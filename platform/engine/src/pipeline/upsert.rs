//! Updating what is there and making what is not, by a unique key.

use std::collections::{BTreeSet, HashMap};

use heyi_db::one_of;
use heyi_model::{Cells, Code, Fault, Problem, RecordId, Value};
use sea_query::{Expr, ExprTrait, Query};

use super::draft::{Draft, Origin};
use super::edit::Edit;
use crate::Work;
use crate::access::Action;
use crate::query;

/// What became of a draft of an upsert.
#[derive(Debug, Clone, PartialEq)]
pub enum Upserted {
    /// It was made.
    Created(RecordId),
    /// It was there and is changed.
    Updated(RecordId),
    /// It was refused.
    Refused(Problem),
}

/// Writes drafts by the unique field `key`. A draft whose value is held by a record that the caller may not see is a conflict.
/// `create` says whether what is not there is made; without it such a draft is refused with `no_match`.
pub fn upsert(
    work: &mut Work,
    module: &str,
    key: &str,
    drafts: Vec<Draft>,
    create: bool,
    origin: Origin,
) -> Result<Vec<Upserted>, Problem> {
    let module = work.module(module)?;
    let field = module.field(key).filter(|f| f.column("key").is_some()).cloned();
    let field = field.ok_or_else(|| Problem::field(heyi_model::mask::shorten(key), Code::NoMatchKey))?;
    if !work.who().rights(&module).reads(&field) {
        return Err(Problem::field(key, Code::UnknownField));
    }
    let (column, offset) = field.column("key").map(|(c, at)| (c.to_owned(), at - field.at)).unwrap_or_default();
    let cx = work.snapshot.parse.clone();
    let keys: Vec<Option<String>> = drafts
        .iter()
        .map(|d| {
            let mut cells = vec![Value::Null; field.columns.len()];
            field.ty.parse(&field, d.0.get(key)?, &cx, &mut cells).ok()?;
            cells[offset].as_text().map(str::to_owned)
        })
        .collect();
    let wanted: BTreeSet<&str> = keys.iter().flatten().map(String::as_str).collect();
    let mut select = Query::select();
    select
        .columns([column.clone(), "id".to_owned()])
        .from(module.key.to_string())
        .and_where(Expr::col("deleted_at").is_null())
        .and_where(one_of(work.tx.dialect(), Expr::col(column), wanted));
    let mut held: HashMap<String, i64> = HashMap::new();
    for row in work.tx.all(&select)? {
        if let (Some(key), Some(id)) = (row.text(0), row.int(1)) {
            held.insert(key.to_owned(), id);
        }
    }
    let ids: Vec<i64> = held.values().copied().collect();
    let visible = query::visible_ids(work, &module, &ids, Action::Read)?;

    let mut results: Vec<Option<Upserted>> = vec![None; drafts.len()];
    let (mut edits, mut edit_places, mut fresh, mut fresh_places) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let mut later = Vec::new();
    let mut made: BTreeSet<String> = BTreeSet::new();
    for (place, draft) in drafts.into_iter().enumerate() {
        let id = keys[place].as_ref().and_then(|k| held.get(k)).copied();
        match (id, &keys[place]) {
            (Some(id), _) if visible.contains(&id) => {
                if let Some(id) = RecordId::new(id) {
                    edits.push(Edit { id, version: None, draft });
                    edit_places.push(place);
                }
            }
            (Some(_), _) => {
                let conflict = Problem::new(heyi_model::Kind::Conflict, Code::Conflict);
                results[place] =
                    Some(Upserted::Refused(Problem { faults: vec![field.fault(Code::Duplicate)], ..conflict }));
            }
            (None, None) if !draft.0.contains_key(key) && !create => {
                results[place] = Some(Upserted::Refused(Problem::field(key, Code::Required)));
            }
            (None, _) if !create => results[place] = Some(Upserted::Refused(Fault::new(key, Code::NoMatch).into())),
            // The second draft with a new key changes what the first one makes.
            (None, Some(k)) if !made.insert(k.clone()) => later.push((place, draft)),
            (None, _) => {
                fresh.push(draft);
                fresh_places.push(place);
            }
        }
    }
    if !edits.is_empty() {
        for (place, outcome) in edit_places.into_iter().zip(super::update(work, &module.key, &edits, origin)?) {
            results[place] = Some(outcome.map_or_else(Upserted::Refused, Upserted::Updated));
        }
    }
    if !fresh.is_empty() {
        for (place, outcome) in fresh_places.into_iter().zip(super::create(work, &module.key, fresh, origin)?) {
            results[place] = Some(outcome.map_or_else(Upserted::Refused, Upserted::Created));
        }
    }
    if !later.is_empty() {
        let (places, drafts): (Vec<usize>, Vec<Draft>) = later.into_iter().unzip();
        for (place, outcome) in
            places.into_iter().zip(upsert(work, &module.key, field.key.as_ref(), drafts, create, origin)?)
        {
            results[place] = Some(outcome);
        }
    }
    let lost = || Upserted::Refused(Problem::internal("a draft left the upsert without an answer"));
    Ok(results.into_iter().map(|r| r.unwrap_or_else(lost)).collect())
}
