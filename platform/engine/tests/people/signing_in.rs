//! Log-ins and sessions.

use std::future::Future;
use std::sync::{Arc, OnceLock};

use heyi_db::{Cells as _, Ctx};
use heyi_engine::people::logins::{self, NewLogin};
use heyi_engine::people::passwords::Hashed;
use heyi_engine::people::sessions::{self, Opened, SignIn};
use heyi_engine::{Caller, Engine};
use heyi_model::{Code, Kind, Locale, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::json;
use tokio::runtime::Runtime;

use super::{PASSWORD, invalid, login, refused};

const HOUR_MS: i64 = 3_600_000;

pub fn wait<T>(future: impl Future<Output = T>) -> T {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let runtime =
        RUNTIME.get_or_init(|| tokio::runtime::Builder::new_multi_thread().worker_threads(1).build().unwrap());
    runtime.block_on(future)
}

fn sign_in(engine: &Engine, account: &str, password: &str, address: &str) -> Result<Opened, heyi_model::Problem> {
    sessions::sign_in(engine, SignIn { account, password, agent: "a test", address }).map(|(_, opened)| opened)
}

fn who(heyi: &TestHeyi, opened: &Opened) -> Option<Arc<Caller>> {
    wait(sessions::resolve(&heyi.engine, &opened.token)).unwrap()
}

#[test]
fn a_log_in_is_refused_with_every_fault_named() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, admin) =
            (heyi.person(json!({"name": "陈"}), &["own"]), heyi.person(json!({"name": "管"}), &["administrator"]));
        let wang = heyi.person(json!({"name": "王"}), &["own"]);
        login(heyi, &chen, "Chen.Wei");
        let nobody = RecordId::new(77).unwrap();
        let password = Hashed::new(PASSWORD).unwrap();
        for (account, person, expected) in [
            ("", wang.person, invalid(&[("account", Code::Required)])),
            ("ｃｈｅｎ.wei", wang.person, invalid(&[("account", Code::AccountTaken)])),
            ("chen.wei", chen.person, invalid(&[("account", Code::AccountTaken), ("person", Code::EmployeeHasLogin)])),
            ("wang", nobody, invalid(&[("person", Code::UnknownRecord)])),
            (&*"x".repeat(65), wang.person, invalid(&[("account", Code::TooLong)])),
        ] {
            let new = NewLogin {
                account: account.into(),
                person,
                password: password.clone(),
                locale: Locale::En,
                admin: false,
            };
            assert_eq!(
                refused(heyi.write(admin.clone(), move |work| logins::add(work, new.clone()))),
                expected,
                "{account}"
            );
        }
        let new = NewLogin { account: "w".into(), person: wang.person, password, locale: Locale::En, admin: true };
        let by_chen = heyi.write(chen, move |work| logins::add(work, new.clone()));
        assert_eq!(by_chen.unwrap_err().kind, Kind::Forbidden);
    });
}

#[test]
fn only_the_right_password_of_an_enabled_log_in_of_a_person_who_is_there_signs_in() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        let gone = heyi.person(json!({"name": "离职"}), &["own"]);
        let off = heyi.person(json!({"name": "停用"}), &["own"]);
        let mine = login(heyi, &chen, "Chen");
        login(heyi, &gone, "gone");
        let disabled = login(heyi, &off, "off");
        heyi.delete(heyi_engine::System::command(), "persons", gone.person).unwrap();
        heyi.system(move |work| logins::disable(work, disabled)).unwrap();
        for (account, password, right) in [
            ("Chen", PASSWORD, true),
            ("ＣＨＥＮ ", PASSWORD, true),
            ("chen", "Rq7#kd92!X", false),
            ("chen", "", false),
            ("nobody", PASSWORD, false),
            ("gone", PASSWORD, false),
            ("off", PASSWORD, false),
            (&"c".repeat(10_000), PASSWORD, false),
        ] {
            match sign_in(&heyi.engine, account, password, "10.0.0.1") {
                Ok(opened) => {
                    assert!(right, "{account}");
                    let caller = who(heyi, &opened).unwrap();
                    assert_eq!((caller.login, caller.person, caller.session), (mine, chen.person, Some(opened.id)));
                    assert_eq!(*caller.roles, ["own".into()]);
                }
                Err(problem) => {
                    assert!(!right, "{account}: {problem}");
                    assert_eq!((problem.kind, problem.code), (Kind::NotSignedIn, Code::WrongPassword), "{account}");
                }
            }
        }
    });
}

#[test]
fn guessing_is_slowed_down_per_account_and_address() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        login(heyi, &chen, "chen");
        for _ in 0..5 {
            assert_eq!(
                sign_in(&heyi.engine, "chen", "wrong password", "10.0.0.1").unwrap_err().kind,
                Kind::NotSignedIn
            );
        }
        let slowed = sign_in(&heyi.engine, "CHEN", PASSWORD, "10.0.0.1").unwrap_err();
        assert_eq!((slowed.kind, slowed.retry_after), (Kind::TooMany, Some(1)), "also with the right password");
        sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.2").unwrap();
        heyi.clock.advance(1_000);
        sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
    });
}

