//! Links to other records: `{"external_id": …}` becomes an id, and what is linked must be there and visible.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use heyi_db::one_of;
use heyi_model::{Cells, Code, Module, Problem, RecordId, text};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::Value as Json;

use super::draft::Draft;
use super::set::Set;
use crate::Work;
use crate::access::Action;
use crate::query;
use crate::rows;

/// The external id in `{"external_id": "…"}`, when `json` is such an object.
fn external(json: &Json) -> Option<&str> {
    json.as_object().filter(|o| o.len() == 1)?.get("external_id")?.as_str()
}

/// The draft without links by external id, which are read later; `None` when it has none.
pub(super) fn without_external(draft: &Draft, module: &Module) -> Option<Draft> {
    let is_external = |key: &str, json: &Json| {
        external(json).is_some() && module.field(key).is_some_and(|f| f.ty.target(&f.def).is_some())
    };
    if !draft.0.iter().any(|(k, v)| is_external(k, v)) {
        return None;
    }
    Some(Draft(draft.0.iter().filter(|(k, v)| !is_external(k, v)).map(|(k, v)| (k.clone(), v.clone())).collect()))
}

/// Finds the records that links by external id mean, one statement per field, and reads those links into the records.
pub(super) fn external_ids(work: &mut Work, set: &mut Set, drafts: &[Draft]) -> Result<(), Problem> {
    let module = set.module.clone();
    let snapshot = work.snapshot.clone();
    let mut fields: BTreeSet<&str> = BTreeSet::new();
    for item in &set.items {
        fields.extend(drafts[item.place].0.iter().filter(|(_, v)| external(v).is_some()).map(|(k, _)| k.as_str()));
    }
    for key in fields {
        let Some(target) = module.field(key).and_then(|f| snapshot.target(f)).cloned() else { continue };
        let wanted: BTreeSet<String> =
            set.items.iter().filter_map(|i| external(drafts[i.place].0.get(key)?)).map(text::key).collect();
        let found = ids_by_external(work, &target, &wanted)?;
        for item in &mut set.items {
            let Some(external_id) = drafts[item.place].0.get(key).and_then(external) else { continue };
            match found.get(&text::key(external_id)) {
                Some(id) => {
                    let one = Draft([(key.to_owned(), Json::from(id.to_string()))].into_iter().collect());
                    let faults = one.read_into(&mut item.change.new, &set.rights, set.origin, &snapshot.parse);
                    item.faults.extend(faults);
                }
                None => item.faults.push(heyi_model::Fault::new(key, Code::UnknownRecord)),
            }
        }
    }
    Ok(())
}

fn ids_by_external(
    work: &mut Work,
    target: &std::sync::Arc<Module>,
    keys: &BTreeSet<String>,
) -> Result<HashMap<String, RecordId>, Problem> {
    let mut select = Query::select();
    select
        .columns(["external_id__key", "id"])
        .from(target.key.to_string())
        .and_where(Expr::col("deleted_at").is_null())
        .and_where(one_of(work.tx.dialect(), Expr::col("external_id__key"), keys.iter().map(String::as_str)));
    let mut found = HashMap::new();
    for row in work.tx.all(&select)? {
        if let (Some(key), Some(id)) = (row.text(0), row.int(1).and_then(RecordId::new)) {
            found.insert(key.to_owned(), id);
        }
    }
    Ok(found)
}

/// Refuses links to records that are not there or that the caller cannot see: one statement per target module.
pub(super) fn check(work: &mut Work, set: &mut Set) -> Result<(), Problem> {
    let module = set.module.clone();
    let snapshot = work.snapshot.clone();
    let mut wanted: BTreeMap<Box<str>, BTreeSet<i64>> = BTreeMap::new();
    let changed = |item: &super::set::Item, field: &heyi_model::Field| {
        let now = item.change.new.int(&field.key)?;
        item.change.changed(&field.key).then_some(now)
    };
    let links: Vec<_> =
        module.fields.iter().filter(|f| !matches!(&*f.key, "created_by" | "updated_by" | "owner_department")).collect();
    let links: Vec<_> = links.into_iter().filter_map(|f| Some((f, snapshot.target(f)?.clone()))).collect();
    for (field, target) in &links {
        let ids = set.items.iter().filter_map(|i| changed(i, field));
        wanted.entry(target.key.clone()).or_default().extend(ids);
    }
    let mut there: HashMap<Box<str>, std::collections::HashSet<i64>> = HashMap::new();
    for (key, ids) in wanted {
        let Some(target) = snapshot.find(&key).filter(|_| !ids.is_empty()) else { continue };
        let ids: Vec<i64> = ids.into_iter().collect();
        let found = if target.def.directory.is_some() {
            rows::load(work, target, &ids)?.iter().map(crate::Record::id).collect()
        } else {
            query::visible_ids(work, target, &ids, Action::Read)?
        };
        there.insert(key, found);
    }
    for item in &mut set.items {
        for (field, target) in &links {
            let Some(id) = changed(item, field) else { continue };
            if !there.get(&target.key).is_some_and(|ids| ids.contains(&id)) {
                item.faults.push(field.fault(Code::UnknownRecord));
            }
        }
    }
    Ok(())
}
