//! What an organisation may say of a field: settings that its type has, that some value meets, and that are enforced.

use heyi_engine::System;
use heyi_engine::customise::{add_field, create_module, update_field, update_module};
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::query::find_by_text;
use heyi_model::{Code, Kind, Locale, Problem};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use super::{invalid, refused};

fn add(heyi: &TestHeyi, def: &Json) -> Result<(), Problem> {
    add_field(&heyi.engine, &System::command().into(), "gadgets", def)
}

fn change(heyi: &TestHeyi, field: &str, change: &Json) -> Result<(), Problem> {
    update_field(&heyi.engine, &System::command().into(), "gadgets", field, change)
}

/// A definition of `c_a` with more settings.
fn field(kind: &str, more: &Json) -> Json {
    let mut def = json!({"key": "c_a", "type": kind, "label": "甲"});
    def.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
    def
}

/// What is said of a refusal in Chinese and in English.
fn told(result: Result<(), Problem>) -> Vec<(String, String, String)> {
    let problem = result.unwrap_err();
    assert_eq!(problem.kind, Kind::Invalid, "{problem}");
    problem.faults.iter().map(|f| (f.field.clone(), f.message(Locale::Zh), f.message(Locale::En))).collect()
}

#[test]
fn what_a_field_cannot_be_is_told_at_its_setting_in_the_language_of_who_asks() {
    let options = json!([{"key": "a", "label": "甲"}]);
    let no_setting = ("这种类型的字段没有此设置", "A field of this type does not have this setting");
    let not_unique = ("这种类型的字段不能设为唯一", "A field of this type cannot be unique");
    let required = ("必填", "Required");
    let unknown = ("关联的记录不存在或不可见", "The linked record does not exist or is not visible");
    let not_id = ("不是有效的编号", "Not a valid id");
    on_both_databases(&sample::shape(), |heyi| {
        for (kind, more, place, (zh, en)) in [
            ("text", json!({"scale": 2}), "scale", no_setting),
            ("integer", json!({"target": "makers"}), "target", no_setting),
            ("date", json!({"max_length": 5}), "max_length", no_setting),
            ("file", json!({"default": "7"}), "default", no_setting),
            ("text", json!({"options": options}), "options", no_setting),
            ("choice", json!({"options": options, "unique": true}), "unique", not_unique),
            ("long_text", json!({"unique": true}), "unique", not_unique),
            ("lookup", json!({"target": "makers", "unique": true}), "unique", not_unique),
            ("long_text", json!({"sortable": true}), "sortable", ("该字段不可排序", "The field cannot be sorted by")),
            (
                "file",
                json!({"search": true}),
                "search",
                ("这种类型的字段不能被搜索", "A field of this type is not searched"),
            ),
            ("integer", json!({"min": "5", "max": "4"}), "max", ("不能小于 5", "Must be at least 5")),
            ("text", json!({"max_length": 0}), "max_length", ("不能小于 1", "Must be at least 1")),
            ("text", json!({"max_length": -1}), "max_length", ("参数的值无效", "The parameter's value is not valid")),
            ("decimal", json!({"scale": 9}), "scale", ("不能大于 8", "Must be at most 8")),
            ("choice", json!({}), "options", required),
            ("choice", json!({"options": []}), "options", required),
            ("lookup", json!({"target": null}), "target", required),
            ("auto_number", json!({}), "number", required),
            ("integer", json!({"max": "4", "default": 5}), "default", ("不能大于 4", "Must be at most 4")),
            ("lookup", json!({"target": "makers", "default": "123456789"}), "default", unknown),
            ("lookup", json!({"target": "makers", "default": {"id": "123456789"}}), "default", unknown),
            ("person", json!({"default": "123456789"}), "default", unknown),
            ("lookup", json!({"target": "makers", "default": {"external_id": "x"}}), "default", not_id),
            ("department", json!({"default": "总部"}), "default", not_id),
            ("lookup", json!({"target": "makers", "default": 7}), "default", not_id),
        ] {
            let expect = [(place.to_owned(), zh.to_owned(), en.to_owned())];
            let def = field(kind, &more);
            assert_eq!(told(add(heyi, &def)), expect, "{def}");
            // It is the same where a module is made with the field.
            let module = json!({"key": "c_things", "label": "物", "fields": [def]});
            let made = create_module(&heyi.engine, &System::command().into(), &module);
            let expect = [(format!("fields[0].{place}"), zh.to_owned(), en.to_owned())];
            assert_eq!(told(made), expect, "{module}");
        }
    });
}

