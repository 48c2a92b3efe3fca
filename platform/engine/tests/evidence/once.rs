use heyi_engine::idempotency::{self, Begin};
use heyi_engine::outbox::{self, Message, Sent};
use heyi_engine::page::Paging;
use heyi_engine::{access_log, events};
use heyi_model::{Clock as _, Code, Kind};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::json;

use crate::raw::Raw;

#[test]
fn a_key_belongs_to_its_caller_and_route_for_48_hours() {
    on_both_databases(&sample::shape(), |heyi| {
        let begin = |caller: i64, route: &'static str, key: &'static str, body: &'static str| {
            heyi.system(move |work| idempotency::begin(work, caller, route, key, body))
        };
        assert_eq!(begin(1, "POST /a", "k", "b1").unwrap(), Begin::Fresh);
        heyi.system(|work| {
            assert_eq!(idempotency::begin(work, 1, "POST /a", "k", "b1")?, Begin::Fresh);
            idempotency::finish(work, 1, "POST /a", "k", "b1", 201, &json!({"id": "7"}))
        })
        .unwrap();
        let done = Begin::Done { status: 201, answer: json!({"id": "7"}) };
        for (caller, route, key, body, expected) in [
            (1, "POST /a", "k", "b1", done.clone()),
            (1, "POST /a", "k", "b2", Begin::Mismatch),
            (2, "POST /a", "k", "b1", Begin::Fresh),
            (1, "POST /b", "k", "b1", Begin::Fresh),
            (1, "POST /a", "K", "b1", Begin::Fresh),
        ] {
            assert_eq!(begin(caller, route, key, body).unwrap(), expected, "{caller} {route} {key} {body}");
        }
        for bad in ["", "\u{0}", "钥匙", "a\n"] {
            assert_eq!(begin(1, "POST /a", bad, "b").unwrap_err().kind, Kind::Malformed, "{bad:?}");
        }
        // A refused effect leaves no key.
        let refused = heyi.system(|work| {
            idempotency::finish(work, 1, "POST /a", "gone", "b", 201, &json!(null))?;
            Err::<(), _>(heyi_model::Problem::forbidden())
        });
        assert!(refused.is_err());
        assert_eq!(begin(1, "POST /a", "gone", "b").unwrap(), Begin::Fresh);
        heyi.clock.advance(idempotency::KEPT_MS - 1);
        assert_eq!(heyi.system(|work| idempotency::purge(work, 10)).unwrap(), 0);
        assert_eq!(begin(1, "POST /a", "k", "b1").unwrap(), done);
        heyi.clock.advance(1);
        assert_eq!(begin(1, "POST /a", "k", "other").unwrap(), Begin::Fresh);
        assert_eq!(Raw::of(heyi).number("SELECT COUNT(*) FROM idempotency"), 0);
    });
}

fn take(heyi: &TestHeyi, limit: u32) -> Vec<Message> {
    heyi.system(move |work| outbox::take_due(work, "mail", limit)).unwrap()
}

fn mark(heyi: &TestHeyi, message: &Message, sent: Sent) -> bool {
    let message = message.clone();
    heyi.system(move |work| outbox::mark(work, &message, &sent)).unwrap()
}

