//! What a caller may not see is not there: rows, fields, names of links, and every way around them.

use std::sync::Arc;

use heyi_engine::access::{Action, RoleDef};
use heyi_engine::query::{self, AggregateRequest, Function, GroupKey, ListRequest, MeasureKey};
use heyi_engine::{Caller, System};
use heyi_model::filter::Path;
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_model::{Code, Filter, Kind, RecordId};
use heyi_testkit::{Shape, TestHeyi, on_both_databases, sample};
use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use crate::help::{aggregate, execute, filtered, ids, list, sort, stocked};

/// The sample with a role that reads all gadgets and notes, only its own makers, and not every field.
fn shape() -> Shape {
    let mut shape = sample::shape();
    let restricted = [
        ("phone", FieldAccess::Masked),
        ("price", FieldAccess::Hidden),
        ("pieces", FieldAccess::Masked),
        ("maker", FieldAccess::Read),
        ("mail", FieldAccess::Masked),
        ("keeper", FieldAccess::Masked),
        ("code", FieldAccess::Hidden),
    ];
    let fields: IndexMap<_, _> = restricted.into_iter().map(|(k, a)| (k.to_owned(), a)).collect();
    let modules = IndexMap::from([
        (
            "gadgets".to_owned(),
            AccessDef { read: Some(Scope::All), update: Some(Scope::Own), fields, ..AccessDef::default() },
        ),
        (
            "makers".to_owned(),
            AccessDef {
                read: Some(Scope::Own),
                fields: IndexMap::from([("trade".to_owned(), FieldAccess::Masked)]),
                ..AccessDef::default()
            },
        ),
    ]);
    let role =
        RoleDef { key: "narrow".into(), label: heyi_model::Label::new("窄", "Narrow"), modules, ..RoleDef::default() };
    shape.roles.insert("narrow".into(), role);
    shape
}

fn narrow(heyi: &TestHeyi, unit: RecordId) -> Arc<Caller> {
    heyi.person(json!({"name": "访客", "unit": unit}), &["narrow"])
}

#[test]
fn rows_are_those_of_the_scope_and_of_grants() {
    on_both_databases(&shape(), |heyi| {
        let known = stocked(heyi);
        let all = filtered(heyi, System::command(), "gadgets", &json!({"all": []})).unwrap();
        let owned = |names: &[&str]| {
            let mut list = ids(&all
                .iter()
                .filter(|r| names.iter().any(|n| r["owner"]["id"] == json!(known[n])))
                .cloned()
                .collect::<Vec<_>>());
            list.sort();
            list
        };
        for (who, owners) in
            [("boss", &["boss", "li", "wang", "zhao"][..]), ("li", &["li"]), ("wang", &["wang"]), ("zhao", &["zhao"])]
        {
            let caller = heyi.caller(known[who]);
            let mut got = ids(&filtered(heyi, caller.clone(), "gadgets", &json!({"all": []})).unwrap());
            got.sort();
            assert_eq!(got, owned(owners), "{who}");
            for record in &all {
                let id: RecordId = record["id"].as_str().unwrap().parse().unwrap();
                let read = heyi.read(caller.clone(), "gadgets", id).map_err(|p| p.kind);
                assert_eq!(read.is_ok(), got.contains(&id.to_string()), "{who}");
                assert_eq!(read.err(), (!got.contains(&id.to_string())).then_some(Kind::NotFound));
            }
        }
        // A grant adds one record, until it ends.
        let foreign: RecordId = owned(&["zhao"])[0].parse().unwrap();
        let (li, until) = (known["li"], heyi.engine.clock().now_ms() + 1_000);
        execute(
            heyi,
            format!(
                "INSERT INTO record_grant (module, subject, record, via, level, until, created_at) VALUES ('gadgets', {li}, {foreign}, 0, 1, {until}, 0)"
            ),
        );
        let li = heyi.caller(li);
        assert!(heyi.read(li.clone(), "gadgets", foreign).is_ok());
        assert_eq!(filtered(heyi, li.clone(), "gadgets", &json!({"all": []})).unwrap().len(), owned(&["li"]).len() + 1);
        let asks = |action| {
            heyi.reading(li.clone(), move |work| {
                let module = work.module("gadgets")?;
                query::require_visible(work, &module, foreign, action)
            })
        };
        assert_eq!(asks(Action::Read), Ok(()));
        assert_eq!(asks(Action::Update).map_err(|p| p.kind), Err(Kind::Forbidden));
        heyi.clock.advance(1_001);
        assert_eq!(asks(Action::Update).map_err(|p| p.kind), Err(Kind::NotFound));
        assert_eq!(heyi.read(li, "gadgets", foreign).map_err(|p| p.kind), Err(Kind::NotFound));
    });
}

