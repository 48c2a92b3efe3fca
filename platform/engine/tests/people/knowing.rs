//! What a caller is told of metadata, why it sees a record, and the organisation's settings and apps.

use std::sync::Arc;

use heyi_db::{Cells as _, Ctx};
use heyi_engine::access::Action;
use heyi_engine::sharing::{fill, rules, team};
use heyi_engine::{App, Caller, Noun, System, Who, describe, organisation, query, roles, why};
use heyi_model::{Code, Kind, RecordId};
use heyi_testkit::{Shape, TestHeyi, on_both_databases, sample};
use rand::{RngExt as _, SeedableRng as _};
use serde_json::{Value as Json, json};

use super::{invalid, refused};

fn described(heyi: &TestHeyi, who: impl Into<Who>, module: &'static str) -> Json {
    heyi.reading(who, move |work| describe::module(work, module)).unwrap()
}

fn field<'a>(module: &'a Json, key: &str) -> &'a Json {
    module["fields"].as_array().unwrap().iter().find(|f| f["key"] == key).unwrap_or(&Json::Null)
}

#[test]
fn a_module_is_told_as_the_caller_may_know_it() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管"}), &["administrator"]);
        let blind = heyi.person(json!({"name": "盲"}), &["blind"]);
        let full = described(heyi, admin, "gadgets");
        assert_eq!(
            (&full["label"], &full["labels"]["en"], &full["name_field"]),
            (&json!("器具"), &json!("Gadget"), &json!("name"))
        );
        assert_eq!(full["rights"]["update"], json!(["all"]));
        assert_eq!((&field(&full, "weight")["scale"], &field(&full, "price")["scale"]), (&json!(3), &json!(2)));
        assert_eq!(
            field(&full, "colour")["options"][2],
            json!({"key": "old", "label": "旧", "labels": {"zh": "旧", "en": "Old"}, "color": null, "retired": true, "core": false,
                "aliases": []})
        );
        assert_eq!(
            (&field(&full, "maker")["target"], &field(&full, "owner")["target"]),
            (&json!("makers"), &json!("persons"))
        );
        assert_eq!(
            (&field(&full, "number")["writable"], &field(&full, "created_at")["writable"]),
            (&json!(false), &json!(false))
        );
        assert_eq!(
            full["related"][0],
            json!({"key": "notes.gadget", "module": "notes", "field": "gadget", "label": "记事", "labels": {"zh": "记事", "en": "Note"}})
        );
        let makers = described(heyi, System::command(), "makers");
        let gadgets = makers["related"].as_array().unwrap().iter().find(|list| list["key"] == "gadgets.maker").unwrap();
        assert_eq!(gadgets["label"], "器具");
        assert_eq!(full["actions"], json!([]));

        let seen = described(heyi, blind.clone(), "gadgets");
        assert_eq!(field(&seen, "price"), &Json::Null);
        let phone = field(&seen, "phone");
        assert_eq!(
            (&phone["access"], &phone["operators"], &phone["searchable"]),
            (&json!("masked"), &json!([]), &json!(false))
        );
        assert_eq!(
            (&seen["rights"]["read"], &seen["rights"]["create"], &seen["related"]),
            (&json!(["all"]), &json!(false), &json!([]))
        );
        assert_eq!(field(&seen, "maker")["target"], Json::Null, "it does not know of makers");
        let placed: Vec<&Json> =
            seen["layout"].as_array().unwrap().iter().flat_map(|s| s["fields"].as_array().unwrap()).collect();
        assert!(placed.contains(&&json!("name")) && !placed.contains(&&json!("price")));
        let listed = heyi.reading(blind.clone(), describe::modules).unwrap();
        assert_eq!(
            listed.as_array().unwrap().iter().map(|m| m["key"].as_str().unwrap()).collect::<Vec<_>>(),
            ["gadgets"]
        );
        let makers = heyi.reading(blind, |work| describe::module(work, "makers"));
        assert_eq!(makers.unwrap_err().kind, Kind::Forbidden);
    });
}

const ACTIONS: [(&str, Action); 4] =
    [("read", Action::Read), ("update", Action::Update), ("delete", Action::Delete), ("transfer", Action::Transfer)];

/// A company at random: a tree of units, people with bosses and several roles, gadgets of theirs, rules, teams, moves.
struct Company {
    people: Vec<Arc<Caller>>,
    gadgets: Vec<RecordId>,
}

