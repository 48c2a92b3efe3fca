//! How a change of metadata is made: draft, check, tables, patch.

use heyi_db::{Cells as _, Ctx, Dialect, params, sql};
use heyi_model::module::{ModuleDef, compile};
use heyi_model::{Code, ColumnKind, Fault, Kind, Module, Problem};
use serde_json::{Map, Value as Json, json};

use crate::meta::{ORDER, diff, overlay};
use crate::{Engine, Who, Work, access_log};

/// Most columns of a module's table, those of retired fields among them. PostgreSQL allows 1,600.
const MOST_COLUMNS: usize = 1_200;

/// A module's metadata while it is changed.
pub(super) struct Draft {
    /// The module's key.
    pub key: String,
    /// Made by the organisation.
    pub custom: bool,
    /// The effective definition, to be edited in place.
    pub def: ModuleDef,
    /// Dotted paths of objects whose keys the organisation puts into an order of its own.
    pub order: Map<String, Json>,
    /// The module has records, in the recycle bin or not.
    pub has_records: bool,
}

impl Draft {
    /// Notes the order of an object's keys.
    pub fn put_in_order<'a>(&mut self, path: &str, keys: impl Iterator<Item = &'a str>) {
        self.order.insert(path.to_owned(), keys.collect());
    }
}

/// What the first step found and made.
struct Made {
    before: Option<String>,
    patch: String,
    module: Module,
}

/// Changes the metadata of a module that is there, retired or not.
pub(super) fn change(
    engine: &Engine,
    who: &Who,
    key: &str,
    edit: impl FnOnce(&mut Work, &mut Draft) -> Result<(), Problem> + Send + 'static,
) -> Result<(), Problem> {
    let wanted = key.to_owned();
    run(engine, who, key, move |work| {
        let module = work.snapshot().find(&wanted).cloned();
        let module = module.ok_or_else(|| Problem {
            faults: vec![Fault::new("module", Code::UnknownModule)],
            ..Problem::not_found()
        })?;
        let before = stored(work, &wanted)?;
        let patch: Json = before.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let order = patch.get(ORDER).and_then(Json::as_object).cloned().unwrap_or_default();
        let any = sql(format!("SELECT 1 FROM \"{wanted}\" LIMIT 1"), Vec::new());
        let has_records = work.tx.one(any)?.is_some();
        let mut draft = Draft { key: wanted, custom: module.custom, def: module.def.clone(), order, has_records };
        edit(work, &mut draft)?;
        made(work, draft, before)
    })
}

/// Makes the metadata of a new module.
pub(super) fn create(
    engine: &Engine,
    who: &Who,
    key: &str,
    edit: impl FnOnce(&mut Work, &mut Draft) -> Result<(), Problem> + Send + 'static,
) -> Result<(), Problem> {
    let wanted = key.to_owned();
    run(engine, who, key, move |work| {
        let taken = work.snapshot().find(&wanted).is_some()
            || stored(work, &wanted)?.is_some()
            || !crate::schema::org_names_are_free(&wanted);
        if taken {
            return Err(Fault::new("key", Code::KeyTaken).into());
        }
        let def = ModuleDef::default();
        let mut draft = Draft { key: wanted, custom: true, def, order: Map::new(), has_records: false };
        edit(work, &mut draft)?;
        made(work, draft, None)
    })
}

fn run(
    engine: &Engine,
    who: &Who,
    key: &str,
    make: impl FnOnce(&mut Work) -> Result<Made, Problem> + Send + 'static,
) -> Result<(), Problem> {
    let made = engine.read_blocking(who.clone(), Ctx::snapshot(), move |work| {
        work.administrators_only()?;
        make(work)
    })?;
    fits(engine, &made.module)?;
    engine.fit_table(&made.module)?;
    let (key, before, patch) = (key.to_owned(), made.before, made.patch);
    engine.write_blocking(who.clone(), Ctx::default(), move |work| {
        work.administrators_only()?;
        if stored(work, &key)? != before {
            return Err(Problem::new(Kind::Conflict, Code::ChangedMeanwhile));
        }
        let (now_ms, person) = (work.now_ms(), work.person());
        work.tx.execute(sql(
            "INSERT INTO metadata (module, patch, changed_at, changed_by) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (module) DO UPDATE SET patch = excluded.patch, changed_at = excluded.changed_at, \
             changed_by = excluded.changed_by",
            params![key.as_str(), patch.as_str(), now_ms, person],
        ))?;
        let text = |json: &str| serde_json::from_str::<Json>(json).unwrap_or_default();
        let detail = json!({"from": before.as_deref().map(text), "to": text(&patch)});
        access_log::note(work, "metadata_changed", Some(&key), None, &detail)?;
        work.raise_epoch()
    })
}

