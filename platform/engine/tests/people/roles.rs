//! Roles and groups.

use heyi_engine::people::logins;
use heyi_engine::{groups, roles};
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use super::{invalid, login, refused};

fn set_role(heyi: &TestHeyi, key: &'static str, def: Json) -> Result<(), Problem> {
    heyi.system(move |work| match work.snapshot().role(key) {
        Some(_) => roles::update(work, key, &def),
        None => roles::create(work, key, &def).map(|_| ()),
    })
}

#[test]
fn a_role_is_refused_with_every_fault_at_its_place() {
    on_both_databases(&sample::shape(), |heyi| {
        for (key, def, faults) in [
            ("sales", json!({"label": "销售"}), vec![("key", Code::InvalidKey)]),
            ("c_", json!({"label": "销售"}), vec![("key", Code::InvalidKey)]),
            ("c_a", json!({}), vec![("label", Code::Required)]),
            (
                "c_a",
                json!({"label": {"fr": "x"}, "x": 1}),
                vec![("label.fr", Code::UnknownParameter), ("x", Code::UnknownParameter)],
            ),
            (
                "c_a",
                json!({"label": "销售", "admin": 1, "modules": {
                    "gadgets": {"read": "everything", "create": "yes", "fields": {"nothing": "read", "price": "plain"}, "reveal": ["nothing"], "x": 1},
                    "nothing": {"read": "own"},
                    "*": {"fields": {"price": "hidden"}}}}),
                vec![
                    ("admin", Code::NotBoolean),
                    ("modules.*.fields.price", Code::UnknownField),
                    ("modules.gadgets.create", Code::NotBoolean),
                    ("modules.gadgets.fields.nothing", Code::UnknownField),
                    ("modules.gadgets.fields.price", Code::InvalidParameter),
                    ("modules.gadgets.read", Code::UnknownScope),
                    ("modules.gadgets.reveal[0]", Code::UnknownField),
                    ("modules.gadgets.x", Code::UnknownParameter),
                    ("modules.nothing", Code::UnknownModule),
                ],
            ),
        ] {
            assert_eq!(refused(set_role(heyi, key, def)), invalid(&faults), "{key}");
        }
    });
}