#[test]
fn a_message_is_put_once_and_sent_at_least_once() {
    on_both_databases(&sample::shape(), |heyi| {
        let put = |channel: &'static str, key: &'static str| {
            heyi.system(move |work| outbox::put(work, channel, key, &json!({"to": key}))).unwrap()
        };
        assert_eq!((put("mail", "a"), put("mail", "a"), put("mail", "b"), put("sms", "c")), (true, false, true, true));
        let first = take(heyi, 10);
        assert_eq!(first.iter().map(|m| m.idempotency_key.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!((first[0].attempt, &first[0].payload), (1, &json!({"to": "a"})));
        assert_eq!(take(heyi, 10), [], "somebody holds them");
        assert!(mark(heyi, &first[0], Sent::Yes));
        assert!(!mark(heyi, &first[0], Sent::Yes), "it is done");
        // The sender of b dies; the next one gets it, and the first one's word counts no more.
        heyi.clock.advance(outbox::LEASE_MS);
        let second = take(heyi, 10);
        assert_eq!((second.len(), second[0].id, second[0].attempt), (1, first[1].id, 2));
        assert!(!mark(heyi, &first[1], Sent::Yes));
        assert!(mark(heyi, &second[0], Sent::Failed("no answer\u{0}".into())));
        assert_eq!(take(heyi, 10), [], "not at once");
        heyi.clock.advance(4_000);
        let third = take(heyi, 10);
        assert!(mark(heyi, &third[0], Sent::Refused("no such address".into())));
        heyi.clock.advance(86_400_000);
        assert_eq!(take(heyi, 10), []);
        let raw = Raw::of(heyi);
        assert_eq!(raw.number("SELECT COUNT(*) FROM outbox WHERE state = 'dead' AND error = 'no such address'"), 1);
        heyi.clock.advance(7 * 86_400_000);
        assert_eq!(heyi.system(|work| outbox::purge(work, 10)).unwrap(), 1);
        assert_eq!(raw.number("SELECT COUNT(*) FROM outbox"), 2, "the dead one and the other channel's");
    });
}

#[test]
fn a_message_that_always_fails_is_dead_in_the_end() {
    on_both_databases(&sample::shape(), |heyi| {
        heyi.system(|work| outbox::put(work, "mail", "a", &json!({}))).unwrap();
        for attempt in 1..=outbox::MAX_ATTEMPTS {
            let taken = take(heyi, 1);
            assert_eq!(taken[0].attempt, attempt);
            assert!(mark(heyi, &taken[0], Sent::Failed("no".into())));
            heyi.clock.advance(3_600_000);
        }
        assert_eq!(take(heyi, 1), []);
        assert_eq!(Raw::of(heyi).number("SELECT COUNT(*) FROM outbox WHERE state = 'dead'"), 1);
    });
}

#[test]
fn events_come_in_commit_order_without_gaps_and_stay_a_day() {
    on_both_databases(&sample::shape(), |heyi| {
        let person = heyi.person(json!({"name": "我"}), &["own"]);
        let since = |seq| heyi.system(move |work| events::read_since(work, seq, 100)).unwrap();
        let before = since(0).last().map_or(0, |e| e.seq);
        let id = heyi.create(person.clone(), "gadgets", json!({"name": "器"})).unwrap();
        assert!(heyi.create(person.clone(), "gadgets", json!({})).is_err());
        heyi.update(person.clone(), "gadgets", id, json!({"name": "器二"})).unwrap();
        let found = since(before);
        let said: Vec<_> = found.iter().map(|e| (e.seq, &*e.kind, e.records.clone(), e.person)).collect();
        let me = Some(person.person.get());
        assert_eq!(
            said,
            [(before + 1, "created", vec![(id.get(), 1)], me), (before + 2, "updated", vec![(id.get(), 2)], me)]
        );
        heyi.clock.advance(events::KEPT_MS);
        assert_eq!(heyi.system(|work| events::purge(work, 1_000)).unwrap(), 0);
        heyi.clock.advance(1);
        assert_eq!(heyi.system(|work| events::purge(work, 1)).unwrap(), 1);
        heyi.system(|work| events::purge(work, 1_000)).unwrap();
        assert_eq!(since(0), []);
        heyi.make("gadgets", json!({"name": "后"}));
        assert_eq!(since(0)[0].seq, before + 3, "numbers go on");
    });
}

#[test]
fn the_access_log_is_for_administrators() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let person = heyi.person(json!({"name": "我"}), &["own"]);
        let id = heyi.create(person.clone(), "gadgets", json!({"name": "器"})).unwrap();
        heyi.write(person.clone(), move |work| {
            access_log::note(work, "reveal", Some("gadgets"), Some(id), &json!({"field": "phone"}))?;
            access_log::note(work, "export", Some("gadgets"), None, &json!({"rows": 5}))
        })
        .unwrap();
        let list = |who: &std::sync::Arc<heyi_engine::Caller>, record| {
            let wanted = access_log::Wanted { record, ..access_log::Wanted::default() };
            heyi.reading(who.clone(), move |work| access_log::list(work, &wanted, &Paging::default()))
        };
        let of_record = list(&admin, Some(id)).unwrap();
        let entries = of_record["entries"].as_array().unwrap();
        assert_eq!(entries.len(), 1);
        assert_eq!((&entries[0]["kind"], &entries[0]["person"]["name"]), (&json!("reveal"), &json!("我")));
        assert_eq!(entries[0]["detail"], json!({"field": "phone"}));
        let kinds: Vec<_> =
            list(&admin, None).unwrap()["entries"].as_array().unwrap().iter().map(|e| e["kind"].clone()).collect();
        assert_eq!(kinds[..2], [json!("export"), json!("reveal")]);
        let refused = list(&person, Some(id)).unwrap_err();
        assert_eq!((refused.kind, refused.code), (Kind::Forbidden, Code::Forbidden));
    });
}

