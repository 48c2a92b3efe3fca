use heyi_engine::{System, dated};
use heyi_model::{Code, RecordId, wire};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

const DAY_MS: i64 = 86_400_000;

fn periods(heyi: &TestHeyi, id: RecordId, field: &'static str) -> Json {
    heyi.reading(System::command(), move |work| dated::periods(work, "persons", id, field)).unwrap()
}

#[test]
fn periods_follow_the_organisations_days() {
    on_both_databases(&sample::shape(), |heyi| {
        let unit = |name: &str| heyi.make("units", json!({"name": name}));
        let (a, b, c) = (unit("甲"), unit("乙"), unit("丙"));
        let link = |id: RecordId, name: &str| json!({"id": id.to_string(), "name": name});
        let move_to = |id, unit: Option<RecordId>| {
            heyi.update(System::command(), "persons", id, json!({"unit": unit.map(|u| u.to_string())})).unwrap();
        };
        let id = heyi.make("persons", json!({"name": "张三", "unit": a.to_string()}));
        let open = json!([{"from": "2026-11-23", "to": null, "value": link(a, "甲")}]);
        assert_eq!(periods(heyi, id, "unit"), open);
        move_to(id, Some(b));
        assert_eq!(periods(heyi, id, "unit")[0]["value"], link(b, "乙"), "the last one of the day counts");
        // 23:59 in Shanghai is still the same day, a minute later the next one.
        heyi.clock.advance(15 * 3_600_000 - 60_000);
        move_to(id, Some(a));
        assert_eq!(periods(heyi, id, "unit"), open);
        heyi.clock.advance(60_000);
        move_to(id, Some(c));
        heyi.clock.advance(DAY_MS);
        move_to(id, None);
        heyi.clock.advance(2 * DAY_MS);
        move_to(id, Some(a));
        let expected = json!([
            {"from": "2026-11-23", "to": "2026-11-24", "value": link(a, "甲")},
            {"from": "2026-11-24", "to": "2026-11-25", "value": link(c, "丙")},
            {"from": "2026-11-27", "to": null, "value": link(a, "甲")},
        ]);
        assert_eq!(periods(heyi, id, "unit"), expected);
        for (day, value) in [
            (22, Json::Null),
            (23, link(a, "甲")),
            (24, link(c, "丙")),
            (25, Json::Null),
            (26, Json::Null),
            (27, link(a, "甲")),
            (30, link(a, "甲")),
        ] {
            let days = wire::days_of(2026, 11, day) as i32;
            let read =
                heyi.reading(System::command(), move |work| dated::as_of(work, "persons", id, "unit", days)).unwrap();
            assert_eq!(read, value, "{day}");
        }
        let refused =
            heyi.reading(System::command(), move |work| dated::periods(work, "persons", id, "name")).unwrap_err();
        assert_eq!(refused.faults[0].code, Code::UnknownField);
        assert_eq!(periods(heyi, id, "boss"), json!([]));
    });
}
