//! Modules and fields that an organisation makes and changes at run time.

use std::sync::Arc;

use heyi_engine::customise::{
    add_field, create_module, dependents, restore_field, restore_module, retire_field, retire_module, set_layout,
    update_field, update_module,
};
use heyi_engine::sharing::rules;
use heyi_engine::{Caller, System, Who, describe, views};
use heyi_model::{Code, Kind, Problem};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use super::{invalid, refused};

fn system() -> Who {
    System::command().into()
}

fn add(heyi: &TestHeyi, def: Json) -> Result<(), Problem> {
    add_field(&heyi.engine, &system(), "gadgets", &def)
}

fn change(heyi: &TestHeyi, field: &str, change: Json) -> Result<(), Problem> {
    update_field(&heyi.engine, &system(), "gadgets", field, &change)
}

fn described(heyi: &TestHeyi, module: &'static str) -> Json {
    heyi.reading(System::command(), move |work| describe::module(work, module)).unwrap()
}

fn field(heyi: &TestHeyi, key: &str) -> Json {
    let module = described(heyi, "gadgets");
    module["fields"].as_array().unwrap().iter().find(|f| f["key"] == key).cloned().unwrap_or_default()
}

#[test]
fn a_field_is_refused_with_every_fault_named() {
    on_both_databases(&sample::shape(), |heyi| {
        add(heyi, json!({"key": "c_old", "type": "text", "label": "旧"})).unwrap();
        retire_field(&heyi.engine, &system(), "gadgets", "c_old").unwrap();
        for (def, faults) in [
            (json!({}), vec![("key", Code::InvalidKey), ("label", Code::Required), ("type", Code::UnknownType)]),
            (json!({"key": "size", "type": "text", "label": "x"}), vec![("key", Code::InvalidKey)]),
            (json!({"key": "c_old", "type": "text", "label": "x"}), vec![("key", Code::KeyTaken)]),
            (
                json!({"key": "c_Size", "type": "magic", "label": ""}),
                vec![("key", Code::InvalidKey), ("label", Code::Required), ("type", Code::UnknownType)],
            ),
            (
                json!({"key": "c_a", "type": "lookup", "label": "x", "target": "nothing", "core": true, "search": 1, "section": "none", "required": "yes", "help": 5}),
                vec![
                    ("core", Code::UnknownParameter),
                    ("help", Code::NotText),
                    ("required", Code::InvalidParameter),
                    ("search", Code::NotBoolean),
                    ("section", Code::InvalidParameter),
                    ("target", Code::UnknownModule),
                ],
            ),
            (json!({"key": "c_a", "type": "decimal", "label": "x", "scale": 9}), vec![("scale", Code::TooBig)]),
            (
                json!({"key": "c_a", "type": "long_text", "label": "x", "sortable": true}),
                vec![("sortable", Code::NotSortable)],
            ),
            (
                json!({"key": "c_a", "type": "file", "label": "x", "search": true}),
                vec![("search", Code::NotSearchable)],
            ),
            (
                json!({"key": "c_a", "type": "integer", "label": "x", "default": "many"}),
                vec![("default", Code::NotNumber)],
            ),
            (
                json!({"key": "c_a", "type": "choice", "label": "x", "options": [{"key": "A", "label": "一"}, {"key": "b"}, {"key": "b", "label": "二", "color": 1}]}),
                vec![
                    ("options[0].key", Code::InvalidParameter),
                    ("options[1].label", Code::Required),
                    ("options[2].color", Code::InvalidParameter),
                    ("options[2].key", Code::KeyTaken),
                ],
            ),
        ] {
            assert_eq!(refused(add(heyi, def.clone())), invalid(&faults), "{def}");
        }
        let chen = heyi.person(json!({"name": "陈"}), &["all"]);
        let def = json!({"key": "c_a", "type": "text", "label": "x"});
        assert_eq!(add_field(&heyi.engine, &chen.into(), "gadgets", &def).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(add_field(&heyi.engine, &system(), "nothing", &def).unwrap_err().kind, Kind::NotFound);
    });
}

/// A field of every type that an organisation can add: its definition, what is written, what is read.
fn every_type(maker: &str, person: &str) -> Vec<(Json, Json, Json)> {
    let options = json!([{"key": "a", "label": "甲", "color": "blue"}, {"key": "b", "label": "乙"}]);
    let of = |ty: &str, more: Json, value: Json, read: Json| {
        let mut def = json!({"key": format!("c_{ty}"), "type": ty, "label": {"zh": ty, "en": ty}});
        def.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap_or_default());
        (def, value, read)
    };
    let same = |ty: &str, more: Json, value: Json| of(ty, more, value.clone(), value);
    vec![
        same("text", json!({"search": true, "sortable": true, "unique": true}), json!("值")),
        same("long_text", json!({"search": true}), json!("一\n二")),
        same("integer", json!({"sortable": true, "min": "1"}), json!(3)),
        same("decimal", json!({"scale": 3}), json!("1.250")),
        of("money", json!({}), json!("5"), json!("5.00")),
        same("percent", json!({}), json!("12.50")),
        same("boolean", json!({}), json!(true)),
        same("date", json!({"sortable": true}), json!("2026-11-23")),
        of("time", json!({}), json!("09:30"), json!("09:30:00")),
        same("date_time", json!({}), json!("2026-11-23T09:30:00.000Z")),
        same("choice", json!({"options": options, "default": "b"}), json!("a")),
        same("multi_choice", json!({"options": options}), json!(["a", "b"])),
        of("lookup", json!({"target": "makers", "related": "器具"}), json!(maker), json!({"id": maker, "name": "厂"})),
        of("person", json!({}), json!(person), json!({"id": person, "name": "陈"})),
        of("phone", json!({}), json!("13812345678"), json!("+8613812345678")),
        same("mail", json!({}), json!("a@example.cn")),
        same("url", json!({}), json!("https://a.example")),
        same("region", json!({}), json!("江苏省/苏州市")),
        same("address", json!({}), json!({"city": "苏州市"})),
    ]
}

