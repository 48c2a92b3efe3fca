//! A small app for tests of the platform: people and units, makers, and gadgets with a field of every type.

use heyi_engine::access::RoleDef;
use heyi_engine::{App, Noun};
use heyi_model::Label;
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use indexmap::IndexMap;

use crate::Shape;

/// The sample app.
pub fn app() -> App {
    let noun = |key, toml| Noun { key, toml, rules: &[], after: &[] };
    App {
        key: "sample",
        label: ("样例", "Sample"),
        base: true,
        seeds: &[],
        nouns: vec![
            noun("units", include_str!("sample/units.module.toml")),
            noun("persons", include_str!("sample/persons.module.toml")),
            noun("makers", include_str!("sample/makers.module.toml")),
            noun("gadgets", include_str!("sample/gadgets.module.toml")),
            noun("notes", include_str!("sample/notes.module.toml")),
            noun("repairs", include_str!("sample/repairs.module.toml")),
        ],
    }
}

/// Roles: `administrator` and one for each data scope, `own`, `own_and_subordinates` …, that may do everything else; and
/// `blind`, which may read all gadgets but neither their phone (masked) nor their price (hidden).
pub fn roles() -> IndexMap<String, RoleDef> {
    let mut roles = IndexMap::new();
    let label = Label::new("角色", "Role");
    roles.insert(
        "administrator".to_owned(),
        RoleDef { key: "administrator".into(), label: label.clone(), admin: true, ..RoleDef::default() },
    );
    for scope in Scope::ALL {
        let key = serde_json::to_value(scope).ok().and_then(|v| v.as_str().map(str::to_owned)).unwrap_or_default();
        let access = full(scope);
        let modules = IndexMap::from([("*".to_owned(), access)]);
        roles.insert(key.clone(), RoleDef { key, label: label.clone(), modules, ..RoleDef::default() });
    }
    let fields = IndexMap::from([("phone".to_owned(), FieldAccess::Masked), ("price".to_owned(), FieldAccess::Hidden)]);
    let blind = AccessDef { read: Some(Scope::All), fields, ..AccessDef::default() };
    let modules = IndexMap::from([("gadgets".to_owned(), blind)]);
    roles.insert("blind".into(), RoleDef { key: "blind".into(), label, modules, ..RoleDef::default() });
    roles
}

/// Everything within one scope.
pub fn full(scope: Scope) -> AccessDef {
    AccessDef {
        read: Some(scope),
        create: true,
        update: Some(scope),
        delete: Some(scope),
        transfer: Some(scope),
        export: true,
        import: true,
        bulk: true,
        ..AccessDef::default()
    }
}

/// The sample app with its roles.
pub fn shape() -> Shape {
    Shape { apps: vec![app()], roles: roles() }
}
