use std::sync::Arc;

use heyi_engine::{Caller, System, comments, tags};
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::raw::{all_pages, id_of};

fn say(
    heyi: &TestHeyi,
    who: &Arc<Caller>,
    id: RecordId,
    body: &str,
    mentions: &[RecordId],
) -> Result<RecordId, Problem> {
    let (body, mentions) = (body.to_owned(), mentions.to_vec());
    heyi.write(who.clone(), move |work| comments::create(work, "gadgets", id, &body, &mentions))
}

fn said(heyi: &TestHeyi, who: &Arc<Caller>, id: RecordId) -> Vec<Json> {
    all_pages(2, |paging| heyi.reading(who.clone(), move |work| comments::list(work, "gadgets", id, &paging)).unwrap())
}

#[test]
fn whoever_reads_a_record_comments_on_it() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let reader = heyi.person(json!({"name": "读者"}), &["blind"]);
        let stranger = heyi.person(json!({"name": "外人"}), &["own"]);
        let id = heyi.create(owner.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let first = say(heyi, &owner, id, "\n第一 \r\n行 ", &[]).unwrap();
        let second = say(heyi, &reader, id, "第二", &[owner.person, admin.person, owner.person]).unwrap();
        let third = say(heyi, &owner, id, "第三", &[]).unwrap();
        assert_eq!(say(heyi, &stranger, id, "不", &[]).unwrap_err().kind, Kind::NotFound);
        let list = said(heyi, &reader, id);
        assert_eq!(list.iter().map(|c| id_of(&c["id"])).collect::<Vec<_>>(), [third, second, first]);
        assert_eq!(list[2]["body"], "第一\n行");
        assert_eq!(list[1]["person"]["name"], "读者");
        assert_eq!(list[1]["mentions"].as_array().unwrap().len(), 2);
        assert_eq!(list[1]["mentions"][1]["name"], "所有人");

        let edit = |who: &Arc<Caller>, id| heyi.write(who.clone(), move |work| comments::edit(work, id, "改", &[]));
        let delete = |who: &Arc<Caller>, id| heyi.write(who.clone(), move |work| comments::delete(work, id));
        assert_eq!(edit(&admin, second).unwrap_err().kind, Kind::Forbidden, "nobody puts words into another's mouth");
        assert_eq!(edit(&stranger, second).unwrap_err().kind, Kind::NotFound);
        assert_eq!(delete(&owner, second).unwrap_err().kind, Kind::Forbidden);
        heyi.clock.advance(5_000);
        edit(&reader, second).unwrap();
        assert_eq!(said(heyi, &owner, id)[1]["edited_at"], "2026-11-23T01:00:05.000Z");
        delete(&admin, second).unwrap();
        delete(&owner, third).unwrap();
        assert_eq!(said(heyi, &owner, id).len(), 1);
        assert_eq!(edit(&reader, second).unwrap_err().kind, Kind::NotFound, "it is gone");
        heyi.delete(System::command(), "gadgets", id).unwrap();
        assert_eq!(edit(&owner, first).unwrap_err().kind, Kind::NotFound, "its record is in the bin");
    });
}

#[test]
fn a_bad_comment_is_refused_with_its_field() {
    on_both_databases(&sample::shape(), |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let id = heyi.create(owner.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let long = "字".repeat(comments::MAX_BODY);
        for (body, mentions, faults) in [
            ("", vec![], vec![("body", Code::Required)]),
            (" \u{0}\n", vec![id], vec![("body", Code::Required), ("mentions", Code::UnknownRecord)]),
            (&format!("{long}多"), vec![], vec![("body", Code::TooLong)]),
        ] {
            let problem = say(heyi, &owner, id, body, &mentions).unwrap_err();
            let found: Vec<_> = problem.faults.iter().map(|f| (f.field.as_str(), f.code)).collect();
            assert_eq!(found, faults);
        }
        say(heyi, &owner, id, &long, &[]).unwrap();
    });
}

/// One of the functions that change tags.
type Change = fn(&mut heyi_engine::Work, &str, RecordId, &[String]) -> Result<(), Problem>;

#[test]
fn tags_are_words_on_records_and_listed_only_from_records_that_are_seen() {
    on_both_databases(&sample::shape(), |heyi| {
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let other = heyi.person(json!({"name": "他"}), &["own"]);
        let reader = heyi.person(json!({"name": "读者"}), &["blind"]);
        let id = heyi.create(owner.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let hidden = heyi.create(other.clone(), "gadgets", json!({"name": "暗"})).unwrap();
        let words = |tags: &[&str]| tags.iter().map(|t| (*t).to_owned()).collect::<Vec<_>>();
        let change = |who: &Arc<Caller>, id, f: Change, tags: &[&str]| {
            let tags = words(tags);
            heyi.write(who.clone(), move |work| f(work, "gadgets", id, &tags))
        };
        let tags_of = |id| heyi.reading(System::command(), move |work| tags::of_record(work, "gadgets", id)).unwrap();
        change(&owner, id, tags::set, &["重点", " VIP ", "ＶＩＰ"]).unwrap();
        assert_eq!(tags_of(id), ["VIP", "重点"]);
        change(&owner, id, tags::add, &["vip", "新"]).unwrap();
        assert_eq!(tags_of(id), ["VIP", "新", "重点"], "a tag is written as it was written first");
        change(&owner, id, tags::remove, &["Vip", "没有"]).unwrap();
        assert_eq!(tags_of(id), ["新", "重点"]);
        change(&owner, id, tags::set, &["重点"]).unwrap();
        change(&owner, id, tags::set, &["重点"]).unwrap();
        change(&other, hidden, tags::set, &["重要", "重点"]).unwrap();
        let all = |who: &Arc<Caller>, prefix: &'static str| {
            heyi.reading(who.clone(), move |work| tags::all(work, "gadgets", prefix)).unwrap()
        };
        assert_eq!(all(&owner, "重"), json!([{"tag": "重点", "records": 1}]));
        assert_eq!(all(&reader, "重"), json!([{"tag": "重点", "records": 2}, {"tag": "重要", "records": 1}]));
        assert_eq!(all(&reader, "x"), json!([]));
        assert_eq!(change(&reader, id, tags::add, &["a"]).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(change(&other, id, tags::add, &["a"]).unwrap_err().kind, Kind::NotFound);
        for (bad, code) in [("", Code::Required), ("\u{200b}", Code::Required), (&*"长".repeat(51), Code::TooLong)] {
            assert_eq!(change(&owner, id, tags::add, &[bad]).unwrap_err().faults[0].code, code);
        }
        let many: Vec<String> = (0..51).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        assert_eq!(change(&owner, id, tags::add, &many).unwrap_err().faults[0].code, Code::TooManyItems);
        // Four changes of tags that changed something, beside the creation.
        let history = heyi.reading(System::command(), move |work| {
            heyi_engine::history::list(work, "gadgets", id, &heyi_engine::page::Paging::default())
        });
        assert_eq!(history.unwrap()["entries"].as_array().unwrap().len(), 5);
    });
}
