//! The write lane: jobs are committed together, and none hurts its neighbours.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use heyi_db::test_support::{both_databases, open, open_with, sqlite_url};
use heyi_db::{Cells, ColumnDef, ColumnKind, Ctx, Db, DbError, Dialect, SchemaPlan, SearchTerm, Tx, params, sql};
use heyi_model::{FakeClock, RecordId};

fn clock() -> Arc<FakeClock> {
    Arc::new(FakeClock::at(1_000))
}

fn items() -> SchemaPlan {
    SchemaPlan::default().table(
        "item",
        vec![
            ColumnDef::required("id", ColumnKind::Int),
            ColumnDef::new("number", ColumnKind::Int),
            ColumnDef::new("note", ColumnKind::Bytes),
        ],
    )
}

/// A lane whose groups take all jobs that wait, however long they work.
fn patient(url: &str) -> Db {
    let db = open_with(url, clock(), |config| config.group_time = Duration::from_mins(1));
    db.change_schema(&items()).unwrap();
    db
}

fn put(tx: &mut Tx<'_>, id: i64) -> Result<(), DbError> {
    tx.execute(sql("INSERT INTO item (id) VALUES ($1)", params![id])).map(|_| ())
}

/// Inserts a row with the next number of the counter.
fn put_numbered(tx: &mut Tx<'_>, id: i64) -> Result<i64, DbError> {
    let number = tx.sequence("item", 1)?;
    tx.execute(sql("INSERT INTO item (id, number) VALUES ($1, $2)", params![id, number]))?;
    Ok(number)
}

fn ints(db: &Db, text: &'static str) -> Vec<i64> {
    let rows = db.read_blocking(Ctx::default(), move |tx| tx.all(text)).unwrap();
    rows.iter().map(|row| row.int(0).unwrap()).collect()
}

type Job = Box<dyn FnMut(&mut Tx<'_>) -> Result<i64, DbError> + Send>;

/// Runs `jobs` as one group: the first one holds the lane until the others stand in the queue. Gives the answers.
fn as_one_group(db: &Db, jobs: Vec<(Ctx, Job)>) -> Vec<Result<i64, DbError>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let (open_gate, gate) = std::sync::mpsc::channel::<()>();
    let mut jobs = jobs.into_iter();
    let (ctx, mut first) = jobs.next().unwrap();
    let mut waited = false;
    let first = db.write(ctx, move |tx| {
        if !std::mem::replace(&mut waited, true) {
            gate.recv().unwrap();
        }
        first(tx)
    });
    let others: Vec<_> = jobs.map(|(ctx, job)| db.write(ctx, job)).collect();
    open_gate.send(()).unwrap();
    runtime.block_on(async {
        let mut answers = vec![first.await];
        for other in others {
            answers.push(other.await);
        }
        answers
    })
}

/// Writes without end, until it is interrupted: SQLite then rolls back the whole transaction.
const ENDLESS: &str = "INSERT INTO item (id) WITH RECURSIVE n (x) AS \
    (SELECT CAST(1000000 AS BIGINT) UNION ALL SELECT x + 1 FROM n) SELECT x FROM n";

const GUILTY: i64 = 5;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Crime {
    Interrupted,
    DiskFull,
    Panics,
    FailsTheCommit,
    Refuses,
    TakesATakenKey,
    SwallowsAFailure,
    EndsTheTransaction,
}

fn guilty(crime: Crime, tx: &mut Tx<'_>) -> Result<i64, DbError> {
    put_numbered(tx, GUILTY)?;
    match crime {
        Crime::Interrupted => tx.execute(ENDLESS)?,
        Crime::DiskFull => {
            tx.execute("PRAGMA max_page_count = 200")?;
            tx.execute(sql("UPDATE item SET note = $1 WHERE id = $2", params![vec![7_u8; 4_000_000], GUILTY]))?
        }
        Crime::Panics => panic!("as planned"),
        Crime::FailsTheCommit => 0,
        Crime::Refuses => return Err(DbError::Internal { detail: "refused".into() }),
        Crime::TakesATakenKey => tx.execute(sql("INSERT INTO item (id) VALUES ($1)", params![GUILTY]))?,
        Crime::SwallowsAFailure => {
            assert!(tx.execute("INSERT INTO nowhere (id) VALUES (1)").is_err());
            0
        }
        Crime::EndsTheTransaction => tx.execute("ROLLBACK")?,
    };
    Ok(0)
}

