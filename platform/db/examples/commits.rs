//! How much the write lane gains: durable inserts a second by 32 writers, in groups and with a commit each, and the cost
//! of reads inside one job. `cargo run --release -p heyi-db --example commits`
#![expect(clippy::print_stdout, reason = "a bench prints its figures")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use heyi_db::test_support::{PrivateCluster, open_with, sqlite_url};
use heyi_db::{ColumnDef, ColumnKind, Ctx, Db, DbError, IndexColumn, SchemaPlan, Value, params, sql};
use heyi_model::SystemClock;

const WRITERS: u64 = 32;
const ROUND: Duration = Duration::from_secs(3);
const COLUMNS: usize = 20;

fn plan() -> SchemaPlan {
    let mut columns = vec![ColumnDef::required("id", ColumnKind::Int), ColumnDef::required("owner", ColumnKind::Int)];
    columns.extend((2..COLUMNS).map(|n| ColumnDef::new(format!("c{n}"), ColumnKind::Text)));
    let by_owner = vec![IndexColumn::asc("owner"), IndexColumn::desc("id")];
    SchemaPlan::default().table("customer", columns).index("customer_owner", "customer", by_owner)
}

fn row(id: i64) -> Vec<Value> {
    let mut row = params![id, id % 1_000];
    row.extend((2..COLUMNS).map(|n| Value::from(format!("value {n} of {id}"))));
    row
}

fn insert_text() -> Arc<str> {
    let places: Vec<String> = (1..=COLUMNS).map(|n| format!("${n}")).collect();
    format!("INSERT INTO customer VALUES ({})", places.join(", ")).into()
}

/// Durable inserts a second.
fn inserts(db: &Db, ids: &AtomicU64) -> f64 {
    let (text, begun, done) = (insert_text(), Instant::now(), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..WRITERS {
            scope.spawn(|| {
                while begun.elapsed() < ROUND {
                    let put = sql(Arc::clone(&text), row(ids.fetch_add(1, Ordering::Relaxed) as i64));
                    if db.write_blocking(Ctx::default(), move |tx| tx.execute(&put)).is_ok() {
                        done.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
    });
    done.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64()
}

/// Microseconds of one get and of one list of 50 rows, each cell read.
fn reads(db: &Db) -> Result<(f64, f64), DbError> {
    const TIMES: i64 = 500;
    let ctx = Ctx::slow();
    db.read_blocking(ctx, |tx| {
        let begun = Instant::now();
        for n in 0..TIMES {
            tx.one(sql("SELECT * FROM customer WHERE id = $1", params![1 + n]))?;
        }
        let get = begun.elapsed().as_secs_f64() * 1e6 / TIMES as f64;
        let begun = Instant::now();
        let mut bytes = 0;
        for n in 0..TIMES {
            let list = "SELECT * FROM customer WHERE owner = $1 ORDER BY id DESC LIMIT 50";
            tx.each(sql(list, params![n]), |row| {
                bytes += (0..COLUMNS).filter_map(|column| row.text(column)).map(str::len).sum::<usize>();
                Ok(std::ops::ControlFlow::Continue(()))
            })?;
        }
        std::hint::black_box(bytes);
        Ok((get, begun.elapsed().as_secs_f64() * 1e6 / TIMES as f64))
    })
}

fn measure(name: &str, url: &str) -> Result<(), DbError> {
    let open = |jobs: usize| open_with(url, Arc::new(SystemClock), |config| config.group_jobs = jobs);
    let ids = AtomicU64::new(1);
    let grouped = open(64);
    grouped.change_schema(&plan())?;
    let in_groups = inserts(&grouped, &ids);
    drop(grouped);
    let single = open(1);
    let one_each = inserts(&single, &ids);
    let names: Vec<String> = std::iter::once("id".into())
        .chain(std::iter::once("owner".into()))
        .chain((2..COLUMNS).map(|n| format!("c{n}")))
        .collect();
    let begun = Instant::now();
    for set in 0..250 {
        let names = names.clone();
        single.write_blocking(Ctx::default(), move |tx| {
            let columns: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut kinds = vec![ColumnKind::Text; COLUMNS];
            (kinds[0], kinds[1]) = (ColumnKind::Int, ColumnKind::Int);
            let rows: Vec<Vec<Value>> = (0..200).map(|n| row(100_000_000 + set * 200 + n)).collect();
            tx.insert_many("customer", &columns, &kinds, &rows)
        })?;
    }
    let in_sets = 50_000.0 / begun.elapsed().as_secs_f64();
    let (get, list) = reads(&single)?;
    println!(
        "{name}: {WRITERS} writers {in_groups:.0}/s in groups, {one_each:.0}/s with a commit each ({:.1}×); \
         sets of 200: {in_sets:.0} rows/s; get {get:.1} µs, list of 50 {list:.0} µs",
        in_groups / one_each
    );
    Ok(())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = tempfile::tempdir()?;
    measure("SQLite", &sqlite_url(folder.path()))?;
    let cluster = PrivateCluster::start()?;
    measure("PostgreSQL", &cluster.fresh_database()?)?;
    Ok(())
}
