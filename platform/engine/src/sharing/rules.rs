//! Sharing rules, by owner and by criteria. Administrators only.
//!
//! `{"module", "label", "kind": "owner", "source": subject, "target": subject, "level"}` shares what members of the source
//! own; `{…, "kind": "criteria", "filter"}` shares records that meet the filter, which names only fields of the record
//! itself and fixed values, so that a write of the record is the only thing that can change the answer.

use std::sync::Arc;

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::mask::shorten;
use heyi_model::{Code, Fault, Filter, Label, Module, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::{Level, fill, subject};
use crate::filter_eval::Test;
use crate::jobs::{self, JobSpec};
use crate::roles::read_label;
use crate::{Work, access_log};

/// Most rules of an organisation: each criteria rule is tested at every write of its module.
const MOST_RULES: i64 = 300;

/// The rules, of one module or of all, oldest first: `{id, module, label, labels, kind, source?, filter?, target, level,
/// state}`. `state` is `active`, or `filling` while existing records are still being granted.
pub fn list(work: &mut Work, module: Option<&str>) -> Result<Vec<Json>, Problem> {
    work.administrators_only()?;
    let rows = work
        .tx
        .all("SELECT id, module, label, kind, source, filter, target, level, state FROM sharing_rule ORDER BY id")?;
    let rows: Vec<&Row> = rows.iter().filter(|row| module.is_none_or(|m| row.text(1) == Some(m))).collect();
    let subjects = rows.iter().flat_map(|row| [row.int(4), row.int(6)]).flatten();
    let named = subject::describe(work, subjects.collect::<Vec<_>>())?;
    let locale = work.who().locale();
    let shown = |row: &&Row| {
        let parsed = |column| row.text(column).and_then(|t| serde_json::from_str::<Json>(t).ok());
        let label: Label = parsed(2).and_then(|json| serde_json::from_value(json).ok()).unwrap_or_default();
        let mut rule = json!({
            "id": row.int(0).unwrap_or_default().to_string(),
            "module": row.text(1),
            "label": label.get(locale),
            "labels": label,
            "kind": row.text(3),
            "target": row.int(6).and_then(|id| named.get(&id)),
            "level": Level::from_number(row.int(7).unwrap_or_default()).key(),
            "state": row.text(8),
        });
        if let Some(source) = row.int(4).and_then(|id| named.get(&id)) {
            rule["source"] = source.clone();
        }
        if let Some(filter) = parsed(5) {
            rule["filter"] = filter;
        }
        rule
    };
    Ok(rows.iter().map(shown).collect())
}

/// One rule, as [`list`] shows it.
pub fn get(work: &mut Work, id: RecordId) -> Result<Json, Problem> {
    let wanted = Json::from(id.to_string());
    list(work, None)?.into_iter().find(|rule| rule["id"] == wanted).ok_or_else(Problem::not_found)
}

/// Makes a rule. It holds for records written from now on; one by criteria is `filling`, and reaches the records that
/// are there when the job for which it asks comes to them.
pub fn create(work: &mut Work, def: &Json) -> Result<RecordId, Problem> {
    work.administrators_only()?;
    let rule = read(work, def)?;
    let count = work.tx.one("SELECT COUNT(*) FROM sharing_rule")?.and_then(|row| row.int(0)).unwrap_or_default();
    if count >= MOST_RULES {
        return Err(Fault::new("module", Code::LimitReached).with("max", MOST_RULES).into());
    }
    let id = work.draw_id();
    insert(work, id, &rule)?;
    access_log::note(work, "sharing_rule_created", None, None, &json!({"rule": id, "def": def}))?;
    work.raise_epoch()?;
    Ok(id)
}

/// Replaces a rule. What it granted by criteria is taken back in the same transaction, so a narrower rule never leaves more
/// open than it says; then it is `filling` anew.
pub fn update(work: &mut Work, id: RecordId, def: &Json) -> Result<(), Problem> {
    work.administrators_only()?;
    let before = get(work, id)?;
    let rule = read(work, def)?;
    remove(work, id)?;
    insert(work, id, &rule)?;
    access_log::note(work, "sharing_rule_changed", None, None, &json!({"rule": id, "from": before, "to": def}))?;
    work.raise_epoch()
}

/// Deletes a rule and what it granted.
pub fn delete(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    work.administrators_only()?;
    let before = get(work, id)?;
    remove(work, id)?;
    access_log::note(work, "sharing_rule_deleted", None, None, &json!({"rule": id, "from": before}))?;
    work.raise_epoch()
}

struct Rule {
    module: Arc<Module>,
    label: Label,
    kind: Kind,
    target: i64,
    level: Level,
}

enum Kind {
    Owner(i64),
    Criteria(Filter),
}

fn insert(work: &mut Work, id: RecordId, rule: &Rule) -> Result<(), Problem> {
    let label = serde_json::to_string(&rule.label).map_err(Problem::internal)?;
    let (kind, source, filter, state) = match &rule.kind {
        Kind::Owner(source) => ("owner", Value::Int(*source), Value::Null, "active"),
        Kind::Criteria(filter) => {
            ("criteria", Value::Null, Value::Json(filter.to_json().to_string().into()), "filling")
        }
    };
    let (now_ms, person) = (work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO sharing_rule (id, module, label, kind, source, filter, target, level, state, created_at, created_by) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
        params![
            id,
            &*rule.module.key,
            Value::Json(label.into()),
            kind,
            source,
            filter,
            rule.target,
            rule.level as i64,
            state,
            now_ms,
            person
        ],
    ))?;
    if matches!(rule.kind, Kind::Criteria(_)) {
        jobs::enqueue(work, &JobSpec::new(fill::JOB.key, json!({"rule": id})))?;
    }
    Ok(())
}

