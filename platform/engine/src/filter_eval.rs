//! Filters on records in memory, with the very answers that the same filter has in SQL.
//!
//! A filter is two-valued: a leaf on an empty value is false, but for `empty`, `ne` and `not_in`; `null` among the values
//! of `eq`, `ne`, `in`, `not_in` means empty. `contains` and `starts_with` do not tell ASCII capitals from small letters.
//! Only what stands in the record itself can be asked: no path through a lookup, no relative date, nothing about who asks
//! and nothing that the tree of departments decides.

use std::collections::BTreeSet;

use heyi_model::field::{Op, types};
use heyi_model::filter::Leaf;
use heyi_model::{Code, Fault, Field, Filter, Module, ParseCx, Problem, Value, text};
use serde_json::Value as Json;

use crate::Record;

/// Most characters that `contains` and `starts_with` look for.
const MAX_NEEDLE: usize = 500;

/// A filter whose fields are found and whose values are read, ready for many records of one module.
#[derive(Debug)]
pub struct Test(Node);

#[derive(Debug)]
enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Leaf { cell: usize, presence: usize, ask: Ask },
}

/// What is asked of a cell.
#[derive(Debug)]
enum Ask {
    Empty,
    /// One of these, or empty.
    Among(Vec<Value>, bool),
    /// One of the options in the cell is one of these.
    Has(Vec<Box<str>>),
    /// The text has this in it, or at its beginning.
    Like(Box<str>, Like),
    /// Within these bounds.
    Within(Option<Bound>, Option<Bound>),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Like {
    Contains,
    Starts,
}

#[derive(Debug)]
struct Bound {
    value: i64,
    inclusive: bool,
}

/// Does `filter` hold for `record`? For many records prepare a [`Test`].
pub fn holds(filter: &Filter, record: &Record, cx: &ParseCx) -> Result<bool, Problem> {
    let test = Test::prepare(filter, &record.module, cx).map_err(Problem::invalid)?;
    Ok(test.holds(&record.cells))
}

impl Test {
    /// Finds the fields and reads the values of a filter; every fault at once.
    pub fn prepare(filter: &Filter, module: &Module, cx: &ParseCx) -> Result<Self, Vec<Fault>> {
        let mut faults = Vec::new();
        let node = node(filter, module, cx, &mut faults);
        if faults.is_empty() { Ok(Self(node)) } else { Err(faults) }
    }

    /// Does it hold for a record with these cells, in the order of the module's columns?
    pub fn holds(&self, cells: &[Value]) -> bool {
        self.0.holds(cells)
    }

    /// The cells that it looks at.
    pub fn cells(&self) -> BTreeSet<usize> {
        let mut cells = BTreeSet::new();
        self.0.collect(&mut cells);
        cells
    }
}

impl Node {
    fn holds(&self, cells: &[Value]) -> bool {
        match self {
            Self::All(list) => list.iter().all(|inner| inner.holds(cells)),
            Self::Any(list) => list.iter().any(|inner| inner.holds(cells)),
            Self::Not(inner) => !inner.holds(cells),
            Self::Leaf { cell, presence, ask } => ask.holds(&cells[*cell], &cells[*presence]),
        }
    }

