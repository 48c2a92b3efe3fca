//! Torture: `heyi serve` is killed with SIGKILL again and again while sixteen writers write, and what they were told is
//! compared with what is there. `HEYI_TORTURE=full` (`make torture`) kills as often as a release needs.

mod check;
mod client;
mod evidence;
mod house;
mod ledger;
mod raw;
mod writer;

use std::sync::Mutex;
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
const SEED: u64 = 20_261_123;

/// How often the server is killed, and in how many of these the database's postmaster as well.
struct Plan {
    kills: usize,
    postmaster_kills: usize,
}

impl Plan {
    fn asked_for() -> Self {
        match std::env::var("HEYI_TORTURE").as_deref() {
            Ok("full") => Self { kills: 52, postmaster_kills: 10 },
            _ => Self { kills: 12, postmaster_kills: 3 },
        }
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
    for kill in 0..plan.kills {
        let postmaster = cluster.filter(|_| kill % (plan.kills / plan.postmaster_kills) == 1);
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
        "{} kills ({} with a postmaster's), {loaded} with at least {IN_FLIGHT} writes in flight {in_flight:?}, \
         {acknowledged} acknowledged writes of {} records, {} s",
        plan.kills,
        if cluster.is_some() { plan.postmaster_kills } else { 0 },
        writers.iter().map(|writer| writer.known.len()).sum::<usize>(),
        begun.elapsed().as_secs()
    );
    assert!(loaded * 2 >= plan.kills, "too few kills met writes in flight: {in_flight:?}");
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
    let under_way = std::thread::scope(|scope| {
        for (writer, sent) in writers.iter_mut().zip(&sent) {
            let client = Client::new(&base, cookie);
            scope.spawn(move || writer.write_until_killed(&client, sent));
        }
        std::thread::sleep(Duration::from_millis(rng.random_range(50..400)));
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