#[test]
fn a_field_of_every_type_serves_at_once_and_again_after_it_was_retired() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["all"]);
        let maker = heyi.make("makers", json!({"name": "厂"})).to_string();
        let before = heyi.make("gadgets", json!({"name": "原有"}));
        let types = every_type(&maker, &chen.person.to_string());
        let mut fields = json!({"name": "器"});
        for (def, value, _) in &types {
            add(heyi, def.clone()).unwrap_or_else(|p| panic!("{def}: {p}"));
            fields[def["key"].as_str().unwrap()] = value.clone();
        }
        let id = heyi.create(chen.clone(), "gadgets", fields).unwrap();
        let old = heyi.read(chen.clone(), "gadgets", before).unwrap();
        for (def, _, expected) in &types {
            let key = def["key"].as_str().unwrap();
            assert_eq!(heyi.read(chen.clone(), "gadgets", id).unwrap()[key], *expected, "{key}");
            assert!(old[key].is_null() || old[key] == json!([]), "{key}: a record from before has no value");
            retire_field(&heyi.engine, &system(), "gadgets", key).unwrap();
            assert!(heyi.read(chen.clone(), "gadgets", id).unwrap().get(key).is_none(), "{key}");
            let written = heyi.update(chen.clone(), "gadgets", id, json!({key: null})).unwrap_err();
            assert_eq!(written.faults[0].code, Code::UnknownField, "{key}");
            restore_field(&heyi.engine, &system(), "gadgets", key).unwrap();
            assert_eq!(heyi.read(chen.clone(), "gadgets", id).unwrap()[key], *expected, "{key} is as it was");
        }
        assert_eq!(
            heyi.create(chen, "gadgets", json!({"name": "又", "c_text": "值"})).unwrap_err().kind,
            Kind::Conflict
        );
        let searched: Vec<Json> = described(heyi, "gadgets")["fields"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["searchable"] == true)
            .map(|f| f["key"].clone())
            .collect();
        assert!(searched.contains(&json!("c_text")) && searched.contains(&json!("c_long_text")));
    });
}

