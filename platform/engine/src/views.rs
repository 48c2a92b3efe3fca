//! Saved views: a condition, an order and columns under a name. Those of metadata come first, then shared ones, then one's
//! own. Whoever saved a view shares it with people, departments, groups and roles ([`share`]); administrators share with
//! everybody.
//!
//! A view shows nothing that its reader may not see: a column that the reader does not know of is left out, and a view whose
//! condition or order names such a field is not there.

mod def;
pub(crate) mod share;

use heyi_db::{Cells as _, Row, params, sql};
use heyi_model::{Code, Fault, Filter, Label, Module, Problem, RecordId};
use serde_json::{Value as Json, json};

use self::def::Def;
use crate::access::Caller;
use crate::query::{self, SortKey};
use crate::{Work, access_log};

/// Most views that a person saves of a module, and most that are shared.
const MOST_VIEWS: i64 = 100;

/// The views of a module as the caller may use them: `{key, id, kind, label, labels, filter, sort, columns, widths, pinned,
/// editable}`. `kind` is `system`, `shared` or `own`; `id` is `null` for those of metadata, `key` names every one in a list's
/// `view`. An own one tells `shared_with`, `[{kind, id, name}]`; one that somebody shared tells its `owner`, `{id, name}`.
pub fn list(work: &mut Work, module: &str) -> Result<Vec<Json>, Problem> {
    let module = work.module(module)?;
    if work.who().rights(&module).read.is_empty() {
        return Err(Problem::forbidden());
    }
    let mut all: Vec<(Origin, Def)> = module.def.views.iter().map(of_metadata).collect();
    let (shared, own): (Vec<_>, Vec<_>) =
        saved(work, &module)?.into_iter().partition(|(origin, _)| !matches!(origin, Origin::Own(_)));
    all.extend(shared);
    all.extend(own);
    let people = share::people(work, &all)?;
    Ok(all.into_iter().filter_map(|(origin, def)| shown(work, &module, &origin, def, &people)).collect())
}

/// Where a view comes from.
enum Origin {
    System(String),
    /// An administrator shared it with everybody.
    Everyones(RecordId),
    /// Somebody shared it with the caller.
    Given {
        id: RecordId,
        owner: i64,
    },
    Own(RecordId),
}

fn of_metadata((key, view): (&String, &heyi_model::module::ViewDef)) -> (Origin, Def) {
    let def = Def {
        label: view.label.clone(),
        filter: view.filter.clone().unwrap_or(Json::Null),
        sort: view.sort.clone(),
        columns: view.columns.clone(),
        ..Def::default()
    };
    (Origin::System(key.clone()), def)
}

/// The views of the module that people saved, as far as they are the caller's own or shared with the caller.
fn saved(work: &mut Work, module: &Module) -> Result<Vec<(Origin, Def)>, Problem> {
    let me = work.person().map_or(0, RecordId::get);
    let subjects = work.caller().map(|caller| caller.subjects.to_vec()).unwrap_or_default();
    let rows = work.tx.all(share::readable(&module.key, me, &subjects))?;
    let saved = |row: &Row| {
        let id = row.int(0).and_then(RecordId::new)?;
        let origin = match (row.bool(2), row.int(3)) {
            (Some(true), _) => Origin::Everyones(id),
            (_, owner) if owner == Some(me) => Origin::Own(id),
            (_, owner) => Origin::Given { id, owner: owner.unwrap_or_default() },
        };
        Some((origin, Def::stored(row.text(1))?))
    };
    Ok(rows.iter().filter_map(saved).collect())
}

/// A view for the caller; `None` when its condition or order cannot be asked by the caller.
fn shown(work: &Work, module: &Module, origin: &Origin, mut def: Def, people: &share::People) -> Option<Json> {
    let knows = |column: &String| {
        query::check(work, &module.key, &Filter::default(), &[], std::slice::from_ref(column)).is_ok()
    };
    def.columns.retain(knows);
    def.widths.retain(|column, _| knows(column));
    let (filter, sort) = def.parsed().ok()?;
    query::check(work, &module.key, &filter, &sort, &[]).ok()?;
    let (kind, key, id) = match origin {
        Origin::System(key) => ("system", key.clone(), None),
        Origin::Everyones(id) | Origin::Given { id, .. } => ("shared", id.to_string(), Some(*id)),
        Origin::Own(id) => ("own", id.to_string(), Some(*id)),
    };
    let mut json = json!({
        "key": key,
        "id": id,
        "kind": kind,
        "label": def.label.get(work.who().locale()),
        "labels": def.label,
        "filter": def.filter,
        "sort": def.sort,
        "columns": def.columns,
        "widths": def.widths,
        "pinned": def.pinned,
        "editable": match origin {
            Origin::System(_) | Origin::Given { .. } => false,
            Origin::Everyones(_) => work.who().is_admin(),
            Origin::Own(_) => true,
        },
    });
    match origin {
        Origin::Own(id) => json["shared_with"] = people.shared_with(*id),
        Origin::Given { owner, .. } => json["owner"] = people.owner(work, *owner),
        Origin::System(_) | Origin::Everyones(_) => {}
    }
    Some(json)
}