fn check_crime(url: &str, crime: Crime, expect: impl Fn(&DbError) -> bool) {
    let db = patient(url);
    let commits = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&commits);
    db.set_group_hook(Arc::new(move |tx| {
        counted.fetch_add(1, Ordering::Relaxed);
        let there = tx.one(sql("SELECT 1 FROM item WHERE id = $1", params![GUILTY]))?.is_some();
        if there && crime == Crime::FailsTheCommit { Err(DbError::Full) } else { Ok(()) }
    }));
    let jobs = (1..=8).map(|id| {
        let job: Job = match id {
            GUILTY => Box::new(move |tx| guilty(crime, tx)),
            _ => Box::new(move |tx| put_numbered(tx, id)),
        };
        let ctx = if id == GUILTY { Ctx::default().within(Duration::from_millis(300)) } else { Ctx::default() };
        (ctx, job)
    });
    let answers = as_one_group(&db, jobs.collect());
    for (id, answer) in (1..).zip(&answers) {
        if id == GUILTY {
            let error = answer.as_ref().expect_err("the guilty job fails");
            assert!(expect(error), "{crime:?} on {url}: {error:?}");
        } else {
            assert!(answer.is_ok(), "{crime:?} on {url}: job {id} got {answer:?}");
        }
    }
    assert_eq!(ints(&db, "SELECT id FROM item ORDER BY id"), [1, 2, 3, 4, 6, 7, 8], "{crime:?} on {url}");
    assert_eq!(ints(&db, "SELECT number FROM item ORDER BY number"), [1, 2, 3, 4, 5, 6, 7], "{crime:?}: no gap");
    assert_eq!(ints(&db, "SELECT value FROM sequence WHERE name = 'item'"), [7], "{crime:?}");
    // The lane works on.
    db.write_blocking(Ctx::default(), |tx| put_numbered(tx, 99)).unwrap();
    let commits = commits.load(Ordering::Relaxed);
    if [Crime::Panics, Crime::Refuses, Crime::TakesATakenKey, Crime::SwallowsAFailure].contains(&crime) {
        assert_eq!(commits, 2, "{crime:?}: the eight were one group");
    }
}

fn check_on_both(crime: Crime, expect: impl Fn(&DbError) -> bool) {
    both_databases(|url| check_crime(url, crime, &expect));
}

fn check_on_sqlite(crime: Crime, expect: impl Fn(&DbError) -> bool) {
    let folder = tempfile::tempdir().unwrap();
    check_crime(&sqlite_url(folder.path()), crime, expect);
}

#[test]
fn a_job_that_is_interrupted_fails_alone() {
    check_on_both(Crime::Interrupted, |e| *e == DbError::Deadline);
}

#[test]
fn a_job_that_fills_the_disk_fails_alone() {
    check_on_sqlite(Crime::DiskFull, |e| *e == DbError::Full);
}

#[test]
fn a_job_that_panics_fails_alone() {
    check_on_both(Crime::Panics, |e| *e == DbError::Panicked);
}

#[test]
fn a_job_with_which_the_commit_fails_fails_alone() {
    check_on_both(Crime::FailsTheCommit, |e| *e == DbError::Full);
}

#[test]
fn a_job_that_refuses_keeps_its_own_answer() {
    check_on_both(Crime::Refuses, |e| e.detail() == "refused");
    check_on_both(Crime::TakesATakenKey, |e| *e == DbError::Unique { index: "item_pkey".into() });
}

#[test]
fn a_job_that_goes_on_after_a_failure_is_undone() {
    check_on_both(Crime::SwallowsAFailure, |e| matches!(e, DbError::Internal { .. }));
}

#[test]
fn a_job_that_ends_the_transaction_is_never_acknowledged() {
    check_on_sqlite(Crime::EndsTheTransaction, |e| matches!(e, DbError::Internal { .. }));
}

