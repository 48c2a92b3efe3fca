//! The list of apps. A new app is a line here.

use heyi_engine::App;

/// Every app, in the order in which people see them.
pub fn apps() -> Vec<App> {
    vec![heyi_team::app(), heyi_work::app(), heyi_customers::app(), heyi_sales::app()]
}

/// Every kind of job that this binary runs.
pub fn job_kinds() -> Vec<heyi_engine::jobs::JobKind> {
    let kinds = heyi_engine::jobs::upkeep().into_iter().chain(heyi_transfer::jobs::kinds());
    kinds.chain([crate::commands::demo_job::FILL]).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use heyi_model::module::Scope;
    use heyi_testkit::metadata;
    use heyi_testkit::rules::module_of;

    use super::*;

    #[test]
    fn the_metadata_of_all_apps_together_has_no_fault() {
        assert_eq!(metadata::faults(&apps(), true), [] as [String; 0]);
    }

    #[test]
    fn everything_that_an_activity_is_about_knows_when_it_was_followed_up() {
        let (apps, mut about) = (apps(), BTreeSet::new());
        let nouns: Vec<_> = apps.iter().flat_map(|app| &app.nouns).collect();
        let activities = module_of(nouns.iter().find(|noun| noun.key == "activities").unwrap());
        for target in activities.def.fields.values().filter_map(|field| field.target.as_deref()) {
            let module = module_of(nouns.iter().find(|noun| noun.key == target).unwrap());
            let last = module.field("last_followed_up_at").unwrap_or_else(|| panic!("{target} has no last follow-up"));
            let next = module.field("next_follow_up_on").unwrap_or_else(|| panic!("{target} has no next follow-up"));
            assert_eq!((last.ty.key(), next.ty.key(), last.def.read_only), ("date_time", "date", true), "{target}");
            about.insert(target);
        }
        assert_eq!(about, BTreeSet::from(["accounts", "contacts", "deals", "leads"]));
    }

    #[test]
    fn only_directors_and_administrators_see_everything_that_belongs_to_somebody() {
        let roles = heyi_team::roles::shipped_roles(&apps()).unwrap();
        let mut sees_all = BTreeSet::new();
        for noun in apps().iter().flat_map(|app| &app.nouns).filter(|noun| module_of(noun).def.owned) {
            for role in roles.values() {
                let rights = role.modules.get(noun.key);
                if role.admin || rights.is_some_and(|r| r.read == Some(Scope::All)) {
                    sees_all.insert(role.key.as_str());
                }
                if let Some(rights) = rights {
                    let writes = [rights.update, rights.delete, rights.transfer];
                    assert!(!writes.contains(&Some(Scope::All)), "{} writes all {}", role.key, noun.key);
                }
            }
        }
        assert_eq!(sees_all, BTreeSet::from(["administrator", "sales_director"]));
    }

    #[test]
    fn salespeople_reach_everything_that_they_work_with() {
        let roles = heyi_team::roles::shipped_roles(&apps()).unwrap();
        for noun in apps().iter().flat_map(|app| &app.nouns) {
            for role in ["sales_director", "sales_manager", "salesperson", "assistant"] {
                let rights = roles[role].modules.get(noun.key);
                assert!(rights.is_some_and(|r| r.read.is_some()), "{role} does not read {}", noun.key);
            }
        }
    }
}
