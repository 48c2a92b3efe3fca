//! The order of a list, cursors in it, and where a page begins.
//!
//! No value is the lowest on both engines. The id is always the last key, in the direction of the first one, so that the
//! index on (column, id) is walked either way.

use heyi_db::{Dialect, Value, bind};
use heyi_model::module::FieldAccess;
use heyi_model::{Code, ColumnKind, Fault, Problem};
use sea_query::{Cond, Expr, ExprTrait, NullOrdering, Order as Direction, SelectStatement};
use serde_json::Value as Json;

use super::request::{MAX_SORTS, SortKey};
use super::scope::{ROOT, Scope, col, hidden};

/// The order of a list.
#[derive(Debug, Clone)]
pub(super) struct Order {
    /// Its keys, without the id.
    pub keys: Vec<OrderKey>,
    /// Whether the id, the last key, falls.
    pub desc: bool,
}

/// One key of an order.
#[derive(Debug, Clone)]
pub(super) struct OrderKey {
    /// The index of the field in its module.
    field: usize,
    /// The column.
    pub column: Box<str>,
    /// What it holds.
    pub kind: ColumnKind,
    /// The greatest first.
    pub desc: bool,
}

/// The rows of a page that have no value in the first key and those that have one are two stretches of its index.
pub(super) struct Stretch(pub Option<Expr>);

impl Order {
    /// The order asked for; without one the newest change first.
    pub fn compile(scope: &Scope, sort: &[SortKey]) -> Result<Self, Problem> {
        if sort.is_empty() {
            let keys: Vec<OrderKey> = scope
                .module
                .field_index("updated_at")
                .filter(|i| scope.who.rights(&scope.module).reads(&scope.module.fields[*i]))
                .map(|i| OrderKey::of(scope, i, true))
                .into_iter()
                .collect();
            return Ok(Self { keys, desc: true });
        }
        if sort.len() > MAX_SORTS {
            return Err(Fault::new("sort", Code::TooManyItems).with("max", MAX_SORTS).into());
        }
        let mut keys: Vec<OrderKey> = Vec::new();
        let mut faults = Vec::new();
        for key in sort {
            if key.path.as_str() == "id" {
                // The id decides alone: what follows it never does.
                let desc = keys.first().map_or(key.desc, |first| first.desc);
                if desc == key.desc {
                    break;
                }
                faults.push(Fault::new("id", Code::NotSortable));
                continue;
            }
            match sort_field(scope, key) {
                Ok(i) if keys.iter().any(|k| k.field == i) => {}
                Ok(i) => keys.push(OrderKey::of(scope, i, key.desc)),
                Err(fault) => faults.push(fault),
            }
        }
        if !faults.is_empty() {
            return Err(Problem::invalid(faults));
        }
        let desc = keys.first().map_or(sort[0].desc, |first| first.desc);
        Ok(Self { keys, desc })
    }

    /// The first column, whose index is walked.
    pub fn first_column(&self) -> &str {
        self.keys.first().map_or("id", |key| &key.column)
    }

    /// How many cells [`Order::select`] adds.
    pub fn width(&self) -> usize {
        self.keys.len()
    }

    /// Adds the columns of the keys to what `select` gives, from `alias`.
    pub fn select(&self, select: &mut SelectStatement, alias: &str) {
        for (i, key) in self.keys.iter().enumerate() {
            select.expr_as(col(alias, &key.column), format!("s{i}"));
        }
    }

    /// Orders `select` by the columns of the module itself; with `walk` their index may be walked.
    pub fn apply(&self, select: &mut SelectStatement, dialect: Dialect, walk: bool) {
        for key in &self.keys {
            let expr = if walk { col(ROOT, &key.column) } else { hidden(ROOT, &key.column, key.kind) };
            order_by(select, expr, key.desc, dialect);
        }
        let id = if walk { col(ROOT, "id") } else { hidden(ROOT, "id", ColumnKind::Int) };
        select.order_by_expr(id, direction(self.desc));
    }

    /// Orders `select` by what [`Order::select`] gave to the subquery `alias`.
    pub fn apply_outer(&self, select: &mut SelectStatement, alias: &str, dialect: Dialect) {
        for (i, key) in self.keys.iter().enumerate() {
            order_by(select, col(alias, &format!("s{i}")), key.desc, dialect);
        }
        select.order_by_expr(col(alias, "id"), direction(self.desc));
    }

