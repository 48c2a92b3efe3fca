//! Values of a file that a field does not know: each once, with how often it stands there, so that a person says once what
//! each of them means.

use std::collections::BTreeMap;

use heyi_db::{Cells as _, params, sql};
use heyi_model::{Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::work::Work;

/// Most different values of a run that are kept; whoever has more has mapped the wrong column.
pub const MOST_UNKNOWN: i64 = 1_000;

/// Adds values of a set, each with its field, to those of the run of `job`.
pub(super) fn add(work: &mut Work, job: RecordId, values: &[(String, String)]) -> Result<(), Problem> {
    if values.is_empty() {
        return Ok(());
    }
    let mut counts: BTreeMap<&(String, String), i64> = BTreeMap::new();
    // A database keeps no NUL in a text, and nobody means anything by it.
    for value in values.iter().filter(|(_, value)| !value.contains('\0')) {
        *counts.entry(value).or_default() += 1;
    }
    let row = work.tx.one(sql("SELECT COUNT(*) FROM import_unknown WHERE job = $1", params![job]))?;
    let mut room = MOST_UNKNOWN - row.and_then(|row| row.int(0)).unwrap_or_default();
    for ((field, value), count) in counts {
        let known = work.tx.execute(sql(
            "UPDATE import_unknown SET count = count + $4 WHERE job = $1 AND field = $2 AND value = $3",
            params![job, &**field, &**value, count],
        ))?;
        if known == 0 && room > 0 {
            room -= 1;
            work.tx.execute(sql(
                "INSERT INTO import_unknown (job, field, value, count) VALUES ($1, $2, $3, $4)",
                params![job, &**field, &**value, count],
            ))?;
        }
    }
    Ok(())
}

/// Those of a run, the most frequent first: `[{column, field, value, count}]`. `spec` says which column fills a field.
pub(super) fn list(work: &mut Work, job: RecordId, spec: &Json) -> Result<Vec<Json>, Problem> {
    let rows = work.tx.all(sql(
        "SELECT field, value, count FROM import_unknown WHERE job = $1 ORDER BY count DESC, value",
        params![job],
    ))?;
    let column_of = |field: &str| {
        let columns = spec["columns"].as_array().into_iter().flatten();
        let named = |column: &&Json| column["field"] == field;
        columns.clone().find(named).and_then(|column| column["column"].as_str()).map(str::to_owned)
    };
    let shown = |row: &heyi_db::Row| {
        let field = row.text(0)?;
        Some(json!({"column": column_of(field)?, "field": field, "value": row.text(1), "count": row.int(2)}))
    };
    Ok(rows.iter().filter_map(shown).collect())
}

/// Those of runs that are forgotten.
pub(super) fn purge(work: &mut Work) -> Result<u64, Problem> {
    let text = "DELETE FROM import_unknown WHERE job NOT IN (SELECT job FROM import_run WHERE job IS NOT NULL)";
    Ok(work.tx.execute(text)?)
}
