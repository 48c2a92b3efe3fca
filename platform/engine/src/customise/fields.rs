//! Fields of the organisation, and what it may change of shipped ones.

use heyi_model::field::{FieldDef, types};
use heyi_model::mask::shorten;
use heyi_model::{Code, ColumnKind, Fault, Problem};
use serde_json::{Map, Value as Json};

use super::change::{Draft, change};
use super::dependents;
use super::read::{self, MayAdd};
use super::settings;
use crate::roles::read_label;
use crate::{Engine, Who, Work};

/// Adds a field `{key, type, label, help?, section?, search?, options?, target?, related?, required?, unique?, sortable?,
/// indexed?, name_like?, dated?, default?, max_length?, format?, min?, max?, scale?, number?, aliases?}`. `search: true`
/// gives it the next free class of search; `section` names the section of the page that shows it. Every fault is named.
pub fn add_field(engine: &Engine, who: &Who, module: &str, def: &Json) -> Result<(), Problem> {
    let def = def.clone();
    change(engine, who, module, move |work, draft| {
        let mut faults = Vec::new();
        let new = read::new_field(work, &draft.key, &draft.def, "", &def, &mut faults)?;
        let section = def.get("section").and_then(Json::as_str);
        if def.get("section").is_some_and(|s| !s.is_null())
            && !section.is_some_and(|s| draft.def.layout.contains_key(s))
        {
            faults.push(Fault::new("section", Code::InvalidParameter));
        }
        let Some((key, field)) = new.filter(|_| faults.is_empty()) else { return Err(Problem::invalid(faults)) };
        if let Some(section) = section.and_then(|s| draft.def.layout.get_mut(s)) {
            section.fields.push(key.clone());
        }
        draft.def.fields.insert(key, field);
        read::within_limits(&draft.def)
    })
}

/// Settings that never change once a field is there: they say what its column holds or points to.
const FIXED: [&str; 5] = ["type", "key", "target", "scale", "format"];

/// Changes what is named of a field: label, help, options, required, default, and what does not touch its column. While
/// the module has no record, what would need its records to be written anew (`unique`, `sortable` of a text, `search`)
/// may change too. Of a field that code names only labels change, and the colours and order of its options.
pub fn update_field(engine: &Engine, who: &Who, module: &str, field: &str, change_of: &Json) -> Result<(), Problem> {
    let (key, json) = (field.to_owned(), change_of.clone());
    change(engine, who, module, move |work, draft| {
        let Json::Object(members) = &json else { return Err(Problem::malformed("", Code::NotObject)) };
        let before = field_of(draft, &key)?;
        let mut after = before.clone();
        let mut faults = Vec::new();
        let mut plain = Map::new();
        for (name, value) in members {
            let read = edit(work, draft, &key, name, value, &mut after, &mut faults);
            if read == Edit::Plain {
                plain.insert(name.clone(), value.clone());
            }
        }
        if let Some(with) = settings::with(&after, plain, &str::to_owned, &mut faults) {
            after = with;
        }
        let known = settings::wrong(work, &before)?;
        for fault in settings::wrong(work, &after)? {
            let setting = settings::setting_of(&fault.field);
            // What was wrong before is not the fault of a change that does not name it.
            let is_new = members.contains_key(setting) || !known.contains(&fault);
            if is_new && !settings::blames(&faults, setting) {
                faults.push(fault);
            }
        }
        if draft.has_records {
            faults.extend(needs_records_anew(&before, &after));
        }
        let is_shipped = !draft.custom && !key.starts_with("c_");
        if is_shipped && !before.unique && is_unique_number(&after) && !settings::blames(&faults, "unique") {
            faults.push(Fault::new("unique", Code::CoreCannotChange));
        }
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        draft.def.fields.insert(key, after);
        read::within_limits(&draft.def)
    })
}

#[derive(PartialEq)]
enum Edit {
    Done,
    /// A setting that is taken as metadata writes it.
    Plain,
}

