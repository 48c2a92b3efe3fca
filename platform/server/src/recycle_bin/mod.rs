//! The recycle bin: what was deleted, taking it back, and deleting it for good.

use heyi_model::{Code, Fault, Problem, RecordId};
use serde_json::{Value as Json, json};

use crate::body::JsonBody;
use crate::openapi::{operation::request, reference};
use crate::records::batch::MAX_ROWS;

pub mod list_deleted;
pub mod purge_deleted;
pub mod restore_deleted;

fn ids_schema() -> Json {
    request(&["ids"], &[("ids", json!({"type": "array", "maxItems": MAX_ROWS, "items": reference("Id")}))])
}

fn ids(body: JsonBody) -> Result<Vec<RecordId>, Problem> {
    let mut members = body.members()?;
    let ids = members.ids("ids");
    members.finish()?;
    if ids.len() > MAX_ROWS {
        return Err(Fault::new("ids", Code::TooManyItems).with("max", MAX_ROWS).into());
    }
    Ok(ids)
}
