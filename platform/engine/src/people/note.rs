//! Changes of who may do what, written down for those who audit.

use heyi_db::{params, sql};
use heyi_model::Problem;
use serde_json::Value as Json;

use crate::Work;

/// Writes to the access log what the acting person changed. `detail` never holds a secret.
pub(crate) fn note(work: &mut Work, kind: &str, detail: &Json) -> Result<(), Problem> {
    let (id, at, person) = (work.draw_id(), work.now_ms(), work.person());
    work.tx.execute(sql(
        "INSERT INTO access_log (id, at, person, kind, detail) VALUES ($1, $2, $3, $4, $5)",
        params![id, at, person, kind, heyi_db::Value::Json(detail.to_string().into())],
    ))?;
    Ok(())
}
