//! Groups: teams across departments. Administrators only. A member is a person, or a department with everyone in and
//! below it.

use std::collections::{BTreeMap, BTreeSet};

use heyi_db::{Cells as _, ColumnKind, Value, params, sql};
use heyi_model::{Code, Fault, Kind, Label, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::roles::read_label;
use crate::sharing::subject;
use crate::{Work, access_log};

/// Most members of a group.
const MOST_MEMBERS: usize = 5_000;

/// Every group: `{id, label, labels, members: [{kind, id, name}]}`.
pub fn list(work: &mut Work) -> Result<Vec<Json>, Problem> {
    work.administrators_only()?;
    let rows = work.tx.all("SELECT id, label FROM user_group ORDER BY id")?;
    let mut members: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
    for row in work.tx.all("SELECT group_id, member FROM group_member ORDER BY group_id, member")? {
        members.entry(row.int(0).unwrap_or_default()).or_default().push(row.int(1).unwrap_or_default());
    }
    let named = subject::describe(work, members.values().flatten().copied())?;
    let locale = work.who().locale();
    let group = |row: &heyi_db::Row| {
        let id = row.int(0).unwrap_or_default();
        let label: Label = row.text(1).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
        let members: Vec<&Json> = members.get(&id).into_iter().flatten().filter_map(|m| named.get(m)).collect();
        json!({"id": id.to_string(), "label": label.get(locale), "labels": label, "members": members})
    };
    Ok(rows.iter().map(group).collect())
}

/// One group, as [`list`] shows it.
pub fn get(work: &mut Work, id: RecordId) -> Result<Json, Problem> {
    let wanted = Json::from(id.to_string());
    list(work)?.into_iter().find(|group| group["id"] == wanted).ok_or_else(Problem::not_found)
}

/// Makes a group from `{label, members?}`; members are ids of persons and departments.
pub fn create(work: &mut Work, def: &Json) -> Result<RecordId, Problem> {
    work.administrators_only()?;
    let read = read(work, def)?;
    let label = read.label.ok_or_else(|| Problem::from(Fault::new("label", Code::Required)))?;
    let id = work.draw_id();
    let text = "INSERT INTO user_group (id, label) VALUES ($1, $2)";
    work.tx.execute(sql(text, params![id, label_json(&label)?]))?;
    insert_members(work, id, &read.members.unwrap_or_default())?;
    access_log::note(work, "group_created", None, None, &json!({"group": id, "def": def}))?;
    work.raise_epoch()?;
    Ok(id)
}

/// Changes the label, the members, or both; what is not named stays.
pub fn update(work: &mut Work, id: RecordId, def: &Json) -> Result<(), Problem> {
    work.administrators_only()?;
    is_there(work, id)?;
    let read = read(work, def)?;
    if let Some(label) = &read.label {
        let label = label_json(label)?;
        work.tx.execute(sql("UPDATE user_group SET label = $2 WHERE id = $1", params![id, label]))?;
    }
    if let Some(members) = &read.members {
        work.tx.execute(sql("DELETE FROM group_member WHERE group_id = $1", params![id]))?;
        insert_members(work, id, members)?;
    }
    access_log::note(work, "group_changed", None, None, &json!({"group": id, "def": def}))?;
    work.raise_epoch()
}

/// Deletes a group. One that a share names is in use.
pub fn delete(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    work.administrators_only()?;
    is_there(work, id)?;
    if crate::sharing::is_named(work, id.get())? {
        return Err(Problem::new(Kind::Conflict, Code::InUse));
    }
    work.tx.execute(sql("DELETE FROM group_member WHERE group_id = $1", params![id]))?;
    crate::views::share::forget_subject(work, id.get())?;
    work.tx.execute(sql("DELETE FROM user_group WHERE id = $1", params![id]))?;
    access_log::note(work, "group_deleted", None, None, &json!({"group": id}))?;
    work.raise_epoch()
}

fn is_there(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let row = work.tx.one(sql("SELECT 1 FROM user_group WHERE id = $1", params![id]))?;
    row.map(|_| ()).ok_or_else(Problem::not_found)
}

fn label_json(label: &Label) -> Result<Value, Problem> {
    Ok(Value::Json(serde_json::to_string(label).map_err(Problem::internal)?.into()))
}

fn insert_members(work: &mut Work, id: RecordId, members: &BTreeSet<i64>) -> Result<(), Problem> {
    let rows: Vec<[Value; 2]> = members.iter().map(|member| [id.into(), (*member).into()]).collect();
    work.tx.insert_many("group_member", &["group_id", "member"], &[ColumnKind::Int, ColumnKind::Int], &rows)?;
    Ok(())
}

struct Read {
    label: Option<Label>,
    members: Option<BTreeSet<i64>>,
}

fn read(work: &Work, def: &Json) -> Result<Read, Problem> {
    let Json::Object(parts) = def else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults = Vec::new();
    let mut read = Read { label: None, members: None };
    for (key, value) in parts {
        match (key.as_str(), value) {
            ("label", _) => match read_label("label", value, work.who().locale()) {
                Ok(label) => read.label = Some(label),
                Err(fault) => faults.push(fault),
            },
            ("members", Json::Array(items)) if items.len() > MOST_MEMBERS => {
                faults.push(Fault::new("members", Code::TooManyItems).with("max", MOST_MEMBERS));
            }
            ("members", Json::Array(items)) => {
                let mut members = BTreeSet::new();
                for (i, item) in items.iter().enumerate() {
                    let id = item.as_str().and_then(|text| text.parse::<RecordId>().ok()).map_or(0, RecordId::get);
                    let directory = &work.snapshot.directory;
                    if directory.is_person(id) || directory.is_department(id) {
                        members.insert(id);
                    } else {
                        faults.push(Fault::new(format!("members[{i}]"), Code::UnknownRecord));
                    }
                }
                read.members = Some(members);
            }
            ("members", _) => faults.push(Fault::new("members", Code::NotArray)),
            _ => faults.push(Fault::new(heyi_model::mask::shorten(key), Code::UnknownParameter)),
        }
    }
    if faults.is_empty() { Ok(read) } else { Err(Problem::invalid(faults)) }
}
