//! A seeded generator with the few throws that drawing needs.

use rand::{Rng as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;

/// Dice that fall the same way for the same seed.
#[derive(Debug, Clone)]
pub struct Dice(ChaCha8Rng);

impl Dice {
    /// Dice for a seed.
    pub fn new(seed: u64) -> Self {
        Self(ChaCha8Rng::seed_from_u64(seed))
    }
    /// A number below `n`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        (self.0.next_u64() % n.max(1) as u64) as usize
    }
    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high - low + 1)
    }
    /// True so many times of a hundred.
    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }
    /// One of a list that is not empty.
    pub fn pick<T: Clone>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())].clone()
    }
    /// One of a list, so many times of a hundred; never of an empty one.
    pub fn maybe<T: Clone>(&mut self, percent: usize, list: &[T]) -> Option<T> {
        (self.percent(percent) && !list.is_empty()).then(|| self.pick(list))
    }
    /// Some of a list, each so many times of a hundred, in its order.
    pub fn some<T: Clone>(&mut self, percent: usize, list: &[T]) -> Vec<T> {
        list.iter().filter(|_| self.percent(percent)).cloned().collect()
    }
    /// `n` of a list, perhaps the same one again.
    pub fn several<T: Clone>(&mut self, n: usize, list: &[T]) -> Vec<T> {
        if list.is_empty() { Vec::new() } else { (0..n).map(|_| self.pick(list)).collect() }
    }
}