#[test]
fn hidden_fields_do_not_exist_and_masked_ones_are_only_shown() {
    on_both_databases(&shape(), |heyi| {
        let known = stocked(heyi);
        let caller = narrow(heyi, known["south"]);
        let records = filtered(heyi, caller.clone(), "gadgets", &json!({"all": []})).unwrap();
        assert_eq!(records.len(), 40);
        for record in &records {
            for hidden in ["price", "price_currency", "code"] {
                assert!(record.get(hidden).is_none(), "{hidden}");
            }
            assert_eq!(record["masked"], json!(["pieces", "keeper", "phone", "mail"]), "in the order of the form");
        }
        let phone = records.iter().find_map(|r| r["phone"].as_str()).unwrap();
        assert!(phone.contains("****"), "{phone}");
        assert_eq!(records.iter().find_map(|r| r["keeper"].as_str()), Some("***"));
        let unknown = |field: &str| {
            if matches!(field, "price" | "code" | "nothing" | "maker.nothing") {
                Code::UnknownField
            } else {
                Code::Masked
            }
        };
        for field in [
            "price",
            "code",
            "nothing",
            "phone",
            "pieces",
            "mail",
            "maker.nothing",
            "maker.trade",
            "keeper.name",
            "keeper",
        ] {
            let expect = Err(vec![(field.to_owned(), unknown(field))]);
            let faults = |p: heyi_model::Problem| p.faults.into_iter().map(|f| (f.field, f.code)).collect::<Vec<_>>();
            let leaf = json!({"field": field, "op": "not_empty"});
            assert_eq!(filtered(heyi, caller.clone(), "gadgets", &leaf).map(|_| ()).map_err(faults), expect);
            let by = ListRequest { sort: sort(&format!("-{field}")), ..ListRequest::default() };
            if !field.contains('.') && field != "keeper" {
                assert_eq!(list(heyi, caller.clone(), "gadgets", by).map(|_| ()).map_err(faults), expect);
            }
            let path = || Path::parse(field).unwrap();
            let group = AggregateRequest {
                group_by: vec![GroupKey { path: path(), bucket: None }],
                ..AggregateRequest::default()
            };
            assert_eq!(aggregate(heyi, caller.clone(), group).map(|_| ()).map_err(faults), expect);
            let sum = AggregateRequest {
                measures: vec![MeasureKey { function: Function::Count, path: Some(path()) }],
                ..AggregateRequest::default()
            };
            assert_eq!(aggregate(heyi, caller.clone(), sum).map(|_| ()).map_err(faults), expect);
        }
        for field in ["price", "code"] {
            let fields = ListRequest { fields: Some(vec![field.into()]), ..ListRequest::default() };
            assert_eq!(
                list(heyi, caller.clone(), "gadgets", fields).map(|_| ()).unwrap_err().faults[0].code,
                Code::UnknownField
            );
        }
        // Digits of a masked phone and a hidden code find nothing; the boss finds both.
        for (q, found) in [("13800000003", 1), ("C-004x", 1)] {
            for (who, expect) in [(caller.clone(), 0), (heyi.caller(known["boss"]), found)] {
                let request = ListRequest { q: Some(q.into()), ..ListRequest::default() };
                assert_eq!(list(heyi, who, "gadgets", request).unwrap().1.rows, expect, "{q}");
            }
        }
    });
}

