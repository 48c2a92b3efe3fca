use heyi_engine::access::RoleDef;
use heyi_engine::history;
use heyi_model::Kind;
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::raw::{Raw, all_pages, page};

fn list(heyi: &TestHeyi, who: impl Into<heyi_engine::Who>, module: &str, id: heyi_model::RecordId) -> Vec<Json> {
    let who = who.into();
    all_pages(2, |paging| {
        let module = module.to_owned();
        heyi.reading(who.clone(), move |work| history::list(work, &module, id, &paging)).unwrap()
    })
}

#[test]
fn history_tells_who_changed_what_with_words() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let maker = heyi.make("makers", json!({"name": "一号厂"}));
        let fields = json!({"name": "器", "price": "12.5", "colour": "red", "uses": ["work", "home"], "fragile": true,
            "maker": maker.to_string(), "address": {"city": "苏州市"}, "made_on": "2026-11-01",
            "checked_at": "2026-11-23T09:30:00+08:00", "weight": "1.5"});
        let id = heyi.create(admin.clone(), "gadgets", fields).unwrap();
        heyi.clock.advance(1_000);
        heyi.update(admin.clone(), "gadgets", id, json!({"colour": "blue", "price": "13"})).unwrap();
        heyi.delete(admin.clone(), "gadgets", id).unwrap();
        heyi.restore(admin.clone(), "gadgets", id).unwrap();
        let entries = list(heyi, admin.clone(), "gadgets", id);
        let kinds: Vec<&str> = entries.iter().map(|e| e["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["restore", "delete", "update", "create"]);
        let update = &entries[2];
        assert_eq!(update["person"]["name"], "管理员");
        assert_eq!(update["version"], 2);
        assert_eq!(update["at"], "2026-11-23T01:00:01.000Z");
        let expected = json!([
            {"field": "price", "label": "价格", "old": {"amount": "12.50", "currency": "CNY"},
             "new": {"amount": "13.00", "currency": "CNY"}},
            {"field": "colour", "label": "颜色", "old": "red", "old_label": "红", "new": "blue", "new_label": "蓝"},
        ]);
        assert_eq!(update["changes"], expected);
        let made = |field: &str| {
            let changes = entries[3]["changes"].as_array().unwrap();
            changes.iter().find(|c| c["field"] == field).map(|c| c["new"].clone()).unwrap_or_default()
        };
        for (field, value) in [
            ("name", json!("器")),
            ("uses", json!(["home", "work"])),
            ("fragile", json!(true)),
            ("maker", json!({"id": maker.to_string(), "name": "一号厂"})),
            ("address", json!({"city": "苏州市"})),
            ("made_on", json!("2026-11-01")),
            ("checked_at", json!("2026-11-23T01:30:00.000Z")),
            ("weight", json!("1.500")),
            ("owner", json!({"id": admin.person.to_string(), "name": "管理员"})),
            ("updated_at", Json::Null),
        ] {
            assert_eq!(made(field), value, "{field}");
        }
    });
}

#[test]
fn history_shows_no_more_than_the_record() {
    on_both_databases(&sample::shape(), |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let blind = heyi.person(json!({"name": "半盲"}), &["blind"]);
        let stranger = heyi.person(json!({"name": "外人"}), &["own"]);
        let nobody = heyi.person(json!({"name": "无权"}), &[]);
        let maker = heyi.create(owner.clone(), "makers", json!({"name": "暗厂"})).unwrap();
        let fields = json!({"name": "器", "phone": "13812345678", "price": "5", "maker": maker.to_string()});
        let id = heyi.create(owner.clone(), "gadgets", fields).unwrap();
        heyi.update(owner.clone(), "gadgets", id, json!({"price": "6"})).unwrap();
        heyi.update(owner.clone(), "gadgets", id, json!({"price": "7", "phone": "13900001111"})).unwrap();
        let entries = list(heyi, blind.clone(), "gadgets", id);
        let seen = json!(entries.iter().map(|e| e["changes"].clone()).collect::<Vec<_>>());
        assert_eq!(entries.len(), 2, "an update of hidden fields only is not there: {seen}");
        assert_eq!(
            seen[0],
            json!([{"field": "phone", "label": "电话", "old": "138****5678", "new": "139****1111", "masked": true}])
        );
        let text = seen.to_string();
        assert!(!text.contains("price") && !text.contains("12345678") && !text.contains("暗厂"), "{text}");
        let link = entries[1]["changes"].as_array().unwrap().iter().find(|c| c["field"] == "maker").unwrap();
        assert_eq!(link["new"], json!({"id": null, "name": null, "hidden": true}));
        let refused = |who: &std::sync::Arc<heyi_engine::Caller>| {
            heyi.reading(who.clone(), move |work| history::list(work, "gadgets", id, &page(5, None))).unwrap_err().kind
        };
        assert_eq!((refused(&stranger), refused(&nobody)), (Kind::NotFound, Kind::Forbidden));
    });
}

