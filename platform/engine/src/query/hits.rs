//! Hits of a search text in one module.
//!
//! The index is asked only for classes of fields that the caller reads unmasked. Its postings are walked newest first;
//! when they are many and the caller sees few rows, the readable text of those rows is tested instead.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::ControlFlow;

use heyi_db::{Cells, SearchTerm, one_of_ids, search_match};
use heyi_model::text::search::{MAX_QUERY_CHARS, SearchQuery};
use heyi_model::{Code, ColumnKind, Fault, Problem, RecordId, TextKind};
use sea_query::{ExprTrait as _, Order as Direction, SelectStatement};

use super::count::capped;
use super::filter::{Part, Seek, never};
use super::plan::{Plan, Way};
use super::request::{COUNT_CAP, Total};
use super::scope::{ROOT, Scope, col, hidden};
use super::shape::outer_columns;
use crate::access::Reach;
use crate::work::Work;

/// Postings that are read at once: as many as are ranked, and the one that tells that there are more.
const CHUNK: u32 = 1_001;
/// Up to so many visible rows are tested one by one rather than all postings.
const FEW: u32 = 3_000;

/// A search text, and the fields in which the caller may search.
pub(super) struct Found {
    /// As it was typed, without blanks around it.
    pub text: Box<str>,
    /// Without letters, digits or Han characters there is nothing to find.
    query: Option<SearchQuery>,
    cnf: Vec<Vec<SearchTerm>>,
    fields: Vec<usize>,
}

/// One hit, while its row is at hand.
pub(super) struct Hit<'h> {
    pub id: i64,
    found: &'h Found,
    scope: &'h Scope,
    row: &'h dyn Cells,
}

/// Reads the search text; a blank one is none.
pub(super) fn find(scope: &Scope, q: Option<&str>) -> Result<Option<Found>, Problem> {
    let Some(text) = q.map(str::trim).filter(|q| !q.is_empty()) else { return Ok(None) };
    SearchQuery::check_length(text).map_err(|_| Fault::new("q", Code::QueryTooLong).with("max", MAX_QUERY_CHARS))?;
    let rights = scope.who.rights(&scope.module);
    let fields = &scope.module.fields;
    let searched: Vec<usize> =
        (0..fields.len()).filter(|i| fields[*i].def.search.is_some() && rights.reads(&fields[*i])).collect();
    let classes: Vec<char> = searched.iter().filter_map(|i| fields[*i].def.search).collect();
    let query = SearchQuery::parse(text);
    let term = |(text, prefix)| SearchTerm { text, prefix };
    let clauses = query.as_ref().map(|query| query.cnf(&classes)).unwrap_or_default();
    let cnf = clauses.into_iter().map(|clause| clause.into_iter().map(term).collect()).collect();
    Ok(Some(Found { text: text.into(), query, cnf, fields: searched }))
}

impl Hit<'_> {
    /// The searched fields with their text and kind.
    fn texts(&self) -> impl Iterator<Item = (usize, Cow<'_, str>, TextKind)> {
        let mut at = 1;
        self.found.fields.iter().filter_map(move |i| {
            let field = &self.scope.module.fields[*i];
            let text = match self.row.text(at) {
                // The first cell of most searched types is the text itself.
                Some(text) if field.is_its_text() => Cow::Borrowed(text),
                _ => Cow::Owned(field.ty.text(field, self.row, at)),
            };
            at += outer_columns(field).count();
            field.ty.search(&field.def).map(|kind| (*i, text, kind))
        })
    }

    /// The fields that answer the query.
    pub fn matching(&self) -> impl Iterator<Item = usize> {
        let query = self.found.query.as_ref();
        let answers = move |text: &str, kind| query.is_some_and(|q| !text.is_empty() && q.matches(text, kind));
        self.texts().filter(move |(_, text, kind)| answers(text, *kind)).map(|(i, ..)| i)
    }

    /// How well the best name or code answers: 0 is it, 1 begins with it, 2 the rest.
    pub fn rank(&self) -> u8 {
        let Some(query) = &self.found.query else { return 2 };
        let names = self.texts().filter(|(_, text, kind)| *kind != TextKind::Plain && !text.is_empty());
        names.map(|(_, text, _)| query.rank(&text)).min().unwrap_or(2)
    }
}

impl Found {
    /// Calls `on_hit` with the visible hits that meet the plan, newest first, until it breaks off.
    pub fn each(
        &self,
        work: &mut Work,
        plan: &Plan,
        mut on_hit: impl FnMut(&Hit) -> ControlFlow<()>,
    ) -> Result<(), Problem> {
        let Some(query) = &self.query else { return Ok(()) };
        let table = plan.scope.module.key.clone();
        let mut before = None;
        loop {
            let ids = work.tx.search_newest(&table, &self.cnf, before, CHUNK)?;
            let last = ids.len() < CHUNK as usize;
            let first = before.is_none() && !last;
            if first && let Some(rows) = few(work, plan, FEW)? {
                let _all = self.walk(work, plan, rows, true, &mut on_hit)?;
                return Ok(());
            }
            before = ids.last().copied();
            let ids: Vec<i64> = ids.into_iter().map(RecordId::get).collect();
            let rows = plan.rows_among(&ids);
            let mut seen = 0;
            let mut count = |hit: &Hit| {
                seen += 1;
                on_hit(hit)
            };
            let flow = self.walk(work, plan, rows, query.needs_verify(), &mut count)?;
            if flow.is_break() || last {
                return Ok(());
            }
            // The postings that hold as many hits again as are wanted, against the rows that the caller sees.
            if first && let Some(mut rows) = few(work, plan, CHUNK * CHUNK / (seen + 1))? {
                rows.and_where(hidden(ROOT, "id", ColumnKind::Int).lt(before.map_or(i64::MAX, RecordId::get)));
                let _rest = self.walk(work, plan, rows, true, &mut on_hit)?;
                return Ok(());
            }
        }
    }

