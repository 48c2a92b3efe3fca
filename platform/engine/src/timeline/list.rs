//! Reading a timeline under the caller's rights.

use std::collections::{BTreeMap, HashMap};

use heyi_db::{Cells as _, Row, params, sql};
use heyi_model::{Module, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use crate::access::{Action, Reach};
use crate::history::timestamp;
use crate::page::{self, Paging};
use crate::work::Work;
use crate::{look, query};

/// Entries that one page may look at, whether the caller sees them or not.
pub const MAX_TOUCHED: usize = 500;
/// Fields that an entry shows of its record.
const SUMMARY_FIELDS: usize = 8;

/// The timeline of a record, newest first. Entries whose record the caller does not see, or that are there by way of a lookup
/// or a record that the caller does not see, are passed over, at most [`MAX_TOUCHED`] a page: a page may be short and still
/// have a next one. Where the caller does not read the field that says when it happened, the moment is `null`.
pub fn list(work: &mut Work, module: &str, id: RecordId, paging: &Paging) -> Result<Json, Problem> {
    look::require(work, module, id, Action::Read)?;
    let (size, [mut at, mut entry]) = (paging.size()?, paging.before()?);
    let mut entries = Vec::new();
    let mut touched = 0;
    let next = loop {
        let wanted = (size - entries.len() + 1).clamp(20, MAX_TOUCHED - touched);
        let rows = work.tx.all(sql(
            "SELECT at, id, kind, module, record FROM timeline \
             WHERE subject = $1 AND (at, id) < ($2, $3) ORDER BY at DESC, id DESC LIMIT $4",
            params![id, at, entry, wanted as i64],
        ))?;
        let mut seen = summaries(work, id, &rows)?.into_iter();
        let mut full = None;
        for row in &rows {
            let summary = seen.next().flatten();
            if entries.len() == size {
                full = Some(page::cursor(&[at, entry]));
                break;
            }
            touched += 1;
            (at, entry) = (row.int(0).unwrap_or_default(), row.int(1).unwrap_or_default());
            entries.extend(summary.map(|shown| one(row, shown)));
        }
        if full.is_some() {
            break full;
        }
        if rows.len() < wanted {
            break None;
        }
        if touched >= MAX_TOUCHED {
            break Some(page::cursor(&[at, entry]));
        }
    };
    Ok(page::answer(entries, next))
}

/// What an entry may tell of its record.
#[derive(Clone)]
struct Shown {
    record: Json,
    /// When it happened.
    moment: bool,
    /// Of which kind it is, where the module has kinds.
    kind: bool,
}

fn one(row: &Row, shown: Shown) -> Json {
    json!({
        "id": row.int(1).unwrap_or_default().to_string(),
        "at": row.int(0).filter(|_| shown.moment).map(timestamp),
        "kind": row.text(if shown.kind { 2 } else { 3 }),
        "module": row.text(3),
        "record": shown.record,
    })
}

/// For each entry its record as the caller may see it; `None` where the caller does not.
fn summaries(work: &mut Work, subject: RecordId, entries: &[Row]) -> Result<Vec<Option<Shown>>, Problem> {
    let mut ids: BTreeMap<&str, Vec<RecordId>> = BTreeMap::new();
    for row in entries {
        ids.entry(row.text(3).unwrap_or_default()).or_default().extend(row.int(4).and_then(RecordId::new));
    }
    let mut found: HashMap<i64, Shown> = HashMap::new();
    for (key, ids) in ids {
        // A module that is switched off has no records to show, nor has one that the caller's roles do not read.
        let Ok(module) = work.module(key) else { continue };
        if work.reach(&module, Action::Read) == Reach::Nothing {
            continue;
        }
        let rights = work.who().rights(&module);
        let reads = |key: &str| module.field(key).is_none_or(|field| rights.reads(field));
        let moment = module.def.happens_at.as_deref().is_none_or(reads);
        for (id, record) in query::read_leading(work, key, &ids, &module.def.shows_on, subject)? {
            let record = summary(&module, &serde_json::from_slice(&record).map_err(Problem::internal)?);
            found.insert(id.get(), Shown { record, moment, kind: reads("kind") });
        }
    }
    Ok(entries.iter().map(|row| row.int(4).and_then(|id| found.get(&id).cloned())).collect())
}

/// Id, name, owner and the first fields of the form, of a record as the caller reads it.
fn summary(module: &Module, record: &Json) -> Json {
    let name = &*module.name_field().key;
    let own = module.fields.iter().filter(|f| (!f.system || *f.key == *"owner") && *f.key != *name);
    let read = own.filter_map(|f| Some((f.key.to_string(), record.get(&*f.key)?.clone())));
    let fields: Map<String, Json> = read.take(SUMMARY_FIELDS).collect();
    json!({"id": record["id"], "name": record["name"], "fields": fields, "masked": record["masked"]})
}