fn company(heyi: &TestHeyi, seed: u64) -> Company {
    let mut rng = rand_chacha::ChaCha8Rng::seed_from_u64(seed);
    let mut units: Vec<RecordId> = Vec::new();
    for n in 0..5 {
        let parent = if units.is_empty() { Json::Null } else { json!(units[rng.random_range(0..units.len())]) };
        units.push(heyi.make("units", json!({"name": format!("部{n}"), "parent": parent})));
    }
    let roles = ["own", "own_and_subordinates", "department", "department_and_below", "all", "blind"];
    let mut people: Vec<Arc<Caller>> = Vec::new();
    for n in 0..8 {
        let boss = if people.is_empty() || n % 3 == 0 {
            Json::Null
        } else {
            json!(people[rng.random_range(0..people.len())].person)
        };
        let unit = if n == 7 { Json::Null } else { json!(units[rng.random_range(0..units.len())]) };
        let mut held: Vec<&str> = vec![roles[n % 4]];
        if rng.random_bool(0.3) {
            held.push(roles[rng.random_range(0..roles.len())]);
        }
        people.push(
            heyi.person(
                json!({"name": format!("人{n}"), "boss": boss, "unit": unit}),
                if n == 6 { &[] } else { &held },
            ),
        );
    }
    let colours = ["red", "blue"];
    let mut gadgets = Vec::new();
    for n in 0..24 {
        let owner = people[rng.random_range(0..people.len())].person;
        let fields = json!({"name": format!("器{n}"), "owner": owner, "colour": colours[n % 2], "pieces": n});
        gadgets.push(heyi.make("gadgets", fields));
    }
    let subjects = |rng: &mut rand_chacha::ChaCha8Rng| match rng.random_range(0..3) {
        0 => json!({"person": people[rng.random_range(0..people.len())].person}),
        1 => json!({"department": units[rng.random_range(0..units.len())]}),
        _ => json!({"role": roles[rng.random_range(0..4)]}),
    };
    for level in ["read", "write", "full"] {
        let (source, target, other) = (subjects(&mut rng), subjects(&mut rng), subjects(&mut rng));
        let by_owner = json!({"module": "gadgets", "label": level, "kind": "owner", "source": source, "target": target, "level": level});
        let filter = json!({"field": "pieces", "op": "lt", "value": rng.random_range(0..8)});
        let by_criteria = json!({"module": "gadgets", "label": level, "kind": "criteria", "filter": filter, "target": other, "level": level});
        let id = heyi.system(move |work| {
            rules::create(work, &by_owner)?;
            rules::create(work, &by_criteria)
        });
        fill::fill(&heyi.engine, id.unwrap()).unwrap();
    }
    for n in 0..6 {
        let (gadget, level) = (gadgets[rng.random_range(0..gadgets.len())], ["read", "write"][n % 2]);
        let member = json!({"subject": subjects(&mut rng), "level": level});
        heyi.system(move |work| team::set(work, "gadgets", gadget, &member)).unwrap();
    }
    // One person moves, so that records still name the old department; one record goes to the bin.
    heyi.update(System::command(), "persons", people[1].person, json!({"unit": units[0]})).unwrap();
    heyi.delete(System::command(), "gadgets", gadgets[0]).unwrap();
    Company { people, gadgets }
}

#[test]
fn why_agrees_with_what_lists_reach() {
    for seed in [1, 2, 3] {
        on_both_databases(&sample::shape(), |heyi| {
            let Company { people, gadgets } = company(heyi, seed);
            let (mut yes, mut no) = (0, 0);
            for person in &people {
                let ids: Vec<i64> = gadgets.iter().map(|id| id.get()).collect();
                let reached = heyi.reading(heyi.caller(person.person), move |work| {
                    let module = work.module("gadgets")?;
                    ACTIONS
                        .iter()
                        .map(|(_, action)| query::visible_ids(work, &module, &ids, *action))
                        .collect::<Result<Vec<_>, _>>()
                });
                let (gadgets, asked) = (gadgets.clone(), person.person);
                let told = heyi.reading(System::command(), move |work| {
                    gadgets.iter().map(|id| why::why(work, "gadgets", *id, asked)).collect::<Result<Vec<_>, _>>()
                });
                for ((name, _), reached) in ACTIONS.iter().zip(reached.unwrap()) {
                    for told in told.as_ref().unwrap() {
                        let id: i64 = told["record"].as_str().unwrap().parse().unwrap();
                        let said = &told["actions"][name];
                        assert_eq!(said["allowed"], reached.contains(&id), "seed {seed}, {name}: {told:#}");
                        assert_eq!(said["refused"].is_null(), said["allowed"] == true, "{told:#}");
                        if said["allowed"] == true { yes += 1 } else { no += 1 }
                    }
                }
            }
            assert!(yes > 50 && no > 50, "{yes} reached, {no} not");
        });
    }
}

