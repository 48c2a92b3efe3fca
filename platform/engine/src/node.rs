//! Node numbers: every process that draws ids leases one of 1,024 numbers, and a number is not used again within an hour
//! after its lease ended, so that two processes never draw the same id.

use heyi_db::{Ctx, params, sql};
use heyi_model::id::MAX_NODE;
use heyi_model::{Cells, Code, Kind, Problem};

use crate::{Engine, System};

/// A lease holds for this long; [`renew`] it well before.
pub const LEASE_MS: i64 = 10 * 60_000;
/// A number rests this long after its lease ended.
const REST_MS: i64 = 60 * 60_000;

/// Leases the lowest free number for this process.
///
/// # Errors
/// 503 when all numbers are leased.
pub fn lease(engine: &Engine) -> Result<u16, Problem> {
    engine.write_blocking(System::maintenance(), Ctx::default(), |work| {
        let now = work.now_ms();
        let taken: Vec<(i64, i64)> = work
            .tx
            .all("SELECT number, lease_until FROM node ORDER BY number")?
            .iter()
            .map(|row| (row.int(0).unwrap_or_default(), row.int(1).unwrap_or_default()))
            .collect();
        let busy = |n: i64| taken.iter().any(|(number, until)| *number == n && until + REST_MS > now);
        let free = (0..=i64::from(MAX_NODE)).find(|n| !busy(*n));
        let number = free.ok_or_else(|| Problem::new(Kind::Unavailable, Code::Busy))?;
        work.tx.execute(sql(
            "INSERT INTO node (number, holder, lease_until) VALUES ($1, $2, $3) \
             ON CONFLICT (number) DO UPDATE SET holder = excluded.holder, lease_until = excluded.lease_until",
            params![number, format!("process {}", std::process::id()), now + LEASE_MS],
        ))?;
        Ok(number as u16)
    })
}

/// Renews the lease of this process's number. Call it every few minutes while the process lives.
pub fn renew(engine: &Engine) -> Result<(), Problem> {
    let number = i64::from(engine.node());
    engine.write_blocking(System::maintenance(), Ctx::default(), move |work| {
        let until = work.now_ms() + LEASE_MS;
        work.tx.execute(sql("UPDATE node SET lease_until = $1 WHERE number = $2", params![until, number]))?;
        Ok(())
    })
}
