//! Reading a role from the wire, with every fault named at its place.

use heyi_model::mask::shorten;
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_model::text::fold;
use heyi_model::{Code, Fault, Label, Locale, Module, Problem};
use serde_json::{Map, Value as Json};

use crate::Work;
use crate::access::RoleDef;

/// Most characters of a label.
const MOST_LABEL: usize = 80;

/// Reads a label: `{"zh": …, "en": …}`, or one text, which is taken for `locale`.
pub(crate) fn read_label(place: &str, json: &Json, locale: Locale) -> Result<Label, Fault> {
    let texts: Vec<(&str, &Json)> = match json {
        Json::String(_) => vec![(locale.key(), json)],
        Json::Object(texts) => texts.iter().map(|(key, text)| (key.as_str(), text)).collect(),
        Json::Null => return Err(Fault::new(place, Code::Required)),
        _ => return Err(Fault::new(place, Code::NotText)),
    };
    let mut label = Label::default();
    for (key, text) in texts {
        if !Locale::ALL.iter().any(|l| l.key() == key) {
            return Err(Fault::new(format!("{place}.{}", shorten(key)), Code::UnknownParameter));
        }
        let text = fold(text.as_str().ok_or_else(|| Fault::new(place, Code::NotText))?).into_owned();
        if text.chars().count() > MOST_LABEL {
            return Err(Fault::new(place, Code::TooLong).with("max", MOST_LABEL));
        }
        if !text.is_empty() {
            label.0.insert(key.to_owned(), text);
        }
    }
    if label.is_empty() { Err(Fault::new(place, Code::Required)) } else { Ok(label) }
}

/// Checks that a key is one that an organisation may give: it begins with `c_`.
pub(crate) fn own_key(place: &str, key: &str) -> Result<(), Fault> {
    let good = heyi_model::is_key(key) && key.starts_with("c_");
    if good { Ok(()) } else { Err(Fault::new(place, Code::InvalidKey)) }
}

/// Reads `{label, admin?, modules?}`.
pub(super) fn role(work: &Work, json: &Json) -> Result<RoleDef, Problem> {
    let Json::Object(members) = json else { return Err(Problem::malformed("", Code::NotObject)) };
    let mut faults = Vec::new();
    let mut role = RoleDef::default();
    for (key, value) in members {
        match (key.as_str(), value) {
            ("label", _) => {}
            ("admin", Json::Bool(admin)) => role.admin = *admin,
            ("admin", _) => faults.push(Fault::new("admin", Code::NotBoolean)),
            ("modules", Json::Object(modules)) => {
                for (module, access) in modules {
                    let access = access_of(work, module, access, &mut faults);
                    role.modules.insert(module.clone(), access);
                }
            }
            ("modules", _) => faults.push(Fault::new("modules", Code::NotObject)),
            _ => faults.push(Fault::new(shorten(key), Code::UnknownParameter)),
        }
    }
    match read_label("label", members.get("label").unwrap_or(&Json::Null), work.who().locale()) {
        Ok(label) => role.label = label,
        Err(fault) => faults.push(fault),
    }
    if faults.is_empty() { Ok(role) } else { Err(Problem::invalid(faults)) }
}

fn access_of(work: &Work, module: &str, json: &Json, faults: &mut Vec<Fault>) -> AccessDef {
    let place = format!("modules.{}", shorten(module));
    let known = work.snapshot.find(module);
    if module != "*" && known.is_none() {
        faults.push(Fault::new(&place, Code::UnknownModule));
    }
    let Json::Object(members) = json else {
        faults.push(Fault::new(&place, Code::NotObject));
        return AccessDef::default();
    };
    let mut access = AccessDef::default();
    for (key, value) in members {
        let place = format!("{place}.{}", shorten(key));
        match key.as_str() {
            "read" => access.read = scope_of(&place, value, faults),
            "update" => access.update = scope_of(&place, value, faults),
            "delete" => access.delete = scope_of(&place, value, faults),
            "transfer" => access.transfer = scope_of(&place, value, faults),
            "create" => access.create = truth_of(&place, value, faults),
            "export" => access.export = truth_of(&place, value, faults),
            "import" => access.import = truth_of(&place, value, faults),
            "bulk" => access.bulk = truth_of(&place, value, faults),
            "fields" => fields_of(known.map(|m| &**m), &place, value, &mut access, faults),
            "reveal" => reveal_of(known.map(|m| &**m), &place, value, &mut access, faults),
            _ => faults.push(Fault::new(place, Code::UnknownParameter)),
        }
    }
    access
}

fn scope_of(place: &str, json: &Json, faults: &mut Vec<Fault>) -> Option<Scope> {
    if json.is_null() {
        return None;
    }
    let scope = serde_json::from_value(json.clone()).ok();
    if scope.is_none() {
        faults.push(Fault::new(place, Code::UnknownScope));
    }
    scope
}

fn truth_of(place: &str, json: &Json, faults: &mut Vec<Fault>) -> bool {
    if !json.is_boolean() {
        faults.push(Fault::new(place, Code::NotBoolean));
    }
    json == &Json::Bool(true)
}

/// A field that a role names must be one of the module, on or retired; `*` names none, as no field is in every module.
fn has_field(module: Option<&Module>, field: &str) -> bool {
    module.is_some_and(|m| m.field(field).is_some() || m.def.fields.contains_key(field))
}

fn fields_of(module: Option<&Module>, place: &str, json: &Json, access: &mut AccessDef, faults: &mut Vec<Fault>) {
    let empty = Map::new();
    let fields = json.as_object().unwrap_or_else(|| {
        faults.push(Fault::new(place, Code::NotObject));
        &empty
    });
    for (field, value) in fields {
        let place = format!("{place}.{}", shorten(field));
        if !has_field(module, field) {
            faults.push(Fault::new(&place, Code::UnknownField));
        }
        match serde_json::from_value::<FieldAccess>(value.clone()) {
            Ok(given) => {
                access.fields.insert(field.clone(), given);
            }
            Err(_) => faults.push(Fault::new(place, Code::InvalidParameter)),
        }
    }
}

fn reveal_of(module: Option<&Module>, place: &str, json: &Json, access: &mut AccessDef, faults: &mut Vec<Fault>) {
    let Json::Array(fields) = json else {
        faults.push(Fault::new(place, Code::NotArray));
        return;
    };
    for (i, field) in fields.iter().enumerate() {
        match field.as_str() {
            Some(field) if has_field(module, field) => access.reveal.push(field.to_owned()),
            _ => faults.push(Fault::new(format!("{place}[{i}]"), Code::UnknownField)),
        }
    }
}
