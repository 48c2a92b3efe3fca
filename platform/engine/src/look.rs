//! What the caller may see of records that something hangs on: the record itself, names, values with labels.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use heyi_db::Cells;
use heyi_model::module::{Directory as DirectoryKind, FieldAccess};
use heyi_model::{Field, Module, Problem, RecordId, Value};
use serde_json::{Value as Json, json};

use crate::access::{Action, Reach};
use crate::query;
use crate::work::Work;

/// The module, when the caller reaches its record `id` with `action`. 403 when the role forbids the action on the module
/// or the record is seen but not reached with it, 404 when it is not seen or not there.
pub(crate) fn require(work: &mut Work, module: &str, id: RecordId, action: Action) -> Result<Arc<Module>, Problem> {
    let module = work.module(module)?;
    if work.reach(&module, Action::Read) == Reach::Nothing {
        return Err(Problem::forbidden());
    }
    query::require_visible(work, &module, id, action)?;
    Ok(module)
}

/// Names of records that links point to, as the caller may see them; loaded with one statement per module.
#[derive(Debug, Default)]
pub(crate) struct Names {
    wanted: BTreeMap<Box<str>, BTreeSet<i64>>,
    /// Of records that the caller sees; `None` for a name that is hidden.
    names: HashMap<(Box<str>, i64), Option<String>>,
}

impl Names {
    /// Asks for the name of the person with this id.
    pub fn want_person(&mut self, work: &Work, id: Option<i64>) {
        let module = work.snapshot().directory_module(DirectoryKind::Person).map(|m| m.key.clone());
        if let (Some(module), Some(id)) = (module, id) {
            self.wanted.entry(module).or_default().insert(id);
        }
    }

    /// Asks for the name that `field` points to in `row`, when it is a link; `at` is the field's first cell.
    pub fn want_link(&mut self, work: &Work, field: &Field, row: &dyn Cells, at: usize) {
        if let (Some(target), Some(id)) = (work.snapshot().target(field), row.int(at)) {
            self.wanted.entry(target.key.clone()).or_default().insert(id);
        }
    }

    /// Loads what was asked for, as the caller may see it.
    pub fn load(&mut self, work: &mut Work) -> Result<(), Problem> {
        for (key, ids) in std::mem::take(&mut self.wanted) {
            let Some(module) = work.snapshot().find(&key).cloned() else { continue };
            let ids: Vec<i64> = ids.into_iter().collect();
            let known = query::known(work, &module, &ids)?;
            self.names.extend(known.into_iter().map(|(id, name)| ((key.clone(), id), name)));
        }
        Ok(())
    }

    /// The link to the person with this id; `null` for nobody.
    pub fn person(&self, work: &Work, id: Option<i64>) -> Json {
        let module = work.snapshot().directory_module(DirectoryKind::Person);
        match (module, id) {
            (_, None) => Json::Null,
            (Some(module), Some(id)) => self.link(module, id),
            (None, Some(id)) => json!({"id": id.to_string(), "name": null}),
        }
    }

    /// The link to a record: `{"id", "name"}`, or the hidden one when the caller does not see it. A name that is hidden is
    /// `null`; that it is, hides nothing else.
    pub fn link(&self, module: &Module, id: i64) -> Json {
        match self.names.get(&(module.key.clone(), id)) {
            Some(name) => json!({"id": id.to_string(), "name": name}),
            None => json!({"id": null, "name": null, "hidden": true}),
        }
    }
}

/// Cells held in memory, as a row.
pub(crate) struct Held<'a>(pub &'a [Value]);

impl Cells for Held<'_> {
    fn int(&self, column: usize) -> Option<i64> {
        self.0.int(column)
    }
    fn text(&self, column: usize) -> Option<&str> {
        self.0.text(column)
    }
    fn float(&self, column: usize) -> Option<f64> {
        self.0.float(column)
    }
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        self.0.bytes(column)
    }
    fn is_null(&self, column: usize) -> bool {
        self.0.is_null(column)
    }
}

/// A field's value as the caller may see it, in the wire's form, with its label where it has one; nothing for a hidden
/// field. `at` is the field's first cell in `row`.
pub(crate) struct Shown {
    /// The value on the wire.
    pub value: Json,
    /// The words for it: the label of an option.
    pub label: Option<String>,
    /// It is masked.
    pub masked: bool,
}

/// Shows one value; links need their names loaded.
pub(crate) fn shown(
    work: &Work,
    module: &Module,
    field: &Field,
    row: &dyn Cells,
    at: usize,
    names: &Names,
) -> Option<Shown> {
    match work.who().rights(module).field(field) {
        FieldAccess::Hidden => return None,
        FieldAccess::Masked => {
            let text = field.ty.text(field, row, at);
            let value = if text.is_empty() { Json::Null } else { field.ty.mask(&text).into() };
            return Some(Shown { value, label: None, masked: true });
        }
        FieldAccess::Read | FieldAccess::Write => {}
    }
    if let Some(link) = link(work, field, row, at, names) {
        return Some(Shown { value: link, label: None, masked: false });
    }
    let value = wire(field, row, at);
    let label = option_label(work, field, &value);
    Some(Shown { value, label, masked: false })
}

/// What a link points to, as far as the caller sees it; `None` when the field is no link.
pub(crate) fn link(work: &Work, field: &Field, row: &dyn Cells, at: usize, names: &Names) -> Option<Json> {
    let target = work.snapshot().target(field)?;
    Some(row.int(at).map_or(Json::Null, |id| names.link(target, id)))
}

/// The wire's form of a plain value. What a type writes beside its value (a currency) goes into an object with it.
fn wire(field: &Field, row: &dyn Cells, at: usize) -> Json {
    let mut text = Vec::with_capacity(64);
    text.extend_from_slice(b"{\"value\":");
    field.ty.write_json(field, row, at, &mut text);
    text.push(b'}');
    let Ok(Json::Object(mut parts)) = serde_json::from_slice(&text) else { return Json::Null };
    let value = parts.shift_remove("value").unwrap_or_default();
    if parts.is_empty() || value.is_null() {
        return value;
    }
    let prefix = format!("{}_", field.key);
    let beside = parts.into_iter().map(|(name, v)| (name.strip_prefix(&prefix).unwrap_or(&name).to_owned(), v));
    Json::Object(std::iter::once(("amount".to_owned(), value)).chain(beside).collect())
}

fn option_label(work: &Work, field: &Field, value: &Json) -> Option<String> {
    let locale = work.who().locale();
    let label = |key: &str| field.def.options.get(key).map_or(key, |o| o.label.get(locale)).to_owned();
    if field.def.options.is_empty() {
        return None;
    }
    match value {
        Json::String(key) => Some(label(key)),
        Json::Array(keys) if !keys.is_empty() => {
            Some(keys.iter().filter_map(Json::as_str).map(label).collect::<Vec<_>>().join("、"))
        }
        _ => None,
    }
}
