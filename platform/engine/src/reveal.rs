//! Showing a masked value in plain, to whoever has the right to reveal it: each time logged, and not too often.

use heyi_db::{Cells as _, params, sql};
use heyi_model::module::FieldAccess;
use heyi_model::{Code, Kind, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::access::Action;
use crate::look::{self, Names};
use crate::work::Work;
use crate::{access_log, query, rows};

/// A person reveals at most so many values an hour.
pub const MAX_AN_HOUR: i64 = 120;
const HOUR_MS: i64 = 3_600_000;
/// What the access log calls it.
const KIND: &str = "reveal";

/// The value of a masked field in plain; a link as beside a record, so not to what the caller does not see. Only in a write: it
/// is logged before it is shown.
///
/// # Errors
/// 404 for a record that the caller does not see, 422 for a field that is hidden or not there, 403 without the right to
/// reveal it, 429 after [`MAX_AN_HOUR`] values within an hour.
pub fn reveal(work: &mut Work, module: &str, id: RecordId, field: &str) -> Result<Json, Problem> {
    let module = work.module(module)?;
    query::require_visible(work, &module, id, Action::Read)?;
    let rights = work.who().rights(&module);
    let unknown = || Problem::field(heyi_model::mask::shorten(field), Code::UnknownField);
    let field = module.field(field).filter(|f| rights.field(f) > FieldAccess::Hidden).ok_or_else(unknown)?;
    if rights.field(field) == FieldAccess::Masked && !rights.reveal.contains(&field.key) {
        return Err(Problem::forbidden());
    }
    not_too_often(work)?;
    access_log::note(work, KIND, Some(&module.key), Some(id), &json!({"field": &*field.key}))?;
    let record = rows::load(work, &module, &[id.get()])?.into_iter().next().ok_or_else(Problem::not_found)?;
    let mut names = Names::default();
    names.want_link(work, field, &record, field.at);
    names.load(work)?;
    if let Some(link) = look::link(work, field, &record, field.at, &names) {
        return Ok(link);
    }
    let mut out = Vec::new();
    field.ty.write_json(field, &record, field.at, &mut out);
    // An amount writes its currency beside itself: only the value is asked for.
    let mut values = serde_json::Deserializer::from_slice(&out).into_iter();
    values.next().transpose().map_err(Problem::internal)?.ok_or_else(|| Problem::internal("a field without a value"))
}

fn not_too_often(work: &mut Work) -> Result<(), Problem> {
    let since = work.now_ms() - HOUR_MS;
    let person = work.person();
    let row = work.tx.one(sql(
        "SELECT COUNT(*) FROM access_log WHERE kind = $1 AND person = $2 AND at > $3",
        params![KIND, person, since],
    ))?;
    if row.and_then(|row| row.int(0)).unwrap_or_default() < MAX_AN_HOUR {
        return Ok(());
    }
    Err(Problem { retry_after: Some(60), ..Problem::new(Kind::TooMany, Code::TooMany) })
}