#[test]
fn the_time_of_a_job_stands_still_when_it_is_run_again() {
    both_databases(|url| {
        let clock = Arc::new(FakeClock::at(1_000));
        let db = open_with(url, clock.clone(), |config| config.group_time = Duration::from_mins(1));
        db.change_schema(&items()).unwrap();
        let calls = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&calls);
        db.set_group_hook(Arc::new(move |_| {
            let first = counted.fetch_add(1, Ordering::Relaxed) == 0;
            if first { Err(DbError::Full) } else { Ok(()) }
        }));
        let seen = Arc::new(parking_lot::Mutex::new(Vec::new()));
        let jobs = (1..=2).map(|id| {
            let (seen, clock) = (Arc::clone(&seen), Arc::clone(&clock));
            let job: Job = Box::new(move |tx| {
                seen.lock().push((id, tx.now_ms()));
                clock.advance(10);
                put(tx, id).map(|()| id)
            });
            (Ctx::default(), job)
        });
        assert_eq!(as_one_group(&db, jobs.collect()), [Ok(1), Ok(2)]);
        let seen = seen.lock();
        assert_eq!(seen.len(), 4, "each ran twice: {seen:?}");
        for (id, at) in seen.iter() {
            let first = seen.iter().find(|(other, _)| other == id).unwrap();
            assert_eq!(first.1, *at, "{seen:?}");
        }
    });
}

#[test]
fn what_follows_a_commit_happens_only_then_and_before_the_answer() {
    both_databases(|url| {
        let db = patient(url);
        let happened = Arc::new(AtomicU32::new(0));
        let job = |id: i64, fails: bool| {
            let happened = Arc::clone(&happened);
            db.write_blocking(Ctx::default(), move |tx| {
                let happened = Arc::clone(&happened);
                tx.after_commit(Box::new(move || {
                    happened.fetch_add(1, Ordering::SeqCst);
                }));
                put(tx, id)?;
                if fails { Err(DbError::Full) } else { Ok(()) }
            })
        };
        job(1, true).unwrap_err();
        assert_eq!(happened.load(Ordering::SeqCst), 0);
        job(1, false).unwrap();
        assert_eq!(happened.load(Ordering::SeqCst), 1);
    });
}

#[test]
fn a_savepoint_undoes_rows_numbers_and_what_follows() {
    both_databases(|url| {
        let db = patient(url);
        db.write_blocking(Ctx::default(), |tx| {
            put_numbered(tx, 1)?;
            let inner: Result<(), DbError> = tx.savepoint(|tx| {
                put_numbered(tx, 2)?;
                tx.savepoint(|tx| put_numbered(tx, 3))?;
                put(tx, 1)
            });
            assert_eq!(inner, Err(DbError::Unique { index: "item_pkey".into() }));
            put_numbered(tx, 4).map(|_| ())
        })
        .unwrap();
        assert_eq!(ints(&db, "SELECT id FROM item ORDER BY id"), [1, 4]);
        assert_eq!(ints(&db, "SELECT number FROM item ORDER BY id"), [1, 2]);
    });
}

#[test]
fn tokens_of_a_job_are_kept_or_lost_with_it_whoever_looks_for_them() {
    both_databases(|url| {
        for first_fails in [false, true] {
            let db = patient(url);
            db.change_schema(&SchemaPlan::default().search("item")).unwrap();
            let all = || [vec![SearchTerm::prefix("t")]];
            let put = |tx: &mut Tx<'_>, n: i64| tx.search_put("item", &[(RecordId::new(n).unwrap(), &format!("t{n}"))]);
            let keeps = move |n| -> Job { Box::new(move |tx| put(tx, n).map(|()| n)) };
            let fails = move |n| -> Job {
                Box::new(move |tx| {
                    put(tx, n)?;
                    // The first to look: what it and its neighbours gave is written inside its savepoint.
                    let seen = tx.search_count("item", &all())?;
                    assert!(seen >= 1);
                    Err(DbError::Overflow)
                })
            };
            let mut jobs = vec![keeps(1), fails(2), keeps(3), fails(4), keeps(5)];
            if first_fails {
                jobs.insert(0, fails(6));
            }
            let failed = 2 + usize::from(first_fails);
            let answers = as_one_group(&db, jobs.into_iter().map(|job| (Ctx::default(), job)).collect());
            assert_eq!(answers.iter().filter(|answer| **answer == Err(DbError::Overflow)).count(), failed);
            let found = db.read_blocking(Ctx::default(), move |tx| tx.search_newest("item", &all(), None, 10)).unwrap();
            assert_eq!(found.iter().map(|id| id.get()).collect::<Vec<_>>(), [5, 3, 1], "first fails: {first_fails}");
            db.write_blocking(Ctx::default(), move |tx| tx.search_delete("item", &found)).unwrap();
        }
    });
}

