//! Remembered estimates of how many rows a narrowing leaves. They advise the choice of a path and are never shown.

use std::sync::Arc;

/// Estimated rows per narrowing, kept for a short time.
#[derive(Clone)]
pub struct RowCounts(Arc<quick_cache::sync::Cache<u64, (i64, u32)>>);

/// An estimate is used for this long, milliseconds.
const FRESH_MS: i64 = 60_000;

impl Default for RowCounts {
    fn default() -> Self {
        Self(Arc::new(quick_cache::sync::Cache::new(20_000)))
    }
}

impl RowCounts {
    /// The estimate for `key`, made with `count` when there is no fresh one.
    pub fn get_or<E>(&self, key: u64, now_ms: i64, count: impl FnOnce() -> Result<u32, E>) -> Result<u32, E> {
        if let Some((at, rows)) = self.0.get(&key)
            && (0..FRESH_MS).contains(&(now_ms - at))
        {
            return Ok(rows);
        }
        let rows = count()?;
        self.0.insert(key, (now_ms, rows));
        Ok(rows)
    }
}
