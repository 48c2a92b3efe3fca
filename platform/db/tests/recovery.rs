//! A server that dies and comes back: nothing acknowledged is lost, and the lanes go on by themselves.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use heyi_db::test_support::{PrivateCluster, open};
use heyi_db::{Cells, ColumnDef, ColumnKind, Ctx, Db, DbError, SchemaPlan, params, sql};
use heyi_model::FakeClock;

fn ids(db: &Db) -> Result<Vec<i64>, DbError> {
    let rows = db.read_blocking(Ctx::default(), |tx| tx.all("SELECT id FROM item ORDER BY id"))?;
    Ok(rows.iter().filter_map(|row| row.int(0)).collect())
}

#[test]
fn acknowledged_writes_outlive_the_postmaster() {
    let cluster = PrivateCluster::start().unwrap();
    let db = open(&cluster.fresh_database().unwrap(), Arc::new(FakeClock::at(0)));
    let columns = vec![ColumnDef::required("id", ColumnKind::Int)];
    db.change_schema(&SchemaPlan::default().table("item", columns)).unwrap();
    let mut acknowledged = Vec::new();
    for round in 0..2 {
        let done = AtomicBool::new(false);
        let written: Vec<(Vec<i64>, u32)> = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|thread| {
                    let (db, done) = (&db, &done);
                    scope.spawn(move || {
                        let (mut good, mut bad, mut id) = (Vec::new(), 0, round * 1_000_000 + thread * 100_000);
                        while !done.load(Ordering::Relaxed) {
                            id += 1;
                            let put = sql("INSERT INTO item (id) VALUES ($1)", params![id]);
                            match db.write_blocking(Ctx::default(), move |tx| tx.execute(&put)) {
                                Ok(_) => good.push(id),
                                Err(DbError::Unavailable | DbError::CommitUnknown) => {
                                    bad += 1;
                                    std::thread::sleep(Duration::from_millis(5));
                                }
                                Err(error) => panic!("{error:?}"),
                            }
                        }
                        (good, bad)
                    })
                })
                .collect();
            std::thread::sleep(Duration::from_millis(300));
            cluster.kill().unwrap();
            std::thread::sleep(Duration::from_millis(100));
            cluster.restart().unwrap();
            // Until the lane writes again.
            let begun = Instant::now();
            while db.write_blocking(Ctx::default(), |tx| tx.execute("UPDATE epoch SET value = value")).is_err() {
                assert!(begun.elapsed() < Duration::from_secs(30), "the lane did not come back");
                std::thread::sleep(Duration::from_millis(20));
            }
            std::thread::sleep(Duration::from_millis(100));
            done.store(true, Ordering::Relaxed);
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(written.iter().any(|(_, bad)| *bad > 0), "the kill was noticed");
        acknowledged.extend(written.into_iter().flat_map(|(good, _)| good));
        // Each reader finds its broken connection once.
        let there = (0..20).find_map(|_| ids(&db).ok()).expect("readers come back");
        let lost: Vec<_> = acknowledged.iter().filter(|id| there.binary_search(id).is_err()).collect();
        assert!(lost.is_empty(), "{} of {} lost: {lost:?}", lost.len(), acknowledged.len());
        assert!(acknowledged.len() > 50, "{}", acknowledged.len());
    }
}
