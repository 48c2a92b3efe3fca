//! One leaf of a filter as a condition in SQL.

use heyi_model::field::Op;
use heyi_model::filter::Leaf;
use heyi_model::{Code, ColumnKind, Fault, Field, RecordId, text};
use sea_query::{Cond, Expr, ExprTrait, Query};
use serde_json::Value as Json;

use super::filter::{Part, Seek, always, among, never};
use super::scope::{Place, ROOT, Scope, What, col, hidden, is_open_link, untrue};
use super::value::{self, operand};

/// Compiles a leaf, or says what is wrong with it.
pub(super) fn compile(scope: &mut Scope, leaf: &Leaf) -> Result<Part, Fault> {
    let place = scope.resolve(&leaf.path)?;
    let allowed = match place.what {
        What::Id => &[Op::Eq, Op::Ne, Op::In, Op::NotIn][..],
        What::Tags => &[Op::Contains, Op::In, Op::NotIn, Op::Empty, Op::NotEmpty],
        What::Field(i) => place.module.fields[i].ty.operators(),
    };
    if !allowed.contains(&leaf.op) {
        return Err(Fault::new(leaf.path.as_str(), Code::OperatorNotAllowed).with("op", leaf.op.key()));
    }
    match place.what {
        What::Id => id_leaf(&place, leaf),
        What::Tags => tag_leaf(&place, leaf),
        What::Field(i) => {
            let module = place.module.clone();
            let field = &module.fields[i];
            if field.ty.target(&field.def).is_some() {
                link_leaf(scope, &place, field, leaf)
            } else if field.ty.key() == "multi_choice" {
                option_leaf(scope, &place, field, leaf)
            } else {
                let part = value::compile(scope, &place.alias, field, leaf)?;
                let alone = *place.alias == *ROOT && field.column("json").is_none();
                Ok(Part { reads: alone.then(|| field.columns[0].clone()), ..part })
            }
        }
    }
}

/// The value as a list: the items of a list, or the one value.
pub(super) fn items(leaf: &Leaf) -> Vec<&Json> {
    match (&leaf.value, leaf.op) {
        (Json::Array(items), Op::In | Op::NotIn | Op::DepartmentAndBelow) => items.iter().collect(),
        (other, _) => vec![other],
    }
}

/// The ids in the value, and whether `null` is among them.
fn ids(leaf: &Leaf) -> Result<(Vec<i64>, bool), Fault> {
    let mut found = (Vec::new(), false);
    for item in items(leaf) {
        match item {
            Json::Null => found.1 = true,
            Json::String(id) => {
                let id: RecordId = id.parse().map_err(|_| Fault::new(leaf.path.as_str(), Code::NotId))?;
                found.0.push(id.get());
            }
            _ => return Err(Fault::new(leaf.path.as_str(), Code::NotId)),
        }
    }
    Ok(found)
}

/// One of the listed, or empty when `null` is listed; the other way round for `ne` and `not_in`.
pub(super) fn one_of(op: Op, listed: Expr, empty: Expr, null: bool) -> Expr {
    let any: Expr = if null { Cond::any().add(listed).add(empty).into() } else { listed };
    if matches!(op, Op::Ne | Op::NotIn) { untrue(any) } else { any }
}

/// A seek, when the column is one of the module itself.
pub(super) fn seek_on(alias: &str, column: &str, condition: Expr) -> Option<Seek> {
    (alias == ROOT).then(|| Seek { column: column.into(), condition, one: false })
}

fn id_leaf(place: &Place, leaf: &Leaf) -> Result<Part, Fault> {
    let (ids, null) = ids(leaf)?;
    let column = hidden(&place.alias, "id", ColumnKind::Int);
    let test = one_of(leaf.op, among(column.clone(), ids.iter().copied()), column.is_null(), null);
    let positive = matches!(leaf.op, Op::Eq | Op::In) && !null;
    let seek = positive.then(|| seek_on(&place.alias, "id", among(col(&place.alias, "id"), ids)));
    Ok(Part::new(test, seek.flatten()))
}

/// The records of a table beside the module's that have one of `values` in `column`.
fn beside(
    table: &str,
    module: &str,
    field: Option<&str>,
    column: &str,
    values: Option<&[String]>,
) -> sea_query::SelectStatement {
    let mut select = Query::select();
    select.from_as(table.to_owned(), "b").and_where(col("b", "module").eq(module.to_owned()));
    if let Some(field) = field {
        select.and_where(col("b", "field").eq(field.to_owned()));
    }
    if let Some(values) = values {
        select.and_where(col("b", column).is_in(values.iter().cloned()));
    }
    select
}

/// Has the record `id` a row there?
fn has(mut rows: sea_query::SelectStatement, alias: &str) -> Expr {
    let record = hidden(alias, "id", ColumnKind::Int);
    rows.expr(Expr::cust("1")).and_where(col("b", "record").eq(record));
    Expr::exists(rows)
}

