use heyi_engine::access::RoleDef;
use heyi_engine::page::Paging;
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::{App, Noun, System};
use heyi_model::module::{AccessDef, Scope};
use heyi_model::{Kind, Label, RecordId};
use heyi_testkit::rules::Rules;
use heyi_testkit::{Shape, TestHeyi, on_both_databases, sample};
use indexmap::IndexMap;
use serde_json::{Value as Json, json};

use super::NOUN;

const NOW: &str = "2026-11-23T02:00:00.000Z";

fn check(rule: &str, before: Json, change: Json, expect: Result<Json, &str>) {
    let rules = crate::tests::with_customers(Rules::of(&NOUN, NOW));
    rules.check(rule, &before, &change, expect.as_ref().map_err(|e| *e));
}

#[test]
fn an_activity_is_named_by_its_content() {
    let rule = "an_activity_without_a_subject_is_named_by_its_content";
    let long = "客".repeat(60);
    let named = json!({"kind": "call", "subject": "价格", "content": "谈了价格"});
    let derived = json!({"kind": "call", "subject": "谈了价格", "content": "谈了价格"});
    for (before, change, subject) in [
        (json!(null), json!({"kind": "call", "content": "谈了价格\n明天报价"}), "谈了价格"),
        (json!(null), json!({"kind": "visit", "content": format!("\n\n  {long}")}), &*"客".repeat(40)),
        (json!(null), json!({"kind": "visit"}), "拜访"),
        (json!(null), json!({"kind": "visit", "subject": "回访", "content": "很好"}), "回访"),
        (named, json!({"content": "谈了付款"}), "价格"),
        (derived.clone(), json!({"content": "谈了付款"}), "谈了付款"),
        (derived.clone(), json!({"subject": null}), "谈了价格"),
        (derived, json!({"subject": "价格", "content": "谈了付款"}), "价格"),
    ] {
        check(rule, before, change, Ok(json!({"subject": subject})));
    }
}

#[test]
fn calls_and_visits_have_happened() {
    for (kind, at, expect) in [
        ("call", json!(null), Ok(json!({"happened_at": NOW}))),
        ("call", json!("2026-11-23T02:05:00Z"), Ok(json!({"happened_at": "2026-11-23T02:05:00.000Z"}))),
        ("call", json!("2026-11-23T02:05:01Z"), Err("happened_at in_the_future")),
        ("visit", json!("2026-11-24T02:00:00Z"), Err("happened_at in_the_future")),
        ("meeting", json!("2026-11-24T02:00:00Z"), Ok(json!({}))),
        ("note", json!("2020-01-01T00:00:00Z"), Ok(json!({"happened_at": "2020-01-01T00:00:00.000Z"}))),
    ] {
        check("all", Json::Null, json!({"kind": kind, "happened_at": at}), expect);
    }
    let planned = json!({"kind": "meeting", "happened_at": "2026-11-24T02:00:00Z"});
    check("all", planned.clone(), json!({"kind": "visit"}), Err("happened_at in_the_future"));
    check("all", planned, json!({"content": "带样品"}), Ok(json!({})));
}

#[test]
fn the_account_follows_deal_and_contact() {
    crate::tests::check_account_follows(|change, account| {
        let rule = "the_account_follows_deal_and_contact";
        check(rule, Json::Null, change, Ok(json!({"account": account})));
    });
}

#[test]
fn the_next_follow_up_comes_after_this_one() {
    // 2026-11-23T20:00Z is already the 24th in Shanghai.
    let rule = "the_next_follow_up_is_not_before_this_one";
    for (next, expect) in [
        ("2026-11-24", Ok(json!({}))),
        ("2026-11-25", Ok(json!({}))),
        ("2026-11-23", Err("next_follow_up_on order_of_dates")),
    ] {
        check(rule, Json::Null, json!({"happened_at": "2026-11-23T20:00:00Z", "next_follow_up_on": next}), expect);
    }
}

