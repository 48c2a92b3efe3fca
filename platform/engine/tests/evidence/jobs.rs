use std::collections::HashSet;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use heyi_db::Ctx;
use heyi_engine::jobs::{self, Class, JobCx, JobKind, JobSpec, Registry, Runner, RunnerConfig};
use heyi_engine::page::Paging;
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::{Caller, Engine, System};
use heyi_model::{Code, Kind, Problem, RecordId};
use heyi_testkit::{TestHeyi, on_both_databases, sample};
use serde_json::{Value as Json, json};

use crate::raw::Raw;

fn spec(kind: &'static str, payload: Json) -> JobSpec {
    JobSpec::new(kind, payload)
}

fn enqueue(heyi: &TestHeyi, who: impl Into<heyi_engine::Who>, spec: JobSpec) -> RecordId {
    heyi.write(who, move |work| jobs::enqueue(work, &spec)).unwrap()
}

fn job(heyi: &TestHeyi, id: RecordId) -> Json {
    heyi.reading(System::command(), move |work| jobs::get(work, id)).unwrap()
}

fn state(heyi: &TestHeyi, id: RecordId) -> String {
    job(heyi, id)["state"].as_str().unwrap().to_owned()
}

fn runner(heyi: &TestHeyi, holder: &str, kinds: Vec<JobKind>) -> Runner {
    Runner::new(heyi.engine.clone(), Registry::new(kinds), RunnerConfig::new(holder))
}

/// A person who can sign in, as jobs need it.
fn person(heyi: &TestHeyi, name: &str, roles: &[&str]) -> Arc<Caller> {
    let caller = heyi.person(json!({"name": name}), roles);
    Raw::of(heyi).run(&format!(
        "INSERT INTO login (id, person, account, account_key, password, locale, created_at) \
         VALUES ({0}, {0}, '{1}', '{1}', '', 'zh-CN', 0)",
        caller.person, caller.person
    ));
    caller
}

fn make_gadget(engine: &Engine, cx: &JobCx) -> Result<Json, Problem> {
    let fields = cx.payload.as_object().cloned().unwrap_or_default();
    cx.write(engine, move |work| {
        let made = pipeline::create(work, "gadgets", vec![Draft(fields.clone())], Origin::Person)?.remove(0)?;
        Ok(json!({"id": made.to_string()}))
    })
}
const MAKE: JobKind = JobKind::of_persons("make", make_gadget);

#[test]
fn a_job_runs_with_the_rights_of_whoever_asked_for_it() {
    on_both_databases(&sample::shape(), |heyi| {
        let rep = person(heyi, "销售", &["own"]);
        let reader = person(heyi, "读者", &["blind"]);
        let gone = person(heyi, "离职", &["own"]);
        let unknown = heyi.person(json!({"name": "无账号"}), &["own"]);
        let [good, refused, dead, no_login] =
            [&rep, &reader, &gone, &unknown].map(|who| enqueue(heyi, who.clone(), spec("make", json!({"name": "器"}))));
        Raw::of(heyi).run(&format!("UPDATE login SET disabled_at = 1 WHERE person = {}", gone.person));
        assert_eq!(runner(heyi, "r", vec![MAKE]).run_due().unwrap(), 2, "for two nobody can act");
        assert_eq!((state(heyi, good).as_str(), state(heyi, refused).as_str()), ("done", "dead"));
        let made = crate::raw::id_of(&job(heyi, good)["result"]["id"]);
        assert_eq!(heyi.read(System::command(), "gadgets", made).unwrap()["owner"]["name"], "销售");
        assert_eq!(job(heyi, refused)["error"]["code"], "forbidden");
        assert_eq!(job(heyi, refused)["error"]["message"], Code::Forbidden.text(heyi_model::Locale::Zh));
        for id in [dead, no_login] {
            assert_eq!((state(heyi, id).as_str(), &job(heyi, id)["error"]["code"]), ("dead", &json!("not_signed_in")));
        }
        // A role that is taken away before the job runs is gone for the job too.
        let late = enqueue(heyi, rep.clone(), spec("make", json!({"name": "器"})));
        let id = rep.person;
        heyi.system(move |work| heyi_engine::roles::set_of_person(work, id, &[])).unwrap();
        runner(heyi, "r", vec![MAKE]).run_due().unwrap();
        assert_eq!(job(heyi, late)["error"]["code"], "forbidden");
    });
}

