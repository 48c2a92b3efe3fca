//! What can be said of a mapping before a row is read.

use heyi_engine::{Snapshot, Who};
use heyi_model::module::FieldAccess;
use heyi_model::{Code, Fault, Field, Module, Problem, mask, text};

use super::convert;
use super::spec::{ColumnMap, ImportSpec, Mode};
use crate::table::limits::MAX_COLUMNS;

/// Checks a mapping against the labels of the table, the module and the rights of `who`. Faults name `spec.…`.
///
/// # Errors
/// 403 when the role may not import, make or change records of the module; 422 with every fault of the mapping.
pub(crate) fn check(
    snapshot: &Snapshot,
    who: &Who,
    module: &str,
    spec: &ImportSpec,
    header: &[String],
) -> Result<(), Problem> {
    /// A column may fill more than one field.
    const MAX_MAPPED: usize = 2 * MAX_COLUMNS;
    if spec.columns.len() > MAX_MAPPED {
        return Err(Fault::new("spec.columns", Code::TooManyItems).with("max", MAX_MAPPED).into());
    }
    let module = snapshot.module(module)?;
    let rights = who.rights(module);
    let makes = spec.mode != Mode::Update;
    let changes = spec.mode != Mode::Insert;
    if !rights.import || (makes && !rights.create) || (changes && rights.update.is_empty()) {
        return Err(Problem::forbidden());
    }
    let mut faults = match convert::columns(spec, header, module) {
        Ok(_) => Vec::new(),
        Err(problem) => problem.faults,
    };
    for (n, map) in spec.columns.iter().enumerate() {
        let mut fault =
            |part: &str, fault: Fault| faults.push(Fault { field: format!("columns[{n}].{part}"), ..fault });
        if spec.columns[..n].iter().any(|other| other.field == map.field) {
            fault("field", Fault::new("", Code::MappedTwice).with("value", mask::shorten(&map.field)));
        }
        let Some(field) = field_of(module, &map.field) else { continue };
        match rights.field(field) {
            FieldAccess::Hidden => fault("field", Fault::new("", Code::UnknownField)),
            FieldAccess::Masked => fault("field", Fault::new("", Code::Masked)),
            FieldAccess::Write if !field.def.read_only && field.ty.key() != "auto_number" => {}
            FieldAccess::Read | FieldAccess::Write => fault("field", Fault::new("", Code::ReadOnly)),
        }
        check_link(snapshot, who, field, map, &mut fault);
    }
    faults.extend(match_key(module, who, spec));
    if spec.phone_region.as_deref().is_some_and(|region| !text::phone::is_region(region)) {
        faults.push(Fault::new("phone_region", Code::InvalidParameter));
    }
    let named = |fault: Fault| Fault { field: format!("spec.{}", fault.field), ..fault };
    if faults.is_empty() { Ok(()) } else { Err(Problem::invalid(faults.into_iter().map(named).collect())) }
}

/// The field that `key` fills, a part of it or the currency beside it.
fn field_of<'m>(module: &'m Module, key: &str) -> Option<&'m Field> {
    let whole = key.split_once('.').map_or(key, |(whole, _)| whole);
    module.field(whole).or_else(|| module.field(key.strip_suffix("_currency")?))
}

fn check_link(snapshot: &Snapshot, who: &Who, field: &Field, map: &ColumnMap, fault: &mut impl FnMut(&str, Fault)) {
    let Some(target) = snapshot.target(field) else {
        if map.create_missing {
            fault("create_missing", Fault::new("", Code::NotALink));
        }
        if map.lookup_by.is_some() {
            fault("lookup_by", Fault::new("", Code::NotALink));
        }
        return;
    };
    let by = map.lookup_by.as_deref().unwrap_or(&target.name_field().key);
    let findable = by == "id" || heyi_engine::query::is_findable(who, target, by);
    if !findable {
        fault("lookup_by", Fault::new("", Code::NoLookupField).with("value", mask::shorten(by)));
    }
    if map.create_missing && (by == "id" || !who.rights(target).create) {
        fault("create_missing", Fault::new("", Code::Forbidden));
    }
}

/// The faults of the key by which records are found.
fn match_key(module: &Module, who: &Who, spec: &ImportSpec) -> Option<Fault> {
    if spec.mode == Mode::Insert {
        return None;
    }
    let key = spec.match_on.as_deref().unwrap_or_default();
    let is_unique = |field: &Field| field.column("key").is_some() && who.rights(module).reads(field);
    if !module.field(key).is_some_and(is_unique) {
        return Some(Fault::new("match_on", Code::NoMatchKey));
    }
    let is_mapped = spec.columns.iter().any(|map| map.field == key);
    (!is_mapped).then(|| Fault::new("match_on", Code::MatchKeyNotMapped))
}
