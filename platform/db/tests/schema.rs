//! Changes of schema on a living database.

use std::sync::Arc;

use heyi_db::test_support::{both_databases, fresh_database, open};
use heyi_db::{
    Cells, ColumnDef, ColumnKind, Ctx, Db, DbError, IndexColumn, Migration, Predicate, SchemaPlan, SchemaStep, params,
    sql,
};
use heyi_model::FakeClock;

fn opened(url: &str) -> Db {
    open(url, Arc::new(FakeClock::at(7)))
}

fn full_plan() -> SchemaPlan {
    let kinds = [
        ("text", ColumnKind::Text),
        ("yes", ColumnKind::Bool),
        ("day", ColumnKind::Date),
        ("doc", ColumnKind::Json),
        ("raw", ColumnKind::Bytes),
        ("ratio", ColumnKind::Float),
        ("deleted_at", ColumnKind::Int),
        ("select", ColumnKind::Int),
    ];
    let mut columns = vec![ColumnDef::required("id", ColumnKind::Int)];
    columns.extend(kinds.map(|(name, kind)| ColumnDef::new(name, kind)));
    let mut plan = SchemaPlan::default().table("order", columns);
    plan.steps.push(SchemaStep::CreateTable {
        name: "link".into(),
        columns: vec![ColumnDef::required("a", ColumnKind::Int), ColumnDef::required("b", ColumnKind::Text)],
        primary_key: vec!["a".into(), "b".into()],
    });
    let some = Predicate::All(vec![Predicate::NotDeleted, Predicate::NotNull("text".into())]);
    plan.unique("order_text", "order", vec![IndexColumn::asc("text")], Some(some))
        .index("order_day", "order", vec![IndexColumn::desc("day"), IndexColumn::desc("id")])
        .search("order")
}

#[test]
fn a_plan_that_is_there_already_does_nothing() {
    both_databases(|url| {
        let db = opened(url);
        for round in 0..3 {
            db.change_schema(&full_plan()).unwrap();
            let add = SchemaStep::AddColumn { table: "order".into(), column: ColumnDef::new("more", ColumnKind::Text) };
            db.change_schema(&SchemaPlan::new(vec![add.clone(), add])).unwrap();
            assert_eq!(db.columns("order").unwrap().len(), 10, "round {round}");
        }
        let tables = db.tables().unwrap();
        for table in ["order", "link", "order_search", "sequence", "epoch", "migration"] {
            assert!(tables.contains(&table.to_owned()), "{table} in {tables:?}");
        }
        let indexes: Vec<_> = db.indexes("order").unwrap().into_iter().map(|i| (i.name, i.unique)).collect();
        assert_eq!(indexes, [("order_day".into(), false), ("order_text".into(), true)]);
        let drops = ["order_day", "order_text"].map(|name| SchemaStep::DropIndex { name: name.into() });
        for _ in 0..2 {
            db.change_schema(&SchemaPlan::new(drops.to_vec())).unwrap();
            db.change_schema(&SchemaPlan::new(vec![SchemaStep::DropTable { name: "link".into() }])).unwrap();
        }
        assert_eq!(db.indexes("order").unwrap(), []);
        assert_eq!(db.columns("link").unwrap(), []);
    });
}

#[test]
fn another_table_under_the_same_name_is_a_fault() {
    both_databases(|url| {
        let db = opened(url);
        let plan = |column: &str| {
            let columns = vec![ColumnDef::required("id", ColumnKind::Int), ColumnDef::new(column, ColumnKind::Text)];
            SchemaPlan::default().table("thing", columns)
        };
        db.change_schema(&plan("a")).unwrap();
        assert!(matches!(db.change_schema(&plan("b")), Err(DbError::Internal { .. })));
        let long = SchemaStep::DropTable { name: "x".repeat(64) };
        assert!(matches!(db.change_schema(&SchemaPlan::new(vec![long])), Err(DbError::Internal { .. })));
    });
}

#[test]
fn a_partial_unique_index_holds_for_living_rows_only_and_is_named_in_the_error() {
    both_databases(|url| {
        let db = opened(url);
        db.change_schema(&full_plan()).unwrap();
        let put = |id: i64, text: Option<&'static str>, deleted_at: Option<i64>| {
            db.write_blocking(Ctx::default(), move |tx| {
                let text = sql(
                    r#"INSERT INTO "order" (id, text, deleted_at) VALUES ($1, $2, $3)"#,
                    params![id, text, deleted_at],
                );
                tx.execute(text)
            })
        };
        for (id, text, deleted) in [(1, Some("a"), None), (2, Some("a"), Some(5)), (3, None, None), (4, None, None)] {
            assert_eq!(put(id, text, deleted), Ok(1));
        }
        assert_eq!(put(5, Some("a"), None), Err(DbError::Unique { index: "order_text".into() }), "{url}");
        assert_eq!(put(1, None, None), Err(DbError::Unique { index: "order_pkey".into() }), "{url}");
        let link = |n: i64| {
            db.write_blocking(Ctx::default(), move |tx| {
                tx.execute(sql("INSERT INTO link VALUES ($1, 'x')", params![n]))
            })
        };
        assert_eq!(link(1), Ok(1));
        assert_eq!(link(1), Err(DbError::Unique { index: "link_pkey".into() }), "{url}");
    });
}

