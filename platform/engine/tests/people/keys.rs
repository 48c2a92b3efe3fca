//! API keys.

use std::sync::Arc;

use heyi_engine::Caller;
use heyi_engine::people::api_keys::{self, NewKey};
use heyi_engine::people::logins;
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::json;

use super::signing_in::wait;
use super::{invalid, login, refused};

fn create(heyi: &TestHeyi, who: &Arc<Caller>, new: &NewKey) -> Result<(RecordId, String), Problem> {
    let new = new.clone();
    heyi.write(who.clone(), move |work| api_keys::create(work, &new))
}

fn holder(heyi: &TestHeyi, token: &str) -> Option<Arc<Caller>> {
    wait(api_keys::resolve(&heyi.engine, token)).unwrap()
}

/// A person with a log-in, and the caller that it is.
fn person(heyi: &TestHeyi, name: &str, role: &str) -> Arc<Caller> {
    let person = heyi.person(json!({"name": name}), &[role]);
    let login = login(heyi, &person, name);
    Arc::new(Caller { login, ..(*person).clone() })
}

#[test]
fn a_key_does_what_its_person_may_within_its_scope() {
    on_both_databases(&sample::shape(), |heyi| {
        let chen = person(heyi, "chen", "own");
        let admin = person(heyi, "admin", "administrator");
        let gadgets = || vec!["gadgets".to_owned()];
        // Whose key, its scope; may it create a gadget, a maker, administer?
        for (who, modules, read_only, can) in [
            (&chen, vec![], false, [true, true, false]),
            (&chen, vec![], true, [false, false, false]),
            (&chen, gadgets(), false, [true, false, false]),
            (&admin, vec![], false, [true, true, true]),
            (&admin, vec![], true, [false, false, false]),
            (&admin, gadgets(), false, [true, false, false]),
        ] {
            let new = NewKey { name: "钥匙".into(), modules: modules.clone(), read_only, expires_at: None };
            let (_, token) = create(heyi, who, &new).unwrap();
            assert!(token.starts_with("hk_") && token.len() == 46);
            let caller = holder(heyi, &token).unwrap();
            assert_eq!((caller.person, caller.login), (who.person, who.login));
            let did = [
                heyi.create(caller.clone(), "gadgets", json!({"name": "器"})).is_ok(),
                heyi.create(caller.clone(), "makers", json!({"name": "厂"})).is_ok(),
                heyi.write(caller.clone(), logins::list).is_ok(),
            ];
            assert_eq!(did, can, "{modules:?} {read_only}");
            assert_eq!(create(heyi, &caller, &new).unwrap_err().kind, Kind::Forbidden, "a key makes no keys");
        }
    });
}

#[test]
fn a_key_ends_when_its_time_is_over_or_it_is_revoked_or_its_log_in_is_disabled() {
    on_both_databases(&sample::shape(), |heyi| {
        let (chen, wang) = (person(heyi, "chen", "own"), person(heyi, "wang", "own"));
        let soon = heyi.engine.clock().now_ms() + 60_000;
        let timed = NewKey { name: "一分钟".into(), expires_at: Some(soon), ..NewKey::default() };
        let (_, token) = create(heyi, &chen, &timed).unwrap();
        let held = holder(heyi, &token).unwrap();
        heyi.clock.advance(60_000);
        assert!(holder(heyi, &token).is_none());
        heyi.person(json!({"name": "新"}), &["own"]);
        assert_eq!(heyi.reading(held, |_| Ok(())).unwrap_err().kind, Kind::NotSignedIn);

        let (id, token) = create(heyi, &chen, &NewKey { name: "长".into(), ..NewKey::default() }).unwrap();
        let held = holder(heyi, &token).unwrap();
        assert_eq!(heyi.write(wang, move |work| api_keys::revoke(work, id)).unwrap_err().kind, Kind::NotFound);
        let login = chen.login;
        assert_eq!(heyi.write(chen.clone(), move |work| api_keys::list(work, login)).unwrap().len(), 2);
        heyi.write(chen.clone(), move |work| api_keys::revoke(work, id)).unwrap();
        assert!(holder(heyi, &token).is_none());
        assert_eq!(heyi.reading(held, |_| Ok(())).unwrap_err().kind, Kind::NotSignedIn);

        let (_, token) = create(heyi, &chen, &NewKey { name: "再".into(), ..NewKey::default() }).unwrap();
        assert!(holder(heyi, &token).is_some());
        heyi.system(move |work| logins::disable(work, login)).unwrap();
        assert!(holder(heyi, &token).is_none());
        for token in ["", "hk_", "hk_short", &token.replace("hk_", ""), &token.replace("hk_", "HK_")] {
            assert!(holder(heyi, token).is_none(), "{token}");
        }
    });
}

#[test]
fn a_key_is_refused_with_every_fault_named() {
    on_both_databases(&sample::shape(), |heyi| {
        let blind = person(heyi, "blind", "blind");
        let modules = ["gadgets", "makers", "nothing"].map(str::to_owned).to_vec();
        let new = NewKey { name: "  ".into(), modules, expires_at: Some(1), ..NewKey::default() };
        assert_eq!(
            refused(create(heyi, &blind, &new)),
            invalid(&[
                ("expires_at", Code::InThePast),
                ("modules[1]", Code::UnknownModule),
                ("modules[2]", Code::UnknownModule),
                ("name", Code::Required)
            ])
        );
    });
}
