//! The roles that Heyi ships, put together from what every noun's module file says of them under `access`.

use heyi_engine::App;
use heyi_engine::access::RoleDef;
use heyi_model::module::MetaFault;
use heyi_model::{Label, ModuleDef};
use indexmap::IndexMap;

/// A role: its key, its name in Chinese and English, and whether it may do everything.
const ROLES: &[(&str, &str, &str, bool)] = &[
    ("administrator", "系统管理员", "Administrator", true),
    ("sales_director", "销售总监", "Sales director", false),
    ("sales_manager", "销售经理", "Sales manager", false),
    ("salesperson", "销售人员", "Salesperson", false),
    ("assistant", "销售助理", "Sales assistant", false),
    ("personnel", "人事专员", "Personnel officer", false),
];

/// The shipped roles by key, in the order in which they are shown. What a noun does not grant is denied.
///
/// # Errors
/// A module file that cannot be read, or one that names a role that nobody ships.
pub fn shipped_roles(apps: &[App]) -> Result<IndexMap<String, RoleDef>, Vec<MetaFault>> {
    let mut roles: IndexMap<String, RoleDef> = ROLES
        .iter()
        .map(|(key, zh, en, admin)| {
            let role = RoleDef { key: (*key).into(), label: Label::new(zh, en), admin: *admin, ..RoleDef::default() };
            ((*key).to_owned(), role)
        })
        .collect();
    let mut faults = Vec::new();
    for noun in apps.iter().flat_map(|app| &app.nouns) {
        let mut fault = |place: String, fault: String| faults.push(MetaFault { module: noun.key.into(), place, fault });
        match toml::from_str::<ModuleDef>(noun.toml) {
            Ok(def) => {
                for (key, access) in def.access {
                    match roles.get_mut(&key) {
                        Some(role) => _ = role.modules.insert(noun.key.to_owned(), access),
                        None => fault(format!("access.{key}"), "there is no such role".into()),
                    }
                }
            }
            Err(error) => fault("toml".into(), error.to_string()),
        }
    }
    if faults.is_empty() { Ok(roles) } else { Err(faults) }
}

#[cfg(test)]
mod tests {
    use heyi_engine::Noun;
    use heyi_model::module::{FieldAccess, Scope};

    use super::*;

    fn app(toml: &'static str) -> App {
        let noun = Noun { key: "things", toml, rules: &[], after: &[] };
        App { key: "x", label: ("", ""), base: false, nouns: vec![noun], seeds: &[] }
    }

    #[test]
    fn roles_are_put_together_from_the_nouns() {
        let roles = shipped_roles(&[crate::app()]).unwrap();
        assert_eq!(roles.keys().collect::<Vec<_>>(), ROLES.iter().map(|r| r.0).collect::<Vec<_>>());
        assert!(roles.iter().all(|(key, role)| *key == role.key && !role.label.is_empty()));
        assert_eq!(roles.values().filter(|r| r.admin).map(|r| r.key.as_str()).collect::<Vec<_>>(), ["administrator"]);
        let personnel = &roles["personnel"].modules["employees"];
        assert_eq!((personnel.read, personnel.create), (Some(Scope::All), true));
        let salesperson = &roles["salesperson"].modules["employees"];
        assert_eq!((salesperson.read, salesperson.create, salesperson.update), (Some(Scope::All), false, None));
        assert_eq!(salesperson.fields["id_number"], FieldAccess::Hidden);
        assert_eq!(roles["sales_manager"].modules["employees"].reveal, ["emergency_phone"]);
    }

    #[test]
    fn unknown_roles_and_unreadable_files_are_faults() {
        for (toml, place) in [("[access.king]\nread = \"all\"", "access.king"), ("access = 1", "toml")] {
            let faults = shipped_roles(&[app(toml)]).unwrap_err();
            assert_eq!(faults.iter().map(|f| f.place.as_str()).collect::<Vec<_>>(), [place]);
        }
    }
}
