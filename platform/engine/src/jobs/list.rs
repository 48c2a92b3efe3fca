//! Jobs as people see them: one's own; administrators see all.

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::{Code, Kind, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::spec::JobState;
use crate::access::Who;
use crate::history::timestamp;
use crate::look::Names;
use crate::page::{self, Paging};
use crate::work::Work;

const COLUMNS: &str = "id, class, kind, state, attempts, max_attempts, due_at, progress, result, error, person, \
                       created_at, started_at, finished_at, cancel_at";

/// The caller's jobs, newest first, perhaps of one state only; every job for administrators who ask with `everyone`.
pub fn list(work: &mut Work, state: Option<JobState>, everyone: bool, paging: &Paging) -> Result<Json, Problem> {
    let whose = match work.who() {
        Who::Person(caller) if !everyone => Some(caller.person),
        _ => {
            work.administrators_only()?;
            None
        }
    };
    page_of(work, whose, state, paging)
}

/// The jobs that failed for good, of everyone. Administrators only.
pub fn dead(work: &mut Work, paging: &Paging) -> Result<Json, Problem> {
    work.administrators_only()?;
    page_of(work, None, Some(JobState::Dead), paging)
}

fn page_of(
    work: &mut Work,
    whose: Option<RecordId>,
    state: Option<JobState>,
    paging: &Paging,
) -> Result<Json, Problem> {
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut params = params![before];
    let mut condition = String::new();
    if let Some(person) = whose {
        params.push(person.into());
        condition.push_str(&format!(" AND person = ${}", params.len()));
    }
    if let Some(state) = state {
        params.push(state.key().into());
        condition.push_str(&format!(" AND state = ${}", params.len()));
    }
    params.push(Value::Int(size as i64 + 1));
    let text = format!("SELECT {COLUMNS} FROM job WHERE id < $1{condition} ORDER BY id DESC LIMIT ${}", params.len());
    let mut rows = work.tx.all(sql(text, params))?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).and_then(|row| row.int(0)).map(|id| page::cursor(&[id]));
    Ok(page::answer(shown(work, &rows)?, next))
}

/// One job; 404 when it is somebody else's.
pub fn get(work: &mut Work, id: RecordId) -> Result<Json, Problem> {
    let row = mine(work, id)?;
    Ok(shown(work, &[row])?.pop().unwrap_or_default())
}

/// Cancels a job: at once when it waits, as soon as its handler looks when it runs. Nothing happens to one that has ended.
pub fn cancel(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    mine(work, id)?;
    let now = work.now_ms();
    work.tx.execute(sql(
        "UPDATE job SET state = 'cancelled', cancel_at = $1, finished_at = $2 WHERE id = $3 AND state = 'queued'",
        params![now, now, id],
    ))?;
    work.tx.execute(sql(
        "UPDATE job SET cancel_at = $1 WHERE id = $2 AND state = 'running' AND cancel_at IS NULL",
        params![now, id],
    ))?;
    Ok(())
}

/// Has a dead or cancelled job tried again from the start; 409 for any other.
pub fn retry(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    mine(work, id)?;
    let now = work.now_ms();
    let revived = work.tx.execute(sql(
        "UPDATE job SET state = 'queued', attempts = 0, due_at = $1, error = NULL, progress = NULL, cancel_at = NULL, \
         finished_at = NULL WHERE id = $2 AND state IN ('dead', 'cancelled')",
        params![now, id],
    ))?;
    if revived == 1 { Ok(()) } else { Err(Problem::new(Kind::Conflict, Code::Conflict)) }
}

/// Who asked for a job; `None` for upkeep, which nobody asks for.
pub fn asked_by(work: &mut Work, id: RecordId) -> Result<Option<RecordId>, Problem> {
    let row = work.tx.one(sql("SELECT person FROM job WHERE id = $1", params![id]))?;
    Ok(row.and_then(|row| row.int(0)).and_then(RecordId::new))
}

fn mine(work: &mut Work, id: RecordId) -> Result<Row, Problem> {
    let row = work.tx.one(sql(format!("SELECT {COLUMNS} FROM job WHERE id = $1"), params![id]))?;
    let may =
        |row: &Row| work.who().is_admin() || (row.int(10).is_some() && row.int(10) == work.person().map(RecordId::get));
    row.filter(may).ok_or_else(Problem::not_found)
}

fn shown(work: &mut Work, rows: &[Row]) -> Result<Vec<Json>, Problem> {
    let mut names = Names::default();
    for row in rows {
        names.want_person(work, row.int(10));
    }
    names.load(work)?;
    let json_of = |text: Option<&str>| text.and_then(|t| serde_json::from_str::<Json>(t).ok());
    let one = |row: &Row| {
        json!({
            "id": row.int(0).unwrap_or_default().to_string(),
            "class": row.text(1),
            "kind": row.text(2),
            "state": row.text(3),
            "attempts": row.int(4),
            "max_attempts": row.int(5),
            "due_at": row.int(6).map(timestamp),
            "progress": json_of(row.text(7)),
            "result": json_of(row.text(8)),
            "error": json_of(row.text(9)).map(|error| said(work, error)),
            "person": names.person(work, row.int(10)),
            "created_at": row.int(11).map(timestamp),
            "started_at": row.int(12).map(timestamp),
            "finished_at": row.int(13).map(timestamp),
            "cancelling": row.int(14).is_some() && row.text(3) == Some(JobState::Running.key()),
        })
    };
    Ok(rows.iter().map(one).collect())
}

/// An error with its sentence in the caller's language.
pub(crate) fn said(work: &Work, mut error: Json) -> Json {
    let code = error["code"].as_str().and_then(|key| Code::ALL.iter().find(|code| code.key() == key));
    if let Some(code) = code {
        error["message"] = code.text(work.who().locale()).into();
    }
    error
}