#[test]
fn a_changed_role_holds_from_the_next_request_on_and_a_shipped_one_can_go_back() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        let other = heyi.make("gadgets", json!({"name": "别人的"}));
        let sees = |heyi: &TestHeyi| heyi.read(chen.clone(), "gadgets", other).is_ok();
        assert!(!sees(heyi));
        let shipped = heyi.system(|work| roles::get(work, "own")).unwrap();
        assert_eq!(
            (&shipped["shipped"], &shipped["changed"], &shipped["members"]),
            (&json!(true), &json!(false), &json!(1))
        );
        set_role(heyi, "own", json!({"label": {"zh": "角色", "en": "Role"}, "modules": {"gadgets": {"read": "all"}}}))
            .unwrap();
        assert!(sees(heyi));
        assert!(heyi.create(chen.clone(), "gadgets", json!({"name": "x"})).is_err());
        let changed = heyi.system(|work| roles::get(work, "own")).unwrap();
        assert_eq!((&changed["changed"], &changed["modules"]["*"]), (&json!(true), &Json::Null));
        heyi.system(|work| roles::delete(work, "own")).unwrap();
        assert!(!sees(heyi));
        assert_eq!(heyi.system(|work| roles::get(work, "own")).unwrap()["modules"], shipped["modules"]);

        set_role(heyi, "c_all", json!({"label": "全看", "modules": {"*": {"read": "all", "fields": {}}}})).unwrap();
        let person = chen.person;
        heyi.system(move |work| roles::set_members(work, "c_all", &[person])).unwrap();
        assert!(sees(heyi));
        assert_eq!(heyi.system(move |work| roles::of_person(work, person)).unwrap(), ["c_all", "own"]);
        heyi.system(|work| roles::delete(work, "c_all")).unwrap();
        assert!(!sees(heyi));
        let taken = heyi.system(|work| roles::create(work, "c_all", &json!({"label": "又"})).map(|_| ()));
        assert!(taken.is_ok());
        assert!(heyi.system(|work| roles::members(work, "c_all")).unwrap().is_empty(), "nobody has it from before");
        for attempt in [
            heyi.write(chen.clone(), |work| roles::list(work).map(|_| ())),
            heyi.write(chen.clone(), |work| roles::update(work, "own", &json!({"label": "x", "admin": true}))),
            heyi.write(chen.clone(), move |work| roles::set_of_person(work, person, &["administrator".into()])),
        ] {
            assert_eq!(attempt.unwrap_err().kind, Kind::Forbidden);
        }
    });
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    on_both_databases(&sample::shape(), |heyi| {
        let first = heyi.person(json!({"name": "一"}), &["administrator"]);
        let second = heyi.person(json!({"name": "二"}), &["administrator"]);
        let (a, b) = (login(heyi, &first, "first"), login(heyi, &second, "second"));
        heyi.system(move |work| logins::disable(work, b)).unwrap();
        let (one, two) = (first.person, second.person);
        let kept = (Kind::Conflict, Code::LastAdministrator);
        type Try = Box<dyn Fn(&mut heyi_engine::Work) -> Result<(), Problem> + Send>;
        let tries: Vec<(&str, Try)> = vec![
            ("disable", Box::new(move |work| logins::disable(work, a))),
            ("roles of a person", Box::new(move |work| roles::set_of_person(work, one, &["own".into()]))),
            ("members", Box::new(move |work| roles::set_members(work, "administrator", &[two]))),
            ("nobody", Box::new(|work| roles::set_members(work, "administrator", &[]))),
        ];
        for (name, attempt) in tries {
            let problem = heyi.system(attempt).unwrap_err();
            assert_eq!((problem.kind, problem.code), kept, "{name}");
        }
        let less = heyi.system(|work| roles::update(work, "administrator", &json!({"label": "管"})));
        assert_eq!(refused(less), invalid(&[("admin", Code::AdministratorIsWhole)]));
        let gone = heyi.system(|work| roles::delete(work, "administrator")).unwrap_err();
        assert_eq!((gone.kind, gone.code), (Kind::Conflict, Code::AdministratorIsWhole));
        // A second role that administers is as good.
        set_role(heyi, "c_boss", json!({"label": "老板", "admin": true})).unwrap();
        heyi.system(move |work| roles::set_of_person(work, one, &["c_boss".into()])).unwrap();
        let last =
            heyi.system(|work| roles::update(work, "c_boss", &json!({"label": "老板", "admin": false}))).unwrap_err();
        assert_eq!((last.kind, last.code), kept);
        heyi.system(move |work| logins::enable(work, b)).unwrap();
        heyi.system(|work| roles::delete(work, "c_boss")).unwrap();
    });
}

#[test]
fn groups_are_kept_and_refused_with_faults() {
    on_both_databases(&sample::shape(), |heyi| {
        let unit = heyi.make("units", json!({"name": "研发部"}));
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        let wang = heyi.person(json!({"name": "王", "unit": unit}), &["own"]);
        let members = json!([chen.person, unit]);
        let id =
            heyi.system(move |work| groups::create(work, &json!({"label": "项目组", "members": members}))).unwrap();
        let listed = heyi.system(groups::list).unwrap();
        assert_eq!(listed[0]["label"], "项目组");
        let mut names: Vec<&str> =
            listed[0]["members"].as_array().unwrap().iter().filter_map(|m| m["name"].as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["研发部", "陈"]);
        let means =
            heyi.reading(heyi_engine::System::command(), move |work| Ok(work.snapshot().members_of(id.get()))).unwrap();
        assert_eq!(means, [chen.person.get(), wang.person.get()].into());
        heyi.system(move |work| groups::update(work, id, &json!({"members": []}))).unwrap();
        let bad = json!({"label": "", "members": ["x", "99"], "z": 1});
        let faults = [
            ("label", Code::Required),
            ("members[0]", Code::UnknownRecord),
            ("members[1]", Code::UnknownRecord),
            ("z", Code::UnknownParameter),
        ];
        assert_eq!(refused(heyi.system(move |work| groups::update(work, id, &bad))), invalid(&faults));
        heyi.system(move |work| groups::delete(work, id)).unwrap();
        assert_eq!(heyi.system(move |work| groups::delete(work, id)).unwrap_err().kind, Kind::NotFound);
        let nobody = RecordId::new(5).unwrap();
        assert_eq!(heyi.write(chen, move |work| groups::get(work, nobody)).unwrap_err().kind, Kind::Forbidden);
    });
}