#[test]
fn why_names_the_rule_and_the_roles_of_each_field() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, wang) =
            (heyi.person(json!({"name": "陈"}), &["own"]), heyi.person(json!({"name": "王"}), &["own", "blind"]));
        let admin = heyi.person(json!({"name": "管"}), &["administrator"]);
        let id = heyi.create(chen.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let ask = |who: &Arc<Caller>, about: &Arc<Caller>| {
            let about = about.person;
            heyi.reading(who.clone(), move |work| why::why(work, "gadgets", id, about))
        };
        let told = ask(&admin, &chen).unwrap();
        assert_eq!(
            told["actions"]["read"]["rules"],
            json!([{"kind": "role", "role": "own", "label": "角色", "scope": "own", "by": "owner"}])
        );
        let told = ask(&admin, &wang).unwrap();
        assert_eq!(
            (&told["actions"]["read"]["rules"][0]["role"], &told["actions"]["update"]["refused"]),
            (&json!("blind"), &json!("out_of_scope"))
        );
        let price = told["fields"].as_array().unwrap().iter().find(|f| f["field"] == "price").unwrap();
        assert_eq!(
            price,
            &json!({"field": "price", "access": "write", "roles": [{"role": "blind", "access": "hidden"}, {"role": "own", "access": "write"}]})
        );
        let (one, two) = (wang.person, chen.person);
        heyi.system(move |work| roles::set_of_person(work, one, &["blind".into()])).unwrap();
        let told = ask(&heyi.caller(one), &wang).unwrap();
        assert!(!told.to_string().contains("price"), "a hidden field is not named to who may not know it");
        assert!(told.to_string().contains("phone"));
        assert_eq!(ask(&heyi.caller(one), &chen).unwrap_err().kind, Kind::Forbidden);
        heyi.system(move |work| roles::set_of_person(work, two, &[])).unwrap();
        let told = ask(&admin, &chen).unwrap();
        assert_eq!(told["actions"]["read"], json!({"allowed": false, "rules": [], "refused": "no_role"}));
        assert_eq!(ask(&heyi.caller(two), &chen).unwrap_err().kind, Kind::Forbidden);
        let nobody = RecordId::new(7).unwrap();
        let unknown = heyi.reading(admin.clone(), move |work| why::why(work, "gadgets", id, nobody));
        assert_eq!(refused(unknown), invalid(&[("person", Code::UnknownRecord)]));
        let gone = heyi.reading(admin, move |work| why::why(work, "gadgets", nobody, one));
        assert_eq!(gone.unwrap_err().kind, Kind::NotFound);
    });
}

/// The sample and a second app that can be switched off, with a module that links to gadgets and one that they link to.
fn two_apps() -> Shape {
    let mut shape = sample::shape();
    let toml = "app = \"more\"\nlabel = { zh = \"检修\", en = \"Repair\" }\nname_field = \"subject\"\nowned = true\n\
        [fields.subject]\ntype = \"text\"\nlabel = { zh = \"主题\", en = \"Subject\" }\n\
        [fields.gadget]\ntype = \"lookup\"\ntarget = \"gadgets\"\nlabel = { zh = \"器具\", en = \"Gadget\" }\n";
    let nouns = vec![Noun { key: "checkups", toml, rules: &[], after: &[] }];
    shape.apps.push(App { key: "more", label: ("更多", "More"), base: false, seeds: &[], nouns });
    shape
}