#[test]
fn a_job_asked_for_with_an_api_key_is_never_wider_than_the_key() {
    on_both_databases(&sample::shape(), |heyi| {
        let plain = person(heyi, "销售", &["own"]);
        let key = heyi_engine::access::KeyScope { id: 77, modules: vec!["notes".into()], read_only: false };
        let keyed = Arc::new(Caller { key: Some(Arc::new(key)), ..(*plain).clone() });
        let raw = Raw::of(heyi);
        raw.run(&format!(
            "INSERT INTO api_key (id, login, name, token, hint, scope, created_at) \
             VALUES (77, {}, 'k', 't', 'h', '{{}}', 0)",
            plain.login
        ));
        let narrow = enqueue(heyi, keyed.clone(), spec("make", json!({"name": "器"})));
        runner(heyi, "r", vec![MAKE]).run_due().unwrap();
        assert_eq!(job(heyi, narrow)["error"]["code"], "forbidden");
        let revoked = enqueue(heyi, keyed, spec("make", json!({"name": "器"})));
        raw.run("UPDATE api_key SET revoked_at = 1");
        runner(heyi, "r", vec![MAKE]).run_due().unwrap();
        assert_eq!(job(heyi, revoked)["error"]["code"], "not_signed_in");
    });
}

#[test]
fn what_may_pass_is_tried_again_later_and_later_and_then_dead() {
    const FLAKY: JobKind = JobKind::of_persons("flaky", |_, cx| {
        if cx.payload["fails"].as_i64().unwrap_or_default() < cx.attempt {
            return Ok(json!("at last"));
        }
        assert!(cx.payload["panics"].is_null(), "a handler that panics");
        Err(Problem::new(Kind::Unavailable, Code::Busy))
    });
    on_both_databases(&sample::shape(), |heyi| {
        let runner = runner(heyi, "r", vec![FLAKY]);
        let of = |fails: i64, more: Json| {
            let mut payload = json!({"fails": fails});
            payload["panics"] = more;
            enqueue(heyi, System::command(), JobSpec { max_attempts: 3, ..spec("flaky", payload) })
        };
        let (never, twice, always, panics) = (of(0, Json::Null), of(2, Json::Null), of(9, Json::Null), of(9, json!(1)));
        assert_eq!(runner.run_due().unwrap(), 4);
        let states = || [never, twice, always, panics].map(|id| state(heyi, id));
        assert_eq!(states(), ["done", "queued", "queued", "queued"]);
        assert_eq!(job(heyi, always)["error"]["code"], "busy");
        assert_eq!(job(heyi, panics)["error"]["code"], "internal");
        heyi.clock.advance(999);
        assert_eq!(runner.run_due().unwrap(), 0, "at least a second");
        heyi.clock.advance(1_001);
        assert_eq!(runner.run_due().unwrap(), 3, "at most two");
        heyi.clock.advance(1_999);
        assert_eq!(runner.run_due().unwrap(), 0);
        heyi.clock.advance(2_001);
        assert_eq!(runner.run_due().unwrap(), 3);
        assert_eq!(states(), ["done", "done", "dead", "dead"]);
        assert_eq!(job(heyi, twice)["attempts"], 3);
        assert_eq!(job(heyi, twice)["error"], Json::Null);
        heyi.clock.advance(86_400_000);
        assert_eq!(runner.run_due().unwrap(), 0, "the dead stay dead");
        heyi.system(move |work| jobs::retry(work, always)).unwrap();
        assert_eq!(runner.run_due().unwrap(), 1);
        assert_eq!((state(heyi, always).as_str(), &job(heyi, always)["attempts"]), ("queued", &json!(1)));
        let refused = heyi.system(move |work| jobs::retry(work, never)).unwrap_err();
        assert_eq!(refused.kind, Kind::Conflict);
    });
}