/// People, and customers as another app would define them: this app meets them through its own lookups.
fn organisation() -> Shape {
    const CUSTOMERS: [&str; 3] = ["accounts", "contacts", "leads"];
    let noun = |key, more: &str| {
        let toml = format!(
            "app = \"customers\"\nlabel = {{ zh = \"客户\", en = \"Customer\" }}\nname_field = \"name\"\nowned = true\n\
             [fields.name]\ntype = \"text\"\nlabel = {{ zh = \"名称\", en = \"Name\" }}\n\
             [fields.last_followed_up_at]\ntype = \"date_time\"\nlabel = {{ zh = \"最近跟进\", en = \"Last\" }}\nread_only = true\n\
             [fields.next_follow_up_on]\ntype = \"date\"\nlabel = {{ zh = \"下次跟进\", en = \"Next\" }}\n{more}"
        );
        Noun { key, toml: toml.leak(), rules: &[], after: &[] }
    };
    let account =
        "[fields.account]\ntype = \"lookup\"\ntarget = \"accounts\"\nlabel = { zh = \"客户\", en = \"Account\" }\n";
    let mut nouns: Vec<Noun> =
        CUSTOMERS.iter().map(|key| noun(*key, if *key == "contacts" { account } else { "" })).collect();
    nouns.push(noun("deals", account));
    let customers = App { key: "customers", label: ("客户", "Customers"), base: true, nouns, seeds: &[] };
    let Shape { apps, mut roles } = sample::shape();
    // Reads every customer, changes none, and logs what was done.
    let modules = IndexMap::from([
        ("accounts".to_owned(), AccessDef { read: Some(Scope::All), ..AccessDef::default() }),
        ("activities".to_owned(), sample::full(Scope::Own)),
    ]);
    let caller =
        RoleDef { key: "caller".into(), label: Label::new("电话员", "Caller"), modules, ..RoleDef::default() };
    roles.insert("caller".into(), caller);
    Shape { apps: apps.into_iter().chain([customers, crate::app()]).collect(), roles }
}

/// When a record was last followed up and when it is to be next, by hours and days of November.
fn known(heyi: &TestHeyi, module: &str, id: RecordId) -> (String, String) {
    let record = heyi.read(System::command(), module, id).unwrap();
    let text = |key: &str| record[key].as_str().unwrap_or("-").to_owned();
    (text("last_followed_up_at").replace(":00:00.000Z", ""), text("next_follow_up_on"))
}

fn knows(last: &str, next: &str) -> (String, String) {
    let whole = |text: &str| if text == "-" { text.to_owned() } else { format!("2026-11-{text}") };
    (whole(last), whole(next))
}

fn call(at: &str, next: Option<&str>) -> Json {
    json!({"kind": "call", "content": "电话", "happened_at": format!("2026-11-{at}:00:00Z"),
        "next_follow_up_on": next.map(|day| format!("2026-11-{day}"))})
}

fn about(account: RecordId, mut activity: Json) -> Json {
    activity["account"] = account.to_string().into();
    activity
}

#[test]
fn a_follow_up_moves_the_last_and_the_next_one() {
    on_both_databases(&organisation(), |heyi| {
        let system = System::command;
        let account = heyi.make("accounts", json!({"name": "甲"}));
        let other = heyi.make("accounts", json!({"name": "乙"}));
        let log = |at, next| heyi.make("activities", about(account, call(at, next)));
        let change = |activity, fields| heyi.update(system(), "activities", activity, fields).unwrap();
        let expect = |last, next, what: &str| assert_eq!(known(heyi, "accounts", account), knows(last, next), "{what}");

        let first = log("10T02", Some("25"));
        expect("10T02", "25", "the first");
        log("05T02", Some("30"));
        expect("10T02", "25", "a backdated one moves nothing");
        log("12T02", None);
        expect("12T02", "25", "a day that has not come still stands");
        let third = log("22T02", Some("28"));
        expect("22T02", "28", "the newest says when");
        change(third, json!({"next_follow_up_on": "2026-11-29"}));
        expect("22T02", "29", "it says another day");
        heyi.update(system(), "accounts", account, json!({"next_follow_up_on": "2026-12-24"})).unwrap();
        change(third, json!({"content": "谈了价格"}));
        assert_eq!(
            known(heyi, "accounts", account).1,
            "2026-12-24",
            "what a person set stays when nothing of the kind changes"
        );
        change(third, json!({"next_follow_up_on": "2026-11-27"}));
        expect("22T02", "27", "but a new word counts");
        change(third, json!({"happened_at": "2026-11-11T02:00:00Z"}));
        expect("12T02", "-", "it was earlier than thought: the day that it named is not the newest one's");
        change(third, json!({"happened_at": "2026-11-21T02:00:00Z"}));
        expect("21T02", "27", "later again");
        heyi.delete(system(), "activities", third).unwrap();
        expect("12T02", "-", "it is gone, and what it said");
        heyi.restore(system(), "activities", third).unwrap();
        expect("21T02", "27", "it came back");
        change(third, json!({"account": other.to_string()}));
        expect("12T02", "-", "it was about somebody else");
        assert_eq!(known(heyi, "accounts", other), knows("21T02", "27"));
        change(third, json!({"account": null}));
        assert_eq!(known(heyi, "accounts", other), knows("-", "-"));
        change(first, json!({"next_follow_up_on": "2026-11-26"}));
        expect("12T02", "-", "an older one says nothing");

        let planned = json!({"kind": "meeting", "happened_at": "2026-11-24T02:00:00Z"});
        let planned = heyi.make("activities", about(account, planned));
        expect("12T02", "-", "what is planned has not happened");
        heyi.clock.advance(2 * 86_400_000);
        change(planned, json!({"content": "见了面", "next_follow_up_on": "2026-11-30"}));
        expect("24T02", "30", "it took place");
        log("25T00", None);
        expect("25T00", "30", "today is before the day");
        change(planned, json!({"next_follow_up_on": null}));
        expect("25T00", "30", "an older one takes nothing back");
    });
}

