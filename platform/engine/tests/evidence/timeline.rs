use heyi_engine::access::RoleDef;
use heyi_engine::{Who, timeline};
use heyi_model::module::{AccessDef, FieldAccess, Scope};
use heyi_model::{Kind, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::raw::{Raw, all_pages, id_of, page};

fn ids(heyi: &TestHeyi, who: impl Into<Who>, module: &'static str, id: RecordId) -> Vec<RecordId> {
    entries(heyi, who, module, id, 2).iter().map(|e| id_of(&e["record"]["id"])).collect()
}

fn entries(heyi: &TestHeyi, who: impl Into<Who>, module: &'static str, id: RecordId, limit: u32) -> Vec<Json> {
    let who = who.into();
    all_pages(limit, |paging| heyi.reading(who.clone(), move |work| timeline::list(work, module, id, &paging)).unwrap())
}

#[test]
fn entries_follow_their_records_and_the_links_on_the_way() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let maker = |name: &str| heyi.make("makers", json!({"name": name}));
        let (m1, m2) = (maker("一厂"), maker("二厂"));
        let g1 = heyi.make("gadgets", json!({"name": "甲", "maker": m1.to_string()}));
        let g2 = heyi.make("gadgets", json!({"name": "乙", "maker": m2.to_string()}));
        let note = |subject: &str, day: u32, gadget: RecordId| {
            let at = format!("2026-11-{day:02}T08:00:00Z");
            heyi.make("notes", json!({"subject": subject, "happened_at": at, "gadget": gadget.to_string()}))
        };
        let (n1, n2, n3) = (note("一", 1, g1), note("二", 3, g1), note("三", 2, g2));
        let on = |module: &'static str, id: RecordId| ids(heyi, admin.clone(), module, id);
        assert_eq!((on("gadgets", g1), on("makers", m1)), (vec![n2, n1], vec![n2, n1]));
        assert_eq!((on("gadgets", g2), on("makers", m2)), (vec![n3], vec![n3]));
        let shown = &entries(heyi, admin.clone(), "makers", m2, 5)[0];
        assert_eq!(shown["at"], "2026-11-02T08:00:00.000Z");
        assert_eq!((&shown["kind"], &shown["module"]), (&json!("notes"), &json!("notes")));
        assert_eq!(shown["record"]["name"], "三");
        assert_eq!(shown["record"]["fields"]["gadget"]["name"], "乙");

        let system = heyi_engine::System::command;
        heyi.update(system(), "notes", n1, json!({"happened_at": "2026-11-09T08:00:00Z"})).unwrap();
        assert_eq!(on("makers", m1), [n1, n2], "it happened later");
        heyi.update(system(), "notes", n1, json!({"gadget": g2.to_string()})).unwrap();
        assert_eq!((on("makers", m1), on("makers", m2), on("gadgets", g2)), (vec![n2], vec![n1, n3], vec![n1, n3]));
        heyi.update(system(), "gadgets", g2, json!({"maker": m1.to_string()})).unwrap();
        assert_eq!((on("makers", m1), on("makers", m2)), (vec![n1, n2, n3], vec![]), "its notes went with the gadget");
        heyi.update(system(), "gadgets", g2, json!({"maker": null})).unwrap();
        assert_eq!((on("makers", m1), on("gadgets", g2)), (vec![n2], vec![n1, n3]));
        heyi.delete(system(), "notes", n2).unwrap();
        assert_eq!((on("makers", m1), on("gadgets", g1)), (vec![], vec![]));
        heyi.restore(system(), "notes", n2).unwrap();
        assert_eq!((on("makers", m1), on("gadgets", g1)), (vec![n2], vec![n2]));
        heyi.update(system(), "notes", n2, json!({"happened_at": null})).unwrap();
        assert_eq!(
            entries(heyi, admin.clone(), "makers", m1, 5)[0]["at"],
            "2026-11-23T01:00:00.000Z",
            "when it was made"
        );
    });
}