#[test]
fn what_a_module_cannot_be_is_told_in_the_language_of_who_asks() {
    on_both_databases(&sample::shape(), |heyi| {
        let module = json!({"key": "c_things", "label": "物", "fields": [
            {"key": "c_maker", "type": "lookup", "label": "厂", "target": "makers"},
            {"key": "c_self", "type": "lookup", "label": "上级", "target": "c_things"}]});
        create_module(&heyi.engine, &System::command().into(), &module).unwrap();
        for (name, value, (zh, en)) in [
            (
                "tree",
                json!("c_maker"),
                ("应为本模块中指向自身的关联字段", "Expected a lookup from this module to itself"),
            ),
            (
                "shows_on",
                json!(["c_name"]),
                ("“c_name”应以本模块的关联字段开头", "“c_name” does not begin with a lookup of this module"),
            ),
            (
                "happens_at",
                json!("c_name"),
                ("应为本模块的日期或日期时间字段", "Expected a date or a date-time of this module"),
            ),
            (
                "name_field",
                json!("c_maker"),
                ("应为本模块的单行文本或自动编号字段", "Expected a text or an auto-number of this module"),
            ),
        ] {
            let changed = update_module(&heyi.engine, &System::command().into(), "c_things", &json!({name: value}));
            assert_eq!(told(changed), [(name.to_owned(), zh.to_owned(), en.to_owned())], "{name} {value}");
        }
    });
}

#[test]
fn a_unique_number_or_day_is_held_by_one_record() {
    on_both_databases(&sample::shape(), |heyi| {
        let shipped = change(heyi, "pieces", &json!({"unique": true}));
        assert_eq!(refused(shipped), invalid(&[("unique", Code::CoreCannotChange)]), "rules set it without a key");
        for (kind, value, same, other, heading) in [
            ("integer", json!(42), json!("42"), json!(43), "042"),
            ("decimal", json!("1.5"), json!("1.50"), json!("1.51"), "1.5"),
            ("date", json!("2026-11-23"), json!(" 2026-11-23"), json!("2026-11-24"), "2026/11/23"),
        ] {
            let key: &'static str = Box::leak(format!("c_{kind}").into_boxed_str());
            add(heyi, &json!({"key": key, "type": kind, "label": "甲", "unique": true})).unwrap();
            let make = |value: &Json| heyi.create(System::command(), "gadgets", json!({"name": "器", key: value}));
            let first = make(&value).unwrap();
            let taken = (Kind::Conflict, vec![(key.to_owned(), Code::Duplicate)]);
            assert_eq!(refused(make(&same)), taken, "{key}");
            let second = make(&other).unwrap();
            let moved = |id, value: &Json| heyi.update(System::command(), "gadgets", id, json!({key: value}));
            assert_eq!(refused(moved(second, &value)), taken, "{key}");
            moved(first, &same).unwrap();
            let found = heyi.reading(System::command(), move |work| {
                find_by_text(work, "gadgets", key, &[heading.to_owned(), "x".to_owned()])
            });
            assert_eq!(found.unwrap(), [(heading.to_owned(), vec![first])].into(), "{key}");
            let twice = json!({"name": "器", key: other});
            let upserted = heyi.system(move |work| {
                let draft = Draft(twice.as_object().cloned().unwrap_or_default().into_iter().collect());
                pipeline::upsert(work, "gadgets", key, vec![draft], true, Origin::Person)
            });
            assert_eq!(upserted.unwrap(), [pipeline::Upserted::Updated(second)], "{key}");
            // A value that nobody holds any more is free.
            heyi.delete(System::command(), "gadgets", first).unwrap();
            make(&same).unwrap();
            heyi.restore(System::command(), "gadgets", first).unwrap_err();
            make(&Json::Null).unwrap();
            make(&Json::Null).unwrap();
        }
        assert_eq!(
            refused(change(heyi, "pieces", &json!({"unique": true}))),
            invalid(&[("unique", Code::FixedByRecords)]),
            "records that are there have no key"
        );
    });
}

#[test]
fn a_change_is_blamed_for_what_it_names_and_not_for_what_was_wrong_before() {
    on_both_databases(&sample::shape(), |heyi| {
        let maker = heyi.make("makers", json!({"name": "厂"}));
        add(heyi, &field("lookup", &json!({"target": "makers", "default": maker.to_string()}))).unwrap();
        let id = heyi.make("gadgets", json!({"name": "器"}));
        assert_eq!(heyi.read(System::command(), "gadgets", id).unwrap()["c_a"]["name"], "厂");
        heyi.delete(System::command(), "makers", maker).unwrap();
        for (key, json, fault) in [
            ("c_a", json!({"label": "乙"}), None),
            ("c_a", json!({"default": maker.to_string()}), Some(("default", Code::UnknownRecord))),
            ("c_a", json!({"sortable": true}), Some(("sortable", Code::NotSortable))),
            ("c_a", json!({"max_length": 7}), Some(("max_length", Code::NoSuchSetting))),
            ("c_a", json!({"max_length": null, "unique": false}), None),
            ("c_a", json!({"default": null}), None),
            ("share", json!({"min": "101"}), Some(("max", Code::TooSmall))),
            ("share", json!({"min": "100"}), None),
            ("colour", json!({"unique": true}), Some(("unique", Code::CannotBeUnique))),
            ("colour", json!({"default": "red"}), None),
            ("colour", json!({"options": [{"key": "red", "retired": true}]}), Some(("default", Code::RetiredOption))),
            ("code", json!({"default": "x"}), Some(("default", Code::UniqueHasNoDefault))),
        ] {
            let changed = change(heyi, key, &json);
            match fault {
                Some(fault) => assert_eq!(refused(changed), invalid(&[fault]), "{key} {json}"),
                None => changed.unwrap_or_else(|p| panic!("{key} {json}: {p}")),
            }
        }
    });
}
