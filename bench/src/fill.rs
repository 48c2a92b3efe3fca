//! Accounts, deals and activities, made through the pipeline in sets: one thread prepares, the write lane writes.

use std::collections::VecDeque;
use std::ops::Range;
use std::sync::Arc;
use std::sync::mpsc::sync_channel;
use std::time::{Duration, Instant};

use anyhow::{Result, anyhow};
use heyi_db::{Cells as _, Ctx, DbError, Later};
use heyi_engine::pipeline::{self, Draft, Origin, Prepared};
use heyi_engine::{Engine, System, Who};
use heyi_model::{Problem, RecordId, wire};
use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use serde_json::{Value as Json, json};

use crate::names::{self, pick};
use crate::people::{draft, said};
use crate::place::SEED;

/// Records of a set.
const SET: usize = 200;
/// Sets that are underway at once.
const UNDERWAY: usize = 8;
/// What a set may take.
const PATIENCE: Duration = Duration::from_secs(60);
/// The days over which deals and activities are spread, before 2026-12-01.
pub const DAYS: Range<i32> = 0..400;
const LAST_DAY: (i32, u32, u32) = (2026, 11, 22);

/// A day, so many before the last one, as on the wire.
pub fn day(back: i32) -> String {
    let (y, m, d) = LAST_DAY;
    let (y, m, d) = wire::civil(i64::from(wire::days_of(y.into(), m, d) as i32 - back));
    format!("{y:04}-{m:02}-{d:02}")
}

/// Makes `count` records of `module`, each from what `fields` draws for its number; their ids in order.
pub fn fill(
    engine: &Engine,
    module: &'static str,
    count: usize,
    fields: impl Fn(&mut ChaCha8Rng, usize) -> Json + Send,
) -> Result<Vec<RecordId>> {
    let begun = Instant::now();
    let (send, receive) = sync_channel::<Result<Prepared, Problem>>(4);
    let mut ids = Vec::with_capacity(count);
    std::thread::scope(|scope| {
        let preparing = engine.clone();
        scope.spawn(move || {
            let snapshot = preparing.snapshot();
            let mut rng = ChaCha8Rng::seed_from_u64(SEED ^ count as u64);
            let who = Who::from(System::command());
            for from in (0..count).step_by(SET) {
                let set = from..count.min(from + SET);
                let drafts: Vec<Draft> = set.map(|n| draft(fields(&mut rng, n))).collect();
                // The receiver is gone when a set failed.
                if send.send(pipeline::prepare(&snapshot, &who, module, drafts, Origin::Import)).is_err() {
                    break;
                }
            }
        });
        let mut underway = VecDeque::with_capacity(UNDERWAY);
        let mut take = |made: Later<Vec<RecordId>, Problem>| -> Result<()> {
            ids.extend(made.wait().map_err(said)?);
            Ok(())
        };
        for prepared in &receive {
            let prepared = Arc::new(prepared.map_err(said)?);
            let made = engine.write_later(System::command(), Ctx::slow().within(PATIENCE), move |work| {
                pipeline::create_prepared(work, &prepared)?.into_iter().collect::<Result<Vec<_>, _>>()
            });
            underway.push_back(made.map_err(said)?);
            if underway.len() == UNDERWAY {
                underway.pop_front().map_or(Ok(()), &mut take)?;
            }
        }
        underway.into_iter().try_for_each(take)?;
        // Not met: the preparing thread ends when the receiver does.
        drop(receive);
        Ok::<_, anyhow::Error>(())
    })?;
    let seconds = begun.elapsed().as_secs_f64();
    println!("  {count} {module} made in {seconds:.0} s, {:.0} a second", count as f64 / seconds);
    Ok(ids)
}

/// Makes accounts, the `n`th owned by the owner `n` modulo their number.
pub fn accounts(engine: &Engine, count: usize, owners: &[RecordId]) -> Result<Vec<RecordId>> {
    let owners = owners.to_vec();
    fill(engine, "accounts", count, move |rng, n| {
        let mut fields = account(rng);
        fields["owner"] = json!(owners[n % owners.len()]);
        fields
    })
}

/// What is drawn of an account.
pub fn account(rng: &mut ChaCha8Rng) -> Json {
    json!({
        "name": names::company(rng),
        "industry": pick(rng, names::INDUSTRIES),
        "level": pick(rng, names::LEVELS),
        "lifecycle": pick(rng, names::LIFECYCLES),
        "region": pick(rng, names::REGIONS),
        "phone": names::phone(rng),
        "website": format!("https://www.example{}.cn", rng.random_range(0..1_000_000)),
        "employees": rng.random_range(5..5_000),
        "next_follow_up_on": day(-rng.random_range(0..60)),
        "description": names::text(rng),
    })
}

/// Makes deals of the accounts, which their accounts' owners own.
pub fn deals(engine: &Engine, count: usize, accounts: &[RecordId], owners: &[RecordId]) -> Result<Vec<RecordId>> {
    let stages: Vec<RecordId> = engine.db().read_blocking(Ctx::slow(), |tx| {
        let rows = tx.all("SELECT id FROM stages WHERE deleted_at IS NULL AND type = 'open' ORDER BY id")?;
        Ok::<_, DbError>(rows.iter().filter_map(|row| RecordId::new(row.int(0)?)).collect())
    })?;
    if stages.is_empty() {
        return Err(anyhow!("there is no open stage"));
    }
    let (accounts, owners) = (accounts.to_vec(), owners.to_vec());
    fill(engine, "deals", count, move |rng, _| {
        let at = rng.random_range(0..accounts.len());
        json!({
            "name": format!("{}项目", names::company(rng)),
            "account": accounts[at],
            "owner": owners[at % owners.len()],
            "stage": pick(rng, &stages),
            "amount": format!("{}.00", rng.random_range(1..2_000) * 1_000),
            "expected_close_on": day(200 - rng.random_range(DAYS)),
        })
    })
}

/// Makes activities of the accounts, which their accounts' owners own.
pub fn activities(engine: &Engine, count: usize, accounts: &[RecordId], owners: &[RecordId]) -> Result<Vec<RecordId>> {
    let (accounts, owners) = (accounts.to_vec(), owners.to_vec());
    fill(engine, "activities", count, move |rng, n| {
        // The newest first, as a file of what has happened often is: the others then move no account any more.
        let back = (n * DAYS.len() / count) as i32;
        let at = rng.random_range(0..accounts.len());
        json!({
            "kind": pick(rng, names::KINDS),
            "content": names::text(rng),
            "happened_at": format!("{}T{:02}:{:02}:00.000Z", day(back), rng.random_range(1..10), rng.random_range(0..60)),
            "account": accounts[at],
            "owner": owners[at % owners.len()],
        })
    })
}
