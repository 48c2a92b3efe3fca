//! Lists: order, pages, search, figures.

use serde_json::json;

use super::alike;
use super::table::{self, record};

#[test]
fn every_sortable_field_puts_a_list_in_order_and_no_other_does() {
    alike(|s| {
        let rows = table::rows(&s.world);
        for which in 0..2 {
            s.make(record(&rows, which));
        }
        let described = s.boss().get("/modules/§gadgets").expect(200).json;
        for field in described["fields"].as_array().unwrap().iter().filter(|f| f["system"] == false) {
            let key = field["key"].as_str().unwrap();
            let list = |sort: &str| s.boss().get(&format!("/records/§gadgets?sort={sort}&fields=§name"));
            if field["sortable"] != true {
                assert_eq!(list(&format!("§{key}")).expect(422).answer.codes(), ["not_sortable"], "{key}");
                continue;
            }
            let up = list(&format!("§{key}")).expect(200).names();
            assert_eq!(up.len(), 2);
            // By name 甲 (jia) comes before 乙 (yi); of every other field the table has the smaller value first.
            assert_eq!(up, ["甲号机", "乙号机"], "{key}");
            let down = list(&format!("-§{key}")).expect(200).names();
            assert_eq!(down, ["乙号机", "甲号机"], "{key}");
        }
    });
}

#[test]
fn a_list_is_walked_by_cursor_by_offset_and_from_a_value() {
    alike(|s| {
        for pieces in 0..7 {
            s.make(json!({"§name": format!("第{pieces}台"), "§pieces": pieces / 2}));
        }
        for sort in ["§pieces", "-§pieces", "id", "-id", "§name", "-updated_at"] {
            let query = |more: &str| s.boss().get(&format!("/records/§gadgets?sort={sort}&limit=3&fields=§name{more}"));
            let mut page = query("").expect(200);
            let mut walked = page.names();
            while let Some(cursor) = page.answer.json()["next_cursor"].as_str() {
                page = s
                    .boss()
                    .get(&format!("/records/§gadgets?sort={sort}&limit=3&fields=§name&cursor={cursor}"))
                    .expect(200);
                walked.extend(page.names());
            }
            assert_eq!(walked.len(), 7, "{sort}");
            assert_eq!(query("&offset=3").expect(200).names(), walked[3..6], "{sort}");
        }
        let from = s.boss().get("/records/§gadgets?sort=§pieces&from=2&fields=§name").expect(200);
        assert_eq!(from.names().len(), 3);
    });
}

#[test]
fn what_is_searched_is_found() {
    alike(|s| {
        let rows = table::rows(&s.world);
        for which in 0..2 {
            s.make(record(&rows, which));
        }
        for (q, found) in [
            ("甲", &["甲号机"][..]),
            ("jiahaoji", &["甲号机"]),
            ("yhj", &["乙号机"]),
            ("K-1", &["甲号机"]),
            ("202611-0002", &["乙号机"]),
            ("第二行", &["甲号机"]),
            ("13800138000", &["甲号机"]),
            ("b@example.com", &["乙号机"]),
            ("干将", &["甲号机"]),
            ("金属厂", &[]),
            ("行没", &[]),
        ] {
            let q: String = q.bytes().map(|b| format!("%{b:02X}")).collect();
            assert_eq!(s.boss().get(&format!("/records/§gadgets?q={q}")).expect(200).names(), found, "{q}");
        }
        let everywhere = s.boss().get("/search?q=%E7%94%B2").expect(200);
        let modules = everywhere.json["modules"].as_array().unwrap();
        assert!(modules.iter().any(|module| module["module"] == "gadgets"), "{}", everywhere.json);
    });
}

#[test]
fn every_field_that_can_be_grouped_or_measured_is_and_no_other() {
    alike(|s| {
        let rows = table::rows(&s.world);
        for which in 0..2 {
            s.make(record(&rows, which));
        }
        let described = s.boss().get("/modules/§gadgets").expect(200).json;
        for field in described["fields"].as_array().unwrap() {
            let key = field["key"].as_str().unwrap();
            let own = if field["system"] == true { key.to_owned() } else { format!("§{key}") };
            let ask = |body| s.boss().post("/records/§gadgets/aggregate", body);
            let grouped = ask(json!({"group_by": [own], "measures": [{"fn": "count"}]}));
            if field["groupable"] == true {
                let total: u64 = grouped.expect(200).json["groups"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|group| group["measures"][0].as_u64().unwrap())
                    .sum();
                assert_eq!(total, 2, "{key}");
            } else {
                assert_eq!(grouped.expect(422).answer.codes(), ["not_groupable"], "{key}");
            }
            for function in ["sum", "avg", "min", "max", "count_distinct"] {
                let measured = ask(json!({"measures": [{"fn": function, "field": own}]}));
                assert!(matches!(measured.answer.status, 200 | 422), "{key} {function}: {}", measured.json);
            }
            for bucket in ["day", "week", "month", "quarter", "year"] {
                let body = json!({"group_by": [{"field": own, "bucket": bucket}], "measures": [{"fn": "count"}]});
                let dated = matches!(field["type"].as_str(), Some("date" | "date_time"));
                ask(body).expect(if dated { 200 } else { 422 });
            }
        }
        let figures = json!({"measures": [
            {"fn": "sum", "field": "§pieces"}, {"fn": "sum", "field": "§weight"}, {"fn": "avg", "field": "§price"},
            {"fn": "max", "field": "§share"}, {"fn": "min", "field": "§made_on"}, {"fn": "max", "field": "§opens"},
            {"fn": "min", "field": "§checked_at"}, {"fn": "count_distinct", "field": "§maker"},
        ]});
        let groups = s.boss().post("/records/§gadgets/aggregate", figures).expect(200).json;
        assert_eq!(
            groups["groups"][0]["measures"],
            json!([15, "21.250", "16.40", "50.00", "2026-11-23", "18:00:30", "2026-11-23T01:30:00.000Z", 2])
        );
    });
}
