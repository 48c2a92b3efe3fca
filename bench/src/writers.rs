//! Sixteen writers at once: commit groups against one commit for each write.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::Result;
use heyi_db::Ctx;
use heyi_engine::System;
use heyi_engine::pipeline::{self, Origin};
use rand::SeedableRng as _;
use rand_chacha::ChaCha8Rng;

use crate::people::{draft, said};
use crate::place::{Place, SEED};
use crate::{Which, fill};

const WRITERS: usize = 16;
/// How long each way is tried, and how often in turn.
const SPAN: Duration = Duration::from_secs(4);
const ROUNDS: usize = 3;
/// The factor that commit groups are for.
const GOAL: f64 = 5.0;

/// Measures and prints both.
pub fn run(which: Which) -> Result<()> {
    let place = Place::fresh(which)?;
    let (mut grouped, mut single) = (0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        grouped = grouped.max(creates_a_second(&place, |_| ())?);
        single = single.max(creates_a_second(&place, |config| config.group_jobs = 1)?);
    }
    let factor = grouped / single;
    println!(
        "  {WRITERS} writers, best of {ROUNDS}: {grouped:.0} creates a second in commit groups, {single:.0} with a commit \
         each: {factor:.1}×, goal {GOAL:.0}×{}",
        if factor < GOAL { "  MISSED" } else { "" }
    );
    Ok(())
}

fn creates_a_second(place: &Place, change: impl FnOnce(&mut heyi_db::DbConfig)) -> Result<f64> {
    let engine = place.engine(change)?;
    let made = AtomicUsize::new(0);
    let begun = Instant::now();
    let write = &|seed: u64| -> Result<()> {
        let mut rng = ChaCha8Rng::seed_from_u64(SEED + seed);
        while begun.elapsed() < SPAN {
            let draft = draft(fill::account(&mut rng));
            let create = move |work: &mut heyi_engine::Work| {
                pipeline::create(work, "accounts", vec![draft.clone()], Origin::Import)?.remove(0)
            };
            engine.write_blocking(System::command(), Ctx::default(), create).map_err(said)?;
            made.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    };
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS as u64).map(|seed| scope.spawn(move || write(seed))).collect();
        writers.into_iter().try_for_each(|writer| writer.join().map_err(|_| anyhow::anyhow!("a writer panicked"))?)
    })?;
    Ok(made.load(Ordering::Relaxed) as f64 / begun.elapsed().as_secs_f64())
}
