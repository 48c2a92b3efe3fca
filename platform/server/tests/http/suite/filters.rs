//! Filters: every operator of every type, and no other.

use heyi_model::field::Op;
use serde_json::{Value as Json, json};

use super::alike;
use super::subject::Subject;
use super::table::{self, Row, record};

/// What a filter's leaf is given, and which of the records 甲号机 (with the first values), 乙号机 (the second), 丙 (nothing but
/// its name) it finds; `None` for what no field of the table has.
fn case(s: &Subject, row: &Row, op: Op) -> (Json, &'static [&'static str]) {
    let [a, b] = &row.operand;
    let part = |i: usize| row.part.as_ref().unwrap_or_else(|| panic!("{} has {op:?}", row.key))[i].clone();
    let (only_a, only_b, both): (&[&str], &[&str], &[&str]) = (&["甲号机"], &["乙号机"], &["乙号机", "甲号机"]);
    let (not_a, only_c): (&[&str], &[&str]) = (&["丙", "乙号机"], &["丙"]);
    // Yes is 1, and so is what comes first in the table.
    match op {
        Op::Eq => (a.clone(), only_a),
        Op::Ne => (a.clone(), not_a),
        Op::Lt => (b.clone(), only_a),
        Op::Le => (a.clone(), only_a),
        Op::Gt => (a.clone(), only_b),
        Op::Ge => (a.clone(), both),
        Op::In => (json!([a, b]), both),
        Op::NotIn => (json!([a]), not_a),
        Op::Contains => (part(0), only_a),
        Op::StartsWith => (part(1), only_b),
        Op::Empty if row.key == "name" => (Json::Null, &[]),
        Op::Empty => (Json::Null, only_c),
        Op::NotEmpty if row.key == "name" => (Json::Null, &["丙", "乙号机", "甲号机"]),
        Op::NotEmpty => (Json::Null, both),
        Op::Between => (json!([a, a]), only_a),
        Op::Within => (json!("today"), only_a),
        Op::IsMe => (Json::Null, only_a),
        Op::MyTeam => (Json::Null, both),
        Op::UnderMe => (Json::Null, only_b),
        Op::DepartmentAndBelow => (json!(s.world.units[1]), only_b),
    }
}

#[test]
fn every_operator_of_every_type_finds_what_it_should_and_no_other_is_taken() {
    alike(|s| {
        let rows = table::rows(&s.world);
        for which in 0..2 {
            s.make(record(&rows, which));
        }
        s.make(json!({"§name": "丙"}));
        let described = s.boss().get("/modules/§gadgets").expect(200).json;
        for row in &rows {
            let field = described["fields"].as_array().unwrap().iter().find(|f| f["key"] == row.key).unwrap();
            let operators: Vec<&str> =
                field["operators"].as_array().unwrap().iter().map(|op| op.as_str().unwrap()).collect();
            assert!(!operators.is_empty(), "{}", row.key);
            for op in Op::ALL {
                let allowed = operators.contains(&op.key());
                let leaf = |value: Json| match value {
                    Json::Null => json!({"field": format!("§{}", row.key), "op": op.key()}),
                    value => json!({"field": format!("§{}", row.key), "op": op.key(), "value": value}),
                };
                let ask = |filter: Json| {
                    s.boss().post(
                        "/records/§gadgets/query",
                        json!({"filter": filter, "sort": "§name", "fields": ["§name"]}),
                    )
                };
                if !allowed {
                    let list = matches!(op, Op::Between | Op::In | Op::NotIn);
                    let value = if list { json!(["x", "x"]) } else { json!("x") };
                    let refused = ask(leaf(value)).expect(422);
                    assert_eq!(refused.faults(), [format!("{} operator_not_allowed", row.key)], "{op:?}");
                    continue;
                }
                let (value, found) = case(s, row, op);
                let list = ask(leaf(value.clone())).expect(200);
                let mut names = list.names();
                names.sort();
                let mut expected = found.to_vec();
                expected.sort_unstable();
                assert_eq!(names, expected, "{} {}", row.key, op.key());
                assert_eq!(list.json["total"], json!({"value": found.len(), "exact": true}));
                // What a filter lets through and what it does not are all there is.
                let rest = ask(json!({"not": leaf(value)})).expect(200);
                assert_eq!(rest.names().len(), 3 - found.len(), "not {} {}", row.key, op.key());
            }
        }
    });
}

#[test]
fn a_filter_goes_through_links_to_and_from_the_module() {
    alike(|s| {
        let rows = table::rows(&s.world);
        let gadget = s.make(record(&rows, 0));
        s.make(record(&rows, 1));
        for (path, value) in [("§maker.trade", "metal"), ("§keeper.unit.name", "总部"), ("§place.name", "总部")]
        {
            let filter = json!({"field": path, "op": "eq", "value": value});
            let list = s.boss().post("/records/§gadgets/query", json!({"filter": filter})).expect(200);
            assert_eq!(list.names(), ["甲号机"], "{path}");
        }
        s.boss().post("/records/§notes", json!({"§subject": "记", "§gadget": gadget})).expect(201);
        let filter = json!({"all": [{"field": "§gadget.§maker.trade", "op": "eq", "value": "metal"},
            {"field": "§gadget.§price", "op": "lt", "value": "13"}]});
        let list = s.boss().post("/records/§notes/query", json!({"filter": filter})).expect(200);
        assert_eq!(list.names(), ["记"]);
        for unknown in ["§nothing", "§maker.nothing", "§name.x"] {
            let filter = json!({"field": unknown, "op": "not_empty"});
            let refused = s.boss().post("/records/§gadgets/query", json!({"filter": filter})).expect(422);
            assert_eq!(refused.answer.codes(), ["unknown_field"], "{unknown}");
        }
    });
}