#[test]
fn a_counter_gives_blocks_and_can_be_set() {
    both_databases(|url| {
        let db = patient(url);
        let draw = |step: i64| db.write_blocking(Ctx::default(), move |tx| tx.sequence("n", step));
        assert_eq!((draw(1), draw(10), draw(1)), (Ok(1), Ok(2), Ok(12)));
        db.write_blocking(Ctx::default(), |tx| tx.set_sequence("n", i64::MAX - 1)).unwrap();
        assert_eq!(draw(1), Ok(i64::MAX));
        assert_eq!(draw(1), Err(DbError::Overflow));
        let in_a_read = db.read_blocking(Ctx::default(), |tx| tx.sequence("n", 1));
        assert!(matches!(in_a_read, Err(DbError::Internal { .. })));
    });
}

#[test]
fn an_epoch_rises_by_one() {
    both_databases(|url| {
        let db = patient(url);
        assert_eq!(db.read_blocking(Ctx::default(), |tx| tx.epoch("meta")), Ok(0));
        for n in 1..=3 {
            assert_eq!(db.write_blocking(Ctx::default(), |tx| tx.raise_epoch("meta")), Ok(n));
        }
        assert_eq!(db.read_blocking(Ctx::default(), |tx| tx.epoch("meta")), Ok(3));
    });
}

#[test]
fn a_read_over_its_deadline_is_stopped_and_its_lane_goes_on() {
    both_databases(|url| {
        let db = open_with(url, clock(), |config| config.readers = 1);
        let endless = "WITH RECURSIVE n (x) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT x + 1 FROM n WHERE x > 0) \
             SELECT count(*) FROM n";
        let ctx = Ctx::default().within(Duration::from_millis(100));
        assert_eq!(db.read_blocking(ctx, move |tx| tx.one(endless)), Err(DbError::Deadline));
        assert_eq!(ints(&db, "SELECT CAST(1 AS BIGINT)"), [1]);
        let panicked = db.read_blocking::<(), DbError, _>(Ctx::default(), |_| panic!("as planned"));
        assert_eq!(panicked, Err(DbError::Panicked));
        assert_eq!(ints(&db, "SELECT CAST(2 AS BIGINT)"), [2]);
    });
}

#[test]
fn a_reader_cannot_write() {
    both_databases(|url| {
        let db = patient(url);
        let written = db.read_blocking(Ctx::default(), |tx| put(tx, 1));
        assert!(matches!(written, Err(DbError::Internal { .. })), "{written:?}");
    });
}

#[test]
fn a_snapshot_sees_one_state() {
    both_databases(|url| {
        let db = patient(url);
        let writer = db.clone();
        for (ctx, sees) in [(Ctx::snapshot(), 0), (Ctx::default(), 1)] {
            db.write_blocking(Ctx::default(), |tx| tx.execute("DELETE FROM item")).unwrap();
            let writer = writer.clone();
            let seen = db.read_blocking(ctx, move |tx| {
                assert_eq!(tx.one("SELECT count(*) FROM item")?.unwrap().int(0), Some(0));
                writer.write_blocking(Ctx::default(), |tx| put(tx, 1))?;
                tx.one("SELECT count(*) FROM item")
            });
            assert_eq!(seen.unwrap().unwrap().int(0), Some(sees));
        }
    });
}

#[test]
fn a_full_queue_is_busy_and_a_write_inside_a_write_is_refused() {
    both_databases(|url| {
        let db = open_with(url, clock(), |config| config.queue = 2);
        db.change_schema(&items()).unwrap();
        let (open_gate, gate) = std::sync::mpsc::channel::<()>();
        let (started, has_started) = std::sync::mpsc::channel::<()>();
        let inner = db.clone();
        let holder = db.write(Ctx::default(), move |_| {
            let nested = inner.write_blocking(Ctx::default(), |tx| put(tx, 1));
            assert!(matches!(nested, Err(DbError::Internal { .. })));
            started.send(()).unwrap();
            gate.recv().unwrap();
            Ok::<_, DbError>(())
        });
        has_started.recv().unwrap();
        let waiting: Vec<_> = (1..=2).map(|id| db.write(Ctx::default(), move |tx| put(tx, id))).collect();
        assert_eq!(db.write_blocking(Ctx::default(), |tx| put(tx, 3)), Err(DbError::Busy));
        open_gate.send(()).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            holder.await.unwrap();
            for job in waiting {
                job.await.unwrap();
            }
        });
        assert_eq!(ints(&db, "SELECT id FROM item ORDER BY id"), [1, 2]);
    });
}

