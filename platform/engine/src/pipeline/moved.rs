//! When a person changes department, the person's records follow: a chunked upkeep, without version or history. Until it is
//! done, reach names the person beside the department, so rights are exact from the change on.

use heyi_db::{Ctx, params, sql};
use heyi_model::{Cells, Problem};

use crate::{Engine, System};

/// Rows that one transaction rewrites.
const CHUNK: i64 = 500;

/// Rewrites the department of every record whose owner moved. Gives the number of rows.
pub fn rehome(engine: &Engine) -> Result<u64, Problem> {
    let mut total = 0;
    loop {
        let done = engine.write_blocking(System::maintenance(), Ctx::slow(), |work| {
            let Some(row) = work.tx.one("SELECT person, moved_at FROM moved_person ORDER BY moved_at, person LIMIT 1")? else {
                return Ok(None);
            };
            let (person, moved_at) = (row.int(0).unwrap_or_default(), row.int(1).unwrap_or_default());
            let department = work.snapshot.directory.department_of(person);
            let modules: Vec<_> = work.snapshot.all_modules().filter(|m| m.def.owned).map(|m| m.key.clone()).collect();
            for module in modules {
                let text = format!(
                    "UPDATE \"{module}\" SET owner_department = $1 WHERE id IN (SELECT id FROM \"{module}\" WHERE owner = $2 \
                     AND owner_department IS DISTINCT FROM $3 LIMIT {CHUNK})"
                );
                let rows = work.tx.execute(sql(text, params![department, person, department]))?;
                if rows > 0 {
                    return Ok(Some(rows));
                }
            }
            work.tx.execute(sql("DELETE FROM moved_person WHERE person = $1 AND moved_at = $2", params![person, moved_at]))?;
            work.raise_epoch()?;
            Ok(Some(0))
        })?;
        match done {
            None => return Ok(total),
            Some(rows) => total += rows,
        }
    }
}