#[test]
fn people_see_and_cancel_their_own_jobs_administrators_all() {
    const STOPS: JobKind = JobKind::of_persons("stops", |engine, cx| {
        // Somebody cancels the job while it runs.
        let id = cx.id;
        engine.write_blocking(System::command(), Ctx::default(), move |work| jobs::cancel(work, id))?;
        cx.progress(engine, 1, Some(10))?;
        Ok(json!("went on"))
    });
    on_both_databases(&sample::shape(), |heyi| {
        let admin = person(heyi, "管理员", &["administrator"]);
        let me = person(heyi, "我", &["own"]);
        let other = person(heyi, "他", &["own"]);
        let [mine, waiting] = [(); 2].map(|()| enqueue(heyi, me.clone(), spec("stops", json!(null))));
        let theirs = enqueue(heyi, other.clone(), spec("make", json!({})));
        let listed = |who: &Arc<Caller>, everyone: bool| {
            let answer = heyi.reading(who.clone(), move |work| jobs::list(work, None, everyone, &Paging::default()));
            answer.map(|a| {
                a["entries"].as_array().unwrap().iter().map(|e| crate::raw::id_of(&e["id"])).collect::<Vec<_>>()
            })
        };
        assert_eq!(listed(&me, false).unwrap(), [waiting, mine]);
        assert_eq!(listed(&me, true).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(listed(&admin, true).unwrap(), [theirs, waiting, mine]);
        let cancel = |who: &Arc<Caller>, id| heyi.write(who.clone(), move |work| jobs::cancel(work, id));
        assert_eq!(cancel(&me, theirs).unwrap_err().kind, Kind::NotFound);
        cancel(&me, waiting).unwrap();
        cancel(&admin, theirs).unwrap();
        assert_eq!(runner(heyi, "r", vec![STOPS, MAKE]).run_due().unwrap(), 1);
        assert_eq!([mine, waiting, theirs].map(|id| state(heyi, id)), ["cancelled", "cancelled", "cancelled"]);
        let dead = |who: &Arc<Caller>| heyi.reading(who.clone(), |work| jobs::dead(work, &Paging::default()));
        assert_eq!(dead(&me).unwrap_err().kind, Kind::Forbidden);
        assert_eq!(dead(&admin).unwrap()["entries"], json!([]));
    });
}

#[test]
fn a_runner_that_dies_leaves_its_job_to_the_next_and_cannot_write_any_more() {
    static LOST: Mutex<Vec<JobCx>> = Mutex::new(Vec::new());
    // The first try hangs on to the job and never finishes; its holder dies with it, as far as the table knows.
    const DIES: JobKind = JobKind::of_persons("dies", |engine, cx| {
        if cx.attempt == 1 {
            LOST.lock().unwrap().push(cx.clone());
            panic!("killed");
        }
        make_gadget(engine, cx)
    });
    on_both_databases(&sample::shape(), |heyi| {
        let id = enqueue(heyi, System::command(), spec("dies", json!({"name": "器"})));
        let raw = Raw::of(heyi);
        runner(heyi, "first", vec![DIES]).run_due().unwrap();
        // As after a kill: the row says that the first runner still has it.
        raw.run(&format!(
            "UPDATE job SET state = 'running', lease_by = 'first#1', lease_until = {} WHERE id = {id}",
            now_ms(heyi) + 60_000
        ));
        let second = runner(heyi, "second", vec![DIES]);
        assert_eq!(second.run_due().unwrap(), 0, "the lease holds");
        heyi.clock.advance(60_001);
        assert_eq!(second.run_due().unwrap(), 1);
        assert_eq!((state(heyi, id).as_str(), &job(heyi, id)["attempts"]), ("done", &json!(2)));
        // The first one was only slow: whatever it tries to write now is refused.
        let ghost = LOST.lock().unwrap().pop().unwrap();
        assert_eq!(make_gadget(&heyi.engine, &ghost).unwrap_err().code, Code::JobTaken);
        assert_eq!(ghost.progress(&heyi.engine, 1, None).unwrap_err().code, Code::JobTaken);
        assert_eq!(raw.number("SELECT COUNT(*) FROM gadgets"), 1);
    });
}

fn now_ms(heyi: &TestHeyi) -> i64 {
    use heyi_model::Clock as _;
    heyi.clock.now_ms()
}

#[test]
fn a_job_whose_runners_always_die_is_dead_in_the_end() {
    on_both_databases(&sample::shape(), |heyi| {
        let id = enqueue(heyi, System::command(), JobSpec { max_attempts: 2, ..spec("make", json!({"name": "器"})) });
        let raw = Raw::of(heyi);
        for attempt in 1..=2 {
            raw.run(&format!("UPDATE job SET state = 'running', attempts = {attempt}, lease_by = 'x', lease_until = 1 WHERE id = {id}"));
            if attempt == 2 {
                assert_eq!(runner(heyi, "r", vec![MAKE]).run_due().unwrap(), 0);
            }
        }
        assert_eq!((state(heyi, id).as_str(), &job(heyi, id)["error"]["code"]), ("dead", &json!("job_taken")));
    });
}

#[test]
fn classes_take_turns_and_no_more_run_at_once_than_may() {
    static ORDER: Mutex<String> = Mutex::new(String::new());
    const NOTES: JobKind = JobKind::of_persons("notes", |_, cx| {
        ORDER.lock().unwrap().push_str(cx.payload.as_str().unwrap_or("?"));
        Ok(Json::Null)
    });
    on_both_databases(&sample::shape(), |heyi| {
        for (class, letter) in [(Class::Bulk, "b"), (Class::Normal, "n"), (Class::Interactive, "i")] {
            for _ in 0..8 {
                enqueue(heyi, System::command(), JobSpec { class, ..spec("notes", json!(letter)) });
            }
        }
        ORDER.lock().unwrap().clear();
        assert_eq!(runner(heyi, "r", vec![NOTES]).run_due().unwrap(), 24);
        assert_eq!(*ORDER.lock().unwrap(), "inibiniinibininnnbnbbbbb");

        let raw = Raw::of(heyi);
        let next = enqueue(heyi, System::command(), spec("notes", json!("x")));
        raw.run("INSERT INTO job (id, class, kind, payload, state, attempts, max_attempts, due_at, lease_until, lease_by, created_at) \
                 VALUES (1, 'bulk', 'other', 'null', 'running', 1, 5, 0, 9000000000000000, 'x', 0)");
        let one = RunnerConfig { at_once: 1, ..RunnerConfig::new("r") };
        let runner = Runner::new(heyi.engine.clone(), Registry::new([NOTES]), one);
        assert_eq!(runner.run_due().unwrap(), 0, "another node runs as many as may");
        raw.run("UPDATE job SET state = 'done' WHERE id = 1");
        assert_eq!(runner.run_due().unwrap(), 1);
        assert_eq!(state(heyi, next), "done");
    });
}

#[test]
fn a_kind_that_is_not_known_here_is_left_to_others_and_what_is_not_due_waits() {
    on_both_databases(&sample::shape(), |heyi| {
        let foreign = enqueue(heyi, System::command(), spec("newer", json!(null)));
        let later = enqueue(
            heyi,
            System::command(),
            JobSpec { due_at: Some(now_ms(heyi) + 5_000), ..spec("make", json!({"name": "器"})) },
        );
        let runner = runner(heyi, "r", vec![MAKE]);
        assert_eq!(runner.run_due().unwrap(), 0);
        heyi.clock.advance(5_000);
        assert_eq!(runner.run_due().unwrap(), 1);
        assert_eq!((state(heyi, foreign).as_str(), state(heyi, later).as_str()), ("queued", "done"));
    });
}

#[test]
fn many_runners_never_run_one_job_twice() {
    static RUN: Mutex<Vec<RecordId>> = Mutex::new(Vec::new());
    static AT_ONCE: AtomicU32 = AtomicU32::new(0);
    static MOST: AtomicU32 = AtomicU32::new(0);
    const COUNTS: JobKind = JobKind::of_persons("counts", |engine, cx| {
        MOST.fetch_max(AT_ONCE.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
        let done = cx.progress(engine, 1, None);
        RUN.lock().unwrap().push(cx.id);
        AT_ONCE.fetch_sub(1, Ordering::SeqCst);
        done.map(|()| Json::Null)
    });
    on_both_databases(&sample::shape(), |heyi| {
        RUN.lock().unwrap().clear();
        MOST.store(0, Ordering::SeqCst);
        for _ in 0..60 {
            enqueue(heyi, System::command(), spec("counts", json!(null)));
        }
        let runners: Vec<_> = (0..3)
            .map(|n| {
                let config = RunnerConfig { idle: Duration::from_millis(1), ..RunnerConfig::new(format!("r{n}")) };
                Runner::new(heyi.engine.clone(), Registry::new([COUNTS]), config).start(3).unwrap()
            })
            .collect();
        let left = || Raw::of(heyi).number("SELECT COUNT(*) FROM job WHERE state <> 'done'");
        for _ in 0..3_000 {
            if left() == 0 {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        drop(runners);
        assert_eq!(left(), 0);
        let run = RUN.lock().unwrap();
        assert_eq!((run.len(), run.iter().collect::<HashSet<_>>().len()), (60, 60));
        assert!(MOST.load(Ordering::SeqCst) <= 4, "at most four at once");
    });
}

#[test]
fn upkeep_comes_again_after_its_time_and_stands_in_the_queue_once() {
    on_both_databases(&sample::shape(), |heyi| {
        let registry = Registry::new(jobs::upkeep());
        let kinds = registry.kinds().filter(|kind| kind.every_ms.is_some()).count();
        for _ in 0..2 {
            jobs::schedule(&heyi.engine, &registry).unwrap();
        }
        assert_eq!(jobs::run_due(&heyi.engine, &registry).unwrap(), kinds);
        let raw = Raw::of(heyi);
        let failed = raw.number("SELECT COUNT(*) FROM job WHERE error IS NOT NULL");
        assert_eq!((raw.number("SELECT COUNT(*) FROM job WHERE state = 'done'"), failed), (kinds as i64, 0));
        assert_eq!(jobs::run_due(&heyi.engine, &registry).unwrap(), 0);
        heyi.clock.advance(6 * 3_600_000);
        assert_eq!(jobs::run_due(&heyi.engine, &registry).unwrap(), kinds);
        assert_eq!(raw.number("SELECT COUNT(*) FROM job WHERE state = 'queued'"), kinds as i64);
        heyi.clock.advance(8 * 24 * 3_600_000);
        jobs::run_due(&heyi.engine, &registry).unwrap();
        let kept = raw.number("SELECT COUNT(*) FROM job WHERE state = 'done'");
        assert_eq!(kept, kinds as i64, "those of a week ago are gone");
    });
}