#[test]
fn a_session_ends_when_idle_when_old_and_when_closed() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        login(heyi, &chen, "chen");
        let opened = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
        assert!(wait(sessions::resolve(&heyi.engine, "no such token")).unwrap().is_none());
        assert!(wait(sessions::resolve(&heyi.engine, &"x".repeat(43))).unwrap().is_none());
        // Used once every eleven hours it goes on, for thirty days.
        let mut hours = 0;
        while hours + 11 < 30 * 24 {
            heyi.clock.advance(11 * HOUR_MS);
            hours += 11;
            assert!(who(heyi, &opened).is_some(), "after {hours} h");
            seen_is_written(heyi);
        }
        heyi.clock.advance((30 * 24 - hours) * HOUR_MS);
        assert!(who(heyi, &opened).is_none(), "after thirty days");
        let idle = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
        heyi.clock.advance(12 * HOUR_MS);
        assert!(who(heyi, &idle).is_none(), "after twelve idle hours");
        assert_eq!(heyi.system(|work| sessions::remove_expired(work, 500)), Ok(2));
        let closed = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
        let (caller, id) = (who(heyi, &closed).unwrap(), closed.id);
        assert_eq!(heyi.write(caller.clone(), move |work| sessions::list(work, caller.login)).unwrap().len(), 1);
        let caller = who(heyi, &closed).unwrap();
        heyi.write(caller, move |work| sessions::close(work, id)).unwrap();
        assert!(who(heyi, &closed).is_none());
    });
}

/// Waits for the write that nobody waits for: the lane is in order, so an empty write behind it is enough.
fn seen_is_written(heyi: &TestHeyi) {
    heyi.system(|_| Ok(())).unwrap();
}

#[test]
fn a_remembered_caller_is_refused_by_the_first_transaction_after_it_lost_its_proof() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        let admin = heyi.person(json!({"name": "管"}), &["administrator"]);
        let mine = login(heyi, &chen, "chen");
        type Cut = fn(&mut heyi_engine::Work, RecordId, RecordId) -> Result<(), heyi_model::Problem>;
        let cuts: [(&str, Cut); 4] = [
            ("closed", |work, _, session| sessions::close(work, session)),
            ("all closed", |work, login, _| sessions::close_all(work, login, None)),
            ("password", |work, login, _| logins::set_password(work, login, &Hashed::new(PASSWORD)?, None)),
            ("disabled", |work, login, _| logins::disable(work, login)),
        ];
        for (name, cut) in cuts {
            let opened = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
            let held = who(heyi, &opened).unwrap();
            assert!(heyi.reading(held.clone(), |_| Ok(())).is_ok());
            let session = opened.id;
            heyi.write(admin.clone(), move |work| cut(work, mine, session)).unwrap();
            assert_eq!(heyi.reading(held.clone(), |_| Ok(())).unwrap_err().kind, Kind::NotSignedIn, "{name}");
            assert_eq!(heyi.write(held, |_| Ok(())).unwrap_err().kind, Kind::NotSignedIn, "{name}");
            assert!(who(heyi, &opened).is_none(), "{name}");
        }
        heyi.write(admin, move |work| logins::enable(work, mine)).unwrap();
        let opened = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
        // A change elsewhere raises the epoch too; the session goes on.
        let held = who(heyi, &opened).unwrap();
        heyi.person(json!({"name": "新"}), &["all"]);
        assert!(heyi.reading(held, |work| Ok(work.person())).unwrap().is_some());
    });
}

#[test]
fn a_session_of_somebody_else_does_not_exist() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, wang) = (heyi.person(json!({"name": "陈"}), &["own"]), heyi.person(json!({"name": "王"}), &["own"]));
        let (mine, _) = (login(heyi, &chen, "chen"), login(heyi, &wang, "wang"));
        let of_chen = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
        let of_wang = who(heyi, &sign_in(&heyi.engine, "wang", PASSWORD, "10.0.0.1").unwrap()).unwrap();
        let id = of_chen.id;
        assert_eq!(
            heyi.write(of_wang.clone(), move |work| sessions::close(work, id)).unwrap_err().kind,
            Kind::NotFound
        );
        assert_eq!(
            heyi.write(of_wang.clone(), move |work| sessions::list(work, mine)).unwrap_err().kind,
            Kind::Forbidden
        );
        assert_eq!(
            heyi.write(of_wang.clone(), move |work| sessions::open(work, mine, "", "").map(|_| ())).unwrap_err().kind,
            Kind::Forbidden
        );
        assert_eq!(heyi.write(of_wang, logins::list).unwrap_err().kind, Kind::Forbidden);
        assert!(who(heyi, &of_chen).is_some());
    });
}

#[test]
fn secrets_are_stored_only_as_hashes() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = heyi.person(json!({"name": "陈"}), &["own"]);
        login(heyi, &chen, "chen");
        let opened = sign_in(&heyi.engine, "chen", PASSWORD, "10.0.0.1").unwrap();
        let text = heyi.engine.db().read_blocking(Ctx::default(), |tx| -> heyi_db::Result<_> {
            let (login, session) = (tx.one("SELECT password FROM login")?, tx.one("SELECT token FROM session")?);
            let log = tx.all("SELECT detail FROM access_log")?;
            let detail = log.iter().map(|r| r.text(0).unwrap_or_default().to_owned()).collect::<String>();
            Ok([login.unwrap().text(0).unwrap().to_owned(), session.unwrap().text(0).unwrap().to_owned(), detail])
        });
        let [password, token, log] = text.unwrap();
        assert!(password.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{password}");
        assert_eq!((token.len(), opened.token.len()), (64, 43));
        for secret in [&opened.token, PASSWORD] {
            assert!(![&password, &token, &log].iter().any(|stored| stored.contains(secret)));
        }
        assert!(log.contains("\"session\""), "{log}");
        assert!(!format!("{opened:?}").contains(&opened.token));
    });
}
