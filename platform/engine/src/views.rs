//! Saved views: a condition, an order and columns under a name. Those of metadata come first, then shared ones, then one's
//! own. Administrators share; everybody else's views are their own.
//!
//! A view shows nothing that its reader may not see: a column that the reader does not know of is left out, and a view whose
//! condition or order names such a field is not there.

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::mask::shorten;
use heyi_model::{Code, Fault, Filter, Label, Module, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::access::Caller;
use crate::query::{self, SortKey};
use crate::roles::read_label;
use crate::{Work, access_log};

/// Most views that a person saves of a module, and most that are shared.
const MOST_VIEWS: i64 = 100;
/// Most columns of a view.
const MOST_COLUMNS: usize = 60;

/// The views of a module as the caller may use them: `{key, id, kind, label, labels, filter, sort, columns, editable}`.
/// `kind` is `system`, `shared` or `own`; `id` is `null` for those of metadata, `key` names every one in a list's `view`.
pub fn list(work: &mut Work, module: &str) -> Result<Vec<Json>, Problem> {
    let module = work.module(module)?;
    if work.who().rights(&module).read.is_empty() {
        return Err(Problem::forbidden());
    }
    let system = module.def.views.iter().map(|(key, view)| {
        let def = Def {
            label: view.label.clone(),
            filter: view.filter.clone().unwrap_or(Json::Null),
            sort: view.sort.clone(),
            columns: view.columns.clone(),
        };
        (Origin::System(key.clone()), def)
    });
    let mut all: Vec<(Origin, Def)> = system.collect();
    let me = work.person().map_or(0, RecordId::get);
    let rows = work.tx.all(sql(
        "SELECT id, def, shared FROM saved_view WHERE module = $1 AND (person = $2 OR shared = $3) ORDER BY position, id",
        params![&*module.key, me, true],
    ))?;
    let saved = |row: &Row| {
        let id = row.int(0).and_then(RecordId::new)?;
        let origin = if row.bool(2) == Some(true) { Origin::Shared(id) } else { Origin::Own(id) };
        Some((origin, Def::stored(row.text(1))?))
    };
    let (shared, own): (Vec<_>, Vec<_>) =
        rows.iter().filter_map(saved).partition(|(origin, _)| matches!(origin, Origin::Shared(_)));
    all.extend(shared);
    all.extend(own);
    Ok(all.into_iter().filter_map(|(origin, def)| shown(work, &module, &origin, def)).collect())
}

enum Origin {
    System(String),
    Shared(RecordId),
    Own(RecordId),
}

/// A view for the caller; `None` when its condition or order cannot be asked by the caller.
fn shown(work: &Work, module: &Module, origin: &Origin, mut def: Def) -> Option<Json> {
    def.columns.retain(|column| {
        query::check(work, &module.key, &Filter::default(), &[], std::slice::from_ref(column)).is_ok()
    });
    let (filter, sort) = def.parsed().ok()?;
    query::check(work, &module.key, &filter, &sort, &[]).ok()?;
    let (kind, key, id) = match origin {
        Origin::System(key) => ("system", key.clone(), None),
        Origin::Shared(id) => ("shared", id.to_string(), Some(id.to_string())),
        Origin::Own(id) => ("own", id.to_string(), Some(id.to_string())),
    };
    Some(json!({
        "key": key,
        "id": id,
        "kind": kind,
        "label": def.label.get(work.who().locale()),
        "labels": def.label,
        "filter": def.filter,
        "sort": def.sort,
        "columns": def.columns,
        "editable": match origin {
            Origin::System(_) => false,
            Origin::Shared(_) => work.who().is_admin(),
            Origin::Own(_) => true,
        },
    }))
}

/// Saves a view `{label, filter?, sort?, columns?, shared?}` of a module that the caller reads.
pub fn create(work: &mut Work, module: &str, def: &Json) -> Result<RecordId, Problem> {
    let caller = writer(work)?;
    let module = work.module(module)?;
    let read = read(work, &module, Def::default(), def)?;
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
    }
    Ok(id)
}

