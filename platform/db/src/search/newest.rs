//! The newest rows that meet a search, by the path that touches the fewest rows.

use std::ops::ControlFlow;

use heyi_model::{RecordId, Value};

use super::{SearchTerm, query_text, table_name};
use crate::config::Dialect;
use crate::error::Result;
use crate::schema::quote;
use crate::sql::sql;
use crate::tx::Tx;

/// PostgreSQL: up to so many hits are all fetched and sorted, 2–4 ms.
const FEW: usize = 2_000;
/// PostgreSQL: so many of the newest rows tell whether a word is frequent, 1 ms.
const PROBE: i64 = 1_000;
/// PostgreSQL: so many of the newest rows are looked through for a frequent word, at most some 8 ms.
const WINDOW: i64 = 50_000;

/// The newest ids under `before`.
///
/// SQLite walks the postings from their newest end. PostgreSQL has a bitmap in the order of the table: sorting 71,429 hits
/// of a million rows took 103 ms, walking the primary key for them 0.4 ms, and for a rare word that walk is the whole
/// table. So a look at the newest rows says which it is: many hits are met on a bounded walk, few are sorted, and what is
/// many but old is sorted after all.
pub(crate) fn newest(
    tx: &mut Tx<'_>,
    table: &str,
    cnf: &[Vec<SearchTerm>],
    before: i64,
    limit: u32,
) -> Result<Vec<RecordId>> {
    let Some(query) = query_text(tx.dialect(), cnf) else { return Ok(Vec::new()) };
    let name = quote(&table_name(table));
    let wanted = limit as usize;
    let dialect = tx.dialect();
    let mut ask = |text: String, last: i64| -> Result<Vec<RecordId>> {
        let params = vec![Value::from(query.as_str()), Value::Int(before), Value::Int(last)];
        let mut ids = Vec::new();
        tx.each(sql(text, params), |row| {
            ids.extend(row.int(0).and_then(RecordId::new));
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(ids)
    };
    if dialect == Dialect::Sqlite {
        let text =
            format!("SELECT rowid FROM {name} WHERE {name} MATCH $1 AND rowid < $2 ORDER BY rowid DESC LIMIT $3");
        return ask(text, i64::from(limit));
    }
    let newest = |rows: i64| {
        let window = format!("SELECT id, tokens FROM {name} WHERE id < $2 ORDER BY id DESC LIMIT {rows}");
        format!("SELECT id FROM ({window}) newest WHERE tokens @@ CAST($1 AS tsquery) ORDER BY id DESC LIMIT $3")
    };
    let probed = ask(newest(PROBE), i64::from(limit))?;
    if probed.len() == wanted {
        return Ok(probed);
    }
    let frequent = probed.len() as i64 * WINDOW >= i64::from(limit) * PROBE;
    if frequent {
        let met = ask(newest(WINDOW), i64::from(limit))?;
        if met.len() == wanted {
            return Ok(met);
        }
    }
    // A step of its own knows neither the limit nor the order, which would tempt a plan that serves all words into walking
    // the primary key.
    let hits = format!("WITH hits AS MATERIALIZED (SELECT id FROM {name} WHERE tokens @@ CAST($1 AS tsquery))");
    let mut few = ask(format!("{hits} SELECT id FROM hits WHERE id < $2 LIMIT $3"), FEW as i64 + 1)?;
    if few.len() <= FEW {
        few.sort_unstable_by(|a, b| b.cmp(a));
        few.truncate(wanted);
        return Ok(few);
    }
    ask(format!("{hits} SELECT id FROM hits WHERE id < $2 ORDER BY id DESC LIMIT $3"), i64::from(limit))
}