    fn collect(&self, into: &mut BTreeSet<usize>) {
        match self {
            Self::All(list) | Self::Any(list) => list.iter().for_each(|inner| inner.collect(into)),
            Self::Not(inner) => inner.collect(into),
            Self::Leaf { cell, presence, .. } => into.extend([*cell, *presence]),
        }
    }
}

impl Ask {
    fn holds(&self, cell: &Value, presence: &Value) -> bool {
        match self {
            Self::Empty => presence.is_null(),
            Self::Among(values, empty) => {
                (*empty && presence.is_null()) || values.iter().any(|value| is_same(cell, value))
            }
            Self::Has(options) => {
                let held = types::options_in(cell.as_text());
                held.iter().any(|option| options.iter().any(|wanted| **wanted == **option))
            }
            Self::Like(needle, like) => cell.as_text().is_some_and(|text| {
                let text = text.to_ascii_lowercase();
                if *like == Like::Contains { text.contains(&**needle) } else { text.starts_with(&**needle) }
            }),
            Self::Within(from, to) => cell.as_int().is_some_and(|n| {
                let above = |b: &Bound| n > b.value || (b.inclusive && n == b.value);
                let below = |b: &Bound| n < b.value || (b.inclusive && n == b.value);
                from.as_ref().is_none_or(above) && to.as_ref().is_none_or(below)
            }),
        }
    }
}

/// Equal as the database compares: numbers, days and truths by their number, text by its bytes.
fn is_same(cell: &Value, value: &Value) -> bool {
    match (cell.as_text(), value.as_text()) {
        (Some(a), Some(b)) => a == b,
        (None, None) => cell.as_int().is_some() && cell.as_int() == value.as_int(),
        _ => false,
    }
}

fn node(filter: &Filter, module: &Module, cx: &ParseCx, faults: &mut Vec<Fault>) -> Node {
    match filter {
        Filter::All(list) => Node::All(list.iter().map(|inner| node(inner, module, cx, faults)).collect()),
        Filter::Any(list) => Node::Any(list.iter().map(|inner| node(inner, module, cx, faults)).collect()),
        Filter::Not(inner) => Node::Not(Box::new(node(inner, module, cx, faults))),
        Filter::Leaf(leaf) => leaf_node(leaf, module, cx).unwrap_or_else(|mut fault| {
            leaf.path.as_str().clone_into(&mut fault.field);
            if !faults.contains(&fault) {
                faults.push(fault);
            }
            Node::Any(Vec::new())
        }),
    }
}

fn leaf_node(leaf: &Leaf, module: &Module, cx: &ParseCx) -> Result<Node, Fault> {
    let fault = |code| Fault::new(leaf.path.as_str(), code);
    if leaf.path.keys().count() > 1 {
        return Err(fault(Code::CriteriaOfRecordOnly));
    }
    let field = module.field(leaf.path.as_str()).ok_or_else(|| fault(Code::UnknownField))?;
    if !field.ty.operators().contains(&leaf.op) {
        return Err(fault(Code::OperatorNotAllowed).with("op", leaf.op.key()));
    }
    if matches!(leaf.op, Op::Within | Op::IsMe | Op::MyTeam | Op::UnderMe | Op::DepartmentAndBelow) {
        return Err(fault(Code::CriteriaOfRecordOnly));
    }
    // An address without a region still has a street.
    let presence = field.column("json").map_or(field.at, |(_, at)| at);
    let test = |ask| Node::Leaf { cell: field.at, presence, ask };
    let not = |ask| Node::Not(Box::new(test(ask)));
    Ok(match leaf.op {
        Op::Empty => test(Ask::Empty),
        Op::NotEmpty => not(Ask::Empty),
        Op::StartsWith => test(Ask::Like(needle(field, &leaf.value)?, Like::Starts)),
        Op::Contains if field.ty.key() != "multi_choice" => {
            test(Ask::Like(needle(field, &leaf.value)?, Like::Contains))
        }
        Op::Eq | Op::Ne | Op::In | Op::NotIn | Op::Contains => {
            let ask = || listed(field, leaf, cx);
            let wanted = ask()?;
            let asked = match wanted {
                (Ask::Has(options), true) => Node::Any(vec![test(Ask::Has(options)), test(Ask::Empty)]),
                (ask, _) => test(ask),
            };
            if matches!(leaf.op, Op::Ne | Op::NotIn) { Node::Not(Box::new(asked)) } else { asked }
        }
        Op::Between => {
            let list = leaf.value.as_array().filter(|list| list.len() == 2).ok_or_else(|| fault(Code::InvalidRange))?;
            let (from, to) = (bound(field, &list[0], cx, true)?, bound(field, &list[1], cx, true)?);
            test(Ask::Within(Some(from), Some(to)))
        }
        Op::Lt | Op::Le => test(Ask::Within(None, Some(bound(field, &leaf.value, cx, leaf.op == Op::Le)?))),
        _ => test(Ask::Within(Some(bound(field, &leaf.value, cx, leaf.op == Op::Ge)?), None)),
    })
}

/// The values that a leaf lists and whether `null` is among them.
fn listed(field: &Field, leaf: &Leaf, cx: &ParseCx) -> Result<(Ask, bool), Fault> {
    let items: Vec<&Json> = match (&leaf.value, leaf.op) {
        (Json::Array(items), Op::In | Op::NotIn) => items.iter().collect(),
        (other, _) => vec![other],
    };
    let null = items.iter().any(|item| item.is_null());
    let given = items.into_iter().filter(|item| !item.is_null());
    let values = given.map(|item| field.ty.operand(field, item, cx)).collect::<Result<Vec<_>, _>>()?;
    if field.ty.key() == "multi_choice" {
        let options = values.iter().filter_map(|value| value.as_text().map(Box::from)).collect();
        return Ok((Ask::Has(options), null));
    }
    Ok((Ask::Among(values, null), null))
}

fn bound(field: &Field, json: &Json, cx: &ParseCx, inclusive: bool) -> Result<Bound, Fault> {
    let value = field.ty.operand(field, json, cx)?.as_int().ok_or_else(|| field.fault(Code::InvalidParameter))?;
    Ok(Bound { value, inclusive })
}

/// What is looked for: width folded like stored text, ASCII in small letters, a phone without its separators.
fn needle(field: &Field, json: &Json) -> Result<Box<str>, Fault> {
    let raw = json.as_str().ok_or_else(|| field.fault(Code::NotText))?;
    if raw.chars().nth(MAX_NEEDLE).is_some() {
        return Err(field.fault(Code::TooLong).with("max", MAX_NEEDLE));
    }
    let mut needle = text::fold(raw).to_ascii_lowercase();
    if field.ty.key() == "phone" {
        needle.retain(|c| !matches!(c, ' ' | '-' | '(' | ')'));
    }
    if needle.is_empty() { Err(field.fault(Code::InvalidParameter)) } else { Ok(needle.into()) }
}