/// Changes what is named of a view: one's own, or a shared one for administrators.
pub fn update(work: &mut Work, module: &str, id: RecordId, def: &Json) -> Result<(), Problem> {
    writer(work)?;
    let module = work.module(module)?;
    let (before, shared) = editable(work, &module, id)?;
    let read = read(work, &module, before, def)?;
    let now_shared = read.shared.unwrap_or(shared);
    if now_shared != shared {
        work.administrators_only()?;
        access_log::note(work, "view_shared", Some(&module.key), None, &json!({"view": id, "shared": now_shared}))?;
    }
    let now_ms = work.now_ms();
    let text = "UPDATE saved_view SET def = $2, shared = $3, updated_at = $4 WHERE id = $1";
    work.tx.execute(sql(text, params![id, read.def.value(), now_shared, now_ms]))?;
    Ok(())
}

/// Deletes a view: one's own, or a shared one for administrators.
pub fn delete(work: &mut Work, module: &str, id: RecordId) -> Result<(), Problem> {
    writer(work)?;
    let module = work.module(module)?;
    editable(work, &module, id)?;
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

/// A view as it is stored.
#[derive(Default)]
struct Def {
    label: Label,
    /// As on the wire; `null` for every record.
    filter: Json,
    sort: String,
    columns: Vec<String>,
}

impl Def {
    fn stored(text: Option<&str>) -> Option<Self> {
        let json: Json = serde_json::from_str(text?).ok()?;
        Some(Self {
            label: serde_json::from_value(json.get("label")?.clone()).ok()?,
            filter: json.get("filter").cloned().unwrap_or_default(),
            sort: json.get("sort").and_then(Json::as_str).unwrap_or_default().to_owned(),
            columns: serde_json::from_value(json.get("columns")?.clone()).ok()?,
        })
    }

    fn value(&self) -> Value {
        let json = json!({"label": self.label, "filter": self.filter, "sort": self.sort, "columns": self.columns});
        Value::Json(json.to_string().into())
    }

    fn parsed(&self) -> Result<(Filter, Vec<SortKey>), Problem> {
        let filter = if self.filter.is_null() { Filter::default() } else { Filter::parse(&self.filter)? };
        Ok((filter, SortKey::parse_list(&self.sort)?))
    }
}

struct Read {
    def: Def,
    shared: Option<bool>,
}

/// Reads what is named onto `def`, and checks the whole.
fn read(work: &Work, module: &Module, mut def: Def, json: &Json) -> Result<Read, Problem> {
    let Json::Object(members) = json else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults = Vec::new();
    let mut shared = None;
    for (key, value) in members {
        match (key.as_str(), value) {
            ("label", _) => match read_label("label", value, work.who().locale()) {
                Ok(label) => def.label = label,
                Err(fault) => faults.push(fault),
            },
            ("filter", _) => def.filter = value.clone(),
            ("sort", Json::Null) => def.sort = String::new(),
            ("sort", Json::String(sort)) => def.sort.clone_from(sort),
            ("sort", _) => faults.push(Fault::new("sort", Code::NotText)),
            ("columns", Json::Null) => def.columns.clear(),
            ("columns", Json::Array(columns)) if columns.len() > MOST_COLUMNS => {
                faults.push(Fault::new("columns", Code::TooManyItems).with("max", MOST_COLUMNS));
            }
            ("columns", Json::Array(columns)) => {
                let texts = columns.iter().map(|column| column.as_str().map(str::to_owned));
                match texts.collect::<Option<Vec<_>>>() {
                    Some(columns) => def.columns = columns,
                    None => faults.push(Fault::new("columns", Code::NotText)),
                }
            }
            ("columns", _) => faults.push(Fault::new("columns", Code::NotArray)),
            ("shared", Json::Bool(value)) => shared = Some(*value),
            ("shared", _) => faults.push(Fault::new("shared", Code::NotBoolean)),
            _ => faults.push(Fault::new(shorten(key), Code::UnknownParameter)),
        }
    }
    if def.label.is_empty() && !faults.iter().any(|fault| fault.field == "label") {
        faults.push(Fault::new("label", Code::Required));
    }
    let (filter, sort) = def.parsed()?;
    match query::check(work, &module.key, &filter, &sort, &def.columns) {
        Err(problem) if problem.faults.is_empty() => return Err(problem),
        Err(mut problem) => faults.append(&mut problem.faults),
        Ok(()) => {}
    }
    if faults.is_empty() { Ok(Read { def, shared }) } else { Err(Problem::invalid(faults)) }
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
