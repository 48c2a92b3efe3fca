//! Guessing passwords is made slow: attempts are counted per account and address, per account and per address.

use std::collections::HashMap;

use parking_lot::Mutex;

/// Most counters that are kept. The least recently used fifth goes when there are more.
const MOST: usize = 20_000;
/// A counter is forgotten after this long without an attempt, milliseconds.
const FORGET_MS: i64 = 60 * 60_000;
/// The longest that anyone waits, milliseconds.
const LONGEST_MS: i64 = 15 * 60_000;

/// Attempts that are free before waiting begins: of one account from one address, of one account from anywhere, of one
/// address. The second figure is higher so that a stranger cannot keep a person out from afar with a few wrong attempts.
const FREE: [u32; 3] = [5, 100, 30];

/// Counters of attempts, of this node.
#[derive(Default)]
pub(crate) struct Throttle(Mutex<HashMap<String, Attempts>>);

#[derive(Clone, Copy, Default)]
struct Attempts {
    count: u32,
    last_ms: i64,
}

impl Attempts {
    /// How long after the last attempt the next one may come: 1 s after the free ones, then twice as long each time.
    fn wait_ms(self, free: u32) -> i64 {
        match self.count.checked_sub(free) {
            None => 0,
            Some(over) => (1_000_i64 << over.min(20)).min(LONGEST_MS),
        }
    }
}

fn names(account: &str, address: &str) -> [String; 3] {
    [format!("both:{account}\n{address}"), format!("account:{account}"), format!("address:{address}")]
}

impl Throttle {
    /// Counts an attempt before it is made, so that many at once do not slip through. `Err`: seconds to wait.
    pub fn begin(&self, account: &str, address: &str, now_ms: i64) -> Result<(), u32> {
        let mut table = self.0.lock();
        let names = names(account, address);
        for (name, free) in names.iter().zip(FREE) {
            let Some(known) = table.get(name).filter(|a| (0..FORGET_MS).contains(&(now_ms - a.last_ms))) else {
                continue;
            };
            let left = known.wait_ms(free) - (now_ms - known.last_ms);
            if left > 0 {
                return Err((left as u64).div_ceil(1000) as u32);
            }
        }
        make_room(&mut table, now_ms);
        for name in names {
            let known = table.entry(name).or_default();
            if !(0..FORGET_MS).contains(&(now_ms - known.last_ms)) {
                known.count = 0;
            }
            known.count = known.count.saturating_add(1);
            known.last_ms = now_ms;
        }
        Ok(())
    }

    /// The attempt was right: the account is free again, and the address gets this attempt back.
    pub fn succeeded(&self, account: &str, address: &str) {
        let mut table = self.0.lock();
        let [both, account, address] = names(account, address);
        table.remove(&both);
        table.remove(&account);
        if let Some(known) = table.get_mut(&address) {
            known.count = known.count.saturating_sub(1);
        }
    }
}

fn make_room(table: &mut HashMap<String, Attempts>, now_ms: i64) {
    if table.len() + 3 <= MOST {
        return;
    }
    table.retain(|_, a| (0..FORGET_MS).contains(&(now_ms - a.last_ms)));
    if table.len() + 3 > MOST {
        let mut times: Vec<i64> = table.values().map(|a| a.last_ms).collect();
        let (_, oldest, _) = times.select_nth_unstable(MOST / 5);
        let oldest = *oldest;
        table.retain(|_, a| a.last_ms > oldest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_begins_after_the_free_attempts_and_doubles() {
        let throttle = Throttle::default();
        let mut now = 1_000_000;
        for _ in 0..FREE[0] {
            assert_eq!(throttle.begin("a", "1.1.1.1", now), Ok(()));
        }
        for wait in [1, 2, 4, 8] {
            assert_eq!(throttle.begin("a", "1.1.1.1", now), Err(wait));
            now += i64::from(wait) * 1000;
            assert_eq!(throttle.begin("a", "1.1.1.1", now), Ok(()));
        }
        assert_eq!(throttle.begin("a", "2.2.2.2", now), Ok(()), "another address is not kept out");
        assert_eq!(throttle.begin("b", "1.1.1.1", now), Ok(()), "nor another account");
        now += FORGET_MS;
        assert_eq!(throttle.begin("a", "1.1.1.1", now), Ok(()), "an hour later all is forgotten");
        assert_eq!(throttle.begin("a", "1.1.1.1", now), Ok(()));
    }

    #[test]
    fn a_right_password_frees_the_account_but_not_the_address() {
        let throttle = Throttle::default();
        for n in 0..FREE[2] {
            assert_eq!(throttle.begin(&format!("a{n}"), "1.1.1.1", 0), Ok(()));
        }
        throttle.succeeded("a0", "1.1.1.1");
        assert_eq!(throttle.begin("a0", "1.1.1.1", 0), Ok(()), "the attempt that was right is given back");
        assert_eq!(throttle.begin("x", "1.1.1.1", 0), Err(1), "the wrong ones are not");
    }

    #[test]
    fn an_account_is_slowed_down_from_many_addresses_and_the_table_stays_bounded() {
        let throttle = Throttle::default();
        for n in 0..FREE[1] {
            assert_eq!(throttle.begin("boss", &format!("10.0.0.{n}"), 0), Ok(()));
        }
        assert_eq!(throttle.begin("boss", "10.0.1.1", 0), Err(1));
        for n in 0..30_000 {
            assert_eq!(throttle.begin(&format!("x{n}"), &format!("y{n}"), 10 + n), Ok(()));
        }
        assert!(throttle.0.lock().len() <= MOST);
    }
}