#[test]
fn the_access_log_is_narrowed_by_person_kind_module_and_time() {
    on_both_databases(&sample::shape(), |heyi| {
        let admin = heyi.person(json!({"name": "管理员"}), &["administrator"]);
        let [anna, bert] = ["anna", "bert"].map(|name| heyi.person(json!({"name": name}), &["own"]));
        heyi.clock.advance(1);
        let start = heyi.clock.now_ms();
        // An hour apart: anna reveals, bert reveals, anna exports.
        for (who, kind, module) in
            [(&anna, "reveal", "gadgets"), (&bert, "reveal", "makers"), (&anna, "export", "makers")]
        {
            heyi.write(who.clone(), move |work| access_log::note(work, kind, Some(module), None, &json!({}))).unwrap();
            heyi.clock.advance(3_600_000);
        }
        let hour = |n: i64| Some(start + n * 3_600_000);
        let some = |text: &str| Some(text.to_owned());
        let all = access_log::Wanted { since_ms: hour(0), ..access_log::Wanted::default() };
        for (wanted, expect) in [
            (all.clone(), vec!["anna export", "bert reveal", "anna reveal"]),
            (access_log::Wanted { person: Some(anna.person), ..all.clone() }, vec!["anna export", "anna reveal"]),
            (access_log::Wanted { kind: some("reveal"), ..all.clone() }, vec!["bert reveal", "anna reveal"]),
            (access_log::Wanted { module: some("makers"), ..all.clone() }, vec!["anna export", "bert reveal"]),
            (access_log::Wanted { since_ms: hour(1), ..all.clone() }, vec!["anna export", "bert reveal"]),
            (access_log::Wanted { until_ms: hour(1), ..all.clone() }, vec!["anna reveal"]),
            (access_log::Wanted { since_ms: hour(1), until_ms: hour(2), ..all.clone() }, vec!["bert reveal"]),
            (access_log::Wanted { since_ms: Some(i64::MAX), ..all.clone() }, vec![]),
            (access_log::Wanted { until_ms: Some(i64::MIN), ..all }, vec![]),
        ] {
            let shown = wanted.clone();
            let entries =
                heyi.reading(admin.clone(), move |work| access_log::list(work, &wanted, &Paging::default())).unwrap();
            let told = |e: &serde_json::Value| {
                format!("{} {}", e["person"]["name"].as_str().unwrap(), e["kind"].as_str().unwrap())
            };
            let got: Vec<_> = entries["entries"].as_array().unwrap().iter().map(told).collect();
            assert_eq!(got, expect, "{shown:?}");
        }
    });
}
