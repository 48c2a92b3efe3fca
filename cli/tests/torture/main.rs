//! Torture: `heyi serve` is killed with SIGKILL again and again while sixteen writers write, and what they were told is
//! compared with what is there. A slow machine kills less often within its time; `HEYI_TORTURE=full` (`make torture`)
//! takes the time that it needs.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![expect(clippy::print_stdout, reason = "the kills and what was in flight are shown")]

mod check;
mod client;
mod evidence;
mod house;
mod ledger;
mod raw;
mod sight;
mod writer;

use std::ops::Range;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use heyi_db::test_support::PrivateCluster;
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

use check::Checker;
use client::Client;
use house::House;
use raw::Raw;
use writer::{Sent, Writer};

const WRITERS: usize = 16;
/// A kill counts as one under load with so many requests sent and not answered.
const IN_FLIGHT: usize = 8;
/// A request that was begun this long before the kill has reached the server.
const UNDER_WAY: Duration = Duration::from_micros(300);
/// The server is killed soon after so many acknowledgements, or when it is too slow for them.
const ACKNOWLEDGED: Range<usize> = 16..160;
const PATIENCE: Duration = Duration::from_secs(10);
const SEED: u64 = 20_261_123;

/// In one of so many kills, on PostgreSQL, the database's postmaster is killed as well.
const POSTMASTER_EVERY: usize = 5;

/// How often the server is killed.
struct Plan {
    most: usize,
    /// When the time is over it is enough to have killed it so often.
    least: usize,
    time: Duration,
}

impl Plan {
    fn asked_for() -> Self {
        let (most, time) = (52, Duration::from_mins(4));
        match std::env::var("HEYI_TORTURE").as_deref() {
            Ok("full") => Self { most, least: most, time },
            _ => Self { most, least: 12, time },
        }
    }

    fn is_over(&self, kills: usize, begun: Instant) -> bool {
        kills >= self.most || kills >= self.least && begun.elapsed() > self.time
    }
}

#[test]
fn heavy_no_acknowledged_write_is_lost_on_sqlite() {
    torture(&House::new(None), None, &Plan::asked_for());
}

#[test]
fn heavy_no_acknowledged_write_is_lost_on_postgresql() {
    let cluster = PrivateCluster::start().unwrap();
    let house = House::new(Some(cluster.fresh_database().unwrap()));
    torture(&house, Some(&cluster), &Plan::asked_for());
}

fn torture(house: &House, cluster: Option<&PrivateCluster>, plan: &Plan) {
    let begun = Instant::now();
    let mut rng = ChaCha8Rng::seed_from_u64(SEED);
    let mut server = house.start_ready();
    let cookie = Client::sign_in(&server.base);
    let stage = an_open_stage(&Client::new(&server.base, &cookie));
    let mut writers: Vec<Writer> = (0..WRITERS).map(|index| Writer::new(index, SEED, &stage)).collect();
    let mut checker = Checker::default();
    let mut in_flight = Vec::new();
    let mut postmaster_kills = 0;
    while !plan.is_over(in_flight.len(), begun) {
        let postmaster = cluster.filter(|_| in_flight.len() % POSTMASTER_EVERY == 1);
        postmaster_kills += usize::from(postmaster.is_some());
        in_flight.push(kill_under_load(&mut server, &cookie, &mut writers, postmaster, &mut rng));
        if rng.random_bool(0.15) {
            // Once more, while it recovers.
            let mut early = house.start();
            std::thread::sleep(Duration::from_millis(rng.random_range(0..150)));
            early.kill();
        }
        server = house.start_ready();
        let client = Client::new(&server.base, &cookie);
        checker.check(&mut Raw::open(house.url()), &client, &mut writers, false);
    }
    // Whatever was not answered is asked again under its key: it must be done once, not twice.
    for writer in &mut writers {
        let client = Client::new(&server.base, &cookie);
        while writer.unanswered.is_some() {
            assert!(writer.write_once(&client, &Sent::default()), "{}", server.last_words());
        }
    }
    let client = Client::new(&server.base, &cookie);
    checker.check(&mut Raw::open(house.url()), &client, &mut writers, true);
    house.succeed(&["check", "--history"], "");
    let loaded = in_flight.iter().filter(|count| **count >= IN_FLIGHT).count();
    let acknowledged: usize = writers.iter().map(|writer| writer.acknowledged).sum();
    println!(
        "{} kills ({postmaster_kills} with a postmaster's), {loaded} with at least {IN_FLIGHT} writes in flight {in_flight:?}, \
         {acknowledged} acknowledged writes of {} records, {} s",
        in_flight.len(),
        writers.iter().map(|writer| writer.known.len()).sum::<usize>(),
        begun.elapsed().as_secs()
    );
    assert!(loaded * 2 >= in_flight.len(), "too few kills met writes in flight: {in_flight:?}");
}

/// Lets the writers write, kills the server at a random moment, and gives how many requests were then sent and not answered.
fn kill_under_load(
    server: &mut house::Server,
    cookie: &str,
    writers: &mut [Writer],
    postmaster: Option<&PrivateCluster>,
    rng: &mut ChaCha8Rng,
) -> usize {
    let sent: Vec<Sent> = (0..writers.len()).map(|_| Mutex::default()).collect();
    let base = server.base.clone();
    let acknowledged = AtomicUsize::new(0);
    let under_way = std::thread::scope(|scope| {
        for (writer, sent) in writers.iter_mut().zip(&sent) {
            let client = Client::new(&base, cookie);
            let acknowledged = &acknowledged;
            scope.spawn(move || writer.write_until_killed(&client, sent, acknowledged));
        }
        // A count of acknowledgements and not a time: it means the same on a slow machine.
        let (begun, wanted) = (Instant::now(), rng.random_range(ACKNOWLEDGED));
        while acknowledged.load(Ordering::Relaxed) < wanted && begun.elapsed() < PATIENCE {
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(rng.random_range(0..20_000)));
        let postmaster_first = rng.random_bool(0.5);
        if let (Some(cluster), true) = (postmaster, postmaster_first) {
            cluster.kill().unwrap();
        }
        let under_way: Vec<bool> =
            sent.iter().map(|sent| sent.lock().unwrap().is_some_and(|at| at.elapsed() > UNDER_WAY)).collect();
        server.kill();
        if let (Some(cluster), false) = (postmaster, postmaster_first) {
            cluster.kill().unwrap();
        }
        under_way
    });
    if let Some(cluster) = postmaster {
        cluster.restart().unwrap();
    }
    // An answer that was on its way when the process died still arrives: such a request was answered.
    let unanswered = writers.iter().map(|writer| writer.unanswered.is_some());
    unanswered.zip(under_way).filter(|(unanswered, under_way)| *unanswered && *under_way).count()
}

fn an_open_stage(client: &Client) -> String {
    let stages = client.get("records/stages?fields=type&limit=50");
    let open = stages["records"].as_array().unwrap().iter().find(|stage| stage["type"] == "open");
    open.unwrap_or_else(|| panic!("no open stage: {stages}"))["id"].as_str().unwrap().to_owned()
}
