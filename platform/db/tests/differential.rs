//! The same statement gives the same rows on both engines: every operator, kind of column, NULL and order.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::sync::Arc;

use heyi_db::test_support::{both_databases, open};
use heyi_db::{Cells, ColumnDef, ColumnKind, Ctx, Db, DbError, IndexColumn, SchemaPlan, Value, bind, params, sql};
use heyi_model::FakeClock;
use sea_query::{Expr, ExprTrait, IntoColumnRef, LikeExpr, NullOrdering, Order, Query, SelectStatement};

/// A column for each kind, with values that sort, compare and fold in awkward ways.
fn samples() -> Vec<(&'static str, ColumnKind, Vec<Value>)> {
    let text = |t: &str| Value::Text(t.into());
    vec![
        ("n", ColumnKind::Int, vec![i64::MIN, -1, 0, 1, 9_999, 10_000, i64::MAX].into_iter().map(Value::Int).collect()),
        ("money", ColumnKind::Int, vec![-15_000, 0, 1, 12_345].into_iter().map(Value::Decimal).collect()),
        ("at", ColumnKind::Int, vec![0, 1, 1_735_689_600_000].into_iter().map(Value::Timestamp).collect()),
        (
            "name",
            ColumnKind::Text,
            ["", " ", "A", "Z", "a", "z", "ß", "é", "中", "中国", "国", "Ａ", "😀", "a%b", "a_b", "10", "9", "'"]
                .into_iter()
                .map(text)
                .collect(),
        ),
        ("yes", ColumnKind::Bool, vec![Value::Bool(false), Value::Bool(true)]),
        ("day", ColumnKind::Date, [i32::MIN, -1, 0, 20_000, i32::MAX].into_iter().map(Value::Date).collect()),
        ("ratio", ColumnKind::Float, [-1.5, 0.0, 0.1, 1e300].into_iter().map(Value::Float).collect()),
        ("raw", ColumnKind::Bytes, vec![Value::Bytes(vec![]), Value::Bytes(vec![0, 255]), Value::Bytes(vec![1])]),
    ]
}

fn fill(db: &Db) {
    let samples = samples();
    let mut columns = vec![ColumnDef::required("id", ColumnKind::Int)];
    columns.extend(samples.iter().map(|(name, kind, _)| ColumnDef::new(*name, *kind)));
    let mut plan = SchemaPlan::default().table("sample", columns);
    for (name, ..) in &samples {
        plan = plan.index(format!("sample_{name}"), "sample", vec![IndexColumn::desc(*name), IndexColumn::desc("id")]);
    }
    db.change_schema(&plan).unwrap();
    let height = samples.iter().map(|(_, _, values)| values.len()).max().unwrap();
    let rows: Vec<Vec<Value>> = (0..height * 2)
        .map(|at| {
            let mut row = vec![Value::Int(at as i64 + 1)];
            // Every value twice, then NULL.
            row.extend(samples.iter().map(|(_, _, values)| values.get(at / 2).cloned().unwrap_or(Value::Null)));
            row
        })
        .collect();
    let mut names = vec!["id"];
    let mut kinds = vec![ColumnKind::Int];
    names.extend(samples.iter().map(|(name, ..)| *name));
    kinds.extend(samples.iter().map(|(_, kind, _)| *kind));
    let inserted = db
        .write_blocking(Ctx::default(), move |tx| {
            tx.execute(sql("INSERT INTO sample (id) VALUES ($1)", params![1_000]))?;
            tx.insert_many("sample", &names, &kinds, &rows)
        })
        .unwrap();
    assert_eq!(inserted, height as u64 * 2);
}

type Operator = fn(Expr, sea_query::Value) -> Expr;

fn operators() -> Vec<(&'static str, Operator)> {
    vec![
        ("=", |c, v| c.eq(v)),
        ("<>", |c, v| c.ne(v)),
        ("<", |c, v| c.lt(v)),
        ("<=", |c, v| c.lte(v)),
        (">", |c, v| c.gt(v)),
        (">=", |c, v| c.gte(v)),
        ("in", |c, v| c.is_in([v])),
        ("not in", |c, v| c.is_not_in([v])),
        ("between", |c, v| c.between(v.clone(), v)),
        ("= or null", |c, v| c.clone().eq(v).or(c.is_null())),
        ("not =", |c, v| c.eq(v).not()),
    ]
}

fn ids(condition: Expr) -> SelectStatement {
    Query::select().column("id").from("sample").and_where(condition).order_by("id", Order::Asc).to_owned()
}

fn col(name: &'static str) -> Expr {
    Expr::col(name.into_column_ref())
}

