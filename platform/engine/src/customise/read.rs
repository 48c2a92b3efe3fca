//! Reading fields and their settings from the wire.

use heyi_model::field::{FieldDef, OptionDef, types};
use heyi_model::mask::shorten;
use heyi_model::module::{MAX_CUSTOM, MAX_CUSTOM_SORTABLE, ModuleDef};
use heyi_model::{Code, Fault, Problem};
use indexmap::IndexMap;
use serde_json::{Map, Value as Json};

use super::settings;
use crate::Work;
use crate::roles::{own_key, read_label};

/// Classes of search, in the order in which they are given out.
const CLASSES: &str = "abcdefghijklmnopqrstuvwxyz0123456789";
/// Most options of a field.
const MOST_OPTIONS: usize = 500;

/// Reads a new field `{key, type, label, help?, search?, options?, target?, related?, …}` for `module`, whose key is
/// `own`; faults are put at their places below `place`.
pub(super) fn new_field(
    work: &mut Work,
    own: &str,
    module: &ModuleDef,
    place: &str,
    json: &Json,
    faults: &mut Vec<Fault>,
) -> Result<Option<(String, FieldDef)>, Problem> {
    let at = |name: &str| if place.is_empty() { name.to_owned() } else { format!("{place}.{name}") };
    let Json::Object(members) = json else {
        faults.push(Fault::new(place, Code::NotObject));
        return Ok(None);
    };
    let before = faults.len();
    let key = members.get("key").and_then(Json::as_str).unwrap_or_default();
    if let Err(fault) = own_key(&at("key"), key) {
        faults.push(fault);
    } else if module.fields.contains_key(key) {
        // Also when it is retired: a key is never used again.
        faults.push(Fault::new(at("key"), Code::KeyTaken));
    }
    let kind = members.get("type").and_then(Json::as_str).unwrap_or_default();
    if types::find(kind).is_none() {
        faults.push(Fault::new(at("type"), Code::UnknownType));
    }
    let mut plain = Map::new();
    let mut def = FieldDef::default();
    let locale = work.who().locale();
    for (name, value) in members {
        match name.as_str() {
            "key" | "type" | "section" => {}
            "label" => take(read_label(&at("label"), value, locale), &mut def.label, faults),
            "help" | "related" | "target" if value.is_null() => {}
            "help" => def.help = read_label(&at("help"), value, locale).map_err(|fault| faults.push(fault)).ok(),
            "related" => def.related = read_label(&at("related"), value, locale).map_err(|f| faults.push(f)).ok(),
            "options" => def.options = new_options(work, &at("options"), value, faults),
            "target" => match value.as_str().filter(|key| *key == own || is_target(work, key)) {
                Some(target) => def.target = Some(target.to_owned()),
                None => faults.push(Fault::new(at("target"), Code::UnknownModule)),
            },
            "search" => match value {
                Json::Bool(false) => {}
                Json::Bool(true) => def.search = free_class(module, &at("search"), faults),
                _ => faults.push(Fault::new(at("search"), Code::NotBoolean)),
            },
            name if settings::PLAIN.contains(&name) => {
                plain.insert(name.to_owned(), value.clone());
            }
            name => faults.push(Fault::new(at(&shorten(name)), Code::UnknownParameter)),
        }
    }
    if !members.contains_key("label") {
        faults.push(Fault::new(at("label"), Code::Required));
    }
    let Some(def) = settings::with(&def, plain, &at, faults) else { return Ok(None) };
    let def = FieldDef { kind: kind.to_owned(), ..def };
    for fault in settings::wrong(work, &def)? {
        if !settings::blames(faults, &at(settings::setting_of(&fault.field))) {
            faults.push(Fault { field: at(&fault.field), ..fault });
        }
    }
    Ok((faults.len() == before).then(|| (key.to_owned(), def)))
}

fn take<T>(read: Result<T, Fault>, into: &mut T, faults: &mut Vec<Fault>) {
    match read {
        Ok(value) => *into = value,
        Err(fault) => faults.push(fault),
    }
}

fn is_target(work: &Work, key: &str) -> bool {
    work.snapshot().find(key).is_some_and(|module| !module.def.retired)
}

/// The next class of search that no field of the module has, also not a retired one.
pub(super) fn free_class(module: &ModuleDef, place: &str, faults: &mut Vec<Fault>) -> Option<char> {
    let taken = |class: char| module.fields.values().any(|field| field.search == Some(class));
    let free = CLASSES.chars().find(|class| !taken(*class));
    if free.is_none() {
        faults.push(Fault::new(place, Code::LimitReached).with("max", CLASSES.len()));
    }
    free
}

/// Refuses more fields of the organisation than a module may have.
pub(super) fn within_limits(module: &ModuleDef) -> Result<(), Problem> {
    let own = || module.fields.iter().filter(|(key, field)| key.starts_with("c_") && !field.retired);
    if own().count() > MAX_CUSTOM {
        return Err(Fault::new("key", Code::LimitReached).with("max", MAX_CUSTOM).into());
    }
    if own().filter(|(_, field)| field.sortable).count() > MAX_CUSTOM_SORTABLE {
        return Err(Fault::new("sortable", Code::LimitReached).with("max", MAX_CUSTOM_SORTABLE).into());
    }
    Ok(())
}

