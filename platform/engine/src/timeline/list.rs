//! Reading a timeline under the caller's rights.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heyi_db::{Cells as _, Row, params, sql};
use heyi_model::module::FieldAccess;
use heyi_model::{Field, Module, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use crate::access::Action;
use crate::history::timestamp;
use crate::look::{self, Names};
use crate::page::{self, Paging};
use crate::work::Work;

/// Entries that one page may look at, whether the caller sees them or not.
pub const MAX_TOUCHED: usize = 500;
/// Fields that an entry shows of its record.
const SUMMARY_FIELDS: usize = 8;

/// The timeline of a record, newest first. Entries whose record the caller does not see are passed over, at most
/// [`MAX_TOUCHED`] a page: a page may be short and still have a next one.
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
        let mut seen = summaries(work, &rows)?.into_iter();
        let mut full = None;
        for row in &rows {
            let summary = seen.next().flatten();
            if entries.len() == size {
                full = Some(page::cursor(&[at, entry]));
                break;
            }
            touched += 1;
            (at, entry) = (row.int(0).unwrap_or_default(), row.int(1).unwrap_or_default());
            entries.extend(summary.map(|record| one(row, record)));
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

fn one(row: &Row, record: Json) -> Json {
    json!({
        "id": row.int(1).unwrap_or_default().to_string(),
        "at": timestamp(row.int(0).unwrap_or_default()),
        "kind": row.text(2),
        "module": row.text(3),
        "record": record,
    })
}

/// For each entry its record as the caller may see it; `None` where the caller does not.
fn summaries(work: &mut Work, entries: &[Row]) -> Result<Vec<Option<Json>>, Problem> {
    let mut ids: BTreeMap<&str, BTreeSet<i64>> = BTreeMap::new();
    for row in entries {
        ids.entry(row.text(3).unwrap_or_default()).or_default().extend(row.int(4));
    }
    let mut found: HashMap<i64, Json> = HashMap::new();
    for (key, ids) in ids {
        // A module that is switched off has no records to show.
        let Ok(module) = work.module(key) else { continue };
        let rows = look::rows(work, &module, &ids)?;
        let fields = summary_fields(work, &module);
        let mut names = Names::default();
        for row in rows.values() {
            fields.iter().for_each(|field| names.want_link(work, field, row, field.at));
        }
        names.load(work)?;
        found.extend(rows.iter().map(|(id, row)| (*id, summary(work, &module, &fields, *id, row, &names))));
    }
    Ok(entries.iter().map(|row| row.int(4).and_then(|id| found.get(&id).cloned())).collect())
}

/// The first fields of the form that the caller sees something of.
fn summary_fields<'m>(work: &Work, module: &'m Module) -> Vec<&'m Field> {
    let rights = work.who().rights(module);
    let name = &*module.name_field().key;
    let own = module.fields.iter().filter(|f| (!f.system || *f.key == *"owner") && *f.key != *name);
    own.filter(|f| rights.field(f) != FieldAccess::Hidden).take(SUMMARY_FIELDS).collect()
}

fn summary(work: &Work, module: &Module, fields: &[&Field], id: i64, row: &Row, names: &Names) -> Json {
    let name_field = module.name_field();
    let name = look::shown(work, module, name_field, row, name_field.at, names).map(|shown| shown.value);
    let mut values = Map::new();
    let mut masked = Vec::new();
    for field in fields {
        let Some(shown) = look::shown(work, module, field, row, field.at, names) else { continue };
        if shown.masked {
            masked.push(Json::from(&*field.key));
        }
        values.insert(field.key.to_string(), shown.value);
    }
    json!({"id": id.to_string(), "name": name, "fields": values, "masked": masked})
}
