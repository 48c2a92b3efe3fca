//! Measures per group.

use std::collections::HashMap;
use std::sync::Arc;

use heyi_db::{Cells, Row};
use heyi_model::filter::Path;
use heyi_model::{Code, Fault, Module, Problem, wire};
use sea_query::{Expr, SelectStatement};

use super::bucket;
use super::hits;
use super::measure::Measured;
use super::order::order_by;
use super::plan::{Plan, Way};
use super::reach::labels;
use super::request::{AggregateRequest, Bucket, GroupKey, MAX_GROUPS, MAX_KEYS, OrderBy};
use super::scope::{Scope, What, col, is_open_link};
use super::shape::outer_columns;
use crate::work::Work;

/// A key of the groups: its expression, and how its cell is written.
struct Key {
    expr: Expr,
    kind: KeyKind,
}

enum KeyKind {
    /// A value of the field at this index.
    Value(Arc<Module>, usize),
    /// The number of a period.
    Period(Bucket),
    /// The id of a record of this module.
    Link(Arc<Module>),
}

/// Writes `{"groups":[{"keys":[…],"measures":[…]}]}` and gives the number of groups. When there are more groups than
/// `limit`, or more hits of `q` than can be looked at, `"cut":true` stands beside them.
pub fn aggregate(work: &mut Work, module: &str, request: &AggregateRequest, out: &mut Vec<u8>) -> Result<u32, Problem> {
    let mut plan = Plan::compile(Scope::of(work, module)?, &request.filter)?;
    let (keys, measures) = compile(&mut plan.scope, request)?;
    let mut cut = false;
    if let Some(found) = hits::find(&plan.scope, request.q.as_deref())? {
        let (part, more) = found.part(work, &plan)?;
        plan.parts.push(part);
        cut = more;
    }
    let way = match plan.choose(work, None)?.way {
        Way::Walk => Way::Free,
        gathered => gathered,
    };
    let mut select = plan.rows(way, "");
    for key in &keys {
        select.expr(key.expr.clone()).add_group_by([key.expr.clone()]);
    }
    for measure in &measures {
        measure.select(&mut select);
    }
    order(&mut select, &plan.scope, request, &keys, &measures);
    select.limit(u64::from(request.limit) + 1);
    let mut rows = work.tx.all(select)?;
    cut |= rows.len() > request.limit as usize;
    rows.truncate(request.limit as usize);
    let names = names(work, &keys, &rows)?;
    write(&keys, &measures, &rows, &names, cut, out)?;
    Ok(rows.len() as u32)
}