/// All questions with their answers as text.
fn answers(db: &Db) -> Vec<String> {
    let mut out = Vec::new();
    let mut ask = |label: String, q: SelectStatement| {
        let rows = db.read_blocking(Ctx::default(), move |tx| tx.all(q)).unwrap_or_else(|e| panic!("{label}: {e:?}"));
        let rows: Vec<String> = rows.iter().map(|row| format!("{:?}", row.int(0))).collect();
        out.push(format!("{label}: {}", rows.join(" ")));
    };
    for (name, _, values) in samples() {
        for (operator, build) in operators() {
            for value in values.iter().chain([&Value::Null]) {
                ask(format!("{name} {operator} {value:?}"), ids(build(col(name), bind(value.clone()))));
            }
        }
        ask(format!("{name} is null"), ids(col(name).is_null()));
        ask(format!("{name} is not null"), ids(col(name).is_not_null()));
        for (order, nulls) in [(Order::Asc, NullOrdering::First), (Order::Desc, NullOrdering::Last)] {
            let label = format!("order by {name} {order:?}");
            let mut q = Query::select().column("id").from("sample").to_owned();
            q.order_by_with_nulls(name, order.clone(), nulls).order_by("id", order);
            ask(label, q);
        }
        let mut q = Query::select().expr(Expr::col("id").count()).from("sample").group_by_col(name).to_owned();
        q.order_by_with_nulls(name, Order::Asc, NullOrdering::First);
        ask(format!("group by {name}"), q);
    }
    for pattern in ["a\\_%", "a\\%%", "A%", "%国", "_"] {
        ask(format!("like {pattern}"), ids(col("name").like(LikeExpr::new(pattern).escape('\\'))));
    }
    for (name, kind, _) in samples() {
        if kind == ColumnKind::Int && name != "n" {
            ask(format!("sum {name}"), Query::select().expr(col(name).sum()).from("sample").to_owned());
        }
    }
    out
}

#[test]
fn both_engines_give_the_same_rows() {
    let mut all = Vec::new();
    both_databases(|url| {
        let db = open(url, Arc::new(FakeClock::at(0)));
        fill(&db);
        all.push(answers(&db));
    });
    assert!(all[0].len() > 400, "{} questions", all[0].len());
    let different: Vec<_> = all[0].iter().zip(&all[1]).filter(|(sqlite, postgres)| sqlite != postgres).collect();
    assert!(different.is_empty(), "{different:#?}");
}

#[test]
fn values_come_back_as_they_were_written() {
    both_databases(|url| {
        let db = open(url, Arc::new(FakeClock::at(0)));
        fill(&db);
        for (name, _, values) in samples() {
            let text = format!("SELECT {name} FROM sample WHERE {name} IS NOT NULL ORDER BY id");
            let rows = db.read_blocking(Ctx::default(), move |tx| tx.all(sql(text, vec![]))).unwrap();
            for (at, row) in rows.iter().enumerate() {
                let same = match &values[at / 2] {
                    Value::Text(t) => row.text(0) == Some(t),
                    Value::Bytes(b) => row.bytes(0) == Some(b),
                    Value::Float(f) => row.float(0) == Some(*f),
                    Value::Bool(b) => row.bool(0) == Some(*b),
                    other => row.int(0) == other.as_int(),
                };
                assert!(same, "{name} on {url}: {:?} from {row:?}", values[at / 2]);
            }
        }
    });
}

#[test]
fn each_streams_and_can_stop() {
    both_databases(|url| {
        let db = open(url, Arc::new(FakeClock::at(0)));
        fill(&db);
        let seen = db.read_blocking(Ctx::default(), |tx| {
            let mut seen = Vec::new();
            tx.each("SELECT id, name, yes, ratio, raw FROM sample ORDER BY id", |row| {
                seen.push((
                    row.int(0),
                    row.text(1).map(str::to_owned),
                    row.bool(2),
                    row.float(3),
                    row.bytes(4).map(<[u8]>::to_vec),
                ));
                Ok(if seen.len() == 5 { std::ops::ControlFlow::Break(()) } else { std::ops::ControlFlow::Continue(()) })
            })?;
            assert_eq!(tx.one("SELECT count(*) FROM sample")?.unwrap().int(0), Some(37), "the connection goes on");
            Ok::<_, DbError>(seen)
        });
        let seen = seen.unwrap();
        assert_eq!(seen.len(), 5);
        assert_eq!(seen[0], (Some(1), Some(String::new()), Some(false), Some(-1.5), Some(vec![])));
        assert_eq!(seen[4], (Some(5), Some("A".into()), None, Some(0.1), Some(vec![1])));
    });
}

#[test]
fn what_one_engine_cannot_hold_both_refuse() {
    both_databases(|url| {
        let db = open(url, Arc::new(FakeClock::at(0)));
        fill(&db);
        let write = |text: &'static str, params: Vec<Value>| {
            db.write_blocking(Ctx::default(), move |tx| tx.execute(sql(text, params.clone()))).unwrap_err()
        };
        assert_eq!(write("UPDATE sample SET name = $1", params!["a\0b"]), DbError::NulInText);
        assert!(matches!(write("UPDATE sample SET n = $1", params!["text"]), DbError::Constraint { .. }));
        assert!(matches!(write("UPDATE sample SET id = NULL WHERE id = $1", params![1]), DbError::Constraint { .. }));
        let sum = "SELECT sum(n) FROM sample WHERE n > $1";
        let overflow = db.read_blocking(Ctx::default(), move |tx| tx.one(sql(sum, params![0])));
        assert_eq!(overflow, Err(DbError::Overflow), "{url}");
    });
}
