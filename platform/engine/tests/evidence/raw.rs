//! The database as somebody sees it who goes past the engine.

use std::sync::Arc;

use heyi_db::{Cells as _, Ctx, Db, DbError, Row, params, sql, test_support};
use heyi_engine::page::Paging;
use heyi_model::{FakeClock, RecordId};
use heyi_testkit::TestHeyi;
use serde_json::Value as Json;

/// A second handle on the database, without the engine's hook: what another program does.
pub struct Raw(Db);

impl Raw {
    pub fn of(heyi: &TestHeyi) -> Self {
        Self(test_support::open(&heyi.url, Arc::new(FakeClock::at(0))))
    }
    pub fn run(&self, text: &str) -> u64 {
        let statement = text.to_owned();
        let done = self.0.write_blocking(Ctx::default(), move |tx| tx.execute(sql(statement.clone(), Vec::new())));
        done.unwrap_or_else(|e: DbError| panic!("{text}: {e} {}", e.detail()))
    }
    pub fn rows(&self, text: &str) -> Vec<Row> {
        let statement = text.to_owned();
        let rows = self.0.read_blocking(Ctx::default(), move |tx| tx.all(sql(statement, params![])));
        rows.unwrap_or_else(|e: DbError| panic!("{text}: {e} {}", e.detail()))
    }
    pub fn number(&self, text: &str) -> i64 {
        self.rows(text).first().and_then(|row| row.int(0)).unwrap_or_default()
    }
}

/// A page of so many entries.
pub fn page(limit: u32, cursor: Option<&Json>) -> Paging {
    Paging { limit: Some(limit), cursor: cursor.and_then(Json::as_str).map(str::to_owned) }
}

/// All pages of a list, one after the other, each of at most `limit` entries.
pub fn all_pages(limit: u32, mut list: impl FnMut(Paging) -> Json) -> Vec<Json> {
    let mut entries = Vec::new();
    let mut cursor = Json::Null;
    for _ in 0..1_000 {
        let answer = list(page(limit, Some(&cursor)));
        let found = answer["entries"].as_array().unwrap();
        assert!(found.len() <= limit as usize);
        entries.extend(found.iter().cloned());
        cursor = answer["next_cursor"].clone();
        if cursor.is_null() {
            return entries;
        }
    }
    panic!("a list without an end");
}

/// An id on the wire.
pub fn id_of(json: &Json) -> RecordId {
    json.as_str().unwrap().parse().unwrap()
}
