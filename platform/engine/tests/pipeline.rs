//! The write pipeline, through the engine's own doors, on both databases.

use heyi_engine::System;
use heyi_engine::pipeline::{self, Origin};
use heyi_model::{Code, Kind, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

/// Every type of field: what is written and what is read.
const TYPES: &[(&str, &str, &str)] = &[
    ("name", r#""  Ｈeｙi　一号 ""#, r#""Heyi 一号""#),
    ("code", r#""A-1""#, r#""A-1""#),
    ("story", r#""一行\n二行""#, r#""一行\n二行""#),
    ("pieces", "12", "12"),
    ("weight", r#""1.5""#, r#""1.500""#),
    ("price", r#""12800""#, r#""12800.00""#),
    ("share", r#""12.5""#, r#""12.50""#),
    ("fragile", "true", "true"),
    ("made_on", r#""2026-11-23""#, r#""2026-11-23""#),
    ("opens", r#""09:30""#, r#""09:30:00""#),
    ("checked_at", r#""2026-11-23T09:30:00+08:00""#, r#""2026-11-23T01:30:00.000Z""#),
    ("colour", r#""red""#, r#""red""#),
    ("uses", r#"["work","home"]"#, r#"["home","work"]"#),
    ("phone", r#""138 1234 5678""#, r#""+8613812345678""#),
    ("mail", r#""Zhang@Example.CN""#, r#""Zhang@example.cn""#),
    ("site", r#""heyi.example""#, r#""https://heyi.example""#),
    (
        "address",
        r#"{"city":"苏州市","province":"江苏省","street":"星湖街 1 号"}"#,
        r#"{"province":"江苏省","city":"苏州市","street":"星湖街 1 号"}"#,
    ),
    ("region", r#""江苏省/苏州市""#, r#""江苏省/苏州市""#),
];

#[test]
fn every_type_of_field_is_written_and_read_back() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let all: Json = TYPES
            .iter()
            .map(|(k, v, _)| ((*k).to_owned(), serde_json::from_str(v).unwrap()))
            .collect::<serde_json::Map<_, _>>()
            .into();
        let id = heyi.create(admin.clone(), "gadgets", all).unwrap_or_else(|p| panic!("{p}"));
        let read = heyi.read(admin.clone(), "gadgets", id).unwrap();
        for (field, _, expected) in TYPES {
            assert_eq!(read[field], serde_json::from_str::<Json>(expected).unwrap(), "{field}");
        }
        assert_eq!(read["price_currency"], "CNY");
        assert_eq!(read["number"], "G202611-0001");
        assert_eq!(read["owner"]["name"], "管理员");
        assert_eq!(read["version"], 1);
    });
}

fn refusal(heyi: &TestHeyi, fields: Json) -> Vec<(String, Code)> {
    match heyi.create(System::command(), "gadgets", fields.clone()) {
        Ok(_) => panic!("{fields} was taken"),
        Err(problem) => problem.faults.into_iter().map(|f| (f.field, f.code)).collect(),
    }
}

#[test]
fn a_bad_value_is_refused_with_its_field_and_all_faults_at_once() {
    on_both_databases(&sample::shape(), |heyi| {
        let cases: &[(Json, &[(&str, Code)])] = &[
            (json!({}), &[("name", Code::Required)]),
            (
                json!({"name": "a", "pieces": -1, "weight": "1.2345", "share": "100.01"}),
                &[("pieces", Code::TooSmall), ("weight", Code::TooPrecise), ("share", Code::TooBig)],
            ),
            (json!({"name": "a", "colour": "green"}), &[("colour", Code::UnknownOption)]),
            (json!({"name": "a", "colour": "old"}), &[("colour", Code::RetiredOption)]),
            (
                json!({"name": "a", "phone": "12", "mail": "x", "site": "javascript:alert(1)"}),
                &[("phone", Code::InvalidPhone), ("mail", Code::InvalidMail), ("site", Code::InvalidUrl)],
            ),
            (
                json!({"name": "a", "made_on": "2026-02-30", "opens": "25:00", "checked_at": "yesterday"}),
                &[("made_on", Code::NotDate), ("opens", Code::NotTime), ("checked_at", Code::NotDateTime)],
            ),
            (
                json!({"name": "a", "maker": "77", "keeper": "no"}),
                &[("keeper", Code::NotId), ("maker", Code::UnknownRecord)],
            ),
            (
                json!({"name": "a", "nothing": 1, "number": "G1", "version": 3}),
                &[("nothing", Code::UnknownField), ("number", Code::ReadOnly), ("version", Code::ReadOnly)],
            ),
            (json!({"name": "a", "code": "x".repeat(41)}), &[("code", Code::TooLong)]),
            (json!({"name": "a", "price": "1", "price_currency": "USD"}), &[("price", Code::NoExchangeRate)]),
            (json!({"name": "a", "price": "1000000000001"}), &[("price", Code::Overflow)]),
            (json!({"name": "a\u{0}b", "pieces": "12.5"}), &[("pieces", Code::NotInteger)]),
            (json!({"name": 5}), &[("name", Code::NotText)]),
            (json!({"name": "a", "maker": {"external_id": "none"}}), &[("maker", Code::UnknownRecord)]),
        ];
        for (fields, expected) in cases {
            let mut got = refusal(heyi, fields.clone());
            got.sort_by(|a, b| a.0.cmp(&b.0));
            let mut expected: Vec<_> = expected.iter().map(|(f, c)| ((*f).to_owned(), *c)).collect();
            expected.sort_by(|a, b| a.0.cmp(&b.0));
            assert_eq!(got, expected, "{fields}");
        }
    });
}

#[test]
fn unique_values_are_free_again_in_the_recycle_bin_and_conflict_on_the_way_out() {
    on_both_databases(&sample::shape(), |heyi| {
        let first = heyi.make("gadgets", json!({"name": "一", "code": "ab 1"}));
        let taken = heyi.create(System::command(), "gadgets", json!({"name": "二", "code": "ＡＢ１"})).unwrap_err();
        assert_eq!((taken.kind, taken.faults[0].code, taken.records), (Kind::Conflict, Code::Duplicate, vec![first]));
        heyi.delete(System::command(), "gadgets", first).unwrap();
        let second = heyi.make("gadgets", json!({"name": "二", "code": "ab1"}));
        let back = heyi.restore(System::command(), "gadgets", first).unwrap_err();
        assert_eq!((back.kind, back.records), (Kind::Conflict, vec![second]));
        heyi.update(System::command(), "gadgets", second, json!({"code": null})).unwrap();
        heyi.restore(System::command(), "gadgets", first).unwrap();
        assert_eq!(heyi.read(System::command(), "gadgets", first).unwrap()["version"], 3);
    });
}

#[test]
fn numbers_have_no_gap_though_records_are_refused() {
    on_both_databases(&sample::shape(), |heyi| {
        for (name, number) in [(Some("一"), "G202611-0001"), (None, ""), (Some("二"), "G202611-0002")] {
            let made = heyi.create(System::command(), "gadgets", json!({"name": name}));
            if let Ok(id) = made {
                assert_eq!(heyi.read(System::command(), "gadgets", id).unwrap()["number"], number);
            }
        }
        heyi.clock.advance(10 * 86_400_000);
        let december = heyi.make("gadgets", json!({"name": "三"}));
        assert_eq!(heyi.read(System::command(), "gadgets", december).unwrap()["number"], "G202612-0001");
    });
}

#[test]
fn a_stale_version_is_refused_and_an_unchanged_record_is_not_written() {
    on_both_databases(&sample::shape(), |heyi| {
        let id = heyi.make("gadgets", json!({"name": "一", "uses": ["home"], "address": {"city": "苏州市"}}));
        heyi.update(System::command(), "gadgets", id, json!({"uses": ["home"], "address": {"city": "苏州市"}}))
            .unwrap();
        assert_eq!(heyi.read(System::command(), "gadgets", id).unwrap()["version"], 1);
        heyi.update(System::command(), "gadgets", id, json!({"uses": ["work"]})).unwrap();
        let stale = heyi.system(move |work| {
            let draft = heyi_engine::pipeline::Draft(json!({"name": "二"}).as_object().cloned().unwrap_or_default());
            let edit = heyi_engine::pipeline::Edit { id, version: Some(1), draft };
            Ok(heyi_engine::pipeline::update(work, "gadgets", &[edit], heyi_engine::pipeline::Origin::Person)?
                .remove(0))
        });
        assert_eq!(stale.unwrap().unwrap_err().kind, Kind::Stale);
    });
}

#[test]
fn a_department_goes_when_nothing_is_left_in_it_or_all_of_it_goes_together() {
    on_both_databases(&sample::shape(), |heyi| {
        let unit = |name: &str, parent: Option<RecordId>| {
            heyi.make("units", json!({"name": name, "parent": parent.map(|id| id.to_string())}))
        };
        let kept = |id| heyi.delete(System::command(), "units", id).unwrap_err().code == Code::InUse;
        let (top, empty) = (unit("总部", None), unit("空", None));
        let east = unit("华东", Some(top));
        let chen = heyi.make("persons", json!({"name": "陈", "unit": east.to_string()}));
        assert!(kept(top) && kept(east), "with a department, with a person in it");
        heyi.delete(System::command(), "units", empty).unwrap();

        heyi.delete(System::command(), "persons", chen).unwrap();
        let both = [top, east];
        let gone = heyi.system(move |work| pipeline::delete(work, "units", &both, Origin::System)).unwrap();
        assert!(gone.iter().all(Result::is_ok), "{gone:?}");
    });
}

#[test]
fn trees_have_no_cycles_also_by_way_of_a_set() {
    on_both_databases(&sample::shape(), |heyi| {
        let top = heyi.make("units", json!({"name": "总部"}));
        let mid = heyi.make("units", json!({"name": "华东", "parent": top.to_string()}));
        let low = heyi.make("units", json!({"name": "苏州", "parent": mid.to_string()}));
        for (unit, parent) in [(top, low), (top, top), (mid, low)] {
            let problem =
                heyi.update(System::command(), "units", unit, json!({"parent": parent.to_string()})).unwrap_err();
            assert_eq!((problem.faults[0].field.as_str(), problem.faults[0].code), ("parent", Code::Cycle));
        }
    });
}

#[test]
fn people_reach_what_their_scope_gives_and_records_follow_a_person_who_moves() {
    on_both_databases(&sample::shape(), |heyi| {
        let east = heyi.make("units", json!({"name": "华东"}));
        let west = heyi.make("units", json!({"name": "华西"}));
        let boss = heyi.person(json!({"name": "主管", "unit": east.to_string()}), &["department"]);
        let rep = heyi.person(json!({"name": "销售", "unit": east.to_string()}), &["own"]);
        let other = heyi.person(json!({"name": "外人", "unit": west.to_string()}), &["department"]);
        let id = heyi.create(rep.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let sees = |caller: &std::sync::Arc<heyi_engine::Caller>| heyi.read(caller.clone(), "gadgets", id).is_ok();
        assert_eq!((sees(&boss), sees(&rep), sees(&other)), (true, true, false));
        heyi.update(System::command(), "persons", rep.person, json!({"unit": west.to_string()})).unwrap();
        assert_eq!((sees(&boss), sees(&rep), sees(&other)), (false, true, true), "at once");
        heyi_engine::pipeline::rehome(&heyi.engine).unwrap();
        assert_eq!((sees(&boss), sees(&rep), sees(&other)), (false, true, true), "after the rows were rewritten");
        assert_eq!(heyi.update(boss, "gadgets", id, json!({"name": "x"})).unwrap_err().kind, Kind::NotFound);
    });
}

#[test]
fn writes_alone_bring_the_news_of_people_to_everybody() {
    on_both_databases(&sample::shape(), |heyi| {
        let known = || heyi.engine.snapshot().epoch;
        let before = known();
        heyi.make("units", json!({"name": "华东"}));
        heyi.make("units", json!({"name": "华西"}));
        assert_eq!(known(), before + 1, "the second write has seen what the first one changed, and told of it");
        heyi.make("gadgets", json!({"name": "器"}));
        let news = known();
        assert_eq!(news, before + 2);
        heyi.make("gadgets", json!({"name": "器二"}));
        assert_eq!(known(), news, "no more news");
    });
}
