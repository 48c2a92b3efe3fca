//! Records with all their cells, without rights: for the pipeline and for facts.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Cells, Value};
use heyi_model::{ColumnKind, Module, Problem};
use sea_query::Query;

use super::filter::among;
use super::scope::{ROOT, col};
use crate::record::Record;
use crate::work::Work;

/// Ids of one statement.
const CHUNK: usize = 500;

/// Records with all cells, also those in the recycle bin, in the order of `ids`; what is not there is left out. Only the
/// pipeline and [`crate::facts`] call it.
pub(crate) fn load(work: &mut Work, module: &Arc<Module>, ids: &[i64]) -> Result<Vec<Record>, Problem> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let mut select = Query::select();
        select.from_as(module.key.to_string(), ROOT).and_where(among(col(ROOT, "id"), chunk.iter().copied()));
        for (name, _) in module.columns() {
            select.column((ROOT, name.to_string()));
        }
        work.tx.each(select, |row| {
            let cells: Box<[Value]> =
                module.columns().iter().enumerate().map(|(at, (_, kind))| cell(row, at, *kind)).collect();
            found.insert(row.int(0).unwrap_or_default(), Record { module: module.clone(), cells });
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// A cell as the type of its field would have made it. A JSON document is written without blanks, as types write it.
fn cell(row: &dyn Cells, at: usize, kind: ColumnKind) -> Value {
    if row.is_null(at) {
        return Value::Null;
    }
    match kind {
        ColumnKind::Int => row.int(at).into(),
        ColumnKind::Text => row.text(at).into(),
        ColumnKind::Bool => row.bool(at).into(),
        ColumnKind::Date => row.int(at).and_then(|n| i32::try_from(n).ok()).map_or(Value::Null, Value::Date),
        ColumnKind::Json => {
            let plain = row.text(at).and_then(|t| serde_json::from_str::<serde_json::Value>(t).ok());
            plain.map_or(Value::Null, |json| Value::Json(json.to_string().into()))
        }
        ColumnKind::Bytes => row.bytes(at).map(<[u8]>::to_vec).into(),
        ColumnKind::Float => row.float(at).map_or(Value::Null, Value::Float),
    }
}
