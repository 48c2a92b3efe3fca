//! Sharing rules, the team of a record, and the grants that criteria keep.

use std::sync::Arc;

use heyi_db::{Cells as _, Ctx};
use heyi_engine::jobs::{self, Registry};
use heyi_engine::sharing::{fill, rules, team};
use heyi_engine::{Caller, System, roles};
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use super::{invalid, refused};

fn rule(heyi: &TestHeyi, def: &Json) -> Result<RecordId, Problem> {
    let def = def.clone();
    heyi.system(move |work| rules::create(work, &def))
}

fn sees(heyi: &TestHeyi, who: &Arc<Caller>, id: RecordId) -> bool {
    heyi.read(heyi.caller(who.person), "gadgets", id).is_ok()
}

fn changes(heyi: &TestHeyi, who: &Arc<Caller>, id: RecordId) -> Result<RecordId, Problem> {
    heyi.update(heyi.caller(who.person), "gadgets", id, json!({"story": "改"}))
}

fn grants(heyi: &TestHeyi) -> i64 {
    let count = heyi.engine.db().read_blocking(Ctx::default(), |tx| tx.one("SELECT COUNT(*) FROM record_grant"));
    count.unwrap().unwrap().int(0).unwrap()
}

#[test]
fn a_rule_is_refused_with_every_fault_named() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        let to = json!({"person": chen.person});
        for (def, faults) in [
            (
                json!({}),
                vec![
                    ("kind", Code::InvalidParameter),
                    ("label", Code::Required),
                    ("level", Code::InvalidParameter),
                    ("module", Code::UnknownModule),
                    ("target", Code::Required),
                ],
            ),
            (
                json!({"module": "persons", "label": "x", "kind": "owner", "source": {"role": "nothing"}, "target": {"group": "9"}, "level": "all", "x": 1}),
                vec![
                    ("level", Code::InvalidParameter),
                    ("module", Code::NothingToShare),
                    ("source", Code::UnknownSubject),
                    ("target", Code::UnknownSubject),
                    ("x", Code::UnknownParameter),
                ],
            ),
            (
                json!({"module": "gadgets", "label": "x", "kind": "criteria", "target": to, "level": "read", "filter": {"any": [
                    {"field": "maker.trade", "op": "eq", "value": "metal"},
                    {"field": "made_on", "op": "within", "value": "today"},
                    {"field": "owner", "op": "is_me"},
                    {"field": "place", "op": "department_and_below", "value": null},
                    {"field": "nothing", "op": "eq", "value": 1},
                    {"field": "pieces", "op": "contains", "value": "1"},
                    {"field": "colour", "op": "eq", "value": "green"}]}}),
                vec![
                    ("colour", Code::UnknownOption),
                    ("made_on", Code::CriteriaOfRecordOnly),
                    ("maker.trade", Code::CriteriaOfRecordOnly),
                    ("nothing", Code::UnknownField),
                    ("owner", Code::CriteriaOfRecordOnly),
                    ("pieces", Code::OperatorNotAllowed),
                    ("place", Code::CriteriaOfRecordOnly),
                ],
            ),
            (
                json!({"module": "gadgets", "label": "x", "kind": "criteria", "target": to, "level": "read"}),
                vec![("filter", Code::Required)],
            ),
        ] {
            assert_eq!(refused(rule(heyi, &def)), invalid(&faults), "{def}");
        }
    });
}