#[test]
fn everything_that_an_activity_is_about_moves_with_one_change_for_a_set() {
    on_both_databases(&organisation(), |heyi| {
        let account = heyi.make("accounts", json!({"name": "甲"}));
        let link = json!({"name": "乙", "account": account.to_string()});
        let (contact, deal) = (heyi.make("contacts", link.clone()), heyi.make("deals", link));
        let lead = heyi.make("leads", json!({"name": "丙"}));
        let of = |at, next, links: Json| {
            let mut fields = call(at, next);
            fields.as_object_mut().unwrap().extend(links.as_object().unwrap().clone());
            Draft(fields.as_object().unwrap().clone())
        };
        let set = vec![
            of("10T02", Some("26"), json!({"deal": deal.to_string()})),
            of("15T02", Some("27"), json!({"contact": contact.to_string()})),
            of("12T02", Some("28"), json!({"deal": deal.to_string(), "contact": contact.to_string()})),
            of("11T02", None, json!({"lead": lead.to_string()})),
        ];
        heyi.system(move |work| pipeline::create(work, "activities", set.clone(), Origin::Import)).unwrap();
        assert_eq!(known(heyi, "accounts", account), knows("15T02", "27"));
        assert_eq!(known(heyi, "contacts", contact), knows("15T02", "27"));
        assert_eq!(known(heyi, "deals", deal), knows("12T02", "28"));
        assert_eq!(known(heyi, "leads", lead), knows("11T02", "-"));
        assert_eq!(heyi.read(System::command(), "accounts", account).unwrap()["version"], 2);
        heyi.delete(System::command(), "leads", lead).unwrap();
        heyi.make("activities", call("16T02", None));
        assert_eq!(heyi_engine::history::check(&heyi.engine).unwrap(), []);
    });
}

#[test]
fn a_follow_up_moves_also_what_its_writer_may_only_read() {
    on_both_databases(&organisation(), |heyi| {
        let account = heyi.make("accounts", json!({"name": "甲"}));
        let caller = heyi.person(json!({"name": "小陈"}), &["caller"]);
        let refused = heyi.update(caller.clone(), "accounts", account, json!({"name": "改"})).unwrap_err();
        assert_eq!(refused.kind, Kind::Forbidden);
        heyi.create(caller.clone(), "activities", about(account, call("20T02", Some("25")))).unwrap();
        assert_eq!(known(heyi, "accounts", account), knows("20T02", "25"));
        let history = heyi
            .reading(caller, move |work| heyi_engine::history::list(work, "accounts", account, &Paging::default()))
            .unwrap();
        let moved = &history["entries"][0];
        assert_eq!((&moved["kind"], &moved["person"]), (&json!("derive"), &Json::Null), "it followed: {moved}");
        let fields: Vec<&str> =
            moved["changes"].as_array().unwrap().iter().map(|c| c["field"].as_str().unwrap()).collect();
        assert_eq!(fields, ["last_followed_up_at", "next_follow_up_on"]);
    });
}

#[test]
fn a_form_that_is_open_while_somebody_follows_up_is_not_stale_but_for_what_followed() {
    on_both_databases(&organisation(), |heyi| {
        let owner = heyi.person(json!({"name": "小李"}), &["administrator"]);
        let account = heyi.create(owner.clone(), "accounts", json!({"name": "甲"})).unwrap();
        let before = heyi.read(owner.clone(), "accounts", account).unwrap();
        let save = |fields: Json, seen: i64| {
            let draft = Draft(fields.as_object().unwrap().clone());
            let edit = pipeline::Edit { id: account, version: Some(seen), draft };
            let saved = heyi.write(owner.clone(), move |work| {
                Ok(pipeline::update(work, "accounts", std::slice::from_ref(&edit), Origin::Person)?.remove(0))
            });
            saved.unwrap().map_err(|problem| problem.kind)
        };
        heyi.make("activities", about(account, call("20T02", Some("25"))));
        let after = heyi.read(owner.clone(), "accounts", account).unwrap();
        assert_eq!(after["version"], 2);
        assert_eq!((&after["updated_by"], &after["updated_at"]), (&before["updated_by"], &before["updated_at"]));
        assert_eq!(save(json!({"next_follow_up_on": "2026-12-01"}), 1), Err(Kind::Stale), "that is what moved");
        assert_eq!(save(json!({"name": "乙"}), 1), Ok(account));
        assert_eq!(save(json!({"name": "丙"}), 2), Err(Kind::Stale), "a person has changed it since");
        assert_eq!(save(json!({"name": "丁"}), 9), Err(Kind::Stale), "no such version yet");
        assert_eq!(save(json!({"name": "戊"}), 3), Ok(account));
        assert_eq!(known(heyi, "accounts", account), knows("20T02", "25"));
    });
}