#[test]
fn an_app_is_switched_off_and_on_with_nothing_lost() {
    on_both_databases(&two_apps(), |heyi| {
        let (admin, chen) =
            (heyi.person(json!({"name": "管"}), &["administrator"]), heyi.person(json!({"name": "陈"}), &["all"]));
        let id = heyi.create(chen.clone(), "checkups", json!({"subject": "换灯"})).unwrap();
        let switch = |who: &Arc<Caller>, app: &'static str, on, dry| {
            heyi.write(who.clone(), move |work| organisation::switch_app(work, app, on, dry))
        };
        let told = switch(&admin, "more", false, true).unwrap();
        assert_eq!(
            told,
            json!({"app": "more", "on": false, "changed": true, "modules": [{"key": "checkups", "label": "检修", "records": 1}],
            "links": [], "views": 0, "sharing_rules": 0})
        );
        assert!(heyi.read(chen.clone(), "checkups", id).is_ok(), "a dry run changes nothing");
        assert_eq!(switch(&admin, "more", false, false).unwrap(), told);
        assert_eq!(heyi.read(chen.clone(), "checkups", id).unwrap_err().kind, Kind::NotFound);
        let related = described(heyi, chen.clone(), "gadgets")["related"].to_string();
        assert!(!related.contains("checkups"), "its links are gone too");
        let listed = heyi.reading(chen.clone(), organisation::apps).unwrap();
        assert_eq!(
            (&listed[0]["on"], &listed[1]["on"], &listed[1]["modules"]),
            (&json!(true), &json!(false), &json!(["checkups"]))
        );
        assert_eq!(switch(&admin, "more", false, false).unwrap()["changed"], false);
        switch(&admin, "more", true, false).unwrap();
        assert_eq!(heyi.read(chen.clone(), "checkups", id).unwrap()["subject"], "换灯");
        let base = switch(&admin, "sample", false, true).unwrap_err();
        assert_eq!((base.kind, base.code), (Kind::Conflict, Code::BaseApp));
        assert_eq!(switch(&admin, "nothing", false, true).unwrap_err().kind, Kind::NotFound);
        assert_eq!(switch(&chen, "more", false, true).unwrap_err().kind, Kind::Forbidden);
    });
}

#[test]
fn settings_are_checked_and_those_that_records_depend_on_become_fixed() {
    on_both_databases(&sample::shape(), |heyi| {
        let (admin, chen) =
            (heyi.person(json!({"name": "管"}), &["administrator"]), heyi.person(json!({"name": "陈"}), &["own"]));
        let set =
            |who: &Arc<Caller>, change: Json| heyi.write(who.clone(), move |work| organisation::set(work, &change));
        assert_eq!(
            refused(set(
                &admin,
                json!({"name": 1, "zone": "Mars/Base", "currency": "rmb", "region": "China", "session_days": 0, "session_idle_hours": "1", "x": 1})
            )),
            invalid(&[
                ("currency", Code::InvalidCurrency),
                ("name", Code::NotText),
                ("region", Code::InvalidParameter),
                ("session_days", Code::TooSmall),
                ("session_idle_hours", Code::NotInteger),
                ("x", Code::UnknownParameter),
                ("zone", Code::InvalidParameter)
            ])
        );
        assert_eq!(set(&chen, json!({"name": "合一"})).unwrap_err().kind, Kind::Forbidden);
        set(&admin, json!({"name": " 合一 ", "currency": "EUR", "session_days": 7})).unwrap();
        let now = heyi.reading(chen.clone(), organisation::get).unwrap();
        assert_eq!(
            (&now["name"], &now["currency"], &now["session_days"], &now["zone"]),
            (&json!("合一"), &json!("EUR"), &json!(7), &json!("Asia/Shanghai"))
        );
        set(&admin, json!({"currency": "CNY"})).unwrap();
        // 00:30 in Shanghai is still the day before in London.
        let id = heyi.make("gadgets", json!({"name": "器", "price": "1", "checked_at": "2026-11-22T16:30:00Z"}));
        let day = |heyi: &TestHeyi| {
            let row =
                heyi.engine.db().read_blocking(Ctx::default(), |tx| tx.one("SELECT checked_at__day FROM gadgets"));
            row.unwrap().unwrap().int(0).unwrap()
        };
        let shanghai = day(heyi);
        set(&admin, json!({"zone": "Europe/London"})).unwrap();
        assert_eq!(day(heyi), shanghai - 1);
        assert_eq!(heyi.read(chen.clone(), "gadgets", id).unwrap_err().kind, Kind::NotFound);
        assert_eq!(refused(set(&admin, json!({"currency": "USD"}))), invalid(&[("currency", Code::FixedByRecords)]));
        set(&admin, json!({"currency": "CNY"})).unwrap();
    });
}
