//! Leaves on values: equality, ranges, parts of texts.

use heyi_db::{Value, bind};
use heyi_model::field::Op;
use heyi_model::filter::Leaf;
use heyi_model::{Code, Fault, Field, ParseCx, text};
use sea_query::{Cond, Expr, ExprTrait, Func, LikeExpr};
use serde_json::Value as Json;

use super::filter::{Part, Seek, never};
use super::leaf::{items, one_of, seek_on};
use super::period::period;
use super::scope::{Scope, col, hidden};

/// Most characters that `contains` and `starts_with` look for.
const MAX_NEEDLE: usize = 500;

/// Reads a value to compare with.
pub(super) fn operand(scope: &Scope, field: &Field, json: &Json) -> Result<Value, Fault> {
    field.ty.operand(field, json, &scope.snapshot.parse)
}

/// Compiles a leaf on a value that has a column of its own.
pub(super) fn compile(scope: &Scope, alias: &str, field: &Field, leaf: &Leaf) -> Result<Part, Fault> {
    let (name, kind) = (&*field.columns[0], field.kinds[0]);
    let column = hidden(alias, name, kind);
    // An address without a region still has a street.
    let presence = field.column("json").map_or(name, |(json, _)| json);
    let empty = col(alias, presence).is_null();
    let plain = |test: Expr| Ok(Part::new(test, None));
    match leaf.op {
        Op::Empty => plain(empty),
        Op::NotEmpty => plain(col(alias, presence).is_not_null()),
        Op::Contains | Op::StartsWith => plain(like(column, field, leaf)?),
        Op::Eq | Op::Ne | Op::In | Op::NotIn => {
            let null = items(leaf).iter().any(|item| item.is_null());
            let given: Vec<&Json> = items(leaf).into_iter().filter(|item| !item.is_null()).collect();
            let values = given.iter().map(|item| operand(scope, field, item)).collect::<Result<Vec<_>, _>>()?;
            let listed = if values.is_empty() { never() } else { column.is_in(values.iter().cloned().map(bind)) };
            let test = one_of(leaf.op, listed, empty, null);
            let positive = matches!(leaf.op, Op::Eq | Op::In) && !null && !values.is_empty();
            let seek = positive.then(|| equal_seek(&scope.snapshot.parse, alias, field, &given, values)).flatten();
            Ok(Part::new(test, seek))
        }
        _ => {
            let (from, to) = range(scope, field, leaf)?;
            let within = |column: Expr| -> Expr {
                let mut both = Cond::all();
                if let Some((value, inclusive)) = &from {
                    let value = bind(value.clone());
                    both = both.add(if *inclusive { column.clone().gte(value) } else { column.clone().gt(value) });
                }
                if let Some((value, inclusive)) = &to {
                    let value = bind(value.clone());
                    both = both.add(if *inclusive { column.clone().lte(value) } else { column.clone().lt(value) });
                }
                both.into()
            };
            let ranged = (field.def.sortable && field.sort_column() == name) || field.def.indexed;
            let seek = if ranged { seek_on(alias, name, within(col(alias, name))) } else { None };
            Ok(Part::new(within(column), seek))
        }
    }
}

/// A bound of a range and whether it belongs to it.
type Bound = Option<(Value, bool)>;

fn range(scope: &Scope, field: &Field, leaf: &Leaf) -> Result<(Bound, Bound), Fault> {
    let value = |json: &Json| operand(scope, field, json);
    Ok(match leaf.op {
        Op::Lt => (None, Some((value(&leaf.value)?, false))),
        Op::Le => (None, Some((value(&leaf.value)?, true))),
        Op::Gt => (Some((value(&leaf.value)?, false)), None),
        Op::Ge => (Some((value(&leaf.value)?, true)), None),
        Op::Between => (Some((value(&leaf.value[0])?, true)), Some((value(&leaf.value[1])?, true))),
        _ => {
            let name = leaf.value.as_str().unwrap_or_default();
            let unknown =
                || Fault::new(leaf.path.as_str(), Code::UnknownPeriod).with("value", heyi_model::mask::shorten(name));
            let (first, last) = period(name, scope.today).ok_or_else(unknown)?;
            if field.ty.key() == "date" {
                (Some((Value::Date(first), true)), Some((Value::Date(last), true)))
            } else {
                let begin = |day| midnight(day, &scope.snapshot.parse).map(Value::Timestamp).ok_or_else(unknown);
                (Some((begin(first)?, true)), Some((begin(last + 1)?, false)))
            }
        }
    })
}

/// UTC milliseconds of the beginning of a day in the organisation's zone.
fn midnight(day: i32, cx: &ParseCx) -> Option<i64> {
    let (y, m, d) = heyi_model::wire::civil(i64::from(day));
    let date = jiff::civil::Date::new(i16::try_from(y).ok()?, m as i8, d as i8).ok()?;
    Some(cx.zone.to_timestamp(date.at(0, 0, 0, 0)).ok()?.as_millisecond())
}

/// Case of ASCII letters does not count; the folding of width is that of stored text.
fn like(column: Expr, field: &Field, leaf: &Leaf) -> Result<Expr, Fault> {
    let raw = leaf.value.as_str().ok_or_else(|| field.fault(Code::NotText))?;
    if raw.chars().nth(MAX_NEEDLE).is_some() {
        return Err(field.fault(Code::TooLong).with("max", MAX_NEEDLE));
    }
    let mut needle = text::fold(raw).to_ascii_lowercase();
    if field.ty.key() == "phone" {
        needle.retain(|c| !matches!(c, ' ' | '-' | '(' | ')'));
    }
    if needle.is_empty() {
        return Err(field.fault(Code::InvalidParameter));
    }
    let mut pattern = String::with_capacity(needle.len() + 2);
    if leaf.op == Op::Contains {
        pattern.push('%');
    }
    for c in needle.chars() {
        if matches!(c, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.push('%');
    Ok(Expr::expr(Func::lower(column)).like(LikeExpr::new(pattern).escape('\\')))
}

/// What an index can say of "one of these values".
fn equal_seek(cx: &ParseCx, alias: &str, field: &Field, given: &[&Json], values: Vec<Value>) -> Option<Seek> {
    let first = &*field.columns[0];
    let own =
        field.def.indexed || field.ty.key() == "auto_number" || (field.def.sortable && field.sort_column() == first);
    if own {
        let one = values.len() == 1;
        let seek = seek_on(alias, first, col(alias, first).is_in(values.into_iter().map(bind)))?;
        return Some(Seek { one, ..seek });
    }
    let suffix = if field.column("key").is_some() { "key" } else { "sort" };
    let (column, at) = field.column(suffix)?;
    let cell = |json: &&Json| {
        let mut cells = vec![Value::Null; field.columns.len()];
        field.ty.parse(field, json, cx, &mut cells).ok()?;
        cells.into_iter().nth(at - field.at)
    };
    let keys = given.iter().map(cell).collect::<Option<Vec<_>>>()?;
    seek_on(alias, column, col(alias, column).is_in(keys.into_iter().map(bind)))
}