#[test]
fn options_are_added_renamed_retired_and_put_in_order_and_records_keep_theirs() {
    on_both_databases(&sample::shape(), |heyi| {
        let red = heyi.make("gadgets", json!({"name": "红", "colour": "red"}));
        let keys = |heyi: &TestHeyi| {
            field(heyi, "colour")["options"]
                .as_array()
                .unwrap()
                .iter()
                .map(|o| o["key"].as_str().unwrap().to_owned())
                .collect::<Vec<_>>()
        };
        assert_eq!(
            refused(change(
                heyi,
                "colour",
                json!({"options": [{"key": "green", "label": "绿"}, {"key": "c_x"}, {"key": "red", "label": "朱"}, {"key": "red"}]})
            )),
            invalid(&[
                ("options[0].key", Code::InvalidKey),
                ("options[1].label", Code::Required),
                ("options[3].key", Code::KeyTaken)
            ])
        );
        change(heyi, "colour", json!({"options": [{"key": "c_green", "label": "绿", "color": "green"}, {"key": "blue"}, {"key": "red", "label": {"zh": "朱红"}, "retired": true}]})).unwrap();
        assert_eq!(keys(heyi), ["c_green", "blue", "red", "old"]);
        heyi.make("gadgets", json!({"name": "绿", "colour": "c_green"}));
        let refusal = heyi.create(System::command(), "gadgets", json!({"name": "红", "colour": "red"})).unwrap_err();
        assert_eq!(refusal.faults[0].code, Code::RetiredOption);
        heyi.update(System::command(), "gadgets", red, json!({"story": "还是红的", "colour": "red"})).unwrap();
        assert_eq!(heyi.read(System::command(), "gadgets", red).unwrap()["colour"], "red");
        change(heyi, "colour", json!({"options": [{"key": "old", "retired": false}]})).unwrap();
        assert_eq!(keys(heyi), ["old", "c_green", "blue", "red"], "what is not listed follows");
        assert_eq!(field(heyi, "colour")["options"][3]["label"], "朱红");
    });
}

#[test]
fn what_code_names_is_only_relabelled_and_a_type_never_changes() {
    on_both_databases(&sample::shape(), |heyi| {
        heyi.make("gadgets", json!({"name": "器"}));
        change(heyi, "name", json!({"label": "品名", "help": "写全称"})).unwrap();
        assert_eq!(
            (&field(heyi, "name")["label"], &field(heyi, "name")["help"]["label"]),
            (&json!("品名"), &json!("写全称"))
        );
        add(heyi, json!({"key": "c_a", "type": "text", "label": "甲", "search": true})).unwrap();
        for (key, json, code) in [
            ("name", json!({"required": false}), ("required", Code::CoreCannotChange)),
            ("name", json!({"type": "integer"}), ("type", Code::CoreCannotChange)),
            ("c_a", json!({"type": "integer"}), ("type", Code::ReadOnly)),
            ("weight", json!({"scale": 2}), ("scale", Code::ReadOnly)),
            ("maker", json!({"target": "gadgets"}), ("target", Code::ReadOnly)),
            ("c_a", json!({"unique": true}), ("unique", Code::FixedByRecords)),
            ("c_a", json!({"sortable": true}), ("sortable", Code::FixedByRecords)),
            ("c_a", json!({"name_like": true}), ("name_like", Code::FixedByRecords)),
            ("share", json!({"unknown": true}), ("unknown", Code::UnknownParameter)),
            ("region", json!({"search": true}), ("search", Code::FixedByRecords)),
        ] {
            assert_eq!(refused(change(heyi, key, json.clone())), invalid(&[code]), "{key} {json}");
        }
        assert_eq!(
            refused(retire_field(&heyi.engine, &system(), "gadgets", "name")),
            invalid(&[("field", Code::CoreCannotChange)])
        );
        assert_eq!(change(heyi, "created_at", json!({"label": "x"})).unwrap_err().kind, Kind::NotFound);
        // What leaves the columns alone may change at any time.
        for (key, json) in [
            ("share", json!({"sortable": true, "indexed": true, "max": "90"})),
            ("c_a", json!({"required": true, "max_length": 20, "search": false, "type": "text"})),
        ] {
            change(heyi, key, json).unwrap_or_else(|p| panic!("{key}: {p}"));
        }
        assert_eq!((&field(heyi, "share")["sortable"], &field(heyi, "share")["max"]), (&json!(true), &json!("90")));
        assert_eq!(
            refused(heyi.create(System::command(), "gadgets", json!({"name": "x", "share": "95"}))),
            invalid(&[("c_a", Code::Required), ("share", Code::TooBig)])
        );
        // As long as there is no record, everything that is not the type may change.
        add_field(&heyi.engine, &system(), "notes", &json!({"key": "c_a", "type": "text", "label": "甲"})).unwrap();
        update_field(
            &heyi.engine,
            &system(),
            "notes",
            "c_a",
            &json!({"unique": true, "sortable": true, "search": true}),
        )
        .unwrap();
        heyi.make("notes", json!({"subject": "一", "c_a": "x"}));
        let twice = heyi.create(System::command(), "notes", json!({"subject": "二", "c_a": "X"}));
        assert_eq!(twice.unwrap_err().kind, Kind::Conflict);
    });
}

