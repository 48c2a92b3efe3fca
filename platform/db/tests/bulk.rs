//! Sets of rows, traces and documents, on both databases.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on stops")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use heyi_db::test_support::{both_databases, open};
use heyi_db::{
    Cells, ColumnDef, ColumnKind, Ctx, Db, DbError, Dialect, SchemaPlan, Trace, Tx, Value, one_of, params, sql,
};
use heyi_model::FakeClock;
use sea_query::{Expr, Order, Query};

const COLUMNS: [(&str, ColumnKind); 8] = [
    ("id", ColumnKind::Int),
    ("n", ColumnKind::Int),
    ("name", ColumnKind::Text),
    ("yes", ColumnKind::Bool),
    ("day", ColumnKind::Date),
    ("doc", ColumnKind::Json),
    ("raw", ColumnKind::Bytes),
    ("ratio", ColumnKind::Float),
];

fn ready(url: &str) -> Db {
    let db = open(url, Arc::new(FakeClock::at(0)));
    let columns = COLUMNS.map(|(name, kind)| match name {
        "id" => ColumnDef::required(name, kind),
        _ => ColumnDef::new(name, kind),
    });
    db.change_schema(&SchemaPlan::default().table("thing", columns.to_vec())).unwrap();
    db
}

fn row(id: i64) -> Vec<Value> {
    if id % 3 == 0 {
        return std::iter::once(Value::Int(id)).chain(std::iter::repeat_n(Value::Null, 7)).collect();
    }
    vec![
        Value::Int(id),
        Value::Decimal(id * 10_000),
        Value::from(format!("甲 {{\"{id}\\',")),
        Value::Bool(id % 2 == 0),
        Value::Date(id as i32 - 50),
        Value::Json(format!(r#"{{"id": {id}}}"#).into()),
        Value::Bytes(vec![0, id as u8, 255]),
        Value::Float(id as f64 / 4.0),
    ]
}

fn insert(db: &Db, rows: Vec<Vec<Value>>) -> Result<u64, DbError> {
    let (columns, kinds): (Vec<&str>, Vec<ColumnKind>) = COLUMNS.into_iter().unzip();
    db.write_blocking(Ctx::default(), move |tx| tx.insert_many("thing", &columns, &kinds, &rows))
}

#[test]
fn sets_of_any_size_are_inserted_whole_or_not_at_all() {
    both_databases(|url| {
        let db = ready(url);
        assert_eq!(insert(&db, vec![]), Ok(0));
        assert_eq!(insert(&db, vec![row(1)]), Ok(1));
        assert_eq!(insert(&db, (2..=200).map(row).collect()), Ok(199));
        assert_eq!(
            insert(&db, (200..=210).rev().map(row).collect()),
            Err(DbError::Unique { index: "thing_pkey".into() })
        );
        assert!(matches!(insert(&db, vec![vec![Value::Int(500)]]), Err(DbError::Internal { .. })));
        let rows = db.read_blocking(Ctx::default(), |tx| tx.all("SELECT * FROM thing ORDER BY id")).unwrap();
        assert_eq!(rows.len(), 200);
        for (id, found) in (1..).zip(&rows) {
            let wanted = row(id);
            assert_eq!(found.int(0), Some(id));
            if id % 3 == 0 {
                assert!((1..8).all(|column| found.is_null(column)), "{found:?}");
                continue;
            }
            assert_eq!(found.int(1), wanted[1].as_int());
            assert_eq!(found.text(2), wanted[2].as_text());
            assert_eq!(found.bool(3), wanted[3].as_bool());
            assert_eq!(found.int(4), wanted[4].as_int());
            assert_eq!(found.text(5), wanted[5].as_text(), "written as PostgreSQL writes it");
            assert_eq!(found.bytes(6), wanted[6].as_bytes());
            assert_eq!(found.float(7), Some(id as f64 / 4.0));
        }
    });
}

#[test]
fn a_document_that_is_no_json_is_refused() {
    both_databases(|url| {
        let db = ready(url);
        for (doc, nul) in [("{", false), ("", false), (r#""\u0000""#, true)] {
            let put = sql("INSERT INTO thing (id, doc) VALUES (1, $1)", vec![Value::Json(doc.into())]);
            let refused = db.write_blocking(Ctx::default(), move |tx| tx.execute(&put)).unwrap_err();
            let expected =
                if nul { refused == DbError::NulInText } else { matches!(refused, DbError::Constraint { .. }) };
            assert!(expected, "{doc} on {url}: {refused:?}");
        }
    });
}

#[test]
fn a_trace_tells_statements_parameters_and_rows() {
    both_databases(|url| {
        let db = ready(url);
        insert(&db, (1..=5).map(row).collect()).unwrap();
        let trace = Arc::new(Trace::default());
        let read = db.read_blocking(Ctx::default().traced(Arc::clone(&trace)), |tx| {
            tx.all(sql("SELECT id FROM thing WHERE id > $1 AND id < $2", params![1, 4]))?;
            tx.one("SELECT count(*) FROM thing")
        });
        read.unwrap();
        let seen = trace.take();
        assert_eq!(seen.iter().map(|s| (s.params.len(), s.rows)).collect::<Vec<_>>(), [(2, 2), (0, 1)]);
        assert!(seen[0].text.contains("id > $1"));
        assert!(trace.take().is_empty());
        let set: Vec<Vec<Value>> = (6..=7).map(row).collect();
        let (columns, kinds): (Vec<&str>, Vec<ColumnKind>) = COLUMNS.into_iter().unzip();
        let rows = set.clone();
        let write = move |tx: &mut Tx| tx.insert_many("thing", &columns, &kinds, &rows);
        db.write_blocking(Ctx::default().traced(Arc::clone(&trace)), write).unwrap();
        let seen = trace.take();
        assert_eq!((seen.len(), seen[0].rows, seen[0].params.len(), &seen[0].set), (1, 2, 0, &set));
    });
}

#[test]
fn placeholders_may_come_twice_and_in_any_order() {
    both_databases(|url| {
        let db = ready(url);
        insert(&db, (1..=5).map(row).collect()).unwrap();
        let text = "SELECT id FROM thing WHERE id < $2 AND id > $1 AND id <> $2 - 1 AND $1 < id ORDER BY id";
        let rows = db.read_blocking(Ctx::default(), move |tx| tx.all(sql(text, params![1, 5]))).unwrap();
        assert_eq!(rows.iter().filter_map(|row| row.int(0)).collect::<Vec<_>>(), [2, 3]);
        let short = db.read_blocking(Ctx::default(), move |tx| tx.all(sql(text, params![1])));
        assert!(matches!(short, Err(DbError::Internal { .. })), "{short:?}");
    });
}

#[test]
fn a_text_is_found_among_many_in_one_value() {
    both_databases(|url| {
        let db = ready(url);
        insert(&db, (1..=5).map(row).collect()).unwrap();
        let found = |texts: Vec<String>| {
            let asked = db.read_blocking(Ctx::default(), move |tx| {
                let mut q = Query::select();
                q.column("id").from("thing").order_by("id", Order::Asc);
                q.and_where(one_of(tx.dialect(), Expr::col("name"), texts.iter().map(String::as_str)));
                tx.all(q)
            });
            asked.unwrap().iter().filter_map(|row| row.int(0)).collect::<Vec<_>>()
        };
        let name = |id: i64| format!("甲 {{\"{id}\\',");
        let none: Vec<i64> = Vec::new();
        assert_eq!(found(vec![name(4), "nobody".into(), name(1), name(4), "a\0b".into()]), [1, 4]);
        assert_eq!(found((0..5_000).map(name).collect()), [1, 2, 4, 5]);
        assert_eq!((found(vec![]), found(vec!["null".into(), "\0".into()])), (none.clone(), none));
    });
}

#[test]
fn a_table_that_grows_is_analysed_on_postgres() {
    both_databases(|url| {
        let db = ready(url);
        insert(&db, (1..=999).map(row).collect()).unwrap();
        let known = || {
            // The shared cluster has no upkeep of its own.
            let asked = db.read_blocking(Ctx::default(), |tx| match tx.dialect() {
                Dialect::Sqlite => Ok(None),
                Dialect::Postgres => tx.one("SELECT CAST(reltuples AS BIGINT) FROM pg_class WHERE relname = 'thing'"),
            });
            asked.unwrap().and_then(|row| row.int(0))
        };
        assert_eq!(known().filter(|rows| *rows >= 0), None, "not yet");
        insert(&db, vec![row(1_000)]).unwrap();
        // It is done beside the writer, so a moment later; on SQLite there is nothing to know.
        let begun = Instant::now();
        while known().is_some_and(|rows| rows < 0) {
            assert!(begun.elapsed() < Duration::from_secs(20), "never analysed");
            std::thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(known(), known().map(|_| 1_000));
    });
}
