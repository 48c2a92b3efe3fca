//! Tags: words that people put on records.
//!
//! Two tags that differ only in width, case or spaces are the same tag; it is shown as it was written first.

use std::collections::{BTreeMap, HashMap};

use heyi_db::ColumnKind::{Int, Text};
use heyi_db::{Cells as _, Value, bind, params, sql};
use heyi_model::{Code, Fault, Module, Problem, RecordId, text};
use sea_query::{Expr, ExprTrait as _, Func, Order, Query};
use serde_json::{Value as Json, json};

use crate::access::{Action, Reach, visible};
use crate::history::{self, Entry, FieldChange, HistoryKind, TAGS};
use crate::work::Work;
use crate::{events, look};

/// Longest tag, in characters.
pub const MAX_TAG: usize = 50;
/// Most tags of a record.
pub const MAX_TAGS: usize = 50;
/// Most tags that [`all`] gives.
pub const MAX_LISTED: u64 = 100;

/// Gives a record exactly these tags. Needs the right to change the record; its history says what changed.
pub fn set(work: &mut Work, module: &str, record: RecordId, tags: &[String]) -> Result<(), Problem> {
    let tags = read(tags)?;
    write(work, module, record, move |_| tags)
}

/// Adds tags to a record.
pub fn add(work: &mut Work, module: &str, record: RecordId, tags: &[String]) -> Result<(), Problem> {
    let added = read(tags)?;
    write(work, module, record, move |mut tags| {
        for (key, label) in added {
            tags.entry(key).or_insert(label);
        }
        tags
    })
}

/// Takes tags off a record; those that it does not have are passed over.
pub fn remove(work: &mut Work, module: &str, record: RecordId, tags: &[String]) -> Result<(), Problem> {
    let removed = read(tags)?;
    write(work, module, record, move |mut tags| {
        tags.retain(|key, _| !removed.contains_key(key));
        tags
    })
}

/// The tags of records, as they are written, in the order of their keys. For records that the caller is known to see.
pub(crate) fn of(work: &mut Work, module: &Module, records: &[i64]) -> Result<HashMap<i64, Vec<String>>, Problem> {
    let mut found: HashMap<i64, Vec<String>> = HashMap::new();
    for chunk in records.chunks(500) {
        let mut select = Query::select();
        select
            .columns(["record", "label"])
            .from("record_tag")
            .and_where(Expr::col("record").is_in(chunk.iter().copied()))
            .and_where(Expr::col("module").eq(module.key.to_string()))
            .order_by("tag", Order::Asc);
        for row in work.tx.all(select)? {
            let label = row.text(1).unwrap_or_default().to_owned();
            found.entry(row.int(0).unwrap_or_default()).or_default().push(label);
        }
    }
    Ok(found)
}

/// The tags of one record.
pub fn of_record(work: &mut Work, module: &str, record: RecordId) -> Result<Vec<String>, Problem> {
    let module = look::require(work, module, record, Action::Read)?;
    Ok(of(work, &module, &[record.get()])?.remove(&record.get()).unwrap_or_default())
}

/// The tags on records of a module that the caller sees and that begin with `prefix`, at most [`MAX_LISTED`]:
/// `[{"tag", "records"}]` in the order of their keys.
pub fn all(work: &mut Work, module: &str, prefix: &str) -> Result<Json, Problem> {
    let module = work.module(module)?;
    let reach = work.reach(&module, Action::Read);
    if reach == Reach::Nothing {
        return Err(Problem::forbidden());
    }
    let mut select = Query::select();
    select
        .from_as(module.key.to_string(), "r")
        .and_where(Expr::col(("r", "deleted_at")).is_null())
        .expr(Func::min(Expr::col(("g", "label"))))
        .expr(Func::count(Expr::col(("g", "record"))))
        .join_as(
            sea_query::JoinType::InnerJoin,
            "record_tag",
            "g",
            Expr::col(("g", "record")).equals(("r", "id")).and(Expr::col(("g", "module")).eq(module.key.to_string())),
        )
        .add_group_by([Expr::col(("g", "tag"))])
        .order_by(("g", "tag"), Order::Asc)
        .limit(MAX_LISTED);
    if let Some(seen) = visible(&module.key, "r", &reach, work.now_ms()) {
        select.cond_where(seen);
    }
    let prefix = key(prefix);
    if !prefix.is_empty() {
        let end = format!("{prefix}\u{10ffff}");
        select.and_where(Expr::col(("g", "tag")).gte(bind(prefix))).and_where(Expr::col(("g", "tag")).lt(bind(end)));
    }
    let rows = work.tx.all(select)?;
    Ok(rows.iter().map(|row| json!({"tag": row.text(0), "records": row.int(1)})).collect::<Vec<_>>().into())
}

