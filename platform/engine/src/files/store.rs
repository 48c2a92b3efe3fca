//! Files as rows: what they are called, on which record they hang, who may have them.

use std::path::PathBuf;

use heyi_db::{Cells as _, Row, Value, params, sql};
use heyi_model::module::FieldAccess;
use heyi_model::{Code, Kind, Module, Problem, RecordId};
use serde_json::{Value as Json, json};

use super::receive::Received;
use super::{blob, name};
use crate::access::{Action, Who};
use crate::history::timestamp;
use crate::look::{self, Names};
use crate::page::{self, Paging};
use crate::work::Work;

/// Media types that a browser may show itself; everything else is saved.
const SHOWN: [&str; 5] = ["image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"];

/// A file to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Download {
    /// Where its content lies.
    pub path: PathBuf,
    /// What it is called.
    pub name: String,
    /// What it is, by its content.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// Its content's SHA-256, for `ETag`.
    pub hash: String,
    /// The value of `Content-Disposition`.
    pub disposition: String,
}

/// Stores received content as a file of the caller's that hangs on nothing yet.
///
/// # Errors
/// 422 `invalid_file_name`; 503 when the content was swept away meanwhile: send it again.
pub fn store(work: &mut Work, received: &Received, file_name: &str) -> Result<RecordId, Problem> {
    name::check(file_name)?;
    keep_received(work, received)?;
    let (id, now, person) = (work.draw_id(), work.now_ms(), work.person());
    let size = received.size as i64;
    work.tx.execute(sql(
        "INSERT INTO stored_file (id, blob, name, size, media_type, person, at) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        params![id, received.hash.as_str(), file_name, size, received.media_type.as_str(), person, now],
    ))?;
    Ok(id)
}

/// Hangs a file of the caller's that hangs on nothing yet on a record; needs the right to change the record. Files of
/// fields are hung on by the pipeline.
pub fn attach(work: &mut Work, file: RecordId, module: &str, record: RecordId) -> Result<(), Problem> {
    let module = look::require(work, module, record, Action::Update)?;
    let found = Found::load(work, file)?;
    if found.record.is_some() || !found.is_mine(work) {
        return Err(Problem::field("file", Code::UnknownFile));
    }
    work.tx.execute(sql(
        "UPDATE stored_file SET module = $1, record = $2 WHERE id = $3",
        params![&*module.key, record, file],
    ))?;
    Ok(())
}

/// Removes a file: one's own that hangs on nothing, or one that hangs on a record that the caller may change. The file of a
/// field is removed by emptying the field.
pub fn remove(work: &mut Work, file: RecordId) -> Result<(), Problem> {
    let found = Found::load(work, file)?;
    found.require(work, Action::Update)?;
    if found.field.is_some() {
        return Err(Problem::new(Kind::Conflict, Code::InUse));
    }
    release(work, file, &found.hash)
}

/// The files of a record, newest first; those of fields only where the caller reads the field.
pub fn list(work: &mut Work, module: &str, record: RecordId, paging: &Paging) -> Result<Json, Problem> {
    let module = look::require(work, module, record, Action::Read)?;
    let (size, [before]) = (paging.size()?, paging.before()?);
    let mut rows = work.tx.all(sql(
        "SELECT id, name, size, media_type, field, person, at FROM stored_file \
         WHERE record = $1 AND module = $2 AND id < $3 AND deleted_at IS NULL ORDER BY id DESC LIMIT $4",
        params![record, &*module.key, before, size as i64 + 1],
    ))?;
    let more = rows.len() > size;
    rows.truncate(size);
    let next = rows.last().filter(|_| more).and_then(|row| row.int(0)).map(|id| page::cursor(&[id]));
    rows.retain(|row| reads_field(work, &module, row.text(4)));
    let mut names = Names::default();
    for row in &rows {
        names.want_person(work, row.int(5));
    }
    names.load(work)?;
    let entry = |row: &Row| {
        json!({
            "id": row.int(0).unwrap_or_default().to_string(),
            "name": row.text(1),
            "size": row.int(2),
            "media_type": row.text(3),
            "field": row.text(4),
            "person": names.person(work, row.int(5)),
            "at": timestamp(row.int(6).unwrap_or_default()),
        })
    };
    Ok(page::answer(rows.iter().map(entry).collect(), next))
}

/// A file to send, when the caller may have it; 404 otherwise. What is shown in the browser itself is only what cannot run
/// there; the server adds a sandbox.
pub fn open(work: &mut Work, file: RecordId) -> Result<Download, Problem> {
    let found = Found::load(work, file)?;
    found.require(work, Action::Read)?;
    let path = blob::path(work.engine.files_dir(), &found.hash).ok_or_else(Problem::not_found)?;
    let inline = SHOWN.contains(&found.media_type.as_str());
    Ok(Download {
        path,
        disposition: name::disposition(&found.name, inline),
        name: found.name,
        media_type: found.media_type,
        size: found.size,
        hash: found.hash,
    })
}

