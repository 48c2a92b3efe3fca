//! Whom a share names: a person, a department with those below it, a group or a role.
//!
//! On the wire `{"person": "<id>"}`, `{"department": "<id>"}`, `{"group": "<id>"}` or `{"role": "<key>"}`; it is shown as
//! `{"kind", "id", "name"}`. Inside it is one id: a role and a group have ids that no record has.

use std::collections::{BTreeSet, HashMap};

use heyi_db::{Cells as _, bind, params, sql};
use heyi_model::module::Directory;
use heyi_model::{Code, Fault, Label, Locale, Problem, RecordId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::{Value as Json, json};

use crate::Work;

/// Reads a subject; the outer error is the database's, the inner one names `place`. A shipped role gets its id here.
pub(crate) fn read(work: &mut Work, place: &str, json: Option<&Json>) -> Result<Result<i64, Fault>, Problem> {
    let Some(json) = json.filter(|json| !json.is_null()) else { return Ok(Err(Fault::new(place, Code::Required))) };
    let unknown = || Fault::new(place, Code::UnknownSubject);
    let Some((kind, Json::String(name))) = json.as_object().filter(|o| o.len() == 1).and_then(|o| o.iter().next())
    else {
        return Ok(Err(unknown()));
    };
    if kind == "role" {
        return Ok(crate::roles::subject_id(work, name)?.ok_or_else(unknown));
    }
    let Some(id) = name.parse::<RecordId>().ok().map(RecordId::get) else { return Ok(Err(unknown())) };
    let there = match kind.as_str() {
        "person" => work.snapshot.directory.is_person(id),
        "department" => work.snapshot.directory.is_department(id),
        "group" => work.tx.one(sql("SELECT 1 FROM user_group WHERE id = $1", params![id]))?.is_some(),
        _ => false,
    };
    Ok(if there { Ok(id) } else { Err(unknown()) })
}

/// How subjects are shown, by id. One that is gone is shown as `{"kind": "unknown", "id"}`.
pub(crate) fn describe(work: &mut Work, ids: impl IntoIterator<Item = i64>) -> Result<HashMap<i64, Json>, Problem> {
    let ids: BTreeSet<i64> = ids.into_iter().collect();
    let snapshot = work.snapshot.clone();
    let locale = work.who().locale();
    let mut shown = HashMap::new();
    for kind in [Directory::Person, Directory::Department] {
        let (word, wanted): (_, Vec<i64>) = match kind {
            Directory::Person => {
                ("person", ids.iter().copied().filter(|id| snapshot.directory.is_person(*id)).collect())
            }
            Directory::Department => {
                ("department", ids.iter().copied().filter(|id| snapshot.directory.is_department(*id)).collect())
            }
        };
        let Some(module) = snapshot.directory_module(kind).filter(|_| !wanted.is_empty()) else { continue };
        let mut select = Query::select();
        select
            .column("id")
            .column(module.name_field().columns[0].to_string())
            .from(module.key.to_string())
            .and_where(Expr::col("id").is_in(wanted.into_iter().map(bind)));
        for row in work.tx.all(&select)? {
            let id = row.int(0).unwrap_or_default();
            shown.insert(id, json!({"kind": word, "id": id.to_string(), "name": row.text(1)}));
        }
    }
    for role in snapshot.roles().filter(|role| role.id != 0 && ids.contains(&role.id)) {
        shown.insert(role.id, json!({"kind": "role", "id": role.key, "name": role.label.get(locale)}));
    }
    for id in ids.into_iter().filter(|id| !shown.contains_key(id)).collect::<Vec<_>>() {
        shown.insert(id, group(work, id, locale)?);
    }
    Ok(shown)
}

fn group(work: &mut Work, id: i64, locale: Locale) -> Result<Json, Problem> {
    let row = work.tx.one(sql("SELECT label FROM user_group WHERE id = $1", params![id]))?;
    Ok(match row {
        Some(row) => {
            let label: Label = row.text(0).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default();
            json!({"kind": "group", "id": id.to_string(), "name": label.get(locale)})
        }
        None => json!({"kind": "unknown", "id": id.to_string()}),
    })
}