#[test]
fn what_one_group_owns_another_sees_by_a_rule_of_owners() {
    on_both_databases(&sample::shape(), |heyi| {
        let (north, south) = (heyi.make("units", json!({"name": "北"})), heyi.make("units", json!({"name": "南"})));
        let below = heyi.make("units", json!({"name": "北一", "parent": north}));
        let chen = heyi.person(json!({"name": "陈", "unit": below}), &["own"]);
        let wang = heyi.person(json!({"name": "王", "unit": south}), &["own"]);
        let id = heyi.create(chen.clone(), "gadgets", json!({"name": "器"})).unwrap();
        assert!(!sees(heyi, &wang, id));
        let mut def = json!({"module": "gadgets", "label": "北给南", "kind": "owner", "level": "read",
            "source": {"department": north}, "target": {"department": south}});
        let shared = rule(heyi, &def).unwrap();
        assert!(sees(heyi, &wang, id));
        assert_eq!(changes(heyi, &wang, id).unwrap_err().kind, Kind::Forbidden);
        def["level"] = json!("write");
        // A shipped role has no id until a share names it.
        def["target"] = json!({"role": "own"});
        heyi.system(move |work| rules::update(work, shared, &def)).unwrap();
        changes(heyi, &wang, id).unwrap();
        assert_eq!(heyi.delete(heyi.caller(wang.person), "gadgets", id).unwrap_err().kind, Kind::Forbidden);
        let listed = heyi.system(|work| rules::list(work, Some("gadgets"))).unwrap();
        assert_eq!(
            (
                &listed[0]["target"]["kind"],
                &listed[0]["target"]["id"],
                &listed[0]["source"]["name"],
                &listed[0]["state"]
            ),
            (&json!("role"), &json!("own"), &json!("北"), &json!("active"))
        );
        heyi.system(move |work| rules::delete(work, shared)).unwrap();
        assert!(!sees(heyi, &wang, id));
    });
}

#[test]
fn criteria_grant_what_is_written_at_once_and_what_was_there_when_filled() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, wang) = (heyi.person(json!({"name": "陈"}), &["own"]), heyi.person(json!({"name": "王"}), &["own"]));
        let make = |name: &str, colour: &str| {
            heyi.create(chen.clone(), "gadgets", json!({"name": name, "colour": colour})).unwrap()
        };
        let (old_red, old_blue, in_bin) = (make("旧红", "red"), make("旧蓝", "blue"), make("回收", "red"));
        heyi.delete(System::command(), "gadgets", in_bin).unwrap();
        let def = json!({"module": "gadgets", "label": "红的", "kind": "criteria", "level": "read",
            "filter": {"field": "colour", "op": "eq", "value": "red"}, "target": {"person": wang.person}});
        let id = rule(heyi, &def).unwrap();
        let state = |heyi: &TestHeyi| heyi.system(move |work| rules::get(work, id)).unwrap()["state"].clone();
        let (new_red, new_blue) = (make("新红", "red"), make("新蓝", "blue"));
        assert_eq!(
            [old_red, new_red, new_blue].map(|g| sees(heyi, &wang, g)),
            [false, true, false],
            "before it is filled"
        );
        assert_eq!(state(heyi), "filling");
        // A record that turns while the rule is filling is not lost and not left over.
        heyi.update(System::command(), "gadgets", old_blue, json!({"colour": "red"})).unwrap();
        heyi.update(System::command(), "gadgets", new_red, json!({"colour": "blue"})).unwrap();
        // The rule asked for the job itself.
        assert!(jobs::run_due(&heyi.engine, &Registry::new(jobs::upkeep())).unwrap() > 0);
        assert_eq!(grants(heyi), 3);
        assert_eq!(fill::fill(&heyi.engine, id), Ok(3), "filling again changes nothing");
        assert_eq!(state(heyi), "active");
        assert_eq!([old_red, old_blue, new_red, new_blue].map(|g| sees(heyi, &wang, g)), [true, true, false, false]);
        heyi.restore(System::command(), "gadgets", in_bin).unwrap();
        assert!(sees(heyi, &wang, in_bin), "what comes out of the bin is shared too");
        heyi.update(System::command(), "gadgets", old_red, json!({"colour": null})).unwrap();
        heyi.update(System::command(), "gadgets", new_blue, json!({"colour": "red"})).unwrap();
        heyi.update(System::command(), "gadgets", new_blue, json!({"story": "还是红的"})).unwrap();
        assert_eq!([old_red, new_blue].map(|g| sees(heyi, &wang, g)), [false, true]);
        assert_eq!(grants(heyi), 3);
        // A narrower rule takes back at once.
        let mut narrow = def.clone();
        narrow["filter"] = json!({"all": [{"field": "colour", "op": "eq", "value": "red"}, {"field": "name", "op": "starts_with", "value": "新"}]});
        heyi.system(move |work| rules::update(work, id, &narrow)).unwrap();
        assert_eq!([old_blue, new_blue].map(|g| sees(heyi, &wang, g)), [false, false]);
        assert_eq!(fill::fill(&heyi.engine, id), Ok(1));
        assert_eq!([old_blue, new_blue].map(|g| sees(heyi, &wang, g)), [false, true]);
        heyi.system(move |work| rules::delete(work, id)).unwrap();
        assert_eq!((sees(heyi, &wang, new_blue), grants(heyi)), (false, 0));
        assert_eq!(fill::fill(&heyi.engine, id), Ok(0), "a rule that is gone fills nothing");
    });
}

