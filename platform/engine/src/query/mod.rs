//! Every read of records: lists, single records, counts, aggregates, related lists, search.
//!
//! Each function takes the caller from its [`Work`], adds the caller's visibility to the statement and leaves out what the
//! caller may not read. Nothing here can be told to skip that; what rules must see beyond it is in [`crate::facts`].
//!
//! How a list is answered: the request is compiled against the module ([`filter`], [`sort`]), the path is chosen from what
//! is known of the number of rows ([`path`]), one statement picks the rows and joins the names of linked records for
//! those rows only, and each row is written to the answer while the statement runs ([`shape`]).

use std::collections::{HashMap, HashSet};

use heyi_model::{Cells, Filter, Module, Problem, RecordId};
use sea_query::{Expr, ExprTrait, Query};
use serde_json::Value as Json;

use crate::access::Action;
use crate::work::Work;

mod find;
mod request;

pub use find::{find_by_text, find_likely};
pub use request::*;

/// Writes `{"records":[…],"next_cursor":…,"total":…}`.
pub fn list(_work: &mut Work, _module: &str, _request: &ListRequest, _out: &mut Vec<u8>) -> Result<PageInfo, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Writes one record and gives its version. 404 when it is not there, in the recycle bin, or not visible.
pub fn read(_work: &mut Work, _module: &str, _id: RecordId, _out: &mut Vec<u8>) -> Result<i64, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// The records of `ids` that are visible, as JSON, in the order given.
pub fn read_many(_work: &mut Work, _module: &str, _ids: &[RecordId]) -> Result<Vec<(RecordId, Vec<u8>)>, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// How many records meet the filter and the search text; up to [`COUNT_CAP`] unless `exact`.
pub fn count(
    _work: &mut Work,
    _module: &str,
    _filter: &Filter,
    _q: Option<&str>,
    _exact: bool,
) -> Result<Total, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Writes `{"groups":[{"keys":[…],"measures":[…]}]}`, with `"cut":true` when there were more groups than asked for.
pub fn aggregate(
    _work: &mut Work,
    _module: &str,
    _request: &AggregateRequest,
    _out: &mut Vec<u8>,
) -> Result<u32, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Writes the list of records of another module whose lookup points to this record. `link` is `<module>.<field>`, or
/// the module alone when it has one such lookup. 404 when the record itself is not visible.
pub fn related(
    _work: &mut Work,
    _module: &str,
    _id: RecordId,
    _link: &str,
    _request: &ListRequest,
    _out: &mut Vec<u8>,
) -> Result<PageInfo, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Hits of `q` in several modules (`None`: in all), at most `limit` (1 to 50) each:
/// `{"modules":[{"module","hits":[{"id","name","field"}],"more":bool}]}`.
pub fn search(_work: &mut Work, _q: &str, _modules: Option<&[&str]>, _limit: u32) -> Result<Json, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Which of these records the caller reaches with the action. Records in the recycle bin are not among them.
pub fn visible_ids(work: &mut Work, module: &Module, ids: &[i64], action: Action) -> Result<HashSet<i64>, Problem> {
    let reach = work.reach(module, action);
    let mut found = HashSet::with_capacity(ids.len());
    for chunk in ids.chunks(500) {
        let mut select = Query::select();
        select
            .column("id")
            .from_as(module.key.to_string(), "t")
            .and_where(Expr::col("deleted_at").is_null())
            .and_where(Expr::col("id").is_in(chunk.iter().copied()));
        if let Some(condition) = crate::access::visible(&module.key, "t", &reach, work.now_ms()) {
            select.cond_where(condition);
        }
        found.extend(work.tx.all(&select)?.iter().filter_map(|row| row.int(0)));
    }
    Ok(found)
}
/// Refuses a record that the caller does not read (404), or reads but does not reach with the action (403).
pub fn require_visible(_work: &mut Work, _module: &Module, _id: RecordId, _action: Action) -> Result<(), Problem> {
    Err(Problem::internal("unbuilt"))
}
/// The names of those of these records that the caller sees, as the caller may read them.
pub fn labels(_work: &mut Work, _module: &Module, _ids: &[i64]) -> Result<HashMap<i64, String>, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Which path a list takes: `{"path","estimates","sql","plan"}`. Administrators only.
pub fn explain(_work: &mut Work, _module: &str, _request: &ListRequest) -> Result<Json, Problem> {
    Err(Problem::internal("unbuilt"))
}
/// Records with all cells, without rights: for the pipeline and [`crate::facts`] only. Also those in the recycle bin.
/// In the order of `ids`; what is not there is left out.
pub(crate) fn load(
    _work: &mut Work,
    _module: &std::sync::Arc<Module>,
    _ids: &[i64],
) -> Result<Vec<crate::Record>, Problem> {
    Err(Problem::internal("unbuilt"))
}
