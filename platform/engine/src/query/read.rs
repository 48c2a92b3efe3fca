//! Single records, and records by their ids.

use std::collections::HashMap;
use std::ops::ControlFlow;
use std::sync::Arc;

use heyi_db::{Cells, IntoSql, Sql, Value, bind, sql};
use heyi_model::field::Op;
use heyi_model::filter::Path;
use heyi_model::{Filter, Problem, RecordId};
use sea_query::{ExprTrait, Query};

use super::cache::{remembered, shape_of};
use super::plan::Plan;
use super::reach::visible_ids;
use super::scope::{ROOT, Scope, col};
use super::shape::Shape;
use crate::access::{Action, Branches, Reach};
use crate::work::Work;

/// Most records that [`read_many`] is asked for at once.
const MAX_MANY: usize = 10_000;
/// Rows of one statement.
const CHUNK: usize = 500;

/// Stands for the id in a remembered statement; no value of a record.
const ID_MARK: i64 = i64::MIN + 1;
/// Stands for the time.
const NOW_MARK: i64 = i64::MIN + 2;

/// The statement of a single read, with places for the id and the time.
pub(super) struct ReadText {
    text: Arc<str>,
    params: Vec<Value>,
}

impl ReadText {
    fn of(scope: &Scope, shape: &Shape) -> Self {
        let mut select = Query::select();
        select.from_as(scope.module.key.to_string(), ROOT);
        select.and_where(col(ROOT, "id").eq(bind(ID_MARK))).and_where(col(ROOT, "deleted_at").is_null());
        shape.select(scope, &mut select);
        if scope.module.def.owned {
            select.column((ROOT, "owner")).column((ROOT, "owner_department"));
        }
        let statement = select.into_sql(scope.dialect);
        Self { text: statement.text.as_str().into(), params: statement.params }
    }

    fn at(&self, id: RecordId, now_ms: i64) -> Sql {
        let param = |value: &Value| match value {
            Value::Int(ID_MARK) => Value::from(id),
            Value::Int(NOW_MARK) => Value::Int(now_ms),
            other => other.clone(),
        };
        sql(self.text.clone(), self.params.iter().map(param).collect())
    }
}

/// Writes one record and gives its version. 404 when it is not there, in the recycle bin, or not visible.
pub fn read(work: &mut Work, module: &str, id: RecordId, out: &mut Vec<u8>) -> Result<i64, Problem> {
    let mut scope = Scope::of(work, module)?;
    let now_ms = std::mem::replace(&mut scope.now_ms, NOW_MARK);
    let known = remembered(work, &scope, None)?;
    let shape = &known.shape;
    let statement = known.read.get_or_init(|| ReadText::of(&scope, shape)).at(id, now_ms);
    let reach = scope.reach(&scope.module, Action::Read);
    let (begin, mut version, mut seen) = (out.len(), None, false);
    work.tx.each(statement, |row| {
        version = row.int(1);
        seen = holds(&reach, row, shape.width());
        shape.write(row, out);
        Ok(ControlFlow::Break(()))
    })?;
    let version = version.ok_or_else(Problem::not_found);
    if version.is_ok() && (seen || visible_ids(work, &scope.module, &[id.get()], Action::Read)?.contains(&id.get())) {
        return version;
    }
    out.truncate(begin);
    Err(Problem::not_found())
}

/// Do the owner and the department of a row, at cell `at`, say that it is reached? Grants are not looked at.
fn holds(reach: &Reach, row: &dyn Cells, at: usize) -> bool {
    match reach {
        Reach::Nothing => false,
        Reach::All => true,
        Reach::Branches(branches) => branches_hold(branches, row.int(at), row.int(at + 1)),
    }
}

fn branches_hold(b: &Branches, owner: Option<i64>, department: Option<i64>) -> bool {
    let among = |list: &[i64], id: Option<i64>| id.is_some_and(|id| list.contains(&id));
    among(&b.owners, owner)
        || among(&b.moved_in, owner)
        || (among(&b.departments, department)
            && !b.moved_out.is_empty()
            && owner.is_some()
            && !among(&b.moved_out, owner))
        || (among(&b.departments, department) && b.moved_out.is_empty())
}

/// The records of `ids` (at most 10,000) that are visible, as JSON, in the order given.
pub fn read_many(work: &mut Work, module: &str, ids: &[RecordId]) -> Result<Vec<(RecordId, Vec<u8>)>, Problem> {
    if ids.len() > MAX_MANY {
        return Err(Problem::new(heyi_model::Kind::TooLarge, heyi_model::Code::TooLarge).with("max", MAX_MANY));
    }
    let plan = Plan::compile(Scope::of(work, module)?, &Filter::default())?;
    let shape = shape_of(work, &plan.scope, None)?;
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let mut found = rows_of(work, &plan, &shape, &numbers)?;
    Ok(ids.iter().filter_map(|id| found.remove(&id.get()).map(|json| (*id, json))).collect())
}

/// Those of the records `ids` that are visible and from which one of `ways` (lookups, or paths of lookups) leads to the record
/// `target`, as JSON, in the order given. Only as far as the caller may follow: a way through a field that is not read, or
/// through a record that is not seen, leads nowhere.
pub(crate) fn read_leading(
    work: &mut Work,
    module: &str,
    ids: &[RecordId],
    ways: &[String],
    target: RecordId,
) -> Result<Vec<(RecordId, Vec<u8>)>, Problem> {
    let mut probe = Scope::of(work, module)?;
    let open = |way: &&String| Path::parse(way).is_ok_and(|path| probe.resolve(&path).is_ok());
    let ways: Vec<&String> = ways.iter().filter(open).collect();
    let any = ways.into_iter().map(|way| Filter::leaf(way, Op::Eq, target.to_string())).collect();
    let plan = Plan::compile(Scope::of(work, module)?, &Filter::Any(any))?;
    let shape = shape_of(work, &plan.scope, None)?;
    let numbers: Vec<i64> = ids.iter().map(|id| id.get()).collect();
    let mut found = rows_of(work, &plan, &shape, &numbers)?;
    Ok(ids.iter().filter_map(|id| found.remove(&id.get()).map(|json| (*id, json))).collect())
}

/// Those of the records that meet the plan, as JSON.
pub(super) fn rows_of(
    work: &mut Work,
    plan: &Plan,
    shape: &Shape,
    ids: &[i64],
) -> Result<HashMap<i64, Vec<u8>>, Problem> {
    let mut found = HashMap::with_capacity(ids.len());
    for chunk in ids.chunks(CHUNK) {
        let mut select = plan.rows_among(chunk);
        shape.select(&plan.scope, &mut select);
        work.tx.each(select, |row| {
            let mut json = Vec::with_capacity(512);
            shape.write(row, &mut json);
            found.insert(row.int(0).unwrap_or_default(), json);
            Ok(ControlFlow::Continue(()))
        })?;
    }
    Ok(found)
}