fn remove(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    work.tx.execute(sql("DELETE FROM sharing_rule WHERE id = $1", params![id]))?;
    work.tx.execute(sql("DELETE FROM record_grant WHERE via = $1", params![id]))?;
    Ok(())
}

const MEMBERS: [&str; 7] = ["module", "label", "kind", "source", "filter", "target", "level"];

fn read(work: &mut Work, def: &Json) -> Result<Rule, Problem> {
    let Json::Object(members) = def else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults: Vec<Fault> = members
        .keys()
        .filter(|key| !MEMBERS.contains(&key.as_str()))
        .map(|key| Fault::new(shorten(key), Code::UnknownParameter))
        .collect();
    let text = |key: &str| members.get(key).and_then(Json::as_str).unwrap_or_default();
    let module = work.snapshot.module(text("module")).ok().cloned();
    match &module {
        None => faults.push(Fault::new("module", Code::UnknownModule)),
        Some(module) if !module.def.owned => faults.push(Fault::new("module", Code::NothingToShare)),
        Some(_) => {}
    }
    let label = read_label("label", members.get("label").unwrap_or(&Json::Null), work.who().locale());
    let label = label.map_err(|fault| faults.push(fault)).ok();
    let level = Level::parse(text("level"));
    if level.is_none() {
        faults.push(Fault::new("level", Code::InvalidParameter));
    }
    let target = subject::read(work, "target", members.get("target"))?.map_err(|fault| faults.push(fault)).ok();
    let kind = match (text("kind"), &module) {
        ("owner", _) => {
            let source = subject::read(work, "source", members.get("source"))?;
            source.map_err(|fault| faults.push(fault)).ok().map(Kind::Owner)
        }
        ("criteria", Some(module)) => criteria(work, module, members.get("filter"), &mut faults)?.map(Kind::Criteria),
        ("criteria", None) => None,
        _ => {
            faults.push(Fault::new("kind", Code::InvalidParameter));
            None
        }
    };
    match (module, label, kind, target, level) {
        (Some(module), Some(label), Some(kind), Some(target), Some(level)) if faults.is_empty() => {
            Ok(Rule { module, label, kind, target, level })
        }
        _ => Err(Problem::invalid(faults)),
    }
}

fn criteria(
    work: &Work,
    module: &Arc<Module>,
    json: Option<&Json>,
    faults: &mut Vec<Fault>,
) -> Result<Option<Filter>, Problem> {
    let Some(json) = json else {
        faults.push(Fault::new("filter", Code::Required));
        return Ok(None);
    };
    let filter = Filter::parse(json)?;
    match Test::prepare(&filter, module, &work.snapshot.parse) {
        Ok(_) => Ok(Some(filter)),
        Err(mut found) => {
            faults.append(&mut found);
            Ok(None)
        }
    }
}
