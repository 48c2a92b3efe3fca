//! Fields whose value on each day is kept: manager, department, position, prices.
//!
//! A period holds from `valid_from` up to the day before `valid_to`; the present one has no end. A day without a period
//! is a day without a value. Days are those of the organisation's time zone; within a day the last value counts.

use heyi_db::ColumnKind::{Date, Int, Text};
use heyi_db::{Cells as _, Row, Value, bind, params, sql};
use heyi_model::field::ColumnKind;
use heyi_model::module::FieldAccess;
use heyi_model::{Code, Field, Module, Problem, RecordId, wire};
use sea_query::{Cond, Expr, ExprTrait as _, Query};
use serde_json::{Value as Json, json};

use crate::access::Action;
use crate::look::{self, Held, Names};
use crate::record::Change;
use crate::work::Work;

/// Keeps the periods of dated fields of a set of written records: a few statements per field that changed.
pub fn keep(work: &mut Work, module: &Module, changes: &[Change]) -> Result<(), Problem> {
    let today = work.today();
    for field in module.fields.iter().filter(|f| f.def.dated) {
        let changed: Vec<&Change> = changes.iter().filter(|c| c.changed(&field.key)).collect();
        let known: Vec<i64> = changed.iter().filter(|c| !c.is_new()).map(|c| c.new.id()).collect();
        for chunk in known.chunks(500) {
            let of_these = |extra: Expr| {
                Cond::all()
                    .add(Expr::col("module").eq(module.key.to_string()))
                    .add(Expr::col("field").eq(field.key.to_string()))
                    .add(Expr::col("record").is_in(chunk.iter().copied()))
                    .add(extra)
            };
            // What began today did not last a day.
            let mut delete = Query::delete();
            delete
                .from_table("field_period")
                .cond_where(of_these(Expr::col("valid_from").eq(bind(Value::Date(today)))));
            work.tx.execute(delete)?;
            let mut close = Query::update();
            close
                .table("field_period")
                .value("valid_to", bind(Value::Date(today)))
                .cond_where(of_these(Expr::col("valid_to").is_null()));
            work.tx.execute(close)?;
        }
        let rows: Vec<[Value; 5]> = changed
            .iter()
            .filter_map(|c| {
                let value = stored(&c.new.cells[field.at])?;
                Some([
                    Value::from(&*module.key),
                    Value::Int(c.new.id()),
                    Value::from(&*field.key),
                    Value::Date(today),
                    Value::from(value),
                ])
            })
            .collect();
        let columns = ["module", "record", "field", "valid_from", "value"];
        work.tx.insert_many("field_period", &columns, &[Text, Int, Text, Date, Text], &rows)?;
    }
    Ok(())
}

/// The first cell of a value as text: numbers, dates and links by their number.
fn stored(cell: &Value) -> Option<String> {
    cell.as_int().map(|n| n.to_string()).or_else(|| cell.as_text().map(str::to_owned))
}

/// The way back.
fn cell(field: &Field, text: Option<&str>) -> Value {
    let number = || text.and_then(|t| t.parse::<i64>().ok());
    match field.kinds[0] {
        ColumnKind::Int => number().into(),
        ColumnKind::Date => number().and_then(|n| i32::try_from(n).ok()).map_or(Value::Null, Value::Date),
        ColumnKind::Bool => number().map(|n| n != 0).into(),
        ColumnKind::Json => text.map_or(Value::Null, |t| Value::Json(t.into())),
        ColumnKind::Text | ColumnKind::Bytes | ColumnKind::Float => text.map(str::to_owned).into(),
    }
}

