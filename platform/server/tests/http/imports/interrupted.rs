//! A run that is cancelled, or whose runner dies: it stops between two sets and goes on after the last one, and no row is
//! lost or done twice.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use heyi_engine::jobs::{self, JobCx, JobKind, Registry};
use heyi_engine::{After, Change, Engine, Work, imports};
use heyi_model::{Code, FakeClock, Problem, RecordId};
use heyi_testkit::{Shape, sample};
use parking_lot::Mutex;
use serde_json::{Value as Json, json};

use super::{assert_whole, count, figures, path, propose, run_jobs};
use crate::client::{Client, on_both_databases_with};

const ROWS: usize = 900;

/// Makers, of whom every tenth cannot be made and every third names one that stands further down.
fn makers() -> Vec<u8> {
    let row = |n: usize| {
        let trade = if n.is_multiple_of(10) { "石材" } else { "木材" };
        let parent = if n.is_multiple_of(3) { format!("厂{}", ROWS - 1 - n % 9) } else { String::new() };
        format!("厂{n},{trade},{parent}\n")
    };
    let rows: String = (0..ROWS).map(row).collect();
    format!("名称,行业,上级厂商\n{rows}").into_bytes()
}

/// The sample app, with something that follows every set of makers.
fn shape(after: &'static [After]) -> Shape {
    let mut shape = sample::shape();
    shape.apps[0].nouns.iter_mut().find(|noun| noun.key == "makers").unwrap().after = after;
    shape
}

/// What a run over [`makers`] must come to, interrupted or not.
fn assert_done_once(client: &Client, import: &Json) {
    assert_eq!(import["state"], "done", "{import}");
    assert_whole(import);
    let made = ROWS - ROWS / 10;
    assert_eq!(figures(import), [ROWS, made, 0, 0, ROWS / 10, ROWS].map(|n| n as u64));
    assert_eq!(count(client, "makers"), made as u64);
    let mut names = BTreeSet::new();
    let mut linked = 0;
    for page in 0..made.div_ceil(200) {
        let asked = json!({"sort": "id", "limit": 200, "offset": page * 200});
        for record in
            client.post("/api/v1/records/makers/query", &asked).expect(200).json()["records"].as_array().unwrap()
        {
            names.insert(record["name"].as_str().unwrap().to_owned());
            linked += usize::from(!record["parent"]["id"].is_null());
        }
    }
    assert_eq!(names.len(), made, "no row is done twice");
    let is_there = |n: usize| !n.is_multiple_of(10);
    let expected = (0..ROWS).filter(|&n| is_there(n) && n % 3 == 0 && is_there(ROWS - 1 - n % 9)).count();
    assert_eq!(linked, expected, "links to records of the file");
    let rejected = client.get(&format!("{}/rejected", path(import))).expect(200);
    assert_eq!(rejected.text().lines().count(), 1 + ROWS / 10);
}

/// Which set this is, by what is in it: a set may be written again when a later one of its commit group fails.
fn number_of_set(changes: &[Change]) -> u32 {
    let settles_links = (ROWS / 200) as u32 + 2;
    let Some(change) = changes.first().filter(|change| change.is_new()) else { return settles_links };
    let row: u32 = change.new.text("name").unwrap().trim_start_matches('厂').parse().unwrap();
    row / 200 + 1
}

static CANCELS: Mutex<Option<RecordId>> = Mutex::new(None);

/// Somebody cancels while the second set is written.
fn cancel_in_the_second_set(work: &mut Work, changes: &[Change]) -> Result<(), Problem> {
    match *CANCELS.lock() {
        Some(import) if number_of_set(changes) == 2 => imports::cancel(work, import),
        _ => Ok(()),
    }
}

#[test]
fn a_cancelled_run_stops_after_its_set_and_can_go_on() {
    static AFTER: [After; 1] = [After { name: "cancel_in_the_second_set", run: cancel_in_the_second_set }];
    on_both_databases_with(&shape(&AFTER), |heyi, _, boss| {
        let made = propose(boss, "makers", &makers(), &json!({}));
        *CANCELS.lock() = Some(made["id"].as_str().unwrap().parse().unwrap());
        boss.post(&path(&made), &json!({})).expect(202);
        run_jobs(heyi);
        *CANCELS.lock() = None;
        let cancelled = boss.get(&path(&made)).expect(200).json();
        assert_eq!(cancelled["state"], "cancelled", "{cancelled}");
        assert_eq!(figures(&cancelled), [400, 360, 0, 0, 40, 900]);
        assert_eq!(count(boss, "makers"), 360, "what was written stays");
        let job = boss.get(&format!("/api/v1/jobs/{}", cancelled["job"].as_str().unwrap())).expect(200).json();
        assert_eq!((&job["kind"], &job["progress"]), (&json!("records.import"), &json!({"done": 400, "total": 900})));
        assert_eq!(boss.patch(&path(&made), &json!({"spec": {}})).expect(409).codes(), ["import_begun"]);
        assert_eq!(boss.post(&path(&made), &json!({"dry_run": true})).expect(409).codes(), ["import_begun"]);
        boss.post(&path(&made), &json!({})).expect(202);
        run_jobs(heyi);
        assert_done_once(boss, &boss.get(&path(&made)).expect(200).json());
    });
}