#[test]
fn history_shows_a_link_as_the_record_does_when_only_its_name_is_hidden() {
    let mut shape = sample::shape();
    let all = |fields: &[(&str, FieldAccess)]| AccessDef {
        read: Some(Scope::All),
        fields: fields.iter().map(|(field, access)| ((*field).to_owned(), *access)).collect(),
        ..AccessDef::default()
    };
    for (key, access) in [("hidden", FieldAccess::Hidden), ("masked", FieldAccess::Masked)] {
        let modules = [("gadgets".to_owned(), all(&[])), ("makers".to_owned(), all(&[("name", access)]))];
        let role = RoleDef { key: key.into(), modules: modules.into_iter().collect(), ..RoleDef::default() };
        shape.roles.insert(key.into(), role);
    }
    on_both_databases(&shape, |heyi| {
        let maker = heyi.make("makers", json!({"name": "暗厂"}));
        let id = heyi.make("gadgets", json!({"name": "器", "maker": maker.to_string()}));
        for (role, name) in [("hidden", Json::Null), ("masked", json!("暗***"))] {
            let who = heyi.person(json!({"name": "某"}), &[role]);
            let link = json!({"id": maker.to_string(), "name": name});
            let entries = list(heyi, who.clone(), "gadgets", id);
            let change = entries[0]["changes"].as_array().unwrap().iter().find(|c| c["field"] == "maker").unwrap();
            assert_eq!(change["new"], link, "{role}");
            assert_eq!(heyi.read(who, "gadgets", id).unwrap()["maker"], link, "{role}");
        }
        heyi.delete(heyi_engine::System::command(), "makers", maker).unwrap();
        let who = heyi.person(json!({"name": "某"}), &["hidden"]);
        let entries = list(heyi, who, "gadgets", id);
        let change = entries[0]["changes"].as_array().unwrap().iter().find(|c| c["field"] == "maker").unwrap();
        assert_eq!(change["new"], json!({"id": null, "name": null, "hidden": true}), "it is in the recycle bin");
    });
}

#[test]
fn history_tells_nothing_of_giving_a_record_away_to_whoever_does_not_see_its_owner() {
    let mut shape = sample::shape();
    let fields = [("owner", FieldAccess::Hidden), ("owner_department", FieldAccess::Hidden)];
    let fields = fields.map(|(field, access)| (field.to_owned(), access)).into_iter().collect();
    let access = AccessDef { read: Some(Scope::All), fields, ..AccessDef::default() };
    let modules = [("gadgets".to_owned(), access)].into_iter().collect();
    shape.roles.insert("no_owner".into(), RoleDef { key: "no_owner".into(), modules, ..RoleDef::default() });
    on_both_databases(&shape, |heyi| {
        let who = heyi.person(json!({"name": "某"}), &["no_owner"]);
        let other = heyi.person(json!({"name": "他"}), &["own"]).person.to_string();
        let id = heyi.make("gadgets", json!({"name": "器"}));
        heyi.update(heyi_engine::System::command(), "gadgets", id, json!({"owner": other})).unwrap();
        heyi.update(heyi_engine::System::command(), "gadgets", id, json!({"owner": null, "pieces": 1})).unwrap();
        let told = |who: heyi_engine::Who| -> Vec<(Json, usize)> {
            let entries = list(heyi, who, "gadgets", id);
            entries.iter().map(|e| (e["kind"].clone(), e["changes"].as_array().unwrap().len())).collect()
        };
        let all = [(json!("transfer"), 2), (json!("transfer"), 1), (json!("create"), 2)];
        assert_eq!(told(heyi_engine::System::command().into()), all);
        assert_eq!(told(who.into()), [(json!("update"), 1), (json!("create"), 2)]);
    });
}