#[test]
fn a_module_is_made_filled_retired_and_restored() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["all"]);
        for (def, faults) in [
            (json!({"key": "cars", "label": "车"}), vec![("key", Code::InvalidKey)]),
            (
                json!({"key": "c_cars", "x": 1, "owned": "no", "fields": [{"key": "plate"}], "layout": 1}),
                vec![
                    ("fields[0].key", Code::InvalidKey),
                    ("fields[0].label", Code::Required),
                    ("fields[0].type", Code::UnknownType),
                    ("label", Code::Required),
                    ("layout", Code::NotArray),
                    ("owned", Code::NotBoolean),
                    ("x", Code::UnknownParameter),
                ],
            ),
            (
                json!({"key": "c_cars", "label": "车", "name_field": "c_none"}),
                vec![("name_field", Code::NotANameField)],
            ),
        ] {
            assert_eq!(refused(create_module(&heyi.engine, &system(), &def)), invalid(&faults), "{def}");
        }
        let def = json!({"key": "c_cars", "label": {"zh": "车辆", "en": "Car"}, "fields": [
            {"key": "c_plate", "type": "text", "label": "车牌", "unique": true, "search": true},
            {"key": "c_gadget", "type": "lookup", "target": "gadgets", "label": "装有"},
            {"key": "c_fuel", "type": "choice", "label": "燃料", "options": [{"key": "petrol", "label": "汽油"}, {"key": "ev", "label": "电"}]}],
            "layout": [{"key": "c_main", "label": "基本", "fields": ["c_plate", "c_name"]}]});
        create_module(&heyi.engine, &system(), &def).unwrap();
        assert_eq!(refused(create_module(&heyi.engine, &system(), &def)), invalid(&[("key", Code::KeyTaken)]));
        let gadget = heyi.create(chen.clone(), "gadgets", json!({"name": "雷达"})).unwrap();
        let id = heyi
            .create(
                chen.clone(),
                "c_cars",
                json!({"c_name": "一号车", "c_plate": "苏E 1", "c_gadget": gadget, "c_fuel": "ev"}),
            )
            .unwrap();
        let read = heyi.read(chen.clone(), "c_cars", id).unwrap();
        assert_eq!(
            (&read["name"], &read["c_gadget"]["name"], &read["owner"]["name"]),
            (&json!("一号车"), &json!("雷达"), &json!("陈"))
        );
        let told = described(heyi, "c_cars");
        let keys: Vec<&str> = told["fields"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|f| f["system"] == false)
            .map(|f| f["key"].as_str().unwrap())
            .collect();
        assert_eq!(keys, ["c_name", "c_plate", "c_gadget", "c_fuel"], "in the order of the form, on both databases");
        let options: Vec<&Json> =
            told["fields"].as_array().unwrap().iter().find(|f| f["key"] == "c_fuel").unwrap()["options"]
                .as_array()
                .unwrap()
                .iter()
                .map(|o| &o["key"])
                .collect();
        assert_eq!(options, [&json!("petrol"), &json!("ev")]);
        assert_eq!((&told["custom"], &told["layout"][0]["fields"]), (&json!(true), &json!(["c_plate", "c_name"])));
        assert!(described(heyi, "gadgets")["related"].to_string().contains("c_cars.c_gadget"));

        update_module(&heyi.engine, &system(), "c_cars", &json!({"label": "公车", "name_field": "c_plate"})).unwrap();
        assert_eq!(heyi.read(chen.clone(), "c_cars", id).unwrap()["name"], "苏E 1");
        assert_eq!(
            refused(update_module(&heyi.engine, &system(), "gadgets", &json!({"name_field": "code", "x": 1}))),
            invalid(&[("name_field", Code::CoreCannotChange), ("x", Code::UnknownParameter)])
        );
        retire_field(&heyi.engine, &system(), "c_cars", "c_fuel").unwrap();
        let gone = |heyi: &TestHeyi| heyi.reading(System::command(), describe::retired).unwrap();
        let fuel = gone(heyi)["fields"][0].clone();
        assert_eq!(
            (&fuel["module"], &fuel["key"], &fuel["type"]),
            (&json!("c_cars"), &json!("c_fuel"), &json!("choice"))
        );
        restore_field(&heyi.engine, &system(), "c_cars", "c_fuel").unwrap();
        assert_eq!(gone(heyi), json!({"modules": [], "fields": []}));
        assert_eq!(heyi.reading(chen.clone(), describe::retired).unwrap_err().kind, Kind::Forbidden);

        retire_module(&heyi.engine, &system(), "c_cars").unwrap();
        assert_eq!(
            (&gone(heyi)["modules"][0]["key"], &gone(heyi)["modules"][0]["label"]),
            (&json!("c_cars"), &json!("公车"))
        );
        assert_eq!(heyi.read(chen.clone(), "c_cars", id).unwrap_err().kind, Kind::NotFound);
        assert!(!described(heyi, "gadgets")["related"].to_string().contains("c_cars"));
        assert_eq!(
            refused(create_module(&heyi.engine, &system(), &def)),
            invalid(&[("key", Code::KeyTaken)]),
            "its key is never used again"
        );
        restore_module(&heyi.engine, &system(), "c_cars").unwrap();
        assert_eq!(heyi.read(chen, "c_cars", id).unwrap()["c_fuel"], "ev");
        assert_eq!(
            refused(retire_module(&heyi.engine, &system(), "gadgets")),
            invalid(&[("module", Code::CoreCannotChange)])
        );
    });
}