#[test]
fn a_run_that_is_cancelled_while_it_waits_never_begins() {
    on_both_databases_with(&sample::shape(), |heyi, _, boss| {
        let made = propose(boss, "makers", &makers(), &json!({}));
        let idle = boss.post(&format!("{}/cancel", path(&made)), &json!({})).expect(200).json();
        assert_eq!(idle["state"], "proposed", "there is nothing to stop yet");
        boss.post(&path(&made), &json!({})).expect(202);
        let cancelled = boss.post(&format!("{}/cancel", path(&made)), &json!({})).expect(200).json();
        assert_eq!(cancelled["state"], "cancelled");
        run_jobs(heyi);
        assert_eq!(count(boss, "makers"), 0);
    });
}

static CLOCK: Mutex<Option<Arc<FakeClock>>> = Mutex::new(None);
static DIES_AT: AtomicU32 = AtomicU32::new(0);
static WRITTEN: AtomicU32 = AtomicU32::new(0);

/// The power fails while a set is written.
fn die_at_a_set(_: &mut Work, changes: &[Change]) -> Result<(), Problem> {
    WRITTEN.fetch_add(1, Ordering::SeqCst);
    let dies = number_of_set(changes) == DIES_AT.load(Ordering::SeqCst);
    if dies { Err(Problem::internal("the power failed")) } else { Ok(()) }
}

/// The real handler; when its power fails, its lease ends, another runner takes the job over and brings it to its end, and
/// only then does this one wake up again.
fn is_taken_over(engine: &Engine, cx: &JobCx) -> Result<Json, Problem> {
    let ended = (heyi_transfer::jobs::IMPORT.run)(engine, cx);
    if ended.is_err() {
        DIES_AT.store(0, Ordering::SeqCst);
        CLOCK.lock().as_ref().unwrap().advance(61_000);
        let survivors = Registry::new(heyi_transfer::jobs::kinds());
        assert_eq!(jobs::run_due(engine, &survivors).unwrap(), 1);
        let late = cx.write(engine, |_| Ok(())).unwrap_err();
        assert_eq!(late.code, Code::JobTaken, "whoever lost the job writes nothing more");
    }
    ended
}

#[test]
fn another_runner_goes_on_where_a_dead_one_has_left_off() {
    static AFTER: [After; 1] = [After { name: "die_at_a_set", run: die_at_a_set }];
    let kind = JobKind { run: is_taken_over, ..heyi_transfer::jobs::IMPORT };
    on_both_databases_with(&shape(&AFTER), |heyi, _, boss| {
        *CLOCK.lock() = Some(Arc::clone(&heyi.clock));
        // The first set, one in the middle, the last; and one of those that settle links.
        for dies_at in [1, 3, 5, 6] {
            let made = propose(boss, "makers", &makers(), &json!({}));
            boss.post(&path(&made), &json!({})).expect(202);
            WRITTEN.store(0, Ordering::SeqCst);
            DIES_AT.store(dies_at, Ordering::SeqCst);
            jobs::run_due(&heyi.engine, &Registry::new([kind])).unwrap();
            assert!(WRITTEN.load(Ordering::SeqCst) > dies_at, "it died, and another one went on");
            assert_done_once(boss, &boss.get(&path(&made)).expect(200).json());
            let all = boss.post("/api/v1/records/makers/query", &json!({"limit": 1, "count": "exact"})).expect(200);
            assert_eq!(all.json()["total"]["value"], 810);
            clear(boss);
        }
    });
}

/// Puts every maker into the recycle bin and forgets it.
fn clear(client: &Client) {
    loop {
        let page = client.post("/api/v1/records/makers/query", &json!({"limit": 200, "fields": []})).expect(200).json();
        let ids: Vec<&Json> = page["records"].as_array().unwrap().iter().map(|record| &record["id"]).collect();
        if ids.is_empty() {
            return;
        }
        let rows: Vec<Json> = ids.iter().map(|id| json!({"id": id})).collect();
        client.post("/api/v1/records/makers/batch", &json!({"mode": "delete", "records": rows})).expect(200);
    }
}

#[test]
fn imports_are_kept_as_long_as_their_jobs_and_proposals_a_day() {
    on_both_databases_with(&sample::shape(), |heyi, _, boss| {
        let upkeep = Registry::new(jobs::upkeep());
        let clean = || {
            jobs::schedule(&heyi.engine, &upkeep).unwrap();
            jobs::run_due(&heyi.engine, &upkeep).unwrap();
        };
        let (done, proposed) = (
            super::import(heyi, boss, "makers", &makers(), &json!({})),
            propose(boss, "makers", &makers(), &json!({})),
        );
        boss.post("/api/v1/exports", &json!({"module": "makers"})).expect(202);
        run_jobs(heyi);
        heyi.clock.advance(25 * 3_600_000);
        clean();
        boss.get(&path(&proposed)).expect(404);
        boss.get(&path(&done)).expect(200);
        boss.get(&format!("{}/rejected", path(&done))).expect(200);
        heyi.clock.advance(7 * 24 * 3_600_000);
        clean();
        heyi.clock.advance(7 * 3_600_000);
        clean();
        boss.get(&path(&done)).expect(404);
        assert_eq!(boss.get("/api/v1/exports").expect(200).json()["entries"], json!([]));
        let left = heyi.system(|work| imports::purge(work, 10)).unwrap();
        assert_eq!(left, 0, "no entry is left behind");
        heyi.clock.advance(25 * 3_600_000);
        heyi_engine::files::sweep(&heyi.engine).unwrap();
        let folders = std::fs::read_dir(heyi.engine.files_dir()).unwrap().flatten();
        let contents = folders.filter(|folder| folder.file_name() != "incoming").flat_map(|folder| {
            std::fs::read_dir(folder.path())
                .unwrap()
                .flatten()
                .flat_map(|f| std::fs::read_dir(f.path()).unwrap().flatten())
        });
        assert_eq!(contents.count(), 0, "the content is swept away with them");
    });
}
