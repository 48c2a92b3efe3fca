//! Search texts as people type them.

use heyi_engine::query::{self, CountMode, ListRequest, Paging};
use heyi_engine::{System, Who};
use heyi_model::Filter;
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::help::{list, sort, stocked};

fn names(heyi: &TestHeyi, who: impl Into<Who>, request: ListRequest) -> Vec<String> {
    let (json, info) =
        list(heyi, who, "gadgets", ListRequest { limit: 200, ..request }).unwrap_or_else(|p| panic!("{p}"));
    let total = info.total.expect("a total");
    let records = json["records"].as_array().unwrap();
    assert_eq!(total.value as usize, records.len());
    records.iter().map(|r| r["name"].as_str().unwrap().to_owned()).collect()
}

fn q(text: &str) -> ListRequest {
    ListRequest { q: Some(text.into()), count: CountMode::Exact, ..ListRequest::default() }
}

#[test]
fn names_are_found_by_characters_pinyin_and_initials() {
    on_both_databases(&sample::shape(), |heyi| {
        // Made from the oldest to the newest.
        for (name, story) in [
            ("中国移动", ""),
            ("移动中国", "中国"),
            ("中国移不动", ""),
            ("深圳移动电源厂", "中国移"),
            ("Mobile 5G", "动"),
        ] {
            heyi.make("gadgets", json!({"name": name, "story": story, "code": format!("K-{name}")}));
        }
        for (text, expect) in [
            ("移动", &["移动中国", "深圳移动电源厂", "中国移动"][..]),
            ("国移", &["深圳移动电源厂", "中国移不动", "中国移动"]),
            ("中国移动", &["中国移动"]),
            ("中国移", &["中国移不动", "中国移动", "深圳移动电源厂"]),
            ("zgyd", &["中国移动"]),
            ("zhongguoyi", &["中国移不动", "中国移动"]),
            ("动", &["Mobile 5G", "深圳移动电源厂", "中国移不动", "移动中国", "中国移动"]),
            ("mob", &["Mobile 5G"]),
            ("5g", &["Mobile 5G"]),
            ("电源 移动", &["深圳移动电源厂"]),
            ("不存在", &[]),
            ("！？", &[]),
        ] {
            assert_eq!(names(heyi, System::command(), q(text)), expect, "{text} on {}", heyi.url);
            // An order of its own gives the same records.
            let mut sorted = names(heyi, System::command(), ListRequest { sort: sort("id"), ..q(text) });
            let mut expect: Vec<&str> = expect.to_vec();
            expect.sort_unstable();
            sorted.sort_unstable();
            assert_eq!(sorted, expect, "{text} by id on {}", heyi.url);
        }
        assert_eq!(names(heyi, System::command(), q("  ")).len(), 5, "a blank text asks for nothing");
    });
}

#[test]
fn hits_are_paged_filtered_and_limited_to_what_is_visible() {
    on_both_databases(&sample::shape(), |heyi| {
        let known = stocked(heyi);
        let all = names(heyi, System::command(), q("移动"));
        assert_eq!(all.len(), 10);
        let (mut walked, mut paging) = (Vec::new(), Paging::First);
        loop {
            let request = ListRequest { limit: 3, paging, ..q("移动") };
            let (json, info) = list(heyi, System::command(), "gadgets", request).unwrap();
            walked.extend(json["records"].as_array().unwrap().iter().map(|r| r["name"].as_str().unwrap().to_owned()));
            let Some(next) = info.next_cursor else { break };
            paging = Paging::Cursor(next);
        }
        assert_eq!(walked, all);
        let blue = Filter::parse(&json!({"field": "colour", "op": "eq", "value": "blue"})).unwrap();
        for (who, filter, expect) in [
            (heyi.caller(known["li"]), Filter::default(), 0),
            (heyi.caller(known["boss"]), Filter::default(), 10),
            (heyi.caller(known["boss"]), blue, 5),
        ] {
            let ranked = names(heyi, who.clone(), ListRequest { filter: filter.clone(), ..q("移动") }).len();
            let sorted = names(heyi, who, ListRequest { filter, sort: sort("-name"), ..q("移动") }).len();
            assert_eq!((ranked, sorted), (expect, expect));
        }
        let wang = heyi.caller(known["wang"]);
        assert_eq!(names(heyi, wang, q("移动")).len(), 5);
    });
}

#[test]
fn one_search_asks_every_module_that_the_caller_reads() {
    on_both_databases(&sample::shape(), |heyi| {
        let known = stocked(heyi);
        let ask = |who: Who, text: &'static str, modules: Option<&'static [&'static str]>| -> Json {
            heyi.reading(who, move |work| query::search(work, text, modules, 2)).unwrap()
        };
        let boss: Who = heyi.caller(known["boss"]).into();
        let found = ask(boss.clone(), "北", None);
        let modules: Vec<&str> =
            found["modules"].as_array().unwrap().iter().map(|m| m["module"].as_str().unwrap()).collect();
        assert_eq!(modules, ["units", "makers", "gadgets"]);
        assert_eq!(
            found["modules"][1]["hits"],
            json!([{"id": known["steel"], "name": "北方钢铁有限公司", "field": "name"}])
        );
        assert_eq!(
            (found["modules"][2]["hits"].as_array().unwrap().len(), &found["modules"][2]["more"]),
            (2, &json!(true))
        );
        let phone = ask(boss, "0000003", Some(&["gadgets"]));
        assert_eq!(phone["modules"][0]["hits"][0]["field"], "phone");
        let blind: Who = heyi.person(json!({"name": "盲"}), &["blind"]).into();
        assert_eq!(ask(blind.clone(), "0000003", None), json!({"modules": []}));
        assert_eq!(ask(blind, "钢铁", None), json!({"modules": []}));
    });
}