#[test]
fn a_page_is_laid_out_anew() {
    on_both_databases(&sample::shape(), |heyi| {
        let lay = |layout: Json| set_layout(&heyi.engine, &system(), "gadgets", &layout);
        assert_eq!(
            refused(lay(
                json!([{"key": "main", "label": "x", "fields": ["name", "none"]}, {"key": "c_a", "fields": ["name"]}])
            )),
            invalid(&[
                ("layout[0].fields[1]", Code::UnknownField),
                ("layout[0].key", Code::InvalidKey),
                ("layout[1].fields[0]", Code::DuplicateInRequest),
                ("layout[1].label", Code::Required)
            ])
        );
        lay(json!([{"key": "c_a", "label": "甲", "fields": ["colour", "name"]}, {"key": "c_b", "label": "乙", "fields": ["price"]}])).unwrap();
        lay(json!([{"key": "c_b", "fields": ["price", "name"]}, {"key": "c_a", "fields": ["colour"]}])).unwrap();
        let told = described(heyi, "gadgets")["layout"].clone();
        let shown: Vec<(&str, &Json)> =
            told.as_array().unwrap().iter().take(2).map(|s| (s["label"].as_str().unwrap(), &s["fields"])).collect();
        assert_eq!(shown, [("乙", &json!(["price", "name"])), ("甲", &json!(["colour"]))]);
        assert!(told[2]["fields"].to_string().contains("story"), "the others follow");
        // What is told can be sent back: fields of the system have their place, too.
        lay(json!([{"key": "c_b", "fields": ["price", "owner", "name", "created_at"]}])).unwrap();
        let told = described(heyi, "gadgets")["layout"].clone();
        assert_eq!(told[0]["fields"], json!(["price", "owner", "name", "created_at"]));
    });
}

