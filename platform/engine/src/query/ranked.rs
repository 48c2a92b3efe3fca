//! The best of the newest hits: exact, prefix, rest, and the newest first among equals.

use std::ops::ControlFlow;

use heyi_model::{Code, Problem};
use serde_json::{Value as Json, json};

use super::cursor::{decode, encode};
use super::hits::Found;
use super::plan::Plan;
use super::read::rows_of;
use super::request::{ListRequest, PageInfo, Paging, Total};
use super::shape::Shape;
use crate::work::Work;

/// So many of the newest hits are ranked.
const RANKED: u32 = 1_000;

/// Writes a page of the best of the newest hits: exact, prefix, rest, and the newest first among equals.
pub(super) fn ranked_page(
    work: &mut Work,
    plan: &Plan,
    found: &Found,
    shape: &Shape,
    request: &ListRequest,
    out: &mut Vec<u8>,
) -> Result<PageInfo, Problem> {
    let module = &*plan.scope.module.key;
    let name = format!("q:{}", found.text);
    let begin = match &request.paging {
        Paging::Cursor(cursor) => read_cursor(cursor, module, &name)?,
        Paging::Offset(n) => *n as usize,
        Paging::First | Paging::From(_) => 0,
    };
    let (ranked, all) = found.best(work, plan)?;
    let end = begin.saturating_add(request.limit as usize).min(ranked.len());
    let ids: Vec<i64> = ranked.get(begin..end).unwrap_or_default().iter().map(|(_, id)| *id).collect();
    let mut rows = rows_of(work, plan, shape, &ids)?;
    let mut written = 0;
    for json in ids.iter().filter_map(|id| rows.remove(id)) {
        if written > 0 {
            out.push(b',');
        }
        out.extend_from_slice(&json);
        written += 1;
    }
    let next_cursor = (end < ranked.len()).then(|| encode(&json!([1, module, name, end])));
    let total = all.then_some(Total { value: ranked.len() as u64, exact: true });
    Ok(PageInfo { next_cursor, total, rows: written })
}

impl Found {
    /// Rank and id of the newest hits, the best first, and whether these are all.
    pub fn best(&self, work: &mut Work, plan: &Plan) -> Result<(Vec<(u8, i64)>, bool), Problem> {
        let (mut ranked, mut all) = (Vec::new(), true);
        self.each(work, plan, |hit| {
            if ranked.len() == RANKED as usize {
                all = false;
                return ControlFlow::Break(());
            }
            ranked.push((hit.rank(), hit.id));
            ControlFlow::Continue(())
        })?;
        ranked.sort_by_key(|(rank, id)| (*rank, std::cmp::Reverse(*id)));
        Ok((ranked, all))
    }
}

fn read_cursor(cursor: &str, module: &str, name: &str) -> Result<usize, Problem> {
    let read = || {
        let Json::Array(parts) = decode(cursor)? else { return None };
        let [version, of, text, at] = parts.as_slice() else { return None };
        let bound = *version == 1 && of == module && text == name;
        at.as_u64().filter(|at| bound && *at <= u64::from(RANKED)).map(|at| at as usize)
    };
    read().ok_or_else(|| Problem::field("cursor", Code::InvalidCursor))
}