    /// The stretches that follow the row with these values and this id.
    pub fn after(&self, values: &[Value], id: i64) -> Vec<Stretch> {
        let Some(first) = self.keys.first() else { return vec![Stretch(Some(self.behind_id(id)))] };
        let column = col(ROOT, &first.column);
        let behind = self.behind(0, values, id);
        if values[0].is_null() {
            let mut stretches =
                vec![Stretch(Some(Cond::all().add(column.clone().is_null()).add(self.behind(1, values, id)).into()))];
            if !first.desc {
                stretches.push(Stretch(Some(column.is_not_null())));
            }
            return stretches;
        }
        let value = bind(values[0].clone());
        let seen = if self.keys.len() == 1 {
            // A comparison of rows is a range of the index.
            let row = Expr::tuple([column.clone(), col(ROOT, "id")]);
            let last = Expr::tuple([Expr::val(value), Expr::val(bind(id))]);
            if first.desc { row.lt(last) } else { row.gt(last) }
        } else {
            let bound = if first.desc { column.clone().lte(value) } else { column.clone().gte(value) };
            Cond::all().add(bound).add(behind).into()
        };
        let mut stretches = vec![Stretch(Some(seen))];
        if first.desc {
            stretches.push(Stretch(Some(column.is_null())));
        }
        stretches
    }

    /// Behind the given row by the keys from `at` on, where those before are equal.
    fn behind(&self, at: usize, values: &[Value], id: i64) -> Expr {
        let Some(key) = self.keys.get(at) else { return self.behind_id(id) };
        let column = col(ROOT, &key.column);
        let rest = self.behind(at + 1, values, id);
        if values[at].is_null() {
            let same: Expr = Cond::all().add(column.clone().is_null()).add(rest).into();
            return if key.desc { same } else { Cond::any().add(column.is_not_null()).add(same).into() };
        }
        let value = bind(values[at].clone());
        let same = Cond::all().add(column.clone().eq(value.clone())).add(rest);
        let any = Cond::any().add(same);
        if key.desc {
            any.add(column.clone().lt(value)).add(column.is_null()).into()
        } else {
            any.add(column.gt(value)).into()
        }
    }

    fn behind_id(&self, id: i64) -> Expr {
        let column = col(ROOT, "id");
        if self.desc { column.lt(bind(id)) } else { column.gt(bind(id)) }
    }

    /// The stretches from a value of the first key on.
    pub fn stretches_from(&self, scope: &Scope, json: &Json) -> Result<Vec<Stretch>, Problem> {
        let invalid = || Problem::from(Fault::new("from", Code::InvalidParameter));
        let Some(first) = self.keys.first() else {
            let id: heyi_model::RecordId = json.as_str().and_then(|t| t.parse().ok()).ok_or_else(invalid)?;
            let column = col(ROOT, "id");
            let id = bind(id);
            return Ok(vec![Stretch(Some(if self.desc { column.lte(id) } else { column.gte(id) }))]);
        };
        let column = col(ROOT, &first.column);
        if json.is_null() {
            return Ok(vec![Stretch(first.desc.then(|| column.is_null()))]);
        }
        let field = &scope.module.fields[first.field];
        let mut cells = vec![Value::Null; field.columns.len()];
        let at = field.columns.iter().position(|c| *c == first.column).unwrap_or(0);
        let value = if at == 0 {
            super::value::operand(scope, field, json)?
        } else {
            field.ty.parse(field, json, &scope.snapshot.parse, &mut cells)?;
            std::mem::replace(&mut cells[at], Value::Null)
        };
        if value.is_null() {
            return Err(invalid());
        }
        let value = bind(value);
        Ok(if first.desc {
            vec![Stretch(Some(column.clone().lte(value))), Stretch(Some(column.is_null()))]
        } else {
            vec![Stretch(Some(column.gte(value)))]
        })
    }
}

impl OrderKey {
    fn of(scope: &Scope, field: usize, desc: bool) -> Self {
        let f = &scope.module.fields[field];
        let column: Box<str> = f.sort_column().into();
        let kind = f.columns.iter().position(|c| *c == column).map_or(f.kinds[0], |i| f.kinds[i]);
        Self { field, column, kind, desc }
    }
}

fn sort_field(scope: &Scope, key: &SortKey) -> Result<usize, Fault> {
    let path = key.path.as_str();
    let mut keys = key.path.keys();
    let first = keys.next().unwrap_or_default();
    let unknown = || Fault::new(path, Code::UnknownField);
    let index = scope.module.field_index(first).ok_or_else(unknown)?;
    let field = &scope.module.fields[index];
    match scope.who.rights(&scope.module).field(field) {
        FieldAccess::Hidden => Err(unknown()),
        FieldAccess::Masked => Err(Fault::new(path, Code::Masked)),
        _ if keys.next().is_some() || !field.def.sortable => Err(Fault::new(path, Code::NotSortable)),
        _ => Ok(index),
    }
}

fn direction(desc: bool) -> Direction {
    if desc { Direction::Desc } else { Direction::Asc }
}

/// Orders by `expr`, no value lowest. SQLite does so by itself, and its indexes only serve without the words.
pub(super) fn order_by(select: &mut SelectStatement, expr: Expr, desc: bool, dialect: Dialect) {
    match dialect {
        Dialect::Sqlite => select.order_by_expr(expr, direction(desc)),
        Dialect::Postgres => {
            let nulls = if desc { NullOrdering::Last } else { NullOrdering::First };
            select.order_by_expr_with_nulls(expr, direction(desc), nulls)
        }
    };
}