/// The stored patch of a module, as its very text.
fn stored(work: &mut Work, key: &str) -> Result<Option<String>, Problem> {
    let row = work.tx.one(sql("SELECT patch FROM metadata WHERE module = $1", params![key]))?;
    Ok(row.and_then(|row| row.text(0).map(str::to_owned)))
}

/// Compiles what the draft says and makes the patch that says it again.
fn made(work: &Work, draft: Draft, before: Option<String>) -> Result<Made, Problem> {
    let base = work.engine.0.shipped.modules.get(&draft.key).cloned().unwrap_or_else(|| json!({}));
    let wanted = serde_json::to_value(&draft.def).map_err(Problem::internal)?;
    let mut patch = diff(&base, &wanted);
    if let (Some(members), false) = (patch.as_object_mut(), draft.order.is_empty()) {
        members.insert(ORDER.into(), Json::Object(draft.order));
    }
    // What is compiled is what the next load will compile.
    let def: ModuleDef = serde_json::from_value(overlay(base, &patch)).map_err(Problem::internal)?;
    let module = compile(&draft.key, def, draft.custom).map_err(Problem::invalid)?;
    Ok(Made { before, patch: patch.to_string(), module })
}

/// Refuses a definition for which the table has no room, or has a column of another kind left over from a change that
/// broke off.
fn fits(engine: &Engine, module: &Module) -> Result<(), Problem> {
    let found = engine.db().columns(&module.key)?;
    let known = |name: &str| found.iter().find(|column| column.name == *name);
    let new = module.columns().iter().filter(|(name, _)| known(name).is_none()).count();
    if found.len() + new > MOST_COLUMNS {
        return Err(Fault::new("fields", Code::LimitReached).with("max", MOST_COLUMNS).into());
    }
    let dialect = engine.db().dialect();
    let strange = module.fields.iter().find(|field| {
        let mut columns = field.columns.iter().zip(&field.kinds);
        columns.any(|(name, kind)| known(name).is_some_and(|c| !takes(dialect, &c.type_name, *kind)))
    });
    match strange {
        Some(field) => Err(Fault::new(format!("fields.{}", field.key), Code::KeyTaken).into()),
        None => Ok(()),
    }
}

/// Can a column of this type hold cells of this kind?
fn takes(dialect: Dialect, type_name: &str, kind: ColumnKind) -> bool {
    use ColumnKind::{Bool, Bytes, Date, Float, Int, Json, Text};
    matches!(
        (dialect, type_name, kind),
        (Dialect::Sqlite, "INTEGER", Int | Bool | Date)
            | (Dialect::Sqlite | Dialect::Postgres, "TEXT", Text)
            | (Dialect::Sqlite, "TEXT", Json)
            | (Dialect::Sqlite, "BLOB", Bytes)
            | (Dialect::Sqlite, "REAL", Float)
            | (Dialect::Postgres, "BIGINT", Int)
            | (Dialect::Postgres, "BOOLEAN", Bool)
            | (Dialect::Postgres, "INTEGER", Date)
            | (Dialect::Postgres, "JSONB", Json)
            | (Dialect::Postgres, "BYTEA", Bytes)
            | (Dialect::Postgres, "DOUBLE PRECISION", Float)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_left_over_column_serves_only_its_own_kind() {
        for (dialect, name, kind, good) in [
            (Dialect::Sqlite, "INTEGER", ColumnKind::Date, true),
            (Dialect::Sqlite, "INTEGER", ColumnKind::Text, false),
            (Dialect::Postgres, "INTEGER", ColumnKind::Date, true),
            (Dialect::Postgres, "INTEGER", ColumnKind::Int, false),
            (Dialect::Postgres, "TEXT", ColumnKind::Json, false),
        ] {
            assert_eq!(takes(dialect, name, kind), good, "{dialect:?} {name} {kind:?}");
        }
    }
}
