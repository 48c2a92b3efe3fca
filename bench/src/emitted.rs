//! The very SQL that the engine emits for a request: the request is answered in process, traced.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use heyi_db::{Ctx, Trace, Traced};
use heyi_engine::pipeline::{self, Origin};
use heyi_engine::query::{self, AggregateRequest, Function, GroupKey, ListRequest, MeasureKey, Paging, SortKey};
use heyi_engine::{Caller, Engine, Work};
use heyi_model::filter::Path;
use heyi_model::{Code, Filter, Kind, Problem, RecordId};
use serde_json::Value as Json;

use crate::people::{draft, said};
use crate::shapes::Request;

/// All statements of a request, in order.
pub type Emitted = Vec<Traced>;

/// What the statements of these requests are. Nothing that they write stays.
pub fn of_requests(engine: &Engine, caller: &Arc<Caller>, requests: &[Request]) -> Result<Vec<Emitted>> {
    if requests.iter().any(is_create) {
        return of_creates(engine, caller, requests);
    }
    let each = |request: &Request| {
        let trace = Arc::new(Trace::default());
        let asked = Asked::of(request)?;
        let read =
            engine.read_blocking(caller.clone(), Ctx::default().traced(trace.clone()), move |work| asked.answer(work));
        read.map_err(said).with_context(|| format!("{} {:?}", request.path, request.body))?;
        Ok(trace.take())
    };
    requests.iter().map(each).collect()
}

fn is_create(request: &Request) -> bool {
    request.method == "POST" && request.path.rsplit('/').nth(1) == Some("records")
}

/// Creates run in one transaction that is undone at its end, so that the statements can be stepped again.
fn of_creates(engine: &Engine, caller: &Arc<Caller>, requests: &[Request]) -> Result<Vec<Emitted>> {
    // The server knows the present snapshot; so must this process, or its loading would count as emitted.
    engine.read_blocking(caller.clone(), Ctx::default(), |_| Ok(())).map_err(said)?;
    let trace = Arc::new(Trace::default());
    let drafts: Vec<_> = requests.iter().map(|request| draft(request.body.clone().unwrap_or_default())).collect();
    let module = last_segment(&requests[0].path).to_owned();
    let (inner, found) = (trace.clone(), Arc::new(std::sync::Mutex::new(Vec::new())));
    let kept = found.clone();
    let undone = engine.write_blocking(
        caller.clone(),
        Ctx::default().traced(trace).within(Duration::from_secs(300)),
        move |work| -> Result<(), Problem> {
            let mut emitted = Vec::with_capacity(drafts.len());
            // What entering the work emits is emitted for each request.
            let entering = inner.take();
            for draft in &drafts {
                let made = pipeline::create(work, &module, vec![draft.clone()], Origin::Person)?;
                let id = made.into_iter().next().ok_or_else(|| Problem::internal("no outcome"))??;
                query::read(work, &module, id, &mut Vec::new())?;
                emitted.push([entering.clone(), inner.take()].concat());
            }
            if let Ok(mut kept) = kept.lock() {
                *kept = emitted;
            }
            Err(Problem::new(Kind::Conflict, Code::Conflict))
        },
    );
    let emitted = std::mem::take(&mut *found.lock().map_err(|_| anyhow::anyhow!("a panic"))?);
    match undone {
        Err(_) if emitted.len() == requests.len() => Ok(emitted),
        Err(problem) => Err(said(problem)),
        Ok(()) => bail!("a write that was to be undone was kept"),
    }
}

fn last_segment(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// A read as the engine takes it.
enum Asked {
    Read(String, RecordId),
    List(String, ListRequest),
    Aggregate(String, AggregateRequest),
}

impl Asked {
    /// Reads `/api/v1/records/MODULE/…`.
    fn of(request: &Request) -> Result<Self> {
        let mut parts = request.path.trim_start_matches("/api/v1/records/").split('/');
        let module = parts.next().unwrap_or_default().to_owned();
        let body = request.body.clone().unwrap_or_default();
        Ok(match parts.next() {
            Some("query") => Self::List(module, list(&body).map_err(said)?),
            Some("aggregate") => Self::Aggregate(module, aggregate(&body).map_err(said)?),
            Some(id) => Self::Read(module, id.parse().map_err(|_| anyhow::anyhow!("{id} is no id"))?),
            None => bail!("{} is no read", request.path),
        })
    }

    fn answer(&self, work: &mut Work) -> Result<(), Problem> {
        let mut out = Vec::with_capacity(8 * 1024);
        match self {
            Self::Read(module, id) => query::read(work, module, *id, &mut out).map(drop),
            Self::List(module, request) => query::list(work, module, request, &mut out).map(drop),
            Self::Aggregate(module, request) => query::aggregate(work, module, request, &mut out).map(drop),
        }
    }
}

fn list(body: &Json) -> Result<ListRequest, Problem> {
    let mut request = ListRequest::default();
    if let Some(filter) = body.get("filter") {
        request.filter = Filter::parse(filter)?;
    }
    request.q = body["q"].as_str().map(str::to_owned);
    request.sort = body["sort"].as_str().map(SortKey::parse_list).transpose()?.unwrap_or_default();
    if let Some(limit) = body["limit"].as_u64() {
        request.limit = limit as u32;
    }
    if let Some(offset) = body["offset"].as_u64() {
        request.paging = Paging::Offset(offset as u32);
    }
    Ok(request)
}

fn aggregate(body: &Json) -> Result<AggregateRequest, Problem> {
    let mut request = AggregateRequest::default();
    if let Some(filter) = body.get("filter") {
        request.filter = Filter::parse(filter)?;
    }
    for key in body["group_by"].as_array().into_iter().flatten() {
        let path = Path::parse(key.as_str().unwrap_or_default())?;
        request.group_by.push(GroupKey { path, bucket: None });
    }
    for measure in body["measures"].as_array().into_iter().flatten() {
        let function = measure["fn"].as_str().and_then(Function::parse);
        let function = function.ok_or_else(|| Problem::internal("an unknown function"))?;
        let path = measure["field"].as_str().map(Path::parse).transpose()?;
        request.measures.push(MeasureKey { function, path });
    }
    Ok(request)
}