/// Saves a view `{label, filter?, sort?, columns?, widths?, pinned?, shared_with?, shared?}` of a module that the caller reads.
pub fn create(work: &mut Work, module: &str, def: &Json) -> Result<RecordId, Problem> {
    let caller = writer(work)?;
    let module = work.module(module)?;
    let read = def::read(work, &module, Def::default(), def)?;
    let shared = read.shared.unwrap_or(false);
    if shared {
        work.administrators_only()?;
    }
    let row = work.tx.one(sql(
        "SELECT COUNT(*), COALESCE(MAX(position), 0) FROM saved_view WHERE module = $1 AND shared = $2 AND ($2 OR person = $3)",
        params![&*module.key, shared, caller.person],
    ))?;
    let (count, last) = row.map_or((0, 0), |row| (row.int(0).unwrap_or(0), row.int(1).unwrap_or(0)));
    if count >= MOST_VIEWS {
        return Err(Fault::new("label", Code::LimitReached).with("max", MOST_VIEWS).into());
    }
    let (id, now_ms) = (work.draw_id(), work.now_ms());
    work.tx.execute(sql(
        "INSERT INTO saved_view (id, module, person, def, shared, position, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $7)",
        params![id, &*module.key, caller.person, read.def.value(), shared, last + 1, now_ms],
    ))?;
    if shared {
        access_log::note(work, "view_shared", Some(&module.key), None, &json!({"view": id}))?;
    } else if let Some(with) = read.shared_with {
        share::set(work, &module, id, &with)?;
    }
    Ok(id)
}

/// Changes what is named of a view: one's own, or a shared one for administrators.
pub fn update(work: &mut Work, module: &str, id: RecordId, def: &Json) -> Result<(), Problem> {
    writer(work)?;
    let module = work.module(module)?;
    let (before, shared) = editable(work, &module, id)?;
    let read = def::read(work, &module, before, def)?;
    let now_shared = read.shared.unwrap_or(shared);
    if now_shared != shared {
        work.administrators_only()?;
        access_log::note(work, "view_shared", Some(&module.key), None, &json!({"view": id, "shared": now_shared}))?;
    }
    let now_ms = work.now_ms();
    let text = "UPDATE saved_view SET def = $2, shared = $3, updated_at = $4 WHERE id = $1";
    work.tx.execute(sql(text, params![id, read.def.value(), now_shared, now_ms]))?;
    match read.shared_with {
        _ if now_shared => share::forget_view(work, id),
        Some(with) => share::set(work, &module, id, &with),
        None => Ok(()),
    }
}

/// Deletes a view: one's own, or a shared one for administrators.
pub fn delete(work: &mut Work, module: &str, id: RecordId) -> Result<(), Problem> {
    writer(work)?;
    let module = work.module(module)?;
    editable(work, &module, id)?;
    share::forget_view(work, id)?;
    work.tx.execute(sql("DELETE FROM saved_view WHERE id = $1", params![id]))?;
    Ok(())
}

/// Puts views that the caller may change into this order; others keep their place.
pub fn order(work: &mut Work, module: &str, ids: &[RecordId]) -> Result<(), Problem> {
    writer(work)?;
    let module = work.module(module)?;
    for (position, id) in (1_i64..).zip(ids) {
        editable(work, &module, *id)?;
        work.tx.execute(sql("UPDATE saved_view SET position = $2 WHERE id = $1", params![*id, position]))?;
    }
    Ok(())
}

/// The caller, when it may save anything at all.
fn writer(work: &Work) -> Result<std::sync::Arc<Caller>, Problem> {
    let caller = work.caller()?;
    if caller.key.as_ref().is_some_and(|key| key.read_only) { Err(Problem::forbidden()) } else { Ok(caller) }
}

/// A view that the caller may change, and whether it is shared. Somebody else's own view is not there.
fn editable(work: &mut Work, module: &Module, id: RecordId) -> Result<(Def, bool), Problem> {
    if work.who().rights(module).read.is_empty() {
        return Err(Problem::forbidden());
    }
    let row = work.tx.one(sql(
        "SELECT def, shared, person FROM saved_view WHERE id = $1 AND module = $2",
        params![id, &*module.key],
    ))?;
    let row = row.ok_or_else(Problem::not_found)?;
    let shared = row.bool(1) == Some(true);
    if shared {
        work.administrators_only()?;
    } else if row.int(2) != work.person().map(RecordId::get) {
        return Err(Problem::not_found());
    }
    Ok((Def::stored(row.text(0)).unwrap_or_default(), shared))
}

/// Views of a module that people saved: id, label, owner and the parts that name fields. For those who look what uses a
/// field; it shows no rows.
pub(crate) fn all_saved(work: &mut Work) -> Result<Vec<Saved>, Problem> {
    let rows = work.tx.all("SELECT id, module, def, shared FROM saved_view ORDER BY id")?;
    let saved = |row: &Row| {
        let def = Def::stored(row.text(2))?;
        let (filter, sort) = def.parsed().unwrap_or_default();
        Some(Saved {
            id: row.int(0)?,
            module: row.text(1)?.into(),
            label: def.label,
            shared: row.bool(3) == Some(true),
            filter,
            sort,
            columns: def.columns,
        })
    };
    Ok(rows.iter().filter_map(saved).collect())
}

/// A saved view with everything in it that names fields.
pub(crate) struct Saved {
    pub id: i64,
    pub module: Box<str>,
    pub label: Label,
    pub shared: bool,
    pub filter: Filter,
    pub sort: Vec<SortKey>,
    pub columns: Vec<String>,
}
