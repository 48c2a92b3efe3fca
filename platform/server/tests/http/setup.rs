//! Setting up an organisation in which nobody can sign in yet.

use heyi_testkit::{Shape, TestHeyi, sample};
use serde_json::{Value as Json, json};

use crate::client::{Answer, Client, Member, PASSWORD, Served};

fn on_both_databases(mut test: impl FnMut(&TestHeyi, &Served)) {
    let mut extra = sample::app();
    extra.nouns.clear();
    let more = |key| heyi_engine::App { key, base: false, ..extra.clone() };
    let shape = Shape { apps: vec![sample::app(), more("extra"), more("other")], roles: sample::roles() };
    heyi_testkit::on_both_databases(&shape, |heyi| test(heyi, &Served::new(heyi)));
}

fn wanted() -> Json {
    json!({"account": "boss", "name": "王总", "password": PASSWORD, "organisation": {"name": "星辰公司"}})
}

/// The same with one member changed; `organisation.name` is a place inside.
fn with(place: &str, value: Json) -> Json {
    let mut body = wanted();
    *body.pointer_mut(&format!("/{}", place.replace('.', "/"))).unwrap() = value;
    body
}

fn needed(client: &Client) -> Json {
    client.get("/api/v1/setup").expect(200).json()["needed"].clone()
}

fn faults(answer: &Answer) -> Vec<(String, String)> {
    let json = answer.json();
    let text = |fault: &Json, key: &str| fault[key].as_str().unwrap().to_owned();
    json["errors"].as_array().unwrap().iter().map(|fault| (text(fault, "field"), text(fault, "code"))).collect()
}

