//! Asking the product, and putting its answers into the shape of the model's.

use heyi_db::Ctx;
use heyi_engine::page::Paging as EntryPaging;
use heyi_engine::query::{
    self, AggregateRequest, Bucket, CountMode, Function, GroupKey, ListRequest, MeasureKey, PageInfo, Paging, SortKey,
};
use heyi_engine::{Work, comments, files, history, pipeline, reveal, timeline};
use heyi_model::filter::Path;
use heyi_model::{Kind, Problem, RecordId};
use heyi_testkit::access::ask::{Ask, Beside, Case, From, List, Measure};
use heyi_testkit::access::schema::Name;
use heyi_testkit::access::world::Id;
use heyi_transfer::export::{ExportSpec, FileKind};
use serde_json::{Map, Value as Json, json};

use crate::knowing;
use crate::stage::{Stage, id};
use crate::table::table;
use crate::writes::{bin, create, undone, update};

/// An answer of the product.
pub type Answer = Result<Json, Problem>;

/// What the product answers to a case.
pub fn answer(stage: &mut Stage, case: &Case) -> Json {
    let caller = stage.caller(case.person);
    let asked = match case.ask.clone() {
        Ask::Export { module, filter, fields } => {
            let fields = fields.into_iter().map(str::to_owned).collect();
            table(
                stage,
                caller,
                ExportSpec { module: module.key().into(), filter, q: None, fields, kind: FileKind::Csv },
            )
        }
        Ask::Create(module, drafts) => undone(stage, caller, move |work| create(work, module, &drafts)),
        Ask::Update(module, edits) => undone(stage, caller, move |work| update(work, module, &edits)),
        Ask::Delete(module, ids) => undone(stage, caller, move |work| bin(work, module, &ids, pipeline::delete)),
        Ask::Restore(module, ids) => undone(stage, caller, move |work| bin(work, module, &ids, pipeline::restore)),
        Ask::Reveal(module, record, field) => {
            undone(stage, caller, move |work| reveal::reveal(work, module.key(), id(record), field))
        }
        other => stage.heyi.engine.read_blocking(caller, Ctx::slow(), move |work| read(work, other)),
    };
    asked.unwrap_or_else(|problem| refused(&problem))
}

/// A refusal in the shape of the comparison. What is no refusal but a fault of ours is named as such.
pub fn refused(problem: &Problem) -> Json {
    let mut faults: Vec<(&str, &str)> = problem.faults.iter().map(|f| (f.field.as_str(), f.code.key())).collect();
    faults.sort_unstable();
    let records: Vec<String> = problem.records.iter().map(ToString::to_string).collect();
    match problem.kind {
        Kind::Forbidden => json!({"refused": "forbidden"}),
        Kind::NotFound => json!({"refused": "not_found"}),
        Kind::Conflict => json!({"refused": "conflict", "faults": faults, "records": records}),
        Kind::Invalid => json!({"refused": "invalid", "faults": faults}),
        _ => json!({"fault": problem.to_string()}),
    }
}

/// An answer that was written as JSON.
pub fn parsed(json: &[u8]) -> Answer {
    serde_json::from_slice(json).map_err(Problem::internal).map(sorted_masks)
}

/// The list of masked fields has no order.
fn sorted_masks(mut json: Json) -> Json {
    match &mut json {
        Json::Object(members) => {
            for (key, value) in members.iter_mut() {
                *value = sorted_masks(value.take());
                if let (true, Json::Array(items)) = (key == "masked", value) {
                    items.sort_by_key(ToString::to_string);
                }
            }
        }
        Json::Array(items) => items.iter_mut().for_each(|item| *item = sorted_masks(item.take())),
        _ => {}
    }
    json
}

fn read(work: &mut Work, ask: Ask) -> Answer {
    match ask {
        Ask::List(list) => {
            let key = list.module.key();
            pages(&list, |request, out| query::list(work, key, request, out))
        }
        Ask::Count { module, filter, q } => {
            let total = query::count(work, module.key(), &filter, q.as_deref(), true)?;
            Ok(json!({"count": total.value}))
        }
        Ask::Everywhere { q } => {
            let found = query::search(work, &q, None, 50)?;
            let of = |m: &Json| Some((m["module"].as_str()?.to_owned(), m["hits"].clone()));
            Ok(Json::Object(found["modules"].as_array().into_iter().flatten().filter_map(of).collect()))
        }
        Ask::Aggregate { module, filter, keys, measures } => aggregate(work, module, filter, keys, measures),
        Ask::Read(module, record) => {
            let mut out = Vec::new();
            query::read(work, module.key(), id(record), &mut out)?;
            parsed(&out)
        }
        Ask::Labels(module, ids) => {
            let module = work.module(module.key())?;
            let mut named: Vec<_> = query::labels(work, &module, &ids)?.into_iter().collect();
            named.sort_by_key(|(id, _)| ids.iter().position(|asked| asked == id));
            Ok(named.into_iter().map(|(id, name)| (id.to_string(), json!(name))).collect::<Map<_, _>>().into())
        }
        Ask::Beside(what, module, record) => beside(work, what, module, record),
        Ask::Content(file) => {
            let found = files::open(work, id(file))?;
            let content = std::fs::read_to_string(&found.path).map_err(Problem::internal)?;
            Ok(json!({"name": found.name, "content": content}))
        }
        Ask::ReadMany(module, ids) => {
            let ids: Vec<RecordId> = ids.into_iter().map(id).collect();
            query::read_many(work, module.key(), &ids)?.iter().map(|(_, json)| parsed(json)).collect()
        }
        Ask::Related { module, id: record, from, field, filter } => {
            let list =
                List { module: from, filter, q: None, sort: vec![], fields: None, limit: 200, from: From::Start };
            let link = format!("{}.{field}", from.key());
            pages(&list, |request, out| query::related(work, module.key(), id(record), &link, request, out))
        }
        Ask::Why { module, id: record, person } => knowing::why(work, module, record, person),
        Ask::Views(module) => knowing::views(work, module),
        Ask::Bin(module) => knowing::in_bin(work, module),
        Ask::Find(module, field, texts) => knowing::find(work, module, field, &texts),
        Ask::Export { .. }
        | Ask::Create(..)
        | Ask::Update(..)
        | Ask::Delete(..)
        | Ask::Restore(..)
        | Ask::Reveal(..) => Err(Problem::internal("no read")),
    }
}

