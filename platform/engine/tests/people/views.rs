//! Saved views.

use std::sync::Arc;

use heyi_engine::{Caller, views};
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use super::{invalid, refused};

fn create(heyi: &TestHeyi, who: &Arc<Caller>, def: Json) -> Result<RecordId, Problem> {
    heyi.write(who.clone(), move |work| views::create(work, "gadgets", &def))
}

/// Labels of the views of gadgets.
fn labels(heyi: &TestHeyi, who: &Arc<Caller>) -> Vec<String> {
    let listed = heyi.reading(who.clone(), |work| views::list(work, "gadgets")).unwrap();
    listed
        .iter()
        .map(|view| format!("{} {}", view["kind"].as_str().unwrap(), view["label"].as_str().unwrap()))
        .collect()
}

#[test]
fn a_view_is_refused_with_every_fault_named() {
    on_both_databases(&sample::shape(), |heyi| {
        let blind = heyi.person(json!({"name": "盲"}), &["blind"]);
        let admin = heyi.person(json!({"name": "管"}), &["administrator"]);
        for (who, def, faults) in [
            (&admin, json!({}), vec![("label", Code::Required)]),
            (
                &admin,
                json!({"label": "x", "filter": {"field": "nothing", "op": "empty"}, "sort": "-story", "columns": ["name", "zz"], "shared": 1, "x": 1}),
                vec![
                    ("nothing", Code::UnknownField),
                    ("shared", Code::NotBoolean),
                    ("story", Code::NotSortable),
                    ("x", Code::UnknownParameter),
                    ("zz", Code::UnknownField),
                ],
            ),
            (
                &blind,
                json!({"label": "x", "filter": {"any": [{"field": "price", "op": "empty"}, {"field": "phone", "op": "empty"}]}, "columns": ["price", "phone"]}),
                vec![("phone", Code::Masked), ("price", Code::UnknownField), ("price", Code::UnknownField)],
            ),
        ] {
            assert_eq!(refused(create(heyi, who, def.clone())), invalid(&faults), "{def}");
        }
        assert_eq!(create(heyi, &blind, json!({"label": "x", "shared": true})).unwrap_err().kind, Kind::Forbidden);
        let makers = heyi.write(blind, |work| views::create(work, "makers", &json!({"label": "x"})));
        assert_eq!(makers.unwrap_err().kind, Kind::Forbidden, "of a module that it does not read");
    });
}

#[test]
fn own_views_are_private_shared_ones_are_everybodys_and_none_names_what_its_reader_may_not_know() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, blind) =
            (heyi.person(json!({"name": "陈"}), &["all"]), heyi.person(json!({"name": "盲"}), &["blind"]));
        let admin = heyi.person(json!({"name": "管"}), &["administrator"]);
        let mine = create(heyi, &chen, json!({"label": "我的", "columns": ["name", "price"]})).unwrap();
        let dear = create(
            heyi,
            &admin,
            json!({"label": "贵的", "filter": {"field": "price", "op": "gt", "value": "1"}, "shared": true}),
        )
        .unwrap();
        let all = create(heyi, &admin, json!({"label": {"zh": "全部", "en": "All"}, "sort": "-pieces", "columns": ["name", "price", "phone"], "shared": true})).unwrap();
        assert_eq!(labels(heyi, &chen), ["shared 贵的", "shared 全部", "own 我的"]);
        assert_eq!(labels(heyi, &blind), ["shared 全部"], "a condition on a hidden field is not told");
        let seen = heyi.reading(blind.clone(), |work| views::list(work, "gadgets")).unwrap().remove(0);
        assert_eq!(
            (&seen["columns"], &seen["sort"], &seen["id"], &seen["editable"]),
            (&json!(["name", "phone"]), &json!("-pieces"), &json!(all), &json!(false))
        );

        let change = |who: &Arc<Caller>, id: RecordId, def: Json| {
            heyi.write(who.clone(), move |work| views::update(work, "gadgets", id, &def))
        };
        assert_eq!(change(&chen, all, json!({"label": "y"})).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(
            change(&admin, mine, json!({"label": "y"})).unwrap_err().kind,
            Kind::NotFound,
            "not even an administrator's"
        );
        assert_eq!(change(&chen, mine, json!({"shared": true})).unwrap_err().kind, Kind::Forbidden);
        change(&chen, mine, json!({"filter": {"field": "colour", "op": "eq", "value": "red"}})).unwrap();
        let seen = heyi.reading(chen.clone(), |work| views::list(work, "gadgets")).unwrap().remove(2);
        assert_eq!(
            (&seen["label"], &seen["columns"]),
            (&json!("我的"), &json!(["name", "price"])),
            "what is not named stays"
        );
        heyi.write(admin.clone(), move |work| views::order(work, "gadgets", &[all, dear])).unwrap();
        assert_eq!(labels(heyi, &chen), ["shared 全部", "shared 贵的", "own 我的"]);
        assert_eq!(
            heyi.write(chen.clone(), move |work| views::delete(work, "gadgets", dear)).unwrap_err().kind,
            Kind::Forbidden
        );
        heyi.write(admin, move |work| views::delete(work, "gadgets", dear)).unwrap();
        heyi.write(chen.clone(), move |work| views::delete(work, "gadgets", mine)).unwrap();
        assert_eq!(labels(heyi, &chen), ["shared 全部"]);
    });
}
