//! Modules of the organisation, and the pages of all.

use heyi_model::field::FieldDef;
use heyi_model::mask::shorten;
use heyi_model::module::{ModuleDef, SectionDef};
use heyi_model::{Code, Fault, Label, Locale, Problem};
use indexmap::IndexMap;
use serde_json::Value as Json;

use super::change::{Draft, change, create};
use super::read;
use crate::roles::{own_key, read_label};
use crate::{Engine, Who, Work};

/// Most modules that an organisation makes.
const MOST_MODULES: usize = 200;
/// Most sections of a page.
const MOST_SECTIONS: usize = 50;
/// The field that names records of a module for which no other is given.
const NAME: &str = "c_name";

/// Makes a module `{key, label, plural?, owned?, name_field?, tree?, shows_on?, happens_at?, fields?, layout?}`. `fields` is
/// a list of what [`super::add_field`] takes. Without a `name_field` its records are named by a text `c_name`, which is added
/// when it is not given. Records belong to persons unless `owned` is false. Roles that say nothing of it treat it as their
/// `*` says.
pub fn create_module(engine: &Engine, who: &Who, def: &Json) -> Result<(), Problem> {
    let Json::Object(members) = def else { return Err(Problem::malformed("", Code::NotObject)) };
    let key = members.get("key").and_then(Json::as_str).unwrap_or_default().to_owned();
    own_key("key", &key)?;
    let members = members.clone();
    create(engine, who, &key, move |work, draft| {
        let made = work.snapshot().all_modules().filter(|module| module.custom).count();
        if made >= MOST_MODULES {
            return Err(Fault::new("key", Code::LimitReached).with("max", MOST_MODULES).into());
        }
        let mut faults = Vec::new();
        draft.def = ModuleDef { owned: true, ..ModuleDef::default() };
        match read_label("label", members.get("label").unwrap_or(&Json::Null), work.who().locale()) {
            Ok(label) => draft.def.label = label,
            Err(fault) => faults.push(fault),
        }
        let mut page = None;
        for (name, value) in &members {
            match (name.as_str(), value) {
                ("key" | "label", _) => {}
                ("plural", value) => draft.def.plural = read_plural(value, work.who().locale(), &mut faults),
                ("owned", Json::Bool(owned)) => draft.def.owned = *owned,
                ("owned", _) => faults.push(Fault::new("owned", Code::NotBoolean)),
                ("name_field", Json::String(field)) => draft.def.name_field.clone_from(field),
                ("name_field", _) => faults.push(Fault::new("name_field", Code::NotText)),
                ("tree" | "shows_on" | "happens_at", value) => place(&mut draft.def, name, value, &mut faults),
                ("fields", Json::Array(fields)) => add_fields(work, draft, fields, &mut faults)?,
                ("fields", _) => faults.push(Fault::new("fields", Code::NotArray)),
                ("layout", layout) => page = Some(layout),
                _ => faults.push(Fault::new(shorten(name), Code::UnknownParameter)),
            }
        }
        if draft.def.name_field.is_empty() {
            name_records(draft, &mut faults);
        }
        if let Some(layout) = page {
            lay_out(work, draft, layout, &mut faults);
        }
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        read::within_limits(&draft.def)
    })
}

fn add_fields(work: &mut Work, draft: &mut Draft, fields: &[Json], faults: &mut Vec<Fault>) -> Result<(), Problem> {
    for (i, json) in fields.iter().enumerate() {
        let new = read::new_field(work, &draft.key, &draft.def, &format!("fields[{i}]"), json, faults)?;
        if let Some((key, field)) = new {
            draft.def.fields.insert(key, field);
        }
    }
    Ok(())
}

/// Names the records by `c_name`, the first field of the form when it has to be added.
fn name_records(draft: &mut Draft, faults: &mut Vec<Fault>) {
    if !draft.def.fields.contains_key(NAME) {
        let search = read::free_class(&draft.def, "fields", faults);
        let field = FieldDef {
            kind: "text".into(),
            label: Label::new("名称", "Name"),
            required: true,
            sortable: true,
            search,
            name_like: true,
            ..FieldDef::default()
        };
        draft.def.fields.shift_insert(0, NAME.into(), field);
    }
    NAME.clone_into(&mut draft.def.name_field);
}

/// Reads what many records are called; null where the label serves for many, too.
fn read_plural(value: &Json, locale: Locale, faults: &mut Vec<Fault>) -> Label {
    if value.is_null() {
        return Label::default();
    }
    read_label("plural", value, locale).map_err(|fault| faults.push(fault)).unwrap_or_default()
}

/// Gives a module another label. The plural of a word that is gone goes with it.
fn relabel(def: &mut ModuleDef, label: Label) {
    let Label(before) = &def.label;
    def.plural.0.retain(|language, _| before.get(language) == label.0.get(language));
    def.label = label;
}

/// Sets where the records of a module stand: in a tree, and when on which timelines.
fn place(def: &mut ModuleDef, name: &str, value: &Json, faults: &mut Vec<Fault>) {
    fn read<T: serde::de::DeserializeOwned>(value: &Json, code: Code) -> Result<T, Code> {
        serde_json::from_value(value.clone()).map_err(|_| code)
    }
    let done = match name {
        "tree" => read(value, Code::NotText).map(|tree| def.tree = tree),
        "happens_at" => read(value, Code::NotText).map(|at| def.happens_at = at),
        _ => read(value, Code::NotArray).map(|paths| def.shows_on = paths),
    };
    faults.extend(done.err().map(|code| Fault::new(name, code)));
}