/// What a dated field of records was on `day` (days since 1970): the first cell, for rules and roll-ups. Records that had
/// no value are left out. Beyond the caller's rights: it must become a verdict or a derived value, as [`crate::facts`].
pub(crate) fn cells_as_of(
    work: &mut Work,
    module: &Module,
    field: &str,
    records: &[i64],
    day: i32,
) -> Result<Vec<(i64, Value)>, Problem> {
    let Some(field) = module.field(field) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for chunk in records.chunks(500) {
        let mut select = Query::select();
        select
            .columns(["record", "value"])
            .from("field_period")
            .and_where(Expr::col("module").eq(module.key.to_string()))
            .and_where(Expr::col("field").eq(field.key.to_string()))
            .and_where(Expr::col("record").is_in(chunk.iter().copied()))
            .and_where(Expr::col("valid_from").lte(bind(Value::Date(day))))
            .cond_where(
                Cond::any().add(Expr::col("valid_to").is_null()).add(Expr::col("valid_to").gt(bind(Value::Date(day)))),
            );
        for row in work.tx.all(select)? {
            found.push((row.int(0).unwrap_or_default(), cell(field, row.text(1))));
        }
    }
    Ok(found)
}

/// What a dated field of a record was on `day` (days since 1970), as the caller may see it; `null` when it had no value.
/// 404 for a record that the caller does not see, 422 for a field that is not dated or hidden.
pub fn as_of(work: &mut Work, module: &str, record: RecordId, field: &str, day: i32) -> Result<Json, Problem> {
    let module = look::require(work, module, record, Action::Read)?;
    let field = dated_field(work, &module, field)?;
    let found = cells_as_of(work, &module, &field.key, &[record.get()], day)?;
    let Some((_, value)) = found.into_iter().next() else { return Ok(Json::Null) };
    let mut shown = show(work, &module, field, &[value])?;
    Ok(shown.pop().unwrap_or_default())
}

/// Every period of a dated field of a record, oldest first: `[{"from", "to", "value"}]`, `to` being the first day on which
/// it was no longer so and `null` for the present one.
pub fn periods(work: &mut Work, module: &str, record: RecordId, field: &str) -> Result<Json, Problem> {
    let module = look::require(work, module, record, Action::Read)?;
    let field = dated_field(work, &module, field)?;
    let rows = work.tx.all(sql(
        "SELECT valid_from, valid_to, value FROM field_period \
         WHERE module = $1 AND record = $2 AND field = $3 ORDER BY valid_from",
        params![&*module.key, record, &*field.key],
    ))?;
    let cells: Vec<Value> = rows.iter().map(|row| cell(field, row.text(2))).collect();
    let shown = show(work, &module, field, &cells)?;
    let period = |(row, value): (&Row, Json)| json!({"from": date(row.int(0)), "to": date(row.int(1)), "value": value});
    Ok(rows.iter().zip(shown).map(period).collect::<Vec<_>>().into())
}

fn dated_field<'m>(work: &Work, module: &'m Module, key: &str) -> Result<&'m Field, Problem> {
    let seen = |f: &&Field| f.def.dated && work.who().rights(module).field(f) != FieldAccess::Hidden;
    module.field(key).filter(seen).ok_or_else(|| Problem::field(heyi_model::mask::shorten(key), Code::UnknownField))
}

fn show(work: &mut Work, module: &Module, field: &Field, cells: &[Value]) -> Result<Vec<Json>, Problem> {
    let row_of = |cell: &Value| {
        let mut row = vec![Value::Null; field.columns.len()];
        row[0] = cell.clone();
        row
    };
    let rows: Vec<Vec<Value>> = cells.iter().map(row_of).collect();
    let mut names = Names::default();
    for row in &rows {
        names.want_link(work, field, &Held(row), 0);
    }
    names.load(work)?;
    let value = |row: &Vec<Value>| look::shown(work, module, field, &Held(row), 0, &names).map(|s| s.value);
    Ok(rows.iter().map(|row| value(row).unwrap_or_default()).collect())
}

fn date(days: Option<i64>) -> Json {
    let Some(days) = days else { return Json::Null };
    let mut out = Vec::with_capacity(12);
    wire::date(&mut out, days);
    serde_json::from_slice(&out).unwrap_or_default()
}
