//! Work 工作: activities with customers, and tasks.

mod about;
pub mod activity;
pub mod task;

/// The app.
pub fn app() -> heyi_engine::App {
    heyi_engine::App {
        key: "work",
        label: ("工作", "Work"),
        base: false,
        nouns: vec![activity::NOUN, task::NOUN],
        seeds: &[],
    }
}

#[cfg(test)]
mod tests {
    use heyi_engine::Noun;
    use heyi_testkit::rules::Rules;
    use serde_json::{Value as Json, json};

    /// Stands for a noun of another app, which this one does not see: whatever links to an account.
    const fn linked(key: &'static str) -> Noun {
        let toml = "label = { zh = \"关联\", en = \"Linked\" }\nname_field = \"name\"\n\
            [fields.name]\ntype = \"text\"\nlabel = { zh = \"名称\", en = \"Name\" }\n\
            [fields.account]\ntype = \"lookup\"\ntarget = \"accounts\"\nlabel = { zh = \"客户\", en = \"Account\" }\n";
        Noun { key, toml, rules: &[], after: &[] }
    }

    /// Deal 31 and contact 41 belong to the accounts 3 and 4; deal 32 and contact 42 to none.
    pub(crate) fn with_customers(rules: Rules) -> Rules {
        let (deals, contacts) = (linked("deals"), linked("contacts"));
        let rules = rules.with(&deals, 31, &json!({"account": "3"})).with(&deals, 32, &json!({}));
        rules.with(&contacts, 41, &json!({"account": "4"})).with(&contacts, 42, &json!({}))
    }

    pub(crate) fn check_account_follows(check: impl Fn(Json, Json)) {
        for (change, account) in [
            (json!({"deal": "31"}), json!("3")),
            (json!({"contact": "41"}), json!("4")),
            (json!({"deal": "31", "contact": "41"}), json!("3")),
            (json!({"deal": "32", "contact": "41"}), json!("4")),
            (json!({"deal": "31", "account": "9"}), json!("9")),
            (json!({"deal": "32", "contact": "42"}), json!(null)),
            (json!({}), json!(null)),
        ] {
            check(change, account);
        }
    }

    #[test]
    fn the_metadata_has_no_fault() {
        assert_eq!(heyi_testkit::metadata::faults(&[super::app()], false), [] as [String; 0]);
    }
}
