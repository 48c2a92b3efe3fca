//! The log of reads and exports that matter: a masked value shown, an export, a file downloaded, an administrator's view.

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::{Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::history::timestamp;
use crate::look::Names;
use crate::page::{self, Paging};
use crate::work::Work;

/// Notes that the caller did `kind` (`reveal`, `export`, `download` …) with a module or a record. Only in a write: what is
/// logged is logged before it is shown.
pub fn note(
    work: &mut Work,
    kind: &str,
    module: Option<&str>,
    record: Option<RecordId>,
    detail: &Json,
) -> Result<(), Problem> {
    let id = work.draw_id();
    let (at, person) = (work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO access_log (id, at, person, kind, module, record, detail) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, at, person, kind, module.map(str::to_owned), record, Value::Json(detail.to_string().into())],
    ))?;
    Ok(())
}

/// The log, newest first, of one record or of everything. Administrators only.
pub fn list(work: &mut Work, record: Option<RecordId>, paging: &Paging) -> Result<Json, Problem> {
    work.administrators_only()?;
    let (size, [before]) = (paging.size()?, paging.before()?);
    let of_record = if record.is_some() { "record = $3 AND " } else { "" };
    let text = format!(
        "SELECT id, at, person, kind, module, record, detail FROM access_log WHERE {of_record}id < $1 ORDER BY id DESC LIMIT $2"
    );
    let mut params = params![before, size as i64 + 1];
    params.extend(record.map(Value::from));
    let mut rows = work.tx.all(sql(text, params))?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).and_then(|row| row.int(0)).map(|id| page::cursor(&[id]));
    let mut names = Names::default();
    for row in &rows {
        names.want_person(work, row.int(2));
    }
    names.load(work)?;
    let entry = |row: &Row| {
        json!({
            "id": row.int(0).unwrap_or_default().to_string(),
            "at": timestamp(row.int(1).unwrap_or_default()),
            "person": names.person(work, row.int(2)),
            "kind": row.text(3),
            "module": row.text(4),
            "record": row.int(5).map(|id| id.to_string()),
            "detail": row.text(6).and_then(|t| serde_json::from_str::<Json>(t).ok()),
        })
    };
    Ok(page::answer(rows.iter().map(entry).collect(), next))
}