/// Reads one member of a change.
fn edit(
    work: &Work,
    draft: &mut Draft,
    key: &str,
    name: &str,
    value: &Json,
    field: &mut FieldDef,
    faults: &mut Vec<Fault>,
) -> Edit {
    let locale = work.who().locale();
    let mut label = |value: &Json| read_label(name, value, locale).map_err(|fault| faults.push(fault)).ok();
    match (name, value) {
        ("label", _) => {
            if let Some(label) = label(value) {
                field.label = label;
            }
        }
        ("help", Json::Null) => field.help = None,
        ("help", _) => field.help = label(value).or(field.help.take()),
        ("options", _) => {
            let may_add = match (field.core, key.starts_with("c_") || draft.custom) {
                (true, _) => MayAdd::None,
                (false, true) => MayAdd::Any,
                (false, false) => MayAdd::Own,
            };
            let order = read::edit_options(work, may_add, field, value, faults);
            draft.put_in_order(&format!("fields.{key}.options"), order.iter().map(String::as_str));
        }
        (name, value) if FIXED.contains(&name) => {
            let now = serde_json::to_value(&*field).unwrap_or_default();
            if now.get(name) != Some(value) {
                let code = if field.core { Code::CoreCannotChange } else { Code::ReadOnly };
                faults.push(Fault::new(name, code));
            }
        }
        (name, _) if field.core => faults.push(Fault::new(shorten(name), Code::CoreCannotChange)),
        ("related", Json::Null) => field.related = None,
        ("related", _) => field.related = label(value).or(field.related.take()),
        ("search", Json::Bool(false)) => field.search = None,
        ("search", Json::Bool(true)) if field.search.is_some() => {}
        ("search", Json::Bool(true)) => field.search = read::free_class(&draft.def, "search", faults),
        ("search", _) => faults.push(Fault::new("search", Code::NotBoolean)),
        (
            "required" | "unique" | "sortable" | "indexed" | "name_like" | "default" | "max_length" | "min" | "max"
            | "number" | "aliases",
            _,
        ) => return Edit::Plain,
        _ => faults.push(Fault::new(shorten(name), Code::UnknownParameter)),
    }
    Edit::Done
}

/// Is it a number or a day that no two records share? Of a shipped one the rules of its app set the value without the key
/// that would keep it apart, so it is the app's to say.
fn is_unique_number(def: &FieldDef) -> bool {
    let first = types::find(&def.kind).and_then(|ty| ty.columns(def).first().copied());
    def.unique && first.is_some_and(|column| column.kind != ColumnKind::Text)
}

/// Settings whose change would need every record to be written anew.
fn needs_records_anew(before: &FieldDef, after: &FieldDef) -> Vec<Fault> {
    let mut faults = Vec::new();
    if after.search.is_some() && before.search.is_none() {
        faults.push(Fault::new("search", Code::FixedByRecords));
    }
    if after.name_like != before.name_like && before.search.is_some() {
        faults.push(Fault::new("name_like", Code::FixedByRecords));
    }
    if let Some(ty) = types::find(&before.kind)
        && ty.columns(before) != ty.columns(after)
    {
        let name = if before.unique == after.unique { "sortable" } else { "unique" };
        faults.push(Fault::new(name, Code::FixedByRecords));
    }
    faults
}

fn field_of(draft: &Draft, key: &str) -> Result<FieldDef, Problem> {
    let unknown = || Problem { faults: vec![Fault::new("field", Code::UnknownField)], ..Problem::not_found() };
    draft.def.fields.get(key).cloned().ok_or_else(unknown)
}

/// Retires a field: nobody sees, writes or filters it any more; its values, its column and its key stay. Refused for a
/// field that code names, and, with what uses it named, while the module itself, the condition or order of one of its own
/// views, or a sharing rule needs it. Columns of views lose it; views that people saved leave it out by themselves.
pub fn retire_field(engine: &Engine, who: &Who, module: &str, field: &str) -> Result<(), Problem> {
    let key = field.to_owned();
    change(engine, who, module, move |work, draft| {
        let mut def = field_of(draft, &key)?;
        if def.core {
            return Err(Fault::new("field", Code::CoreCannotChange).into());
        }
        let uses: Vec<Fault> = dependents::needed_by(work, &draft.key, &draft.def, &key)
            .into_iter()
            .map(|place| Fault::new(place, Code::InUse))
            .collect();
        if !uses.is_empty() {
            return Err(Problem { faults: uses, ..Problem::new(heyi_model::Kind::Conflict, Code::InUse) });
        }
        for view in draft.def.views.values_mut() {
            view.columns.retain(|column| column.split('.').next() != Some(&*key));
        }
        def.retired = true;
        draft.def.fields.insert(key, def);
        Ok(())
    })
}

/// Offers a retired field again, with the values that it had.
pub fn restore_field(engine: &Engine, who: &Who, module: &str, field: &str) -> Result<(), Problem> {
    let key = field.to_owned();
    change(engine, who, module, move |_, draft| {
        let mut def = field_of(draft, &key)?;
        def.retired = false;
        draft.def.fields.insert(key, def);
        read::within_limits(&draft.def)
    })
}
