//! The tree of conditions that lists, counts, aggregates, views and sharing rules are narrowed by.

use serde_json::Value as Json;

use crate::{Code, Fault, Problem, field::Op};

/// A filter may be nested this deep.
pub const MAX_DEPTH: usize = 8;
/// A filter may have this many leaves.
pub const MAX_LEAVES: usize = 100;
/// An `in` may list this many values.
pub const MAX_VALUES: usize = 500;
/// A path may go through this many lookups.
pub const MAX_PATH: usize = 6;

/// A condition on records.
#[derive(Debug, Clone, PartialEq)]
pub enum Filter {
    /// Every one holds; an empty list holds for every record.
    All(Vec<Filter>),
    /// At least one holds; an empty list holds for none.
    Any(Vec<Filter>),
    /// The condition does not hold.
    Not(Box<Filter>),
    /// One field, perhaps through lookups.
    Leaf(Leaf),
}

/// `{"field": "stage.type", "op": "in", "value": ["won", "lost"]}`
#[derive(Debug, Clone, PartialEq)]
pub struct Leaf {
    /// The field; a path goes through lookups.
    pub path: Path,
    /// The operator.
    pub op: Op,
    /// What it is compared with; `null` where the operator needs nothing.
    pub value: Json,
}

/// A field seen from a module, through lookups: `owner.manager`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Path(Box<str>);

impl Path {
    /// Reads a path of at most [`MAX_PATH`] keys.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let parts = text.split('.').count();
        let shaped = !text.is_empty() && text.len() <= 200 && text.split('.').all(crate::is_key);
        if shaped && parts <= MAX_PATH {
            Ok(Self(text.into()))
        } else {
            Err(Fault::new(crate::mask::shorten(text), Code::UnknownField))
        }
    }
    /// The keys on the way; the last one is the field.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('.')
    }
    /// The path as it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Filter {
    fn default() -> Self {
        Self::All(Vec::new())
    }
}

impl Filter {
    /// Reads a filter from the wire. Unknown fields are found later, by whoever knows the module.
    pub fn parse(json: &Json) -> Result<Self, Problem> {
        let mut leaves = 0;
        parse(json, 1, &mut leaves)
    }

    /// True for the filter that lets everything through.
    pub fn is_all(&self) -> bool {
        matches!(self, Self::All(list) if list.is_empty())
    }

    /// Both conditions.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self.is_all() {
            return other;
        }
        if other.is_all() {
            return self;
        }
        Self::All(vec![self, other])
    }

    /// A leaf on a field of the module itself.
    pub fn leaf(field: &str, op: Op, value: impl Into<Json>) -> Self {
        Self::Leaf(Leaf { path: Path(field.into()), op, value: value.into() })
    }

    /// Every leaf of the tree.
    pub fn leaves(&self) -> Vec<&Leaf> {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().flat_map(Self::leaves).collect(),
            Self::Not(inner) => inner.leaves(),
            Self::Leaf(leaf) => vec![leaf],
        }
    }

    /// The filter as it is written on the wire.
    pub fn to_json(&self) -> Json {
        let list =
            |key: &str, list: &[Self]| serde_json::json!({key: list.iter().map(Self::to_json).collect::<Vec<_>>()});
        match self {
            Self::All(items) => list("all", items),
            Self::Any(items) => list("any", items),
            Self::Not(inner) => serde_json::json!({"not": inner.to_json()}),
            Self::Leaf(leaf) => {
                serde_json::json!({"field": leaf.path.as_str(), "op": leaf.op.key(), "value": leaf.value})
            }
        }
    }
}

