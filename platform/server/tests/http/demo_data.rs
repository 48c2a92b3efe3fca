//! Demo data: who may bring them, when, and that they go again without what real records need.

use heyi_engine::jobs::{self, JobCx, JobKind, Registry, RunAs};
use heyi_engine::pipeline::{self, Draft, Origin};
use heyi_engine::{Engine, System, Work, demo_data};
use heyi_model::{Problem, RecordId};
use heyi_server::{DemoOffer, Options};
use heyi_testkit::{TestHeyi, sample};
use serde_json::{Value as Json, json};

use crate::client::{Client, Member, Served};

/// Two makers, and three gadgets of the first one.
const FILL: JobKind = JobKind { key: "demo.fill", run_as: RunAs::System, every_ms: None, run: fill };

fn fill(engine: &Engine, _: &JobCx) -> Result<Json, Problem> {
    let make = |module: &'static str, drafts: Vec<Json>| {
        engine.write_blocking(System::command(), heyi_db::Ctx::slow(), move |work: &mut Work| {
            let drafts = drafts.iter().map(|draft| Draft(draft.as_object().unwrap().clone())).collect();
            let made = pipeline::create(work, module, drafts, Origin::System)?;
            let ids = made.into_iter().collect::<Result<Vec<RecordId>, _>>()?;
            demo_data::note(work, module, &ids)?;
            Ok(ids)
        })
    };
    let makers = make("makers", vec![json!({"name": "一厂"}), json!({"name": "二厂"})])?;
    let gadget = |n: usize| json!({"name": format!("器{n}"), "maker": makers[0]});
    make("gadgets", (0..3).map(gadget).collect())?;
    Ok(json!({}))
}

fn on_both_databases(mut test: impl FnMut(&TestHeyi, &Client, &Client)) {
    heyi_testkit::on_both_databases(&sample::shape(), |heyi| {
        let brings: &[(&str, u32)] = &[("makers", 2), ("gadgets", 3), ("nothing", 9)];
        let options = Options { demo: Some(DemoOffer { kind: FILL.key, brings }), ..Options::default() };
        let served = Served::with(heyi, options);
        let boss = served.bearer(&Member::new(heyi, "boss", &["administrator"]).key);
        let rep = served.bearer(&Member::new(heyi, "rep", &["own"]).key);
        test(heyi, &boss, &rep);
    });
}

fn run(heyi: &TestHeyi) {
    jobs::run_due(&heyi.engine, &Registry::new([FILL, demo_data::REMOVE])).unwrap();
}

fn counts(told: &Json) -> Vec<(String, u64)> {
    let count = |of: &Json| (of["module"].as_str().unwrap().to_owned(), of["count"].as_u64().unwrap());
    told.as_array().unwrap().iter().map(count).collect()
}

#[test]
fn demo_data_come_to_an_empty_organisation_and_go_again() {
    on_both_databases(|heyi, boss, rep| {
        let told = boss.get("/api/v1/setup/demo").expect(200).json();
        assert_eq!(counts(&told["brings"]), [("makers".to_owned(), 2), ("gadgets".to_owned(), 3)]);
        assert_eq!((&told["can_begin"], &told["records"], &told["job"]), (&json!(true), &json!([]), &Json::Null));
        rep.get("/api/v1/setup/demo").expect(403);
        rep.post("/api/v1/setup/demo", &json!({})).expect(403);
        rep.delete("/api/v1/setup/demo").expect(403);

        let job = boss.post("/api/v1/setup/demo", &json!({})).expect(202);
        let path = job.header("location").unwrap().to_owned();
        assert_eq!(boss.get("/api/v1/setup/demo").expect(200).json()["can_begin"], false, "it is on its way");
        boss.post("/api/v1/setup/demo", &json!({})).expect(409);
        run(heyi);
        assert_eq!(boss.get(&path).expect(200).json()["state"], "done");
        let told = boss.get("/api/v1/setup/demo").expect(200).json();
        assert_eq!(counts(&told["records"]), [("makers".to_owned(), 2), ("gadgets".to_owned(), 3)]);
        let again = boss.post("/api/v1/setup/demo", &json!({})).expect(409);
        assert_eq!(again.codes(), ["has_records"]);

        let job = boss.delete("/api/v1/setup/demo").expect(202).json();
        run(heyi);
        let job = boss.get(&format!("/api/v1/jobs/{}", job["id"].as_str().unwrap())).expect(200).json();
        assert_eq!((&job["state"], &job["result"]), (&json!("done"), &json!({"removed": 5, "kept": 0})));
        for module in ["makers", "gadgets"] {
            let page = boss.get(&format!("/api/v1/records/{module}")).expect(200).json();
            assert_eq!(page["records"], json!([]), "{module}");
        }
        assert_eq!(boss.get("/api/v1/recycle-bin").expect(200).json()["entries"], json!([]), "gone for good");
        assert_eq!(boss.get("/api/v1/setup/demo").expect(200).json()["can_begin"], true);
    });
}

#[test]
fn what_a_real_record_needs_stays_when_demo_data_go() {
    on_both_databases(|heyi, boss, _| {
        boss.post("/api/v1/setup/demo", &json!({})).expect(202);
        run(heyi);
        let gadgets = boss.get("/api/v1/records/gadgets").expect(200).json()["records"].take();
        let gadget = gadgets[0]["id"].as_str().unwrap();
        let repair = boss.make("repairs", &json!({"fault": "真的", "gadget": gadget}));
        boss.delete("/api/v1/setup/demo").expect(202);
        run(heyi);
        boss.get(&format!("/api/v1/records/repairs/{repair}")).expect(200);
        let told = boss.get("/api/v1/setup/demo").expect(200).json();
        assert_eq!(told["records"], json!([]), "what stays is demo data no more: {told}");
        assert_eq!(told["can_begin"], false, "there are real records now");
        let left = boss.get("/api/v1/records/gadgets").expect(200).json()["records"].take();
        assert_eq!(left.as_array().unwrap().len() as u64, told["job"]["result"]["kept"].as_u64().unwrap());
    });
}

#[test]
fn a_server_without_demo_data_says_so() {
    crate::client::on_both_databases(|_, _, boss| {
        let told = boss.get("/api/v1/setup/demo").expect(200).json();
        assert_eq!((&told["can_begin"], &told["brings"]), (&json!(false), &json!([])));
        boss.post("/api/v1/setup/demo", &json!({})).expect(404);
    });
}
