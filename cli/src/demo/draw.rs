//! Drawing from a seed: the same seed and part give the same draws, whatever was drawn elsewhere.

use rand_chacha::ChaCha8Rng;
use rand_chacha::rand_core::{Rng as _, SeedableRng as _};

/// A source of draws for one part of the company: one customer, one list.
#[derive(Debug)]
pub struct Draw(ChaCha8Rng);

impl Draw {
    /// The draws of number `index` of the part `part`.
    pub fn of(seed: u64, part: &str, index: u64) -> Self {
        let named =
            part.bytes().fold(0xCBF2_9CE4_8422_2325_u64, |h, b| (h ^ u64::from(b)).wrapping_mul(0x100_0000_01B3));
        Self(ChaCha8Rng::seed_from_u64(mix(mix(seed ^ named).wrapping_add(index))))
    }
    /// A number from 0 to `n - 1`; 0 when `n` is 0.
    pub fn below(&mut self, n: usize) -> usize {
        ((u128::from(self.0.next_u64()) * n as u128) >> 64) as usize
    }
    /// A number from `low` to `high`, both included.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        low + self.below((high - low + 1).max(1) as usize) as i64
    }
    /// True in `percent` of 100 draws.
    pub fn chance(&mut self, percent: u32) -> bool {
        self.below(100) < percent as usize
    }
    /// One of a list that is not empty.
    pub fn pick<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
    /// One of a list that is not empty, by the weight that `weight` gives it.
    pub fn weighted<'a, T>(&mut self, list: &'a [T], weight: impl Fn(&T) -> u32) -> &'a T {
        let total: usize = list.iter().map(|item| weight(item) as usize).sum();
        let mut at = self.below(total);
        for item in list {
            let w = weight(item) as usize;
            if at < w {
                return item;
            }
            at -= w;
        }
        &list[list.len() - 1]
    }
}

/// Spreads the bits of a number (Sebastiano Vigna, SplitMix64).
pub fn mix(n: u64) -> u64 {
    let mut z = n.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_repeat_and_stay_in_their_bounds() {
        let list = |index| {
            let mut draw = Draw::of(7, "test", index);
            (0..1000).map(|_| draw.between(-3, 3)).collect::<Vec<_>>()
        };
        assert_eq!(list(1), list(1));
        assert_ne!(list(1), list(2));
        assert_eq!((list(1).iter().min(), list(1).iter().max()), (Some(&-3), Some(&3)));
        let mut draw = Draw::of(7, "test", 0);
        let heavy = (0..10_000).filter(|_| *draw.weighted(&[1_u32, 9, 0], |w| *w) == 9).count();
        assert!((8_800..9_200).contains(&heavy), "{heavy}");
        assert_eq!((draw.below(0), draw.below(1)), (0, 0));
    }
}
