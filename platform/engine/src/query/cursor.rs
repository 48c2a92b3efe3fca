//! Cursors: opaque to whoever gets them, bound to their list.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use heyi_db::{Cells, Value};
use heyi_model::{Code, ColumnKind, Problem};
use serde_json::Value as Json;

use super::order::{Order, OrderKey, Stretch};

/// The longest cursor that is read, in characters.
const MAX_CURSOR: usize = 4_096;

impl Order {
    /// What a cursor is bound to, beside its module.
    fn name(&self) -> String {
        let key = |k: &OrderKey| format!("{}{}", if k.desc { "-" } else { "" }, k.column);
        let keys = self.keys.iter().map(key).collect::<Vec<_>>().join(",");
        format!("{keys};{}", if self.desc { "-" } else { "" })
    }

    /// The cursor behind a row whose keys begin at cell `at` of `row`.
    pub fn cursor(&self, module: &str, row: &dyn Cells, at: usize, id: i64) -> String {
        let value = |(i, key): (usize, &OrderKey)| match key.kind {
            ColumnKind::Text | ColumnKind::Json => row.text(at + i).map_or(Json::Null, Json::from),
            ColumnKind::Bool => row.bool(at + i).map_or(Json::Null, Json::from),
            _ => row.int(at + i).map_or(Json::Null, |n| Json::from(n.to_string())),
        };
        let values: Vec<Json> = self.keys.iter().enumerate().map(value).collect();
        encode(&serde_json::json!([1, module, self.name(), values, id.to_string()]))
    }

    /// The stretches behind a cursor.
    pub fn after_cursor(&self, module: &str, cursor: &str) -> Result<Vec<Stretch>, Problem> {
        let read = || {
            let Json::Array(parts) = decode(cursor)? else { return None };
            let [version, of, name, Json::Array(values), Json::String(id)] = parts.as_slice() else { return None };
            let bound = *version == 1 && of == module && *name == self.name() && values.len() == self.keys.len();
            let id: heyi_model::RecordId = id.parse().ok().filter(|_| bound)?;
            let value = |(key, json): (&OrderKey, &Json)| match (key.kind, json) {
                (_, Json::Null) => Some(Value::Null),
                (ColumnKind::Text, Json::String(t)) if !t.contains('\0') => Some(t.as_str().into()),
                (ColumnKind::Bool, Json::Bool(b)) => Some((*b).into()),
                (ColumnKind::Int, Json::String(n)) => n.parse().ok().map(Value::Int),
                (ColumnKind::Date, Json::String(n)) => n.parse().ok().map(Value::Date),
                _ => None,
            };
            let values = self.keys.iter().zip(values).map(value).collect::<Option<Vec<_>>>()?;
            Some(self.after(&values, id.get()))
        };
        read().ok_or_else(|| Problem::field("cursor", Code::InvalidCursor))
    }
}

/// A cursor from what it holds.
pub(super) fn encode(json: &Json) -> String {
    URL_SAFE_NO_PAD.encode(json.to_string())
}

/// What a cursor holds.
pub(super) fn decode(cursor: &str) -> Option<Json> {
    if cursor.len() > MAX_CURSOR {
        return None;
    }
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(cursor).ok()?).ok()
}
