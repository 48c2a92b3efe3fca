//! Which field a heading means.

use heyi_engine::{Engine, Who};
use heyi_model::module::FieldAccess;
use heyi_model::{Locale, Module, Problem, text};
use serde::Serialize;

use super::spec::{ColumnMap, ImportSpec};

/// A proposed mapping.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Proposal {
    /// Columns whose field is known.
    pub spec: ImportSpec,
    /// Headings that mean no field.
    pub unmapped: Vec<String>,
    /// Required fields that no heading means.
    pub missing: Vec<String>,
}

/// Proposes a field for each heading: by key, by label in either language, by alias; never one field twice.
pub fn propose(engine: &Engine, who: &Who, module: &str, header: &[String]) -> Result<Proposal, Problem> {
    let snapshot = engine.snapshot();
    let module = snapshot.module(module)?;
    let rights = who.rights(module);
    let names = names(module);
    let mut proposal = Proposal { spec: ImportSpec::default(), unmapped: Vec::new(), missing: Vec::new() };
    for heading in header {
        let taken = |field: &str| proposal.spec.columns.iter().any(|c: &ColumnMap| c.field == field);
        let may = |key: &str| {
            let field = module.field(key.split('.').next().unwrap_or(key));
            field.is_none_or(|f| rights.field(f) == FieldAccess::Write && !f.def.read_only)
        };
        let named = |wanted: &str| {
            let wanted = text::key(wanted);
            names.iter().find(|(name, key)| *name == wanted && !taken(key) && may(key))
        };
        // Of a header of merged cells, `联系人/姓名`, the last part says it when the whole does not.
        let found = named(heading).or_else(|| named(heading.rsplit_once('/')?.1));
        match found {
            Some((_, key)) => {
                proposal.spec.columns.push(ColumnMap {
                    column: heading.clone(),
                    field: key.clone(),
                    ..ColumnMap::default()
                });
            }
            None => proposal.unmapped.push(heading.clone()),
        }
    }
    let mapped = |key: &str| proposal.spec.columns.iter().any(|c| c.field == key);
    let needed =
        module.fields.iter().filter(|f| f.def.required && f.def.default.is_none() && f.ty.key() != "auto_number");
    proposal.missing = needed.filter(|f| !mapped(&f.key)).map(|f| f.key.to_string()).collect();
    Ok(proposal)
}

/// Every name of every field that can be written, with the field: key, labels, aliases, then the module's own name before its name field.
fn names(module: &Module) -> Vec<(String, String)> {
    let mut names = Vec::new();
    for field in
        module.fields.iter().filter(|f| !f.def.read_only && f.ty.key() != "auto_number" && f.ty.key() != "file")
    {
        let labels = field.def.label.0.values().chain(&field.def.aliases);
        names.push((text::key(&field.key), field.key.to_string()));
        names.extend(labels.map(|l| (text::key(l), field.key.to_string())));
        if field.ty.key() == "address" {
            let parts = [
                ("province", "省"),
                ("city", "市"),
                ("district", "区"),
                ("street", "街道"),
                ("postcode", "邮编"),
                ("country", "国家"),
            ];
            for (part, zh) in parts {
                for heading in [part, zh] {
                    names.push((text::key(heading), format!("{}.{part}", field.key)));
                }
            }
        }
    }
    // 客户名称, 客户, account name: the name of the thing itself.
    let name_field = module.name_field().key.to_string();
    for locale in Locale::ALL {
        let label = module.def.label.get(locale);
        for form in [
            label.to_owned(),
            format!("{label}名称"),
            format!("{label}姓名"),
            format!("{label} name"),
            format!("{label}名"),
        ] {
            names.push((text::key(&form), name_field.clone()));
        }
    }
    names
}
