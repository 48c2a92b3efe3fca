//! The first steps, on one file.
use std::sync::Arc;

use heyi_db::{Cells, ColumnDef, ColumnKind, Ctx, Db, DbConfig, DbError, SchemaPlan, params, sql};
use heyi_model::FakeClock;

#[test]
fn what_is_written_is_read() {
    heyi_db::test_support::both_databases(check)
}
fn check(url: &str) {
    let db = Db::open(DbConfig::parse(url).unwrap(), Arc::new(FakeClock::at(5))).unwrap();
    let plan = SchemaPlan::default()
        .table("account", vec![ColumnDef::required("id", ColumnKind::Int), ColumnDef::new("name", ColumnKind::Text)]);
    db.change_schema(&plan).unwrap();
    db.write_blocking(Ctx::default(), |tx| {
        let n = tx.sequence("a", 1)?;
        tx.execute(sql("INSERT INTO account (id, name) VALUES ($2, $1)", params!["甲", n])).map(|_| ())
    })
    .unwrap();
    let row = db
        .read_blocking(Ctx::default(), |tx| tx.one(sql("SELECT name FROM account WHERE id = $1", params![1])))
        .unwrap()
        .unwrap();
    assert_eq!(row.text(0), Some("甲"));
    let twice =
        db.write_blocking::<u64, DbError, _>(Ctx::default(), |tx| tx.execute("INSERT INTO account (id) VALUES (1)"));
    assert_eq!(twice, Err(DbError::Unique { index: "account_pkey".into() }));
}
