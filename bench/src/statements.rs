//! The statements of the first requests of a shape, with the plan that the database has for each and how long it took.

use anyhow::Result;
use heyi_db::{Cells as _, Ctx, DbError, Dialect, sql};
use heyi_engine::Engine;

use crate::emitted::Emitted;

/// Requests that are shown of a shape.
const SHOWN: usize = 2;

/// Prints them.
pub fn show(engine: &Engine, requests: &[Emitted]) -> Result<()> {
    for (n, request) in requests.iter().take(SHOWN).enumerate() {
        for traced in request {
            println!("    #{n} {} rows, {} µs: {}", traced.rows, traced.micros, traced.text);
            if !traced.set.is_empty() {
                println!("      for {} rows", traced.set.len());
                continue;
            }
            println!("      with {:?}", traced.params);
            let (text, params) = (traced.text.clone(), traced.params.clone());
            let plan = engine.db().read_blocking(Ctx::slow(), move |tx| {
                let (word, cell) = match tx.dialect() {
                    Dialect::Sqlite => ("EXPLAIN QUERY PLAN", 3),
                    Dialect::Postgres => ("EXPLAIN (ANALYZE, BUFFERS)", 0),
                };
                let rows = tx.all(sql(format!("{word} {text}"), params))?;
                Ok::<_, DbError>(rows.iter().filter_map(|row| row.text(cell).map(str::to_owned)).collect::<Vec<_>>())
            })?;
            plan.iter().for_each(|line| println!("      | {line}"));
        }
    }
    Ok(())
}