#[test]
fn what_uses_a_field_is_told_and_keeps_it_from_being_retired() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen: Arc<Caller> = heyi.person(json!({"name": "陈"}), &["all"]);
        add(
            heyi,
            json!({"key": "c_grade", "type": "choice", "label": "等级", "options": [{"key": "a", "label": "甲"}]}),
        )
        .unwrap();
        let filter = json!({"field": "c_grade", "op": "eq", "value": "a"});
        let (by, to) = (filter.clone(), chen.person);
        let rule = heyi.system(move |work| rules::create(work, &json!({"module": "gadgets", "label": "甲等", "kind": "criteria", "filter": by, "target": {"person": to}, "level": "read"}))).unwrap();
        let through = json!({"label": "我的", "filter": {"field": "gadget.c_grade", "op": "not_empty"}});
        heyi.write(chen.clone(), move |work| views::create(work, "notes", &through)).unwrap();
        heyi.write(chen.clone(), move |work| {
            views::create(work, "gadgets", &json!({"label": "列", "columns": ["name", "c_grade"]}))
        })
        .unwrap();
        let def = json!({"label": "盲", "modules": {"gadgets": {"read": "all", "fields": {"c_grade": "hidden"}}}});
        heyi.system(move |work| heyi_engine::roles::create(work, "c_blind", &def)).unwrap();
        let told = heyi.system(|work| dependents(work, "gadgets", "c_grade")).unwrap();
        let kinds: Vec<(&str, &str)> =
            told.iter().map(|d| (d["kind"].as_str().unwrap(), d["module"].as_str().unwrap())).collect();
        assert_eq!(
            kinds,
            [("saved_view", "notes"), ("saved_view", "gadgets"), ("sharing_rule", "gadgets"), ("role", "gadgets")]
        );
        assert_eq!(
            (&told[0]["label"], &told[2]["label"], &told[3]["id"]),
            (&Json::Null, &json!("甲等"), &json!("c_blind"))
        );
        let kept = retire_field(&heyi.engine, &system(), "gadgets", "c_grade").unwrap_err();
        assert_eq!(
            (kept.kind, kept.faults[0].field.as_str(), kept.faults[0].code),
            (Kind::Conflict, &*format!("sharing_rules.{rule}"), Code::InUse)
        );
        heyi.system(move |work| rules::delete(work, rule)).unwrap();
        retire_field(&heyi.engine, &system(), "gadgets", "c_grade").unwrap();
        let of_notes = heyi.reading(chen.clone(), |work| views::list(work, "notes")).unwrap();
        assert!(of_notes.is_empty(), "a view whose condition cannot be asked any more is not offered");
        let of_gadgets = heyi.reading(chen.clone(), |work| views::list(work, "gadgets")).unwrap();
        assert_eq!(of_gadgets[0]["columns"], json!(["name"]));
        restore_field(&heyi.engine, &system(), "gadgets", "c_grade").unwrap();
        assert_eq!(heyi.reading(chen.clone(), |work| views::list(work, "notes")).unwrap().len(), 1);
        assert_eq!(
            heyi.reading(chen, |work| dependents(work, "gadgets", "c_grade")).unwrap_err().kind,
            Kind::Forbidden
        );
        assert_eq!(heyi.system(|work| dependents(work, "gadgets", "none")).unwrap_err().kind, Kind::NotFound);
    });
}

#[test]
fn limits_are_told_and_two_changes_at_once_do_not_overwrite_each_other() {
    on_both_databases(&sample::shape(), |heyi| {
        for n in 0..20 {
            add_field(
                &heyi.engine,
                &system(),
                "notes",
                &json!({"key": format!("c_n{n}"), "type": "integer", "label": "数", "sortable": true}),
            )
            .unwrap();
        }
        let more = add_field(
            &heyi.engine,
            &system(),
            "notes",
            &json!({"key": "c_n20", "type": "integer", "label": "数", "sortable": true}),
        );
        assert_eq!(refused(more), invalid(&[("sortable", Code::LimitReached)]));
        let engine = &heyi.engine;
        let answers: Vec<Result<(), Problem>> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..6)
                .map(|n| {
                    scope.spawn(move || {
                        add_field(
                            engine,
                            &system(),
                            "makers",
                            &json!({"key": format!("c_{n}x"), "type": "text", "label": "字"}),
                        )
                    })
                })
                .collect();
            threads.into_iter().map(|t| t.join().unwrap()).collect()
        });
        let told = described(heyi, "makers");
        for (n, answer) in answers.iter().enumerate() {
            let there = told["fields"].as_array().unwrap().iter().any(|f| f["key"] == format!("c_{n}x"));
            match answer {
                Ok(()) => assert!(there, "{n} was promised"),
                Err(problem) => {
                    assert_eq!(
                        (problem.kind, problem.code),
                        (Kind::Conflict, Code::ChangedMeanwhile),
                        "{n}: {problem}"
                    );
                    assert!(!there);
                    // The column that it left behind serves the next try.
                    add_field(
                        engine,
                        &system(),
                        "makers",
                        &json!({"key": format!("c_{n}x"), "type": "text", "label": "字"}),
                    )
                    .unwrap();
                }
            }
        }
    });
}
