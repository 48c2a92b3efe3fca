//! What proved a caller, remembered for a moment.

use std::sync::Arc;

use heyi_db::{Ctx, Sql, Tx, params, sql};
use heyi_model::{Code, Kind, Problem};

use crate::{Caller, Engine, Work};

/// A proof is remembered for so long, milliseconds.
const FRESH_MS: i64 = 10_000;
/// So many proofs are remembered.
const MOST: usize = 10_000;
/// When something was last used is written at most this often, milliseconds.
pub(super) const SEEN_EVERY_MS: i64 = 5 * 60_000;

/// Callers by the stored form of their secret.
pub(crate) struct Proofs(quick_cache::sync::Cache<Box<str>, Known>);

#[derive(Clone)]
struct Known {
    caller: Arc<Caller>,
    at_ms: i64,
    ends_at: i64,
}

impl Default for Proofs {
    fn default() -> Self {
        Self(quick_cache::sync::Cache::new(MOST))
    }
}

impl Proofs {
    /// The caller, when it was proved a moment ago and nothing has changed since, as far as this node knows. What it does
    /// not know yet, the caller's first transaction finds out: see [`still_holds`].
    pub(super) fn get(&self, engine: &Engine, stored: &str) -> Option<Arc<Caller>> {
        let now_ms = engine.clock().now_ms();
        let known = self.0.get(stored)?;
        let fresh = (0..FRESH_MS).contains(&(now_ms - known.at_ms)) && now_ms < known.ends_at;
        (fresh && known.caller.epoch == engine.snapshot().epoch).then_some(known.caller)
    }

    /// Forgets everyone.
    fn clear(&self) {
        self.0.clear();
    }

    /// Remembers a caller that was proved at `at_ms` and holds until `ends_at`, UTC milliseconds.
    pub(super) fn put(&self, stored: String, caller: &Arc<Caller>, at_ms: i64, ends_at: i64) {
        self.0.insert(stored.into(), Known { caller: caller.clone(), at_ms, ends_at });
    }
}

/// Says that a proof was taken away. This node forgets whom it remembers as soon as that is durable, the others find out
/// by the epoch.
pub(super) fn is_lost(work: &mut Work) -> Result<(), Problem> {
    let engine = work.engine.clone();
    work.tx.after_commit(Box::new(move || engine.0.caches.people.proofs.clear()));
    work.raise_epoch()
}

/// Refuses a caller whose session was closed, whose key was revoked or whose log-in was disabled since it was proved.
/// Asked by every transaction that sees a newer epoch than the caller's; callers without a session or key were made by
/// the house itself, which asked before.
pub(crate) fn still_holds(tx: &mut Tx, caller: &Caller) -> Result<(), Problem> {
    let now_ms = tx.now_ms();
    let row = match (caller.session, &caller.key) {
        (Some(session), _) => tx.one(sql(
            "SELECT 1 FROM session s JOIN login l ON l.id = s.login \
             WHERE s.id = $1 AND s.expires_at > $2 AND l.disabled_at IS NULL",
            params![session, now_ms],
        ))?,
        (None, Some(key)) => tx.one(sql(
            "SELECT 1 FROM api_key k JOIN login l ON l.id = k.login WHERE k.id = $1 AND k.revoked_at IS NULL \
             AND (k.expires_at IS NULL OR k.expires_at > $2) AND l.disabled_at IS NULL",
            params![key.id, now_ms],
        ))?,
        (None, None) => return Ok(()),
    };
    row.map(|_| ()).ok_or_else(|| Problem::new(Kind::NotSignedIn, Code::NotSignedIn))
}

/// Writes when something was last seen, without making the request wait for the write lane. It may fail: the next request
/// after it tries again.
pub(super) async fn write_seen(engine: &Engine, statements: Vec<Sql>) {
    let write = engine.db().write(Ctx::default(), move |tx: &mut Tx| -> heyi_db::Result<()> {
        for statement in &statements {
            tx.execute(statement)?;
        }
        Ok(())
    });
    let logged = async move {
        if let Err(error) = write.await {
            tracing::warn!(%error, "the time of the last request was not written");
        }
    };
    match tokio::runtime::Handle::try_current() {
        Ok(runtime) => drop(runtime.spawn(logged)),
        // Without a runtime nobody else would drive it.
        Err(_) => logged.await,
    }
}
