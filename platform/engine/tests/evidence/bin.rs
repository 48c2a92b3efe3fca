use std::sync::Arc;

use heyi_engine::access::RoleDef;
use heyi_engine::page::Paging;
use heyi_engine::{Caller, System, bin, comments, tags};
use heyi_model::module::{AccessDef, Scope};
use heyi_model::{Kind, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::json;

use crate::raw::{Raw, all_pages, id_of};

fn listed(heyi: &TestHeyi, who: &Arc<Caller>, module: Option<&'static str>) -> Vec<RecordId> {
    let entries =
        all_pages(2, |paging| heyi.reading(who.clone(), move |work| bin::list(work, module, &paging)).unwrap());
    entries.iter().map(|e| id_of(&e["id"])).collect()
}

#[test]
fn the_bin_lists_what_the_caller_could_delete() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let owner = heyi.person(json!({"name": "所有人"}), &["own"]);
        let reader = heyi.person(json!({"name": "读者"}), &["blind"]);
        let mut mine = Vec::new();
        for n in 0..3 {
            heyi.clock.advance(1_000);
            let id = heyi.create(owner.clone(), "gadgets", json!({"name": format!("器{n}")})).unwrap();
            heyi.delete(owner.clone(), "gadgets", id).unwrap();
            mine.insert(0, id);
        }
        // The last one at the same moment as another.
        let note = heyi.create(owner.clone(), "notes", json!({"subject": "记"})).unwrap();
        heyi.delete(owner.clone(), "notes", note).unwrap();
        heyi.clock.advance(1_000);
        let foreign = heyi.make("gadgets", json!({"name": "他人的"}));
        heyi.delete(System::command(), "gadgets", foreign).unwrap();
        let everything: Vec<RecordId> = [note].into_iter().chain(mine.clone()).collect();
        assert_eq!(listed(heyi, &owner, None), everything);
        assert_eq!(listed(heyi, &owner, Some("gadgets")), mine);
        assert_eq!(listed(heyi, &admin, None), [vec![foreign], everything].concat());
        assert_eq!(listed(heyi, &reader, None), []);
        let refused = heyi.reading(reader, |work| bin::list(work, Some("gadgets"), &Paging::default())).unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden);
        let first =
            heyi.reading(owner, |work| bin::list(work, None, &Paging::default())).unwrap()["entries"][0].clone();
        assert_eq!((&first["name"], &first["deleted_by"]["name"]), (&json!("记"), &json!("所有人")));
    });
}

#[test]
fn the_bin_shows_nothing_that_the_caller_did_not_see_before() {
    let mut shape = sample::shape();
    for (key, read) in [("reads_own", Some(Scope::Own)), ("reads_nothing", None)] {
        let access = AccessDef { read, delete: Some(Scope::All), ..AccessDef::default() };
        let modules = [("gadgets".to_owned(), access)].into_iter().collect();
        shape.roles.insert(key.into(), RoleDef { key: key.into(), modules, ..RoleDef::default() });
    }
    on_both_databases(&shape, |heyi| {
        let who = heyi.person(json!({"name": "某"}), &["reads_own"]);
        let blind = heyi.person(json!({"name": "盲"}), &["reads_nothing"]);
        let mine = heyi.make("gadgets", json!({"name": "我的", "owner": who.person.to_string()}));
        let foreign = heyi.make("gadgets", json!({"name": "他人的"}));
        assert_eq!(heyi.delete(who.clone(), "gadgets", foreign).unwrap_err().kind, Kind::NotFound);
        for id in [mine, foreign] {
            heyi.delete(System::command(), "gadgets", id).unwrap();
        }
        assert_eq!(listed(heyi, &who, Some("gadgets")), [mine]);
        assert_eq!(listed(heyi, &blind, None), []);
        assert_eq!(heyi.restore(who.clone(), "gadgets", foreign).unwrap_err().kind, Kind::NotFound);
        assert_eq!(heyi.restore(who, "gadgets", mine).unwrap(), mine);
        let refused = heyi.reading(blind, |work| bin::list(work, Some("gadgets"), &Paging::default())).unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden);
    });
}

#[test]
fn what_is_deleted_for_good_leaves_nothing_but_its_history() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let all = heyi.person(json!({"name": "全部"}), &["all"]);
        let maker = heyi.make("makers", json!({"name": "厂"}));
        let gadget = heyi.make("gadgets", json!({"name": "器", "uses": ["home"], "maker": maker.to_string()}));
        let note = heyi.make("notes", json!({"subject": "记", "gadget": gadget.to_string()}));
        heyi.write(admin.clone(), move |work| {
            comments::create(work, "gadgets", gadget, "说", &[])?;
            tags::set(work, "gadgets", gadget, &["重点".into()])
        })
        .unwrap();
        let purge = |who: &Arc<Caller>, id| heyi.write(who.clone(), move |work| bin::purge(work, "gadgets", &[id]));
        assert_eq!(purge(&admin, gadget).unwrap(), 0, "it is not in the bin");
        heyi.delete(System::command(), "gadgets", gadget).unwrap();
        assert_eq!(purge(&all, gadget).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(purge(&admin, gadget).unwrap(), 1);
        let raw = Raw::of(heyi);
        for table in ["record_comment", "record_tag", "record_option", "field_period", "record_grant"] {
            assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM {table} WHERE record = {gadget}")), 0, "{table}");
        }
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM timeline WHERE subject = {gadget}")), 0);
        assert_eq!(
            raw.number(&format!("SELECT COUNT(*) FROM timeline WHERE record = {note}")),
            1,
            "still on the maker's"
        );
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM history WHERE record = {gadget} AND kind = 'purge'")), 1);
        assert_eq!(heyi_engine::history::check(&heyi.engine).unwrap(), []);
        assert_eq!(heyi.restore(System::command(), "gadgets", gadget).unwrap_err().kind, Kind::NotFound);
    });
}

#[test]
fn the_bin_is_emptied_after_thirty_days() {
    on_both_databases(&sample::shape(), |heyi| {
        let make = |name: &str| {
            let id = heyi.make("gadgets", json!({"name": name}));
            heyi.delete(System::command(), "gadgets", id).unwrap();
            id
        };
        let old = make("旧");
        heyi.clock.advance(bin::KEPT_MS);
        make("新");
        assert_eq!(heyi.system(|work| bin::expire(work, 10)).unwrap(), 0);
        heyi.clock.advance(1);
        assert_eq!(heyi.system(|work| bin::expire(work, 10)).unwrap(), 1);
        let raw = Raw::of(heyi);
        assert_eq!(raw.number(&format!("SELECT COUNT(*) FROM gadgets WHERE id = {old}")), 0);
        assert_eq!(raw.number("SELECT COUNT(*) FROM gadgets"), 1);
    });
}
