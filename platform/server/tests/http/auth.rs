//! Who may ask, and with what.

use heyi_engine::people::api_keys::NewKey;
use serde_json::json;

use crate::client::{Client, Member, PASSWORD, on_both_databases};

fn cookie(answer: &crate::client::Answer) -> String {
    answer.header("set-cookie").unwrap().split(';').next().unwrap().to_owned()
}

/// Signs in and shows the session's cookie from then on.
fn signed_in(nobody: &Client, account: &str) -> Client {
    let answer = nobody.post("/api/v1/session", &json!({"account": account, "password": PASSWORD})).expect(200);
    nobody.clone().with("cookie", &cookie(&answer))
}

#[test]
fn a_person_signs_in_and_out() {
    on_both_databases(|_, served, _| {
        let nobody = served.nobody();
        let wrong = nobody.post("/api/v1/session", &json!({"account": "boss", "password": "wrong"})).expect(401);
        assert_eq!(wrong.codes(), ["wrong_password"]);
        let nobody_there =
            nobody.post("/api/v1/session", &json!({"account": "ghost", "password": "wrong"})).expect(401);
        assert_eq!(nobody_there.codes(), ["wrong_password"]);

        let answer =
            nobody.post("/api/v1/session", &json!({"account": "boss", "password": PASSWORD, "code": null})).expect(200);
        let set = answer.header("set-cookie").unwrap();
        assert!(set.starts_with("heyi_session=") && set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
        let me = answer.json();
        assert_eq!(
            (&me["person"]["name"], &me["admin"], &me["locale"]),
            (&json!("boss"), &json!(true), &json!("zh-CN"))
        );

        let person = nobody.clone().with("cookie", &cookie(&answer)).with("sec-fetch-site", "same-origin");
        assert_eq!(person.get("/api/v1/session").expect(200).json(), me);
        let sessions = person.get("/api/v1/sessions").expect(200).json();
        assert_eq!(sessions["sessions"][0]["current"], true, "{sessions}");
        let english = person.patch("/api/v1/session", &json!({"locale": "en"})).expect(200);
        assert_eq!(english.json()["locale"], "en");
        assert_eq!(person.get("/api/v1/no-such").expect(404).json()["title"], "没有找到，或您无权查看");
        let gone = person.get("/api/v1/records/makers/1").expect(404).json();
        assert_eq!(gone["title"], "Not found, or not visible to you");

        person.delete("/api/v1/session").expect(204);
        person.get("/api/v1/session").expect(401);
    });
}

#[test]
fn a_cookie_writes_only_from_a_page_of_this_host() {
    on_both_databases(|_, served, _| {
        let person = signed_in(&served.nobody(), "boss");
        let host = served.base.trim_start_matches("http://").to_owned();
        let elsewhere = format!("https://{host}");
        for (headers, status) in [
            (&[][..], 403),
            (&[("origin", served.base.as_str())], 201),
            // A proxy in front speaks TLS: the host is the same.
            (&[("origin", elsewhere.as_str())], 201),
            (&[("origin", "http://evil.example")], 403),
            (&[("origin", "null")], 403),
            (&[("sec-fetch-site", "same-origin")], 201),
            (&[("sec-fetch-site", "cross-site"), ("origin", served.base.as_str())], 403),
        ] {
            let client = headers.iter().fold(person.clone(), |client, (name, value)| client.with(name, value));
            let answer = client.post("/api/v1/records/makers", &json!({"name": "厂"}));
            assert_eq!(answer.status, status, "{headers:?} {}", answer.text());
            if status == 403 {
                assert_eq!(answer.codes(), ["cross_site"]);
            }
            client.get("/api/v1/session").expect(200);
        }
        let evil = served.nobody().with("origin", "http://evil.example");
        evil.post("/api/v1/session", &json!({"account": "boss", "password": PASSWORD})).expect(403);
    });
}

#[test]
fn a_key_does_what_it_was_made_for_and_never_more_than_its_person() {
    on_both_databases(|heyi, served, boss| {
        let rep = Member::new(heyi, "rep", &["own"]);
        let key = |new: NewKey| Member::key_of(heyi, &rep.caller, NewKey { name: "k".into(), ..new });
        let only_reads = served.bearer(&key(NewKey { read_only: true, ..NewKey::default() }));
        let one_module = served.bearer(&key(NewKey { modules: vec!["makers".into()], ..NewKey::default() }));
        let all = served.bearer(&rep.key);
        let query = json!({});
        for (name, client, expect) in [
            ("nobody", &served.nobody(), [401, 401, 401, 401, 401]),
            ("a wrong key", &served.bearer("hk_wrong"), [401, 401, 401, 401, 401]),
            ("a key that only reads", &only_reads, [200, 200, 403, 200, 403]),
            ("a key for one module", &one_module, [200, 200, 201, 403, 403]),
            ("a rep's key", &all, [200, 200, 201, 200, 403]),
            ("an administrator's key", boss, [200, 200, 201, 200, 200]),
        ] {
            let got = [
                client.get("/api/v1/records/makers").status,
                client.post("/api/v1/records/makers/query", &query).status,
                client.post("/api/v1/records/makers", &json!({"name": "厂"})).status,
                client.get("/api/v1/records/gadgets").status,
                client.get("/api/v1/roles").status,
            ];
            assert_eq!(got, expect, "{name}");
        }
        // A key makes no key, and changes no password.
        all.post("/api/v1/api-keys", &json!({"name": "more"})).expect(403);
        all.post("/api/v1/session/password", &json!({"password": PASSWORD, "new_password": "x"})).expect(403);
    });
}

#[test]
fn a_key_ends_when_it_is_revoked_or_expires() {
    on_both_databases(|heyi, served, _| {
        let person = signed_in(&served.nobody(), "boss").with("sec-fetch-site", "same-origin");
        let made = person.post("/api/v1/api-keys", &json!({"name": "机器人", "expires_at": "2026-11-24T01:00:00Z"}));
        let made = made.expect(201).json();
        let robot = served.bearer(made["secret"].as_str().unwrap());
        robot.get("/api/v1/session").expect(200);
        let listed = person.get("/api/v1/api-keys").expect(200);
        assert!(!listed.text().contains(made["secret"].as_str().unwrap()), "the secret is shown once");
        heyi.clock.advance(24 * 3_600_000 + 1);
        robot.get("/api/v1/session").expect(401);

        let person = signed_in(&served.nobody(), "boss").with("sec-fetch-site", "same-origin");
        let made = person.post("/api/v1/api-keys", &json!({"name": "b"})).expect(201).json();
        let robot = served.bearer(made["secret"].as_str().unwrap());
        robot.get("/api/v1/session").expect(200);
        person.delete(&format!("/api/v1/api-keys/{}", made["id"].as_str().unwrap())).expect(204);
        robot.get("/api/v1/session").expect(401);
    });
}

#[test]
fn a_session_ends_when_its_person_or_an_administrator_ends_it() {
    on_both_databases(|heyi, served, boss| {
        let rep = Member::new(heyi, "rep", &["own"]);
        let (one, two) = (signed_in(&served.nobody(), "rep"), signed_in(&served.nobody(), "rep"));
        let same = |client: &Client| client.clone().with("sec-fetch-site", "same-origin");
        same(&one).delete("/api/v1/sessions").expect(204);
        two.get("/api/v1/session").expect(401);
        one.get("/api/v1/session").expect(200);

        let wrong = json!({"password": "wrong", "new_password": "another-uncommon-one-7"});
        assert_eq!(same(&one).post("/api/v1/session/password", &wrong).expect(422).codes(), ["wrong_password"]);
        let weak = json!({"password": PASSWORD, "new_password": "short"});
        let refused = same(&one).post("/api/v1/session/password", &weak).expect(422).json()["errors"][0].take();
        assert_eq!((&refused["field"], &refused["code"]), (&json!("new_password"), &json!("weak_password")));
        let good = json!({"password": PASSWORD, "new_password": "another-uncommon-one-7"});
        same(&one).post("/api/v1/session/password", &good).expect(204);
        one.get("/api/v1/session").expect(200);
        served.nobody().post("/api/v1/session", &json!({"account": "rep", "password": PASSWORD})).expect(401);

        boss.patch(&format!("/api/v1/logins/{}", rep.login), &json!({"disabled": true})).expect(200);
        one.get("/api/v1/session").expect(401);
        served.bearer(&rep.key).get("/api/v1/session").expect(401);
    });
}

#[test]
fn a_role_that_changes_holds_from_the_next_request() {
    on_both_databases(|heyi, served, boss| {
        let rep = Member::new(heyi, "rep", &["own"]);
        let client = served.bearer(&rep.key);
        let id = boss.make("makers", &json!({"name": "别人的厂"}));
        client.get(&format!("/api/v1/records/makers/{id}")).expect(404);
        let roles = format!("/api/v1/people/{}/roles", rep.caller.person);
        boss.put(&roles, &json!({"roles": ["all"]})).expect(200);
        client.get(&format!("/api/v1/records/makers/{id}")).expect(200);
        boss.put(&roles, &json!({"roles": []})).expect(200);
        client.get(&format!("/api/v1/records/makers/{id}")).expect(403);
    });
}
