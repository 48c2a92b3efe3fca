//! What a writer says of a record: fields by key, as on the wire, and where it comes from.

use std::sync::Arc;

use heyi_model::module::FieldAccess;
use heyi_model::{Code, Fault, Field, Module, ParseCx};
use serde_json::{Map, Value as Json, json};

use crate::Record;
use crate::access::ModuleRights;

/// The fields of a record as a writer gives them, by key, in the shapes of the wire.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Draft(pub Map<String, Json>);

impl From<Map<String, Json>> for Draft {
    fn from(fields: Map<String, Json>) -> Self {
        Self(fields)
    }
}

/// Where a write comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Origin {
    /// A person, or a program on a person's behalf: every rule holds.
    Person,
    /// A file of what has happened already: gates of a process do not hold it, validation does.
    Import,
    /// Rules and upkeep: may also write fields that only rules write.
    System,
}

impl Draft {
    /// Reads the draft into `record`. Gives the faults, all of them at once, each with its field.
    pub(crate) fn read_into(
        &self,
        record: &mut Record,
        rights: &ModuleRights,
        origin: Origin,
        cx: &ParseCx,
    ) -> Vec<Fault> {
        let module = record.module.clone();
        let mut faults = Vec::new();
        for (key, json) in &self.0 {
            if companion(&module, key).is_some_and(|field| self.0.contains_key(&*field.key)) {
                continue;
            }
            let field = match writable(&module, key, rights, origin) {
                Ok(field) => field,
                Err(fault) => {
                    faults.push(fault);
                    continue;
                }
            };
            let value = self.with_companion(field, key, json, record);
            let cells = &mut record.cells[field.at..field.at + field.columns.len()];
            let before: Vec<_> = cells.to_vec();
            if let Err(fault) = field.ty.parse(field, &value, cx, cells) {
                cells.clone_from_slice(&before);
                faults.push(fault);
            }
        }
        faults
    }

    /// The value of a field with what stands beside it: an amount with its currency.
    fn with_companion(&self, field: &Field, key: &str, json: &Json, record: &Record) -> Json {
        if field.ty.key() != "money" || json.is_object() {
            return json.clone();
        }
        let text = || Json::from(field.ty.text(field, record, field.at));
        let amount = if *key == *field.key { json.clone() } else { text() };
        let currency = match self.0.get(&format!("{}_currency", field.key)) {
            Some(currency) => currency.clone(),
            // An amount that changes keeps the currency it had.
            None => record.cells[field.at + 1].as_text().map_or(Json::Null, Json::from),
        };
        json!({"amount": amount, "currency": currency})
    }
}

/// The money field beside which `key` stands, for `amount_currency`.
fn companion<'m>(module: &'m Arc<Module>, key: &str) -> Option<&'m Field> {
    let field = module.field(key.strip_suffix("_currency")?)?;
    (field.ty.key() == "money" && module.field(key).is_none()).then_some(field)
}

/// The field that `key` writes, or why it may not be written.
fn writable<'m>(module: &'m Arc<Module>, key: &str, rights: &ModuleRights, origin: Origin) -> Result<&'m Field, Fault> {
    let fault = |code: Code| Fault::new(heyi_model::mask::shorten(key), code);
    let field = module.field(key).or_else(|| companion(module, key));
    let Some(field) = field else {
        let known = matches!(key, "id" | "name" | "version" | "tags" | "masked");
        return Err(fault(if known { Code::ReadOnly } else { Code::UnknownField }));
    };
    match rights.field(field) {
        FieldAccess::Hidden => return Err(fault(Code::UnknownField)),
        FieldAccess::Masked => return Err(fault(Code::Masked)),
        FieldAccess::Read if origin != Origin::System => return Err(fault(Code::ReadOnly)),
        _ => {}
    }
    if field.def.read_only && origin != Origin::System {
        return Err(fault(Code::ReadOnly));
    }
    Ok(field)
}