#[test]
fn two_handles_on_one_database_lose_nothing() {
    both_databases(|url| {
        let handles = [patient(url), open(url, clock())];
        assert!(matches!(handles[0].dialect(), Dialect::Sqlite | Dialect::Postgres));
        std::thread::scope(|scope| {
            for (at, db) in (0..).zip(&handles) {
                for thread in 0..4 {
                    scope.spawn(move || {
                        for n in 0..25 {
                            let id = 1 + at * 1_000 + thread * 100 + n;
                            db.write_blocking(Ctx::default(), move |tx| put_numbered(tx, id)).unwrap();
                        }
                    });
                }
            }
        });
        let numbers = ints(&handles[0], "SELECT number FROM item ORDER BY number");
        assert_eq!(numbers, (1..=200).collect::<Vec<_>>(), "one counter for both");
    });
}

/// Puts `jobs` into their queues while a slow write holds the lane, and gives the order in which they ran, each with the
/// number of commits before it.
fn order_behind_a_slow_write(url: &str, jobs: &[(&'static str, Ctx)]) -> Vec<(&'static str, u32)> {
    let db = open_with(url, clock(), |config| config.slow_group_time = Duration::from_mins(1));
    let commits = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&commits);
    db.set_group_hook(Arc::new(move |_| {
        counted.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }));
    let (open_gate, gate) = std::sync::mpsc::channel::<()>();
    let ran = Arc::new(std::sync::Mutex::new(Vec::new()));
    let note = |name: &'static str| {
        let (ran, commits) = (Arc::clone(&ran), Arc::clone(&commits));
        move || ran.lock().unwrap().push((name, commits.load(Ordering::SeqCst)))
    };
    let noted = note("first");
    let (say_running, running) = std::sync::mpsc::channel::<()>();
    let first = db.write_later(Ctx::slow(), move |_| {
        say_running.send(()).unwrap();
        gate.recv().unwrap();
        noted();
        Ok::<_, DbError>(())
    });
    running.recv().unwrap();
    let jobs = jobs.iter().map(|(name, ctx)| {
        let noted = note(name);
        db.write_later(ctx.clone(), move |_| {
            noted();
            Ok::<_, DbError>(())
        })
    });
    let jobs: Vec<_> = std::iter::once(first).chain(jobs).collect();
    open_gate.send(()).unwrap();
    jobs.into_iter().for_each(|job| job.unwrap().wait().unwrap());
    let ran = ran.lock().unwrap();
    ran.clone()
}

#[test]
fn slow_writes_share_a_commit_while_nobody_else_waits() {
    both_databases(|url| {
        let ran = order_behind_a_slow_write(url, &[("b", Ctx::slow()), ("c", Ctx::slow())]);
        assert_eq!(ran, [("first", 0), ("b", 0), ("c", 0)]);
    });
}

#[test]
fn a_write_that_somebody_waits_for_goes_before_the_slow_ones_and_these_have_their_turn() {
    both_databases(|url| {
        let (slow, person) = (Ctx::slow(), Ctx::default());
        let jobs = [("b", slow.clone()), ("c", slow), ("x", person.clone()), ("y", person)];
        let ran = order_behind_a_slow_write(url, &jobs);
        assert_eq!(ran, [("first", 0), ("x", 1), ("y", 1), ("b", 2), ("c", 2)]);
    });
}

#[test]
fn neither_queue_keeps_the_other_waiting_for_ever() {
    both_databases(|url| {
        let db = open_with(url, clock(), |config| config.group_jobs = 1);
        let (open_gate, gate) = std::sync::mpsc::channel::<()>();
        let ran = Arc::new(std::sync::Mutex::new(String::new()));
        let (say_running, running) = std::sync::mpsc::channel::<()>();
        let mut jobs = vec![db.write_later(Ctx::default(), move |_| {
            say_running.send(()).unwrap();
            gate.recv().unwrap();
            Ok::<_, DbError>(())
        })];
        running.recv().unwrap();
        for (name, ctx) in [("p", Ctx::default()), ("s", Ctx::slow())] {
            for _ in 0..3 {
                let ran = Arc::clone(&ran);
                jobs.push(db.write_later(ctx.clone(), move |_| {
                    ran.lock().unwrap().push_str(name);
                    Ok::<_, DbError>(())
                }));
            }
        }
        open_gate.send(()).unwrap();
        jobs.into_iter().for_each(|job| job.unwrap().wait().unwrap());
        assert_eq!(*ran.lock().unwrap(), "spspsp");
    });
}