    /// Walks rows newest first; with `verify` only those whose readable text answers are hits.
    fn walk(
        &self,
        work: &mut Work,
        plan: &Plan,
        mut rows: SelectStatement,
        verify: bool,
        on_hit: &mut impl FnMut(&Hit) -> ControlFlow<()>,
    ) -> Result<ControlFlow<()>, Problem> {
        rows.column((ROOT, "id"));
        for i in &self.fields {
            for column in outer_columns(&plan.scope.module.fields[*i]) {
                rows.column((ROOT, column.to_string()));
            }
        }
        rows.order_by_expr(hidden(ROOT, "id", ColumnKind::Int), Direction::Desc);
        let mut flow = ControlFlow::Continue(());
        work.tx.each(rows, |row| {
            let hit = Hit { id: row.int(0).unwrap_or_default(), found: self, scope: &plan.scope, row };
            if !verify || hit.matching().next().is_some() {
                flow = on_hit(&hit);
            }
            Ok(flow)
        })?;
        Ok(flow)
    }

    /// How many hits there are. Where no rights and no filter narrow them, the index alone knows.
    pub fn count(&self, work: &mut Work, plan: &Plan, exact: bool) -> Result<Total, Problem> {
        let Some(query) = &self.query else { return Ok(Total { value: 0, exact: true }) };
        if plan.reach == Reach::All && plan.parts.is_empty() && !query.needs_verify() {
            let value = work.tx.search_count(&plan.scope.module.key, &self.cnf)?;
            return Ok(Total { value, exact: true });
        }
        let mut value = 0;
        self.each(work, plan, |_| {
            value += 1;
            if exact || value <= COUNT_CAP { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })?;
        Ok(capped(value, exact))
    }

    /// The hits as a condition, for lists that have an order of their own and for aggregates. When every hit has to be
    /// verified, only the newest [`COUNT_CAP`] are looked at; the flag says that there may be more.
    pub fn part(&self, work: &mut Work, plan: &Plan) -> Result<(Part, bool), Problem> {
        let Some(query) = &self.query else { return Ok((Part::new(never(), None), false)) };
        let mut ids = Vec::new();
        if query.needs_verify() {
            self.each(work, plan, |hit| {
                ids.push(hit.id);
                if (ids.len() as u64) < COUNT_CAP { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
            })?;
        } else {
            let newest = work.tx.search_newest(&plan.scope.module.key, &self.cnf, None, FEW + 1)?;
            ids.extend(newest.into_iter().map(RecordId::get));
        }
        let id = hidden(ROOT, "id", ColumnKind::Int);
        if !query.needs_verify() && ids.len() > FEW as usize {
            let test = search_match(plan.scope.dialect, id, &plan.scope.module.key, &self.cnf);
            return Ok((Part::new(test, None), false));
        }
        let cut = ids.len() as u64 == COUNT_CAP;
        let dialect = plan.scope.dialect;
        let condition = one_of_ids(dialect, col(ROOT, "id"), &ids);
        Ok((Part::new(one_of_ids(dialect, id, &ids), Some(Seek { column: "id".into(), condition, one: false })), cut))
    }

    /// For each of these records the first field that answers.
    pub fn answering(&self, work: &mut Work, plan: &Plan, ids: &[i64]) -> Result<HashMap<i64, usize>, Problem> {
        let mut fields = HashMap::new();
        let _ = self.walk(work, plan, plan.rows_among(ids), true, &mut |hit| {
            fields.extend(hit.matching().next().map(|i| (hit.id, i)));
            ControlFlow::Continue(())
        })?;
        Ok(fields)
    }
}

/// The rows that meet the plan, when they are at most so many and have indexes of their own.
fn few(work: &mut Work, plan: &Plan, most: u32) -> Result<Option<SelectStatement>, Problem> {
    let choice = plan.choose(work, None)?;
    let gathered = match choice.way {
        Way::Drive(i) => {
            let column = plan.parts[i].seek.as_ref().map(|seek| &seek.column);
            choice.parts.iter().any(|(of, rows)| Some(of) == column && *rows <= most)
        }
        Way::Narrow => choice.visible.is_some_and(|rows| rows <= most),
        Way::Walk | Way::Range(_) | Way::Free => false,
    };
    Ok(gathered.then(|| plan.rows(choice.way, "")))
}