/// Removes every file of a record that is deleted for good.
pub(crate) fn release_record(work: &mut Work, module: &Module, record: RecordId) -> Result<(), Problem> {
    let rows = work.tx.all(sql(
        "SELECT id, blob FROM stored_file WHERE record = $1 AND module = $2 AND deleted_at IS NULL",
        params![record, &*module.key],
    ))?;
    for row in rows {
        if let Some(file) = row.int(0).and_then(RecordId::new) {
            release(work, file, row.text(1).unwrap_or_default())?;
        }
    }
    Ok(())
}

/// Takes a file out of use.
pub(super) fn release(work: &mut Work, file: RecordId, hash: &str) -> Result<(), Problem> {
    let now = work.now_ms();
    let removed = work.tx.execute(sql(
        "UPDATE stored_file SET deleted_at = $1 WHERE id = $2 AND deleted_at IS NULL",
        params![now, file],
    ))?;
    if removed == 1 {
        work.tx.execute(sql("UPDATE blob SET uses = uses - 1 WHERE hash = $1", vec![Value::from(hash)]))?;
    }
    Ok(())
}

/// Content that something beside files keeps in use: an import, an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kept {
    /// Its SHA-256.
    pub hash: String,
    /// What the file was called.
    pub name: String,
    /// Bytes.
    pub size: i64,
}

/// Keeps the content of a file that the caller may have, whatever becomes of the file.
///
/// # Errors
/// 422 `unknown_file` when there is no such file for the caller.
pub(crate) fn keep(work: &mut Work, file: RecordId) -> Result<Kept, Problem> {
    let found = Found::load(work, file).and_then(|found| found.require(work, Action::Read).map(|()| found));
    let found = found.map_err(|_| Problem::field("file", Code::UnknownFile))?;
    let used = work.tx.execute(sql("UPDATE blob SET uses = uses + 1 WHERE hash = $1", params![found.hash.as_str()]))?;
    if used == 0 {
        return Err(Problem::internal("a file without its content"));
    }
    Ok(Kept { hash: found.hash, name: found.name, size: found.size as i64 })
}

/// Keeps content that was just received.
///
/// # Errors
/// 503 when it was swept away meanwhile.
pub(crate) fn keep_received(work: &mut Work, received: &Received) -> Result<(), Problem> {
    let path = blob::path(work.engine.files_dir(), &received.hash);
    if !path.is_some_and(|path| path.is_file()) {
        return Err(Problem { retry_after: Some(1), ..Problem::new(Kind::Unavailable, Code::Busy) });
    }
    let now = work.now_ms();
    work.tx.execute(sql(
        "INSERT INTO blob (hash, size, uses, created_at, scanned_at) VALUES ($1, $2, 1, $3, $4) \
         ON CONFLICT (hash) DO UPDATE SET uses = blob.uses + 1",
        params![received.hash.as_str(), received.size as i64, now, now],
    ))?;
    Ok(())
}

/// Lets go of content that was kept.
pub(crate) fn let_go(work: &mut Work, hash: &str) -> Result<(), Problem> {
    work.tx.execute(sql("UPDATE blob SET uses = uses - 1 WHERE hash = $1", params![hash]))?;
    Ok(())
}

fn reads_field(work: &Work, module: &Module, field: Option<&str>) -> bool {
    let Some(key) = field else { return true };
    let access = module.field(key).map(|f| work.who().rights(module).field(f));
    access.is_some_and(|access| access >= FieldAccess::Read)
}

/// A file's row.
struct Found {
    hash: String,
    name: String,
    size: u64,
    media_type: String,
    module: Option<String>,
    record: Option<RecordId>,
    field: Option<String>,
    person: Option<RecordId>,
}

impl Found {
    fn load(work: &mut Work, file: RecordId) -> Result<Self, Problem> {
        let row = work.tx.one(sql(
            "SELECT blob, name, size, media_type, module, record, field, person FROM stored_file \
             WHERE id = $1 AND deleted_at IS NULL",
            params![file],
        ))?;
        let row = row.ok_or_else(Problem::not_found)?;
        let text = |column: usize| row.text(column).unwrap_or_default().to_owned();
        Ok(Self {
            hash: text(0),
            name: text(1),
            size: row.int(2).and_then(|n| u64::try_from(n).ok()).unwrap_or_default(),
            media_type: text(3),
            module: row.text(4).map(str::to_owned),
            record: row.int(5).and_then(RecordId::new),
            field: row.text(6).map(str::to_owned),
            person: row.int(7).and_then(RecordId::new),
        })
    }

    fn is_mine(&self, work: &Work) -> bool {
        match work.who() {
            Who::System(_) => true,
            Who::Person(caller) => self.person == Some(caller.person),
        }
    }

    /// Does the caller reach the file with the action? What is not seen is 404, also when the role forbids the module.
    fn require(&self, work: &mut Work, action: Action) -> Result<(), Problem> {
        let (Some(module), Some(record)) = (&self.module, self.record) else {
            return if self.is_mine(work) { Ok(()) } else { Err(Problem::not_found()) };
        };
        let module = look::require(work, module, record, Action::Read).map_err(|_| Problem::not_found())?;
        if !reads_field(work, &module, self.field.as_deref()) {
            return Err(Problem::not_found());
        }
        if action != Action::Read {
            look::require(work, &module.key, record, action)?;
        }
        Ok(())
    }
}
