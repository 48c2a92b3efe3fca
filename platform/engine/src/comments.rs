//! Comments on records: whoever reads a record may comment on it.

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::{Code, Fault, Problem, RecordId, text};
use serde_json::{Value as Json, json};

use crate::access::Action;
use crate::history::timestamp;
use crate::look::{self, Names};
use crate::page::{self, Paging};
use crate::work::Work;

/// Longest comment, in characters.
pub const MAX_BODY: usize = 10_000;
/// Most people that a comment mentions.
pub const MAX_MENTIONS: usize = 50;

/// Adds a comment that mentions these people.
pub fn create(
    work: &mut Work,
    module: &str,
    record: RecordId,
    body: &str,
    mentions: &[RecordId],
) -> Result<RecordId, Problem> {
    let module = look::require(work, module, record, Action::Read)?;
    let (body, mentions) = checked(work, body, mentions)?;
    let id = work.draw_id();
    let (person, at) = (work.person(), work.now_ms());
    work.tx.execute(sql(
        "INSERT INTO record_comment (id, module, record, person, at, body, mentions) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, &*module.key, record, person, at, body, mentions],
    ))?;
    Ok(id)
}

/// Changes a comment of one's own.
pub fn edit(work: &mut Work, id: RecordId, body: &str, mentions: &[RecordId]) -> Result<(), Problem> {
    let author = author_of(work, id)?;
    if author != work.person() {
        return Err(Problem::forbidden());
    }
    let (body, mentions) = checked(work, body, mentions)?;
    let now = work.now_ms();
    work.tx.execute(sql(
        "UPDATE record_comment SET body = $1, mentions = $2, edited_at = $3 WHERE id = $4",
        params![body, mentions, now, id],
    ))?;
    Ok(())
}

/// Deletes a comment: one's own, or any for administrators. Its words are gone.
pub fn delete(work: &mut Work, id: RecordId) -> Result<(), Problem> {
    let author = author_of(work, id)?;
    if author != work.person() && !work.who().is_admin() {
        return Err(Problem::forbidden());
    }
    let now = work.now_ms();
    work.tx.execute(sql(
        "UPDATE record_comment SET deleted_at = $1, body = '', mentions = NULL WHERE id = $2",
        params![now, id],
    ))?;
    Ok(())
}

/// The comments of a record, newest first.
pub fn list(work: &mut Work, module: &str, record: RecordId, paging: &Paging) -> Result<Json, Problem> {
    let module = look::require(work, module, record, Action::Read)?;
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut rows = work.tx.all(sql(
        "SELECT id, person, at, body, edited_at, mentions FROM record_comment \
         WHERE record = $1 AND module = $2 AND id < $3 AND deleted_at IS NULL ORDER BY id DESC LIMIT $4",
        params![record, &*module.key, before, size as i64 + 1],
    ))?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).and_then(|row| row.int(0)).map(|id| page::cursor(&[id]));
    let mut names = Names::default();
    for row in &rows {
        names.want_person(work, row.int(1));
        for person in mentioned(row) {
            names.want_person(work, Some(person));
        }
    }
    names.load(work)?;
    let entry = |row: &Row| {
        let people = mentioned(row).into_iter().map(|person| names.person(work, Some(person)));
        json!({
            "id": row.int(0).unwrap_or_default().to_string(),
            "person": names.person(work, row.int(1)),
            "at": timestamp(row.int(2).unwrap_or_default()),
            "body": row.text(3),
            "edited_at": row.int(4).map(timestamp),
            "mentions": people.collect::<Vec<_>>(),
        })
    };
    Ok(page::answer(rows.iter().map(entry).collect(), next))
}

/// The people that a comment of a row of [`list`] mentions.
fn mentioned(row: &Row) -> Vec<i64> {
    row.text(5).and_then(|t| serde_json::from_str(t).ok()).unwrap_or_default()
}

/// Who wrote a comment; 404 when it is gone or its record is not visible.
fn author_of(work: &mut Work, id: RecordId) -> Result<Option<RecordId>, Problem> {
    let row = work.tx.one(sql(
        "SELECT module, record, person FROM record_comment WHERE id = $1 AND deleted_at IS NULL",
        params![id],
    ))?;
    let row = row.ok_or_else(Problem::not_found)?;
    let record = row.int(1).and_then(RecordId::new).ok_or_else(Problem::not_found)?;
    // That there is such a comment is told to nobody who does not see its record.
    look::require(work, row.text(0).unwrap_or_default(), record, Action::Read).map_err(|_| Problem::not_found())?;
    Ok(row.int(2).and_then(RecordId::new))
}

/// The body as it is stored and the list of people, or everything that is wrong with them.
fn checked(work: &Work, body: &str, mentions: &[RecordId]) -> Result<(String, Value), Problem> {
    let mut faults = Vec::new();
    // Before folding, so that a huge body costs nothing.
    if body.len() > MAX_BODY * 4 || body.chars().count() > MAX_BODY {
        return Err(Fault::new("body", Code::TooLong).with("max", MAX_BODY).into());
    }
    let body = text::fold_multiline(body).into_owned();
    if body.is_empty() {
        faults.push(Fault::new("body", Code::Required));
    }
    let mut people: Vec<i64> = mentions.iter().map(|id| id.get()).collect();
    people.sort_unstable();
    people.dedup();
    if people.len() > MAX_MENTIONS {
        faults.push(Fault::new("mentions", Code::TooManyItems).with("max", MAX_MENTIONS));
    }
    if people.iter().any(|id| !work.snapshot().directory.is_person(*id)) {
        faults.push(Fault::new("mentions", Code::UnknownRecord));
    }
    let json = if people.is_empty() { Value::Null } else { Value::Json(Json::from(people).to_string().into()) };
    if faults.is_empty() { Ok((body, json)) } else { Err(Problem::invalid(faults)) }
}