fn tag_leaf(place: &Place, leaf: &Leaf) -> Result<Part, Fault> {
    let not_text = || Fault::new(leaf.path.as_str(), Code::NotText);
    let module = &*place.module.key;
    let rows = |tags: Option<&[String]>| beside("record_tag", module, None, "tag", tags);
    if matches!(leaf.op, Op::Empty | Op::NotEmpty) {
        let any = has(rows(None), &place.alias);
        return Ok(Part::new(if leaf.op == Op::Empty { untrue(any) } else { any }, None));
    }
    let words = items(leaf).into_iter().map(|item| item.as_str().map(text::key).ok_or_else(not_text));
    let tags = words.collect::<Result<Vec<_>, _>>()?;
    Ok(member_part(leaf.op, place, rows, &tags))
}

fn option_leaf(scope: &Scope, place: &Place, field: &Field, leaf: &Leaf) -> Result<Part, Fault> {
    let empty = col(&place.alias, &field.columns[0]).is_null();
    let null = items(leaf).iter().any(|item| item.is_null());
    match leaf.op {
        Op::Empty => return Ok(Part::new(empty, None)),
        Op::NotEmpty => return Ok(Part::new(untrue(empty), None)),
        _ => {}
    }
    let mut options = Vec::new();
    for item in items(leaf).into_iter().filter(|item| !item.is_null()) {
        options.extend(operand(scope, field, item)?.as_text().map(str::to_owned));
    }
    let module = &*place.module.key;
    let rows = |of: Option<&[String]>| beside("record_option", module, Some(&field.key), "option", of);
    let part = member_part(leaf.op, place, rows, &options);
    if !null {
        return Ok(part);
    }
    let listed = if options.is_empty() { never() } else { has(rows(Some(&options)), &place.alias) };
    Ok(Part::new(one_of(leaf.op, listed, empty, true), None))
}

fn member_part(
    op: Op,
    place: &Place,
    rows: impl Fn(Option<&[String]>) -> sea_query::SelectStatement,
    values: &[String],
) -> Part {
    if values.is_empty() {
        return Part::new(if op == Op::NotIn { always() } else { never() }, None);
    }
    let listed = has(rows(Some(values)), &place.alias);
    if op == Op::NotIn {
        return Part::new(untrue(listed), None);
    }
    let mut records = rows(Some(values));
    records.column(("b", "record"));
    let seek = seek_on(&place.alias, "id", col(&place.alias, "id").in_subquery(records));
    Part::new(listed, seek)
}

/// A link counts as empty when the caller does not see what it points to.
fn link_leaf(scope: &mut Scope, place: &Place, field: &Field, leaf: &Leaf) -> Result<Part, Fault> {
    let column = &*field.columns[0];
    let value = if is_open_link(&scope.snapshot, field) {
        hidden(&place.alias, column, ColumnKind::Int)
    } else {
        let Some(target) = scope.snapshot.target(field).cloned() else { return Ok(Part::new(never(), None)) };
        let alias = scope.join(&place.alias, column, &target, false);
        hidden(&alias, "id", ColumnKind::Int)
    };
    let (ids, null) = match leaf.op {
        Op::Empty => return Ok(Part::new(value.is_null(), None)),
        Op::NotEmpty => return Ok(Part::new(value.is_not_null(), None)),
        Op::Eq | Op::Ne | Op::In | Op::NotIn => ids(leaf)?,
        _ => (relatives(scope, field, leaf)?, false),
    };
    let test = one_of(leaf.op, among(value.clone(), ids.iter().copied()), value.is_null(), null);
    let indexed = !field.system || matches!(&*field.key, "owner" | "owner_department");
    let positive = !matches!(leaf.op, Op::Ne | Op::NotIn) && !null && indexed;
    let one = ids.len() == 1;
    let seek = positive.then(|| seek_on(&place.alias, column, among(col(&place.alias, column), ids))).flatten();
    Ok(Part::new(test, seek.map(|seek| Seek { one, ..seek })))
}

/// The persons or departments that stand in a relation to the caller or to a department.
fn relatives(scope: &Scope, field: &Field, leaf: &Leaf) -> Result<Vec<i64>, Fault> {
    let directory = &scope.snapshot.directory;
    let me = scope.who.person().map(RecordId::get);
    if leaf.op != Op::DepartmentAndBelow {
        let Some(me) = me else { return Ok(Vec::new()) };
        return Ok(match leaf.op {
            Op::IsMe => vec![me],
            Op::MyTeam => directory.reports_of(me).iter().copied().chain([me]).collect(),
            _ => directory.below(me).into_iter().collect(),
        });
    }
    let (mut departments, mine) = ids(leaf)?;
    if mine {
        departments.extend(me.and_then(|me| directory.department_of(me)));
    }
    let person = field.ty.key() == "person";
    let found: std::collections::BTreeSet<i64> = departments
        .into_iter()
        .flat_map(|d| if person { directory.people_in(d) } else { directory.subtree(d).into_iter().collect() })
        .collect();
    Ok(found.into_iter().collect())
}