#[test]
fn a_fill_goes_through_more_records_than_one_transaction_takes() {
    on_both_databases(&sample::shape(), |heyi| {
        let wang = heyi.person(json!({"name": "王"}), &["own"]);
        let rows = |tx: &mut heyi_db::Tx| -> heyi_db::Result<()> {
            for id in 1..=2_500 {
                let text = "INSERT INTO gadgets (id, version, name, pieces) VALUES ($1, 1, 'g', $2)";
                tx.execute(heyi_db::sql(text, heyi_db::params![id, id % 2]))?;
            }
            Ok(())
        };
        heyi.engine.db().write_blocking(Ctx::default(), rows).unwrap();
        let def = json!({"module": "gadgets", "label": "奇", "kind": "criteria", "level": "read",
            "filter": {"field": "pieces", "op": "eq", "value": 1}, "target": {"person": wang.person}});
        let id = rule(heyi, &def).unwrap();
        assert_eq!(fill::fill(&heyi.engine, id), Ok(1_250));
        assert_eq!(grants(heyi), 1_250);
    });
}

#[test]
fn a_team_is_kept_by_who_may_change_the_record_and_ends_in_time() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, wang) = (heyi.person(json!({"name": "陈"}), &["own"]), heyi.person(json!({"name": "王"}), &["own"]));
        let id = heyi.create(chen.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let set = |who: &Arc<Caller>, member: Json| {
            heyi.write(who.clone(), move |work| team::set(work, "gadgets", id, &member))
        };
        let wang_as =
            |level: &str, until: Json| json!({"subject": {"person": wang.person}, "level": level, "until": until});
        assert_eq!(set(&wang, wang_as("write", Json::Null)).unwrap_err().kind, Kind::NotFound);
        for (member, faults) in [
            (
                json!({"x": 1}),
                vec![("level", Code::InvalidParameter), ("subject", Code::Required), ("x", Code::UnknownParameter)],
            ),
            (
                wang_as("full", json!("2020-01-01T00:00:00Z")),
                vec![("level", Code::InvalidParameter), ("until", Code::InThePast)],
            ),
            (wang_as("read", json!("tomorrow")), vec![("until", Code::NotDateTime)]),
        ] {
            assert_eq!(refused(set(&chen, member.clone())), invalid(&faults), "{member}");
        }
        set(&chen, wang_as("read", json!("2026-11-24T01:00:00Z"))).unwrap();
        assert!(sees(heyi, &wang, id));
        assert_eq!(set(&heyi.caller(wang.person), wang_as("write", Json::Null)).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(changes(heyi, &wang, id).unwrap_err().kind, Kind::Forbidden);
        set(&chen, wang_as("write", json!("2026-11-24T01:00:00Z"))).unwrap();
        changes(heyi, &wang, id).unwrap();
        let listed = heyi.reading(wang.clone(), move |work| team::list(work, "gadgets", id)).unwrap();
        assert_eq!(listed.len(), 1);
        assert_eq!(
            (&listed[0]["subject"]["name"], &listed[0]["level"], &listed[0]["until"]),
            (&json!("王"), &json!("write"), &json!("2026-11-24T01:00:00.000Z"))
        );
        heyi.clock.advance(24 * 3_600_000);
        assert!(!sees(heyi, &wang, id), "it ended");
        assert_eq!(heyi.system(|work| team::expire(work, 500)), Ok(1));
        set(&chen, json!({"subject": {"role": "own"}, "level": "read"})).unwrap();
        assert!(sees(heyi, &wang, id), "a role on the team is everyone who has it");
        assert_eq!(heyi.system(|work| roles::delete(work, "own").map(|_| ())), Ok(()), "a shipped role keeps its id");
        assert!(sees(heyi, &wang, id));
        heyi.write(chen.clone(), move |work| team::remove(work, "gadgets", id, &json!({"role": "own"}))).unwrap();
        assert!(!sees(heyi, &wang, id));
    });
}