fn parse(json: &Json, depth: usize, leaves: &mut usize) -> Result<Filter, Problem> {
    if depth > MAX_DEPTH {
        return Err(Problem::invalid(vec![Fault::new("filter", Code::TooDeep).with("max", MAX_DEPTH)]));
    }
    let Json::Object(node) = json else { return Err(Problem::malformed("filter", Code::NotObject)) };
    let mut list = |items: &Json| -> Result<Vec<Filter>, Problem> {
        let Json::Array(items) = items else { return Err(Problem::malformed("filter", Code::NotArray)) };
        if items.len() > MAX_LEAVES {
            return Err(Problem::invalid(vec![Fault::new("filter", Code::TooManyItems).with("max", MAX_LEAVES)]));
        }
        items.iter().map(|item| parse(item, depth + 1, leaves)).collect()
    };
    if node.len() == 1 {
        if let Some(items) = node.get("all") {
            return Ok(Filter::All(list(items)?));
        }
        if let Some(items) = node.get("any") {
            return Ok(Filter::Any(list(items)?));
        }
        if let Some(inner) = node.get("not") {
            return Ok(Filter::Not(Box::new(parse(inner, depth + 1, leaves)?)));
        }
    }
    *leaves += 1;
    if *leaves > MAX_LEAVES {
        return Err(Problem::invalid(vec![Fault::new("filter", Code::TooManyItems).with("max", MAX_LEAVES)]));
    }
    leaf(node)
}

fn leaf(node: &serde_json::Map<String, Json>) -> Result<Filter, Problem> {
    if let Some(extra) = node.keys().find(|k| !matches!(k.as_str(), "field" | "op" | "value")) {
        return Err(Problem::malformed(format!("filter.{}", crate::mask::shorten(extra)), Code::UnknownParameter));
    }
    let (Some(Json::String(field)), Some(Json::String(op))) = (node.get("field"), node.get("op")) else {
        return Err(Problem::malformed("filter", Code::InvalidParameter));
    };
    let path = Path::parse(field)?;
    let fault = |code: Code| Fault::new(path.as_str(), code);
    let op = Op::parse(op).ok_or_else(|| fault(Code::UnknownOperator).with("op", crate::mask::shorten(op)))?;
    let value = node.get("value").cloned().unwrap_or(Json::Null);
    match op {
        Op::In | Op::NotIn => match &value {
            Json::Array(items) if items.len() <= MAX_VALUES => {}
            Json::Array(_) => return Err(fault(Code::TooManyItems).with("max", MAX_VALUES).into()),
            _ => return Err(fault(Code::NotArray).into()),
        },
        Op::Between if value.as_array().is_none_or(|items| items.len() != 2) => {
            return Err(fault(Code::InvalidRange).into());
        }
        _ => {}
    }
    Ok(Filter::Leaf(Leaf { path, op, value }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn filters_are_read_or_refused_with_the_fault_named() {
        let mut deep = json!({"all": []});
        for _ in 0..MAX_DEPTH {
            deep = json!({"not": deep});
        }
        let many: Vec<Json> = (0..=MAX_LEAVES).map(|_| json!({"field": "a", "op": "empty"})).collect();
        for (json, code) in [
            (json!({"all": [{"field": "stage.type", "op": "in", "value": ["won"]}, {"not": {"any": []}}]}), None),
            (json!({"field": "a", "op": "between", "value": [1]}), Some(Code::InvalidRange)),
            (json!({"field": "a", "op": "like", "value": 1}), Some(Code::UnknownOperator)),
            (json!({"field": "a; drop", "op": "eq", "value": 1}), Some(Code::UnknownField)),
            (json!({"field": "a.b.c.d.e.f.g", "op": "eq", "value": 1}), Some(Code::UnknownField)),
            (json!({"field": "a", "op": "in", "value": 1}), Some(Code::NotArray)),
            (json!({"field": "a", "op": "eq", "value": 1, "x": 1}), Some(Code::UnknownParameter)),
            (json!([]), Some(Code::NotObject)),
            (deep, Some(Code::TooDeep)),
            (json!({"any": many}), Some(Code::TooManyItems)),
        ] {
            let got = Filter::parse(&json);
            assert_eq!(got.as_ref().err().map(|p| p.faults[0].code), code, "{json}");
            if let Ok(filter) = got {
                assert_eq!(Filter::parse(&filter.to_json()).ok(), Some(filter));
            }
        }
    }
}