#[test]
fn a_link_to_what_is_not_visible_counts_as_empty() {
    on_both_databases(&shape(), |heyi| {
        let known = stocked(heyi);
        let caller = narrow(heyi, known["south"]);
        let own = heyi.make("makers", json!({"name": "自己的厂", "owner": caller.person}));
        let mine = heyi.make("gadgets", json!({"name": "我的", "maker": own, "owner": known["li"]}));
        let binned = heyi.make("makers", json!({"name": "旧厂", "owner": caller.person}));
        let orphan = heyi.make("gadgets", json!({"name": "孤", "maker": binned, "owner": known["li"]}));
        execute(heyi, format!("UPDATE makers SET deleted_at = 1 WHERE id = {binned}"));
        let hidden = json!({"id": null, "name": null, "hidden": true});
        let read = |id| heyi.read(caller.clone(), "gadgets", id).unwrap();
        assert_eq!(read(mine)["maker"], json!({"id": own, "name": "自己的厂"}));
        assert_eq!(read(orphan)["maker"], hidden);
        assert_eq!(read(mine)["owner"], json!({"id": known["li"], "name": "李四"}), "names of people are everybody's");
        let all = filtered(heyi, caller.clone(), "gadgets", &json!({"all": []})).unwrap();
        assert!(all.iter().filter(|r| r["maker"] == hidden).count() > 20);
        for (filter, count) in [
            (json!({"field": "maker", "op": "not_empty"}), 1),
            (json!({"field": "maker", "op": "empty"}), 41),
            (json!({"field": "maker", "op": "eq", "value": known["steel"]}), 0),
            (json!({"field": "maker", "op": "ne", "value": known["steel"]}), 42),
            (json!({"field": "maker", "op": "in", "value": [known["steel"], own, binned]}), 1),
            (json!({"field": "maker.name", "op": "contains", "value": "厂"}), 1),
            (json!({"field": "maker.name", "op": "empty"}), 41),
            (json!({"field": "maker.id", "op": "eq", "value": known["steel"]}), 0),
            (json!({"field": "owner.name", "op": "eq", "value": "李四"}), 12),
        ] {
            assert_eq!(
                filtered(heyi, caller.clone(), "gadgets", &filter).unwrap().len(),
                count,
                "{filter} on {}",
                heyi.url
            );
        }
        let group = AggregateRequest {
            group_by: vec![GroupKey { path: Path::parse("maker").unwrap(), bucket: None }],
            measures: vec![
                MeasureKey { function: Function::Count, path: None },
                MeasureKey { function: Function::CountDistinct, path: Some(Path::parse("maker").unwrap()) },
            ],
            ..AggregateRequest::default()
        };
        let groups = aggregate(heyi, caller.clone(), group).unwrap();
        assert_eq!(
            groups,
            json!({"groups": [
                {"keys": [null], "measures": [41, 0]}, {"keys": [{"id": own, "name": "自己的厂"}], "measures": [1, 1]},
            ]})
        );
        // The fields of people are not everybody's, and modules that no role reads are closed.
        let asks = |field: &str| filtered(heyi, caller.clone(), "gadgets", &json!({"field": field, "op": "not_empty"}));
        assert_eq!(asks("owner.unit").unwrap_err().faults[0].code, Code::UnknownField);
        assert_eq!(list(heyi, caller.clone(), "notes", ListRequest::default()).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(list(heyi, caller, "nothing", ListRequest::default()).unwrap_err().kind, Kind::NotFound);
    });
}

#[test]
fn related_lists_begin_with_the_record_itself() {
    on_both_databases(&shape(), |heyi| {
        let known = stocked(heyi);
        let related = |who: Arc<Caller>, module: &'static str, id: RecordId, link: &'static str| {
            heyi.reading(who, move |work| {
                let mut out = Vec::new();
                let request = ListRequest { filter: Filter::default(), ..ListRequest::default() };
                query::related(work, module, id, link, &request, &mut out).map(|info| info.rows)
            })
        };
        let (boss, narrow) = (heyi.caller(known["boss"]), narrow(heyi, known["south"]));
        let count =
            filtered(heyi, boss.clone(), "gadgets", &json!({"field": "maker", "op": "eq", "value": known["steel"]}))
                .unwrap()
                .len();
        assert!(count > 5);
        for link in ["gadgets", "gadgets.maker"] {
            assert_eq!(related(boss.clone(), "makers", known["steel"], link), Ok(count as u32));
        }
        assert_eq!(related(boss.clone(), "persons", known["li"], "gadgets.keeper").map(|n| n > 5), Ok(true));
        for (who, module, id, link) in [
            (narrow.clone(), "makers", known["steel"], "gadgets.maker"),
            (narrow, "makers", known["steel"], "gadgets.nothing"),
            (boss.clone(), "makers", known["steel"], "gadgets.colour"),
            (boss.clone(), "makers", known["steel"], "notes"),
            (boss, "makers", known["li"], "gadgets.maker"),
        ] {
            assert_eq!(related(who, module, id, link).map_err(|p| p.kind), Err(Kind::NotFound), "{link}");
        }
    });
}

#[test]
fn many_records_are_read_in_the_order_given() {
    on_both_databases(&shape(), |heyi| {
        let known = stocked(heyi);
        let boss = filtered(heyi, System::command(), "gadgets", &json!({"all": []})).unwrap();
        let wanted: Vec<RecordId> = ids(&boss).iter().rev().map(|id| id.parse().unwrap()).collect();
        let asked = wanted.clone();
        let many = heyi
            .reading(heyi.caller(known["li"]), move |work| {
                let module = work.module("persons")?;
                let people: Vec<i64> = work.snapshot().directory.subtree(0).into_iter().collect();
                assert!(query::labels(work, &module, &people)?.is_empty());
                query::read_many(work, "gadgets", &asked)
            })
            .unwrap();
        let got: Vec<String> = many.iter().map(|(id, _)| id.to_string()).collect();
        let expect: Vec<String> = boss
            .iter()
            .rev()
            .filter(|r| r["owner"]["id"] == json!(known["li"]))
            .map(|r| r["id"].as_str().unwrap().to_owned())
            .collect();
        assert_eq!(got, expect);
        for (id, json) in many {
            let json: Json = serde_json::from_slice(&json).unwrap();
            assert_eq!(json["id"], json!(id));
        }
    });
}