/// The options of a new field: `[{key, label, color?, aliases?}]`.
fn new_options(work: &Work, place: &str, json: &Json, faults: &mut Vec<Fault>) -> IndexMap<String, OptionDef> {
    let mut options = IndexMap::new();
    for (i, json) in list(place, json, faults).iter().enumerate() {
        let place = format!("{place}[{i}]");
        let key = json.get("key").and_then(Json::as_str).unwrap_or_default();
        if !heyi_model::is_key(key) {
            faults.push(Fault::new(format!("{place}.key"), Code::InvalidParameter));
        } else if options.contains_key(key) {
            faults.push(Fault::new(format!("{place}.key"), Code::KeyTaken));
        }
        let mut option = OptionDef::default();
        edit_option(work, &place, json, &mut option, faults);
        if option.label.is_empty() {
            faults.push(Fault::new(format!("{place}.label"), Code::Required));
        }
        options.insert(key.to_owned(), option);
    }
    options
}

fn list<'a>(place: &str, json: &'a Json, faults: &mut Vec<Fault>) -> &'a [Json] {
    match json {
        Json::Array(items) if items.len() > MOST_OPTIONS => {
            faults.push(Fault::new(place, Code::TooManyItems).with("max", MOST_OPTIONS));
            &[]
        }
        Json::Array(items) => items,
        _ => {
            faults.push(Fault::new(place, Code::NotArray));
            &[]
        }
    }
}

/// Sets what is named of an option.
fn edit_option(work: &Work, place: &str, json: &Json, option: &mut OptionDef, faults: &mut Vec<Fault>) {
    let Json::Object(members) = json else {
        faults.push(Fault::new(place, Code::NotObject));
        return;
    };
    for (name, value) in members {
        let place = format!("{place}.{}", shorten(name));
        match (name.as_str(), value) {
            ("key", _) => {}
            ("label", _) => take(read_label(&place, value, work.who().locale()), &mut option.label, faults),
            ("color", Json::Null) => option.color = None,
            ("color", Json::String(color)) if heyi_model::is_key(color) => option.color = Some(color.clone()),
            ("color", _) => faults.push(Fault::new(place, Code::InvalidParameter)),
            ("retired", Json::Bool(true)) if option.core => faults.push(Fault::new(place, Code::CoreCannotChange)),
            ("retired", Json::Bool(retired)) => option.retired = *retired,
            ("retired", _) => faults.push(Fault::new(place, Code::NotBoolean)),
            ("aliases", _) => match serde_json::from_value(value.clone()) {
                Ok(aliases) => option.aliases = aliases,
                Err(_) => faults.push(Fault::new(place, Code::NotText)),
            },
            _ => faults.push(Fault::new(place, Code::UnknownParameter)),
        }
    }
}

/// Which options a field may get.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MayAdd {
    /// None: code knows them all.
    None,
    /// Those whose key begins with `c_`: a later version may ship others.
    Own,
    /// Any.
    Any,
}

/// Changes the options of a field: `[{key, label?, color?, retired?, aliases?}]` in their new order. Options that are not
/// listed stay as they are, after the others: an option is retired, never removed, because records have it.
pub(super) fn edit_options(
    work: &Work,
    may_add: MayAdd,
    field: &mut FieldDef,
    json: &Json,
    faults: &mut Vec<Fault>,
) -> Vec<String> {
    let mut order: Vec<String> = Vec::new();
    for (i, json) in list("options", json, faults).iter().enumerate() {
        let place = format!("options[{i}]");
        let key = json.get("key").and_then(Json::as_str).unwrap_or_default();
        let known = field.options.contains_key(key);
        if order.iter().any(|listed| listed == key) {
            faults.push(Fault::new(format!("{place}.key"), Code::KeyTaken));
        } else if !known && may_add == MayAdd::None {
            faults.push(Fault::new(format!("{place}.key"), Code::CoreCannotChange));
        } else if !known && (!heyi_model::is_key(key) || (may_add == MayAdd::Own && !key.starts_with("c_"))) {
            faults.push(Fault::new(format!("{place}.key"), Code::InvalidKey));
        } else {
            let option = field.options.entry(key.to_owned()).or_default();
            let retired = option.retired;
            edit_option(work, &place, json, option, faults);
            if may_add == MayAdd::None && option.retired != retired {
                faults.push(Fault::new(format!("{place}.retired"), Code::CoreCannotChange));
            }
            if option.label.is_empty() {
                faults.push(Fault::new(format!("{place}.label"), Code::Required));
            }
            order.push(key.to_owned());
        }
    }
    let rest: Vec<String> = field.options.keys().filter(|key| !order.contains(key)).cloned().collect();
    order.extend(rest);
    let mut sorted = IndexMap::new();
    for key in &order {
        if let Some(option) = field.options.shift_remove(key) {
            sorted.insert(key.clone(), option);
        }
    }
    field.options = sorted;
    order
}