/// All pages of a list, one after the other.
fn pages(list: &List, mut ask: impl FnMut(&ListRequest, &mut Vec<u8>) -> Result<PageInfo, Problem>) -> Answer {
    let path = |key: &str| Path::parse(key).map_err(Problem::from);
    let sort = list.sort.iter().map(|(key, desc)| Ok(SortKey { path: path(key)?, desc: *desc }));
    let mut request = ListRequest {
        filter: list.filter.clone(),
        q: list.q.clone(),
        sort: sort.collect::<Result<_, Problem>>()?,
        fields: list.fields.as_ref().map(|keys| keys.iter().map(|key| (*key).to_owned()).collect()),
        limit: list.limit,
        paging: match &list.from {
            From::Start => Paging::First,
            From::Offset(n) => Paging::Offset(*n),
            From::Value(value) => Paging::From(value.clone()),
        },
        count: CountMode::Exact,
    };
    let mut records = Vec::new();
    loop {
        let mut out = Vec::new();
        let info = ask(&request, &mut out)?;
        let page = parsed(&out)?;
        records.extend(page["records"].as_array().cloned().unwrap_or_default());
        let next = info.next_cursor.filter(|_| !matches!(list.from, From::Offset(_)));
        let Some(cursor) = next else {
            return Ok(json!({"records": records, "total": page["total"]["value"]}));
        };
        request.paging = Paging::Cursor(cursor);
    }
}

fn aggregate(
    work: &mut Work,
    module: Name,
    filter: heyi_model::Filter,
    keys: Vec<(Path, bool)>,
    measures: Vec<(Measure, Option<Path>)>,
) -> Answer {
    let function = |what| match what {
        Measure::Count => Function::Count,
        Measure::Distinct => Function::CountDistinct,
        Measure::Sum => Function::Sum,
        Measure::Min => Function::Min,
        Measure::Max => Function::Max,
    };
    let request = AggregateRequest {
        filter,
        group_by: keys
            .into_iter()
            .map(|(path, month)| GroupKey { path, bucket: month.then_some(Bucket::Month) })
            .collect(),
        measures: measures.into_iter().map(|(what, path)| MeasureKey { function: function(what), path }).collect(),
        ..AggregateRequest::default()
    };
    let mut out = Vec::new();
    query::aggregate(work, module.key(), &request, &mut out)?;
    let mut groups = parsed(&out)?["groups"].as_array().cloned().unwrap_or_default();
    groups.sort_by_key(|group| group["keys"].to_string());
    Ok(groups.into())
}

/// All pages of what hangs on a record, and of each entry what the model knows.
fn beside(work: &mut Work, what: Beside, module: Name, record: Id) -> Answer {
    let (key, record) = (module.key(), id(record));
    let mut entries: Vec<Json> = Vec::new();
    let mut paging = EntryPaging { limit: Some(3), cursor: None };
    loop {
        let page = match what {
            Beside::Timeline => timeline::list(work, key, record, &paging)?,
            Beside::History => history::list(work, key, record, &paging)?,
            Beside::Comments => comments::list(work, key, record, &paging)?,
            Beside::Files => files::list(work, key, record, &paging)?,
        };
        entries.extend(page["entries"].as_array().into_iter().flatten().map(|entry| told(what, entry)));
        match page["next_cursor"].as_str() {
            Some(cursor) => paging.cursor = Some(cursor.to_owned()),
            None => return Ok(sorted_masks(entries.into())),
        }
    }
}

fn told(what: Beside, entry: &Json) -> Json {
    let only = |keys: &[&str]| -> Json {
        keys.iter().map(|key| ((*key).to_owned(), entry[*key].clone())).collect::<Map<_, _>>().into()
    };
    match what {
        Beside::Timeline => only(&["at", "module", "record"]),
        Beside::Comments => only(&["id", "person", "body"]),
        Beside::Files => only(&["id", "name", "field"]),
        Beside::History => {
            let change = |change: &Json| {
                let mut rest = change.as_object()?.clone();
                let field = rest.shift_remove("field")?;
                rest.shift_remove("label");
                Some((field.as_str()?.to_owned(), Json::Object(rest)))
            };
            let changes: Map<_, _> = entry["changes"].as_array().into_iter().flatten().filter_map(change).collect();
            let mut told = only(&["kind", "version", "person"]);
            told["changes"] = changes.into();
            told
        }
    }
}
