//! A change of schema on PostgreSQL: beside the lanes, one node at a time.

use std::time::{Duration, Instant};

use super::connect::{Role, open, schema_lock};
use crate::config::{DatabaseUrl, DbConfig};
use crate::driver::Driver;
use crate::error::{DbError, Result};
use crate::lane::contained;
use crate::schema::{SchemaPlan, SchemaStep, Statement, has_rows, quote, statements};

/// How long another node's change of schema is waited for.
const PATIENCE: Duration = Duration::from_mins(2);
/// A step that does not get its lock within the session's two seconds is tried again so often.
const TRIES: u32 = 10;

/// Carries out what is left of `plan`, step by step, on a thread and a connection of its own.
pub(crate) fn change_schema(config: &DbConfig, plan: &SchemaPlan) -> Result<()> {
    let DatabaseUrl::Postgres(url) = &config.url else { return Err(DbError::Unavailable) };
    let work = || {
        contained(|| {
            let mut driver = open(url, config, Role::Schema)?;
            lock(&mut driver, config.organisation)?;
            plan.steps.iter().try_for_each(|step| carry_out(&mut driver, step))
        })
        .and_then(|done| done)
    };
    // A PostgreSQL client must not be used on a thread of an async runtime.
    std::thread::scope(|scope| scope.spawn(work).join()).unwrap_or(Err(DbError::Panicked))
}

/// Takes the lock by asking for it: waiting inside a statement would hold a snapshot that another node's CREATE INDEX
/// CONCURRENTLY waits for. The lock ends with the connection.
fn lock(driver: &mut dyn Driver, organisation: i32) -> Result<()> {
    let begun = Instant::now();
    let ask = format!("SELECT 1 WHERE pg_try_advisory_lock({})", schema_lock(organisation));
    while driver.rows(&ask, &[], 1)?.is_empty() {
        if begun.elapsed() > PATIENCE {
            return Err(DbError::Busy);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

fn carry_out(driver: &mut dyn Driver, step: &SchemaStep) -> Result<()> {
    let mut tried = 0;
    loop {
        tried += 1;
        let done = try_once(driver, step);
        if done != Err(DbError::Busy) || tried == TRIES {
            return done;
        }
        std::thread::sleep(Duration::from_millis(50 * u64::from(tried)));
    }
}

fn try_once(driver: &mut dyn Driver, step: &SchemaStep) -> Result<()> {
    match (statements(driver, step)?, step) {
        (None, _) => Ok(()),
        (Some(Statement::Plain(text)), _) => driver.batch(&text),
        (Some(Statement::BuildIndex { name, head, tail }), SchemaStep::CreateIndex { table, .. }) => {
            driver.batch(&drop_broken(&name))?;
            if !has_rows(driver, table)? {
                return driver.batch(&format!("{head} {tail}"));
            }
            // It waits for older transactions, which does not hold anybody up.
            driver.batch("SET lock_timeout = 0")?;
            let built = driver.batch(&format!("{head} CONCURRENTLY {tail}"));
            driver.batch("SET lock_timeout = '2s'")?;
            if built.is_err() {
                driver.batch(&drop_broken(&name))?;
            }
            built
        }
        (Some(Statement::BuildIndex { .. }), _) => Err(DbError::internal("only a step for an index builds one")),
    }
}

/// A build that failed leaves an invalid index behind, which costs every write and serves no read. Callers come here only
/// when no valid index has the name.
fn drop_broken(name: &str) -> String {
    format!("DROP INDEX CONCURRENTLY IF EXISTS {}", quote(name))
}