/// Changes the label and the plural of a module; of one that the organisation made also the field that names its records
/// and, while it has no record, where its records stand: `tree`, `shows_on`, `happens_at`.
pub fn update_module(engine: &Engine, who: &Who, module: &str, change_of: &Json) -> Result<(), Problem> {
    let json = change_of.clone();
    change(engine, who, module, move |work, draft| {
        let Json::Object(members) = &json else { return Err(Problem::malformed("", Code::NotObject)) };
        let mut faults = Vec::new();
        for (name, value) in members {
            match (name.as_str(), value) {
                ("label", _) => match read_label("label", value, work.who().locale()) {
                    Ok(label) => relabel(&mut draft.def, label),
                    Err(fault) => faults.push(fault),
                },
                ("plural", _) => {}
                ("name_field", Json::String(field)) if draft.custom => draft.def.name_field.clone_from(field),
                ("tree" | "shows_on" | "happens_at", value) if draft.custom && !draft.has_records => {
                    place(&mut draft.def, name, value, &mut faults);
                }
                ("tree" | "shows_on" | "happens_at", _) if draft.custom => {
                    faults.push(Fault::new(name, Code::FixedByRecords));
                }
                ("name_field" | "owned" | "fields" | "app" | "directory" | "tree" | "shows_on" | "happens_at", _) => {
                    faults.push(Fault::new(name, Code::CoreCannotChange));
                }
                _ => faults.push(Fault::new(shorten(name), Code::UnknownParameter)),
            }
        }
        // After the label: a new one takes the plural of the old one with it.
        if let Some(plural) = members.get("plural") {
            draft.def.plural = read_plural(plural, work.who().locale(), &mut faults);
        }
        if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
    })
}

/// Retires a module that the organisation made: it is offered nowhere any more, its records stay. A shipped one goes with
/// its app.
pub fn retire_module(engine: &Engine, who: &Who, module: &str) -> Result<(), Problem> {
    set_retired(engine, who, module, true)
}

/// Offers a retired module again, with the records that it had.
pub fn restore_module(engine: &Engine, who: &Who, module: &str) -> Result<(), Problem> {
    set_retired(engine, who, module, false)
}

fn set_retired(engine: &Engine, who: &Who, module: &str, retired: bool) -> Result<(), Problem> {
    change(engine, who, module, move |_, draft| {
        if !draft.custom {
            return Err(Fault::new("module", Code::CoreCannotChange).into());
        }
        draft.def.retired = retired;
        Ok(())
    })
}

/// Sets the sections of the page: `[{key, label, fields}]`, in order. Keys of new sections begin with `c_`. Fields that no
/// section names follow at the end of the page.
pub fn set_layout(engine: &Engine, who: &Who, module: &str, layout: &Json) -> Result<(), Problem> {
    let layout = layout.clone();
    change(engine, who, module, move |work, draft| {
        let mut faults = Vec::new();
        lay_out(work, draft, &layout, &mut faults);
        if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults)) }
    })
}

fn lay_out(work: &Work, draft: &mut Draft, json: &Json, faults: &mut Vec<Fault>) {
    let Json::Array(sections) = json else {
        faults.push(Fault::new("layout", Code::NotArray));
        return;
    };
    if sections.len() > MOST_SECTIONS {
        faults.push(Fault::new("layout", Code::TooManyItems).with("max", MOST_SECTIONS));
        return;
    }
    // A module that is only being made has no record yet, and so no owner to be placed.
    let made = work.module(&draft.key).ok();
    let is_system = |key: &str| made.as_ref().and_then(|m| m.field(key)).is_some_and(|field| field.system);
    let mut wanted: IndexMap<String, SectionDef> = IndexMap::new();
    for (i, json) in sections.iter().enumerate() {
        let place = |name: &str| format!("layout[{i}].{name}");
        let key = json.get("key").and_then(Json::as_str).unwrap_or_default();
        if wanted.contains_key(key) {
            faults.push(Fault::new(place("key"), Code::KeyTaken));
        } else if !draft.def.layout.contains_key(key)
            && let Err(fault) = own_key(&place("key"), key)
        {
            faults.push(fault);
        }
        let before = draft.def.layout.get(key).map(|section| section.label.clone());
        let label = match (json.get("label"), before) {
            (None, Some(label)) => Ok(label),
            (label, _) => read_label(&place("label"), label.unwrap_or(&Json::Null), work.who().locale()),
        };
        let label = label.map_err(|fault| faults.push(fault)).unwrap_or_default();
        let mut fields: Vec<String> = Vec::new();
        for (j, field) in json.get("fields").and_then(Json::as_array).into_iter().flatten().enumerate() {
            let place = format!("layout[{i}].fields[{j}]");
            let Some(field) = field.as_str().filter(|field| draft.def.fields.contains_key(*field) || is_system(field))
            else {
                faults.push(Fault::new(place, Code::UnknownField));
                continue;
            };
            let twice = fields.iter().chain(wanted.values().flat_map(|s| &s.fields)).any(|f| f == field);
            if twice {
                faults.push(Fault::new(place, Code::DuplicateInRequest));
            }
            fields.push(field.to_owned());
        }
        wanted.insert(key.to_owned(), SectionDef { label, fields });
    }
    let order: Vec<String> = wanted.keys().cloned().collect();
    draft.def.layout = wanted;
    draft.put_in_order("layout", order.iter().map(String::as_str));
}