#[test]
fn an_erased_value_is_gone_from_the_database_and_the_chain_is_whole() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let id = heyi.create(admin.clone(), "gadgets", json!({"name": "器", "story": "秘密甲", "pieces": 1})).unwrap();
        heyi.update(admin.clone(), "gadgets", id, json!({"story": "秘密乙", "pieces": 2})).unwrap();
        heyi.update(admin.clone(), "gadgets", id, json!({"story": null})).unwrap();
        let plain = heyi.person(json!({"name": "普通"}), &["all"]);
        let refused = heyi.write(plain, move |work| history::erase(work, "gadgets", id, "story")).unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden);
        let erase = |field: &'static str| {
            heyi.write(admin.clone(), move |work| history::erase(work, "gadgets", id, field)).unwrap()
        };
        assert_eq!((erase("story"), erase("story"), erase("pieces")), (3, 0, 2));
        let raw = Raw::of(heyi);
        assert_eq!(raw.number("SELECT COUNT(*) FROM history WHERE changes LIKE '%秘密%'"), 0);
        assert_eq!(history::check(&heyi.engine).unwrap(), []);
        let entries = list(heyi, admin.clone(), "gadgets", id);
        let kinds: Vec<&str> = entries.iter().map(|e| e["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["erase", "erase", "erase", "update", "update", "create"]);
        assert_eq!(entries[0]["changes"], json!([{"field": "pieces", "label": "件数"}]));
        assert_eq!(entries[3]["changes"], json!([{"field": "story", "label": "说明", "erased": true}]));
        // What was not erased is still bound: changing it shows.
        let changed = raw.run(&format!(
            "UPDATE history SET changes = REPLACE(changes, '器', '假') WHERE record = {id} AND kind = 'create'"
        ));
        assert_eq!(changed, 1);
        let faults = history::check(&heyi.engine).unwrap();
        assert!(faults.iter().any(|f| f.record == Some(id)), "{faults:?}");
    });
}

#[test]
fn reveals_and_tags_are_in_history_and_do_not_disturb_the_check() {
    use heyi_engine::history::{Entry, FieldChange, HistoryKind};
    on_both_databases(&sample::shape(), |heyi| {
        let id = heyi.make("gadgets", json!({"name": "器", "phone": "13812345678"}));
        heyi.system(move |work| {
            let changes = vec![FieldChange { field: "phone".into(), old: Json::Null, new: Json::Null }];
            let kind = HistoryKind::Reveal;
            history::append(work, &[Entry { module: "gadgets", record: id.get(), version: 1, kind, changes }])?;
            heyi_engine::tags::set(work, "gadgets", id, &["重点".into()])
        })
        .unwrap();
        let entries = list(heyi, heyi_engine::System::command(), "gadgets", id);
        assert_eq!(entries[1]["changes"], json!([{"field": "phone", "label": "电话"}]));
        assert_eq!(entries[0]["changes"], json!([{"field": "tags", "label": "标签", "old": [], "new": ["重点"]}]));
        assert_eq!(history::check(&heyi.engine).unwrap(), []);
    });
}

mod erasing {
    use proptest::prelude::*;

    use super::*;

    /// One step of a record's life.
    #[derive(Debug, Clone)]
    enum Step {
        Update(Json),
        Bin,
        Erase(&'static str),
    }

    fn step() -> impl Strategy<Value = Step> {
        let fields = ["story", "pieces", "address", "price", "uses"];
        prop_oneof![
            3 => (0..100_i64, "[a-z\u{4e00}-\u{4e20}\"\\\\]{0,12}", -180.0..180.0_f64).prop_map(|(n, text, lng)| {
                Step::Update(json!({"pieces": n, "story": text, "address": {"street": "街", "lng": lng}, "price": n.to_string()}))
            }),
            1 => Just(Step::Update(json!({"uses": ["home"], "story": null, "address": null}))),
            1 => Just(Step::Bin),
            3 => proptest::sample::select(fields.to_vec()).prop_map(Step::Erase),
        ]
    }

    #[test]
    fn whatever_is_erased_the_chain_stays_whole() {
        on_both_databases(&sample::shape(), |heyi| {
            let config = ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() };
            let seeded =
                proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &[7; 32]);
            let mut runner = proptest::test_runner::TestRunner::new_with_rng(config, seeded);
            let lives = proptest::collection::vec(step(), 1..12);
            runner
                .run(&lives, |steps| {
                    let id = heyi.make("gadgets", json!({"name": "器", "story": "始"}));
                    for step in steps {
                        match step {
                            Step::Update(fields) => {
                                heyi.update(heyi_engine::System::command(), "gadgets", id, fields).unwrap();
                            }
                            Step::Bin => {
                                heyi.delete(heyi_engine::System::command(), "gadgets", id).unwrap();
                                heyi.restore(heyi_engine::System::command(), "gadgets", id).unwrap();
                            }
                            Step::Erase(field) => {
                                heyi.system(move |work| history::erase(work, "gadgets", id, field)).unwrap();
                            }
                        }
                    }
                    prop_assert_eq!(history::check(&heyi.engine).unwrap(), vec![]);
                    Ok(())
                })
                .unwrap();
        });
    }
}