#[test]
fn whoever_sets_up_is_the_first_administrator_and_signed_in() {
    on_both_databases(|_, served| {
        let nobody = served.nobody();
        assert_eq!(needed(&nobody), true);
        let mut body = wanted();
        body["apps"] = json!(["other"]);
        let answer = nobody.clone().with("accept-language", "en").post("/api/v1/setup", &body).expect(201);
        assert_eq!(answer.header("location"), Some("/api/v1/session"));
        let me = answer.json();
        assert_eq!(
            (&me["person"]["name"], &me["admin"], &me["locale"], &me["organisation"]["name"]),
            (&json!("王总"), &json!(true), &json!("en"), &json!("星辰公司"))
        );
        let on: Vec<&str> = me["apps"].as_array().unwrap().iter().map(|app| app["key"].as_str().unwrap()).collect();
        assert_eq!(on, ["sample", "other"], "those that are named, and the base apps");

        let set = answer.header("set-cookie").unwrap();
        assert!(set.starts_with("heyi_session=") && set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
        let boss = nobody.clone().with("cookie", set.split(';').next().unwrap());
        assert_eq!(boss.get("/api/v1/session").expect(200).json(), me);
        let person = boss.get(&format!("/api/v1/records/persons/{}", me["person"]["id"].as_str().unwrap()));
        assert_eq!(person.expect(200).json()["unit"]["name"], "星辰公司");
        boss.get("/api/v1/logins").expect(200);
        nobody.post("/api/v1/session", &json!({"account": "BOSS", "password": PASSWORD})).expect(200);
        assert_eq!(needed(&nobody), false);
    });
}

#[test]
fn nobody_sets_up_what_somebody_can_sign_in_to() {
    on_both_databases(|heyi, served| {
        let nobody = served.nobody();
        // A person who has no log-in is no reason.
        heyi.make("persons", json!({"name": "导入的人"}));
        assert_eq!(needed(&nobody), true);
        nobody.post("/api/v1/setup", &wanted()).expect(201);
        let again = with("account", json!("thief"));
        assert_eq!(nobody.post("/api/v1/setup", &again).expect(409).codes(), ["already_set_up"]);
        nobody.post("/api/v1/session", &json!({"account": "thief", "password": PASSWORD})).expect(401);
        assert_eq!(heyi.system(heyi_engine::people::logins::list).unwrap().len(), 1);
    });
}

#[test]
fn a_disabled_log_in_is_one() {
    on_both_databases(|heyi, served| {
        let rep = Member::new(heyi, "rep", &["own"]);
        let login = rep.login;
        heyi.system(move |work| heyi_engine::people::logins::disable(work, login)).unwrap();
        let nobody = served.nobody();
        assert_eq!(needed(&nobody), false);
        nobody.post("/api/v1/setup", &wanted()).expect(409);
    });
}

#[test]
fn what_is_wrong_is_named_and_nothing_is_made() {
    on_both_databases(|heyi, served| {
        let nobody = served.nobody();
        let long = "长".repeat(100);
        for (n, (body, status, field, code)) in [
            (with("password", json!("short")), 422, "password", "weak_password"),
            (with("password", json!("1234567890")), 422, "password", "weak_password"),
            (with("password", json!("")), 400, "password", "required"),
            (with("account", json!("")), 400, "account", "required"),
            (with("account", json!(long)), 422, "account", "too_long"),
            (with("name", json!("  ")), 422, "name", "required"),
            (with("organisation.name", json!(" ")), 422, "organisation.name", "required"),
            (with("organisation.name", json!(long)), 422, "organisation.name", "too_long"),
            (
                with("organisation", json!({"name": "甲", "zone": "Mars"})),
                422,
                "organisation.zone",
                "invalid_parameter",
            ),
            (with("organisation", json!([])), 400, "organisation", "not_object"),
            (with("organisation", Json::Null), 400, "organisation", "required"),
        ]
        .into_iter()
        .enumerate()
        {
            // Each from its own address: attempts are slowed down.
            let client = nobody.clone().with("x-forwarded-for", &format!("10.0.0.{n}"));
            let answer = client.post("/api/v1/setup", &body).expect(status);
            assert_eq!(faults(&answer), [(field.to_owned(), code.to_owned())], "{body}");
        }
        let mut body = wanted();
        body["apps"] = json!(["sample", "nowhere"]);
        let answer = nobody.post("/api/v1/setup", &body).expect(422);
        assert_eq!(faults(&answer), [("apps[1]".to_owned(), "unknown_app".to_owned())]);
        nobody.clone().with("origin", "http://evil.example").post("/api/v1/setup", &wanted()).expect(403);
        assert_eq!(needed(&nobody), true);
        for module in ["units", "persons"] {
            let page = heyi.reading(heyi_engine::System::command(), move |work| {
                heyi_engine::describe::modules(work).map(|_| work.snapshot().directory.has_people())
            });
            assert_eq!(page, Ok(false), "{module}");
        }
    });
}

#[test]
fn attempts_to_set_up_are_slowed_down() {
    on_both_databases(|_, served| {
        let nobody = served.nobody();
        let refused = with("name", json!(" "));
        for _ in 0..5 {
            nobody.post("/api/v1/setup", &refused).expect(422);
        }
        let answer = nobody.post("/api/v1/setup", &refused).expect(429);
        assert!(answer.header("retry-after").is_some());
    });
}

#[test]
fn of_many_who_set_up_at_once_one_is_the_administrator() {
    on_both_databases(|heyi, served| {
        // Some at one server and some at another on the same database.
        let other = Served::new(heyi);
        let answers: Vec<(u16, String)> = std::thread::scope(|scope| {
            let attempts: Vec<_> = (0..8)
                .map(|n| {
                    let client = if n % 2 == 0 { served.nobody() } else { other.nobody() };
                    let body = with("account", json!(format!("boss{n}")));
                    scope.spawn(move || {
                        let answer = client.post("/api/v1/setup", &body);
                        let code = if answer.status == 201 { String::new() } else { answer.codes().remove(0) };
                        (answer.status, code)
                    })
                })
                .collect();
            attempts.into_iter().map(|attempt| attempt.join().unwrap()).collect()
        });
        assert_eq!(answers.iter().filter(|(status, _)| *status == 201).count(), 1, "{answers:?}");
        let lost = answers.iter().filter(|(status, _)| *status != 201);
        assert!(lost.clone().all(|(status, code)| *status == 409 && code == "already_set_up"), "{answers:?}");
        let logins = heyi.system(heyi_engine::people::logins::list).unwrap();
        let people = heyi.system(|work| heyi_engine::roles::members(work, "administrator")).unwrap();
        assert_eq!((logins.len(), people), (1, vec![logins[0].person]));
    });
}

#[test]
fn a_server_with_a_token_is_set_up_by_whoever_knows_it() {
    let shape = sample::shape();
    heyi_testkit::on_both_databases(&shape, |heyi| {
        let options = heyi_server::Options { setup_token: Some("tell-nobody".into()), ..Default::default() };
        let nobody = Served::with(heyi, options);
        let nobody = nobody.nobody();
        assert_eq!(nobody.get("/api/v1/setup").expect(200).json(), json!({"needed": true, "token_needed": true}));
        for wrong in [Json::Null, json!(""), json!("tell-nobod"), json!("tell-nobodY"), json!("tell-nobody ")] {
            let mut body = wanted();
            body["token"] = wrong;
            let answer = nobody.post("/api/v1/setup", &body).expect(422);
            assert_eq!(faults(&answer), [("token".to_owned(), "wrong_setup_token".to_owned())], "{body}");
        }
        assert_eq!(needed(&nobody), true, "nothing is made");
        let mut body = wanted();
        body["token"] = json!("tell-nobody");
        nobody.post("/api/v1/setup", &body).expect(201);
        assert_eq!(nobody.get("/api/v1/setup").expect(200).json(), json!({"needed": false, "token_needed": false}));
    });
}