/// The key by which tags are compared.
fn key(tag: &str) -> String {
    text::fold(tag).to_lowercase()
}

/// Tags by key, tidied, or what is wrong with them.
fn read(tags: &[String]) -> Result<BTreeMap<String, String>, Problem> {
    let mut read = BTreeMap::new();
    if tags.len() > MAX_TAGS {
        return Err(Fault::new(TAGS, Code::TooManyItems).with("max", MAX_TAGS).into());
    }
    for tag in tags {
        if tag.len() > MAX_TAG * 8 || tag.chars().count() > MAX_TAG {
            return Err(Fault::new(TAGS, Code::TooLong).with("max", MAX_TAG).into());
        }
        let label = text::fold(tag).into_owned();
        if label.is_empty() {
            return Err(Fault::new(TAGS, Code::Required).into());
        }
        read.entry(key(&label)).or_insert(label);
    }
    Ok(read)
}

/// Writes the tags that `change` makes of those that are there, and says so in history; nothing when they are the same.
fn write(
    work: &mut Work,
    module: &str,
    record: RecordId,
    change: impl FnOnce(BTreeMap<String, String>) -> BTreeMap<String, String>,
) -> Result<(), Problem> {
    let module = look::require(work, module, record, Action::Update)?;
    let rows = work.tx.all(sql(
        "SELECT tag, label FROM record_tag WHERE record = $1 AND module = $2 ORDER BY tag",
        params![record, &*module.key],
    ))?;
    let text = |cell: Option<&str>| cell.unwrap_or_default().to_owned();
    let old: BTreeMap<String, String> = rows.iter().map(|row| (text(row.text(0)), text(row.text(1)))).collect();
    let new = change(old.clone());
    if new.len() > MAX_TAGS {
        return Err(Fault::new(TAGS, Code::TooManyItems).with("max", MAX_TAGS).into());
    }
    if old.keys().eq(new.keys()) {
        return Ok(());
    }
    for gone in old.keys().filter(|key| !new.contains_key(*key)) {
        work.tx.execute(sql(
            "DELETE FROM record_tag WHERE record = $1 AND module = $2 AND tag = $3",
            params![record, &*module.key, gone.as_str()],
        ))?;
    }
    let added: Vec<[Value; 4]> = new
        .iter()
        .filter(|(key, _)| !old.contains_key(*key))
        .map(|(key, label)| {
            [Value::from(&*module.key), Value::from(key.as_str()), Value::from(record), Value::from(label.as_str())]
        })
        .collect();
    work.tx.insert_many("record_tag", &["module", "tag", "record", "label"], &[Text, Text, Int, Text], &added)?;
    note(work, &module, record, &old, &new)
}

/// History and event of the change. Tags are beside the record: its version stays.
fn note(
    work: &mut Work,
    module: &Module,
    record: RecordId,
    old: &BTreeMap<String, String>,
    new: &BTreeMap<String, String>,
) -> Result<(), Problem> {
    let version = format!("SELECT version FROM \"{}\" WHERE id = $1", module.key);
    let version = work.tx.one(sql(version, params![record]))?.and_then(|row| row.int(0)).unwrap_or_default();
    let list = |tags: &BTreeMap<String, String>| Json::from(tags.values().cloned().collect::<Vec<_>>());
    let changes = vec![FieldChange { field: TAGS.into(), old: list(old), new: list(new) }];
    let entry = Entry { module: &module.key, record: record.get(), version, kind: HistoryKind::Update, changes };
    history::append(work, &[entry])?;
    events::emit(work, module, "updated", &[(record.get(), version)])
}