fn compile(scope: &mut Scope, request: &AggregateRequest) -> Result<(Vec<Key>, Vec<Measured>), Problem> {
    let mut faults = Vec::new();
    if request.limit == 0 || request.limit > MAX_GROUPS {
        faults.push(Fault::new("limit", Code::InvalidParameter));
    }
    for (name, len) in [("group_by", request.group_by.len()), ("measures", request.measures.len())] {
        if len > MAX_KEYS {
            faults.push(Fault::new(name, Code::TooManyItems).with("max", MAX_KEYS));
        }
    }
    let known = |by: OrderBy| match by {
        OrderBy::Key(i) => i < request.group_by.len(),
        OrderBy::Measure(i) => i < request.measures.len(),
    };
    if request.order.len() > 2 * MAX_KEYS || !request.order.iter().all(|o| known(o.by)) {
        faults.push(Fault::new("order", Code::InvalidParameter));
    }
    let mut keep = |found: Result<Key, Fault>| found.map_err(|fault| faults.push(fault)).ok();
    let keys: Vec<Key> = request.group_by.iter().filter_map(|key| keep(compile_key(scope, key))).collect();
    let mut measures = Vec::new();
    for measure in &request.measures {
        match Measured::compile(scope, measure) {
            Ok(measure) => measures.push(measure),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() { Ok((keys, measures)) } else { Err(Problem::invalid(faults)) }
}

fn compile_key(scope: &mut Scope, key: &GroupKey) -> Result<Key, Fault> {
    let refuse = |path: &Path| Err(Fault::new(path.as_str(), Code::NotGroupable));
    let place = scope.resolve(&key.path)?;
    let What::Field(i) = place.what else { return refuse(&key.path) };
    let field = &place.module.fields[i];
    let column = &*field.columns[0];
    if let Some(bucket) = key.bucket {
        let day = match field.ty.key() {
            "date" => column,
            "date_time" => field.column("day").map_or(column, |(day, _)| day),
            _ => return refuse(&key.path),
        };
        return Ok(Key { expr: bucket::number(bucket, &place.alias, day), kind: KeyKind::Period(bucket) });
    }
    if field.ty.target(&field.def).is_some() {
        let Some(target) = scope.snapshot.target(field).cloned() else { return refuse(&key.path) };
        let expr = link_id(scope, &place.alias, field, &target);
        return Ok(Key { expr, kind: KeyKind::Link(target) });
    }
    if !field.ty.groupable() || outer_columns(field).count() != 1 {
        return refuse(&key.path);
    }
    Ok(Key { expr: col(&place.alias, column), kind: KeyKind::Value(place.module.clone(), i) })
}

/// The id that a link points to; none when the caller does not see the target.
pub(super) fn link_id(scope: &mut Scope, alias: &str, field: &heyi_model::Field, target: &Arc<Module>) -> Expr {
    if is_open_link(&scope.snapshot, field) {
        return col(alias, &field.columns[0]);
    }
    let joined = scope.join(alias, &field.columns[0], target, false);
    col(&joined, "id")
}

/// The order asked for, then the keys.
fn order(select: &mut SelectStatement, scope: &Scope, request: &AggregateRequest, keys: &[Key], measures: &[Measured]) {
    for by in &request.order {
        match by.by {
            OrderBy::Key(i) => order_by(select, keys[i].expr.clone(), by.desc, scope.dialect),
            OrderBy::Measure(i) => measures[i].order(select, by.desc, scope.dialect),
        }
    }
    for (i, key) in keys.iter().enumerate() {
        if !request.order.iter().any(|o| o.by == OrderBy::Key(i)) {
            order_by(select, key.expr.clone(), false, scope.dialect);
        }
    }
}

type Names = HashMap<Box<str>, HashMap<i64, String>>;

/// The names of all records that are keys, module by module.
fn names(work: &mut Work, keys: &[Key], rows: &[Row]) -> Result<Names, Problem> {
    let mut names = Names::new();
    for (i, key) in keys.iter().enumerate() {
        let KeyKind::Link(module) = &key.kind else { continue };
        let mut ids: Vec<i64> = rows.iter().filter_map(|row| row.int(i)).collect();
        ids.sort_unstable();
        ids.dedup();
        names.entry(module.key.clone()).or_default().extend(labels(work, module, &ids)?);
    }
    Ok(names)
}

fn write(
    keys: &[Key],
    measures: &[Measured],
    rows: &[Row],
    names: &Names,
    cut: bool,
    out: &mut Vec<u8>,
) -> Result<(), Problem> {
    out.extend_from_slice(b"{\"groups\":[");
    for (n, row) in rows.iter().enumerate() {
        out.extend_from_slice(if n > 0 { b",{\"keys\":[" } else { b"{\"keys\":[" });
        for (i, key) in keys.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            key.write(row, i, names, out);
        }
        out.extend_from_slice(b"],\"measures\":[");
        let mut at = keys.len();
        for (i, measure) in measures.iter().enumerate() {
            if i > 0 {
                out.push(b',');
            }
            at += measure.write(row, at, out)?;
        }
        out.extend_from_slice(b"]}");
    }
    out.extend_from_slice(if cut { b"],\"cut\":true}" } else { b"]}" });
    Ok(())
}

impl Key {
    fn write(&self, row: &Row, at: usize, names: &Names, out: &mut Vec<u8>) {
        match &self.kind {
            KeyKind::Period(bucket) => bucket::write(*bucket, row.int(at), out),
            KeyKind::Value(module, i) => module.fields[*i].ty.write_json(&module.fields[*i], row, at, out),
            KeyKind::Link(module) => match row.int(at) {
                None => out.extend_from_slice(b"null"),
                Some(id) => {
                    out.extend_from_slice(b"{\"id\":");
                    wire::id(out, id);
                    out.extend_from_slice(b",\"name\":");
                    match names.get(&module.key).and_then(|names| names.get(&id)) {
                        Some(name) => wire::string(out, name),
                        None => out.extend_from_slice(b"null"),
                    }
                    out.push(b'}');
                }
            },
        }
    }
}