#[test]
fn a_timeline_passes_over_what_the_caller_does_not_see_and_touches_at_most_500() {
    on_both_databases(&sample::shape(), |heyi| {
        let mine = heyi.person(json!({"name": "我"}), &["own"]);
        let other = heyi.person(json!({"name": "他"}), &["own"]);
        let gadget = heyi.create(mine.clone(), "gadgets", json!({"name": "器"})).unwrap();
        let at = |n: i64| {
            let mut out = Vec::new();
            heyi_model::wire::timestamp(&mut out, 1_700_000_000_000 + n * 1_000);
            serde_json::from_slice::<Json>(&out).unwrap()
        };
        let make = |owner: RecordId, range: std::ops::Range<i64>| {
            let drafts: Vec<_> = range
                .map(|n| json!({"subject": n.to_string(), "happened_at": at(n), "gadget": gadget.to_string(), "owner": owner.to_string()}))
                .collect();
            let made = heyi.system(move |work| {
                let drafts = drafts.iter().filter_map(|d| d.as_object().cloned()).map(Into::into).collect();
                heyi_engine::pipeline::create(work, "notes", drafts, heyi_engine::pipeline::Origin::Import)
            });
            made.unwrap().into_iter().map(Result::unwrap).collect::<Vec<_>>()
        };
        let mut own = make(mine.person, 0..3);
        make(other.person, 3..800);
        own.extend(make(mine.person, 800..805));
        own.reverse();
        assert_eq!(ids(heyi, mine.clone(), "gadgets", gadget), own);
        let first =
            heyi.reading(mine.clone(), move |work| timeline::list(work, "gadgets", gadget, &page(50, None))).unwrap();
        assert_eq!(first["entries"].as_array().unwrap().len(), 5);
        assert!(first["next_cursor"].is_string(), "there is more than 500 entries further down");
        let hidden =
            heyi.reading(other, move |work| timeline::list(work, "gadgets", gadget, &page(5, None))).unwrap_err();
        assert_eq!(hidden.kind, Kind::NotFound);
        assert_eq!(Raw::of(heyi).number("SELECT COUNT(*) FROM timeline"), 805);
    });
}

#[test]
fn an_entry_tells_nothing_of_the_records_and_fields_on_its_way() {
    let mut shape = sample::shape();
    let access = |read, fields: &[(&str, FieldAccess)]| AccessDef {
        read: Some(read),
        fields: fields.iter().map(|(field, access)| ((*field).to_owned(), *access)).collect(),
        ..AccessDef::default()
    };
    let roles = [
        ("sees_no_gadget", Scope::Own, &[][..]),
        ("does_not_know_the_maker", Scope::All, &[("maker", FieldAccess::Hidden)]),
        ("knows_the_way", Scope::All, &[]),
    ];
    for (key, scope, hidden) in roles {
        let moment = [("happened_at", FieldAccess::Masked)];
        let modules = [
            ("gadgets".to_owned(), access(scope, hidden)),
            ("notes".to_owned(), access(Scope::All, &moment)),
            ("makers".to_owned(), access(Scope::All, &[])),
        ];
        let role = RoleDef { key: key.into(), modules: modules.into_iter().collect(), ..RoleDef::default() };
        shape.roles.insert(key.into(), role);
    }
    on_both_databases(&shape, |heyi| {
        let maker = heyi.make("makers", json!({"name": "一厂"}));
        let gadget = heyi.make("gadgets", json!({"name": "甲", "maker": maker.to_string()}));
        let note = json!({"subject": "一", "happened_at": "2026-11-01T08:00:00Z", "gadget": gadget.to_string()});
        let note = heyi.make("notes", note);
        for (role, shown) in [("sees_no_gadget", 0), ("does_not_know_the_maker", 0), ("knows_the_way", 1)] {
            let who = heyi.person(json!({"name": "某"}), &[role]);
            let told = entries(heyi, who, "makers", maker, 5);
            assert_eq!(told.len(), shown, "{role}");
            assert!(told.iter().all(|entry| entry["at"].is_null()), "{role}: the moment is masked");
        }
        heyi.delete(heyi_engine::System::command(), "gadgets", gadget).unwrap();
        let who = heyi.person(json!({"name": "某"}), &["knows_the_way"]);
        assert_eq!(ids(heyi, who, "makers", maker), [], "{note}: the gadget is in the recycle bin");
    });
}