#[test]
fn prepared_statements_survive_a_change_of_schema() {
    both_databases(|url| {
        let db = opened(url);
        let other = opened(url);
        db.change_schema(&full_plan()).unwrap();
        let star = r#"SELECT * FROM "order" WHERE id = $1"#;
        let insert = r#"INSERT INTO "order" (id) VALUES ($1) RETURNING *"#;
        let mut id = 0;
        let mut widths = |db: &Db| {
            id += 1;
            // Every reader has met the statement.
            for _ in 0..6 {
                db.read_blocking(Ctx::default(), move |tx| tx.one(sql(star, params![1]))).unwrap();
            }
            let written =
                db.write_blocking(Ctx::default(), move |tx| tx.one(sql(insert, params![id]))).unwrap().unwrap();
            let read = db.read_blocking(Ctx::default(), move |tx| tx.one(sql(star, params![1]))).unwrap().unwrap();
            (written.len(), read.len())
        };
        for round in 0..3 {
            let width = 9 + round;
            // `other` is told of nothing: its statements are older than the table.
            assert_eq!((widths(&db), widths(&other)), ((width, width), (width, width)), "{url}");
            let column = ColumnDef::new(format!("extra_{round}"), ColumnKind::Text);
            db.change_schema(&SchemaPlan::new(vec![SchemaStep::AddColumn { table: "order".into(), column }])).unwrap();
        }
    });
}

#[test]
fn an_index_on_rows_is_built_beside_writes_and_a_broken_one_is_cleaned_up() {
    both_databases(|url| {
        let db = opened(url);
        let columns = vec![ColumnDef::required("id", ColumnKind::Int), ColumnDef::new("code", ColumnKind::Text)];
        db.change_schema(&SchemaPlan::default().table("part", columns)).unwrap();
        let put = |id: i64, code: &'static str| {
            db.write_blocking(Ctx::default(), move |tx| {
                tx.execute(sql("INSERT INTO part VALUES ($1, $2)", params![id, code]))
            })
        };
        put(1, "a").unwrap();
        put(2, "a").unwrap();
        let unique = SchemaPlan::default().unique("part_code", "part", vec![IndexColumn::asc("code")], None);
        let refused = db.change_schema(&unique);
        assert_eq!(refused, Err(DbError::Unique { index: "part_code".into() }), "{url}");
        put(3, "a").unwrap();
        db.write_blocking(Ctx::default(), |tx| tx.execute("DELETE FROM part WHERE id > 1")).unwrap();
        db.change_schema(&unique).unwrap();
        assert_eq!(put(4, "a"), Err(DbError::Unique { index: "part_code".into() }));
    });
}

#[test]
fn sorting_by_a_nullable_column_walks_its_index_on_postgresql() {
    let url = fresh_database().unwrap();
    let db = opened(&url);
    db.change_schema(&full_plan()).unwrap();
    let text = "INSERT INTO \"order\" (id, day) SELECT n, n % 1000 FROM generate_series(1, 20000) n";
    db.write_blocking(Ctx::default(), move |tx| tx.execute(text)).unwrap();
    for order in ["day DESC NULLS LAST, id DESC", "day ASC NULLS FIRST, id ASC"] {
        let explain = format!("EXPLAIN SELECT id FROM \"order\" ORDER BY {order} LIMIT 50");
        let plan = db.read_blocking(Ctx::default(), move |tx| tx.all(sql(explain, vec![]))).unwrap();
        let plan: Vec<&str> = plan.iter().filter_map(|row| row.text(0)).collect();
        assert!(
            plan.iter().any(|line| line.contains("order_day")) && !plan.iter().any(|l| l.contains("Sort")),
            "{plan:?}"
        );
    }
}

#[test]
fn migrations_are_applied_once_and_in_order() {
    both_databases(|url| {
        let db = opened(url);
        let columns = vec![ColumnDef::required("id", ColumnKind::Int)];
        let first = Migration::new(1, "rooms", SchemaPlan::default().table("room", columns));
        let add = SchemaStep::AddColumn { table: "room".into(), column: ColumnDef::new("floor", ColumnKind::Int) };
        let second = Migration::new(2, "floors", SchemaPlan::new(vec![add]))
            .with_work(|tx| tx.execute("INSERT INTO room (id, floor) VALUES (1, 3)").map(|_| ()));
        let failing = Migration::new(3, "broken", SchemaPlan::default()).with_work(|tx| {
            tx.execute("INSERT INTO room (id, floor) VALUES (2, 4)")?;
            Err(DbError::Full)
        });
        let pending = db.pending_migrations(&[second.clone(), first.clone()]).unwrap();
        assert_eq!(pending.iter().map(|m| m.version).collect::<Vec<_>>(), [1, 2]);
        assert_eq!(db.migrate(&[second.clone(), first.clone()]), Ok(vec![1, 2]));
        assert_eq!(db.migrate(&[second.clone(), first.clone()]), Ok(vec![]));
        assert_eq!(db.migrate(&[first.clone(), failing]), Err(DbError::Full));
        assert_eq!(db.applied_migrations(), Ok(vec![1, 2]));
        let rooms = db.read_blocking(Ctx::default(), |tx| tx.all("SELECT id, floor FROM room")).unwrap();
        assert_eq!(rooms.iter().map(|row| (row.int(0), row.int(1))).collect::<Vec<_>>(), [(Some(1), Some(3))]);
        assert!(db.pending_migrations(&[first.clone(), first]).unwrap().is_empty());
        // Two nodes at once.
        let third = Migration::new(4, "once", SchemaPlan::default())
            .with_work(|tx| tx.execute("INSERT INTO room (id, floor) VALUES (9, 9)").map(|_| ()));
        let nodes = [opened(url), opened(url)];
        let applied: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = nodes
                .iter()
                .map(|node| scope.spawn(|| node.migrate(std::slice::from_ref(&third)).unwrap().len()))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(applied, 1);
    });
}
