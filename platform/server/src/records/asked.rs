//! What is asked of a list, a count and an aggregate, read from a query or from a JSON body.

use heyi_engine::query::{
    AggregateRequest, Bucket, CountMode, Function, GroupKey, GroupOrder, ListRequest, MAX_GROUPS, MAX_KEYS, MAX_LIMIT,
    MAX_OFFSET, MeasureKey, OrderBy, Paging, SortKey,
};
use heyi_engine::{Work, views};
use heyi_model::filter::Path;
use heyi_model::{Code, Fault, Filter, Problem};
use serde_json::{Value as Json, json};

use crate::body;
use crate::members::Members;
use crate::openapi::operation::{self, Parameter, list_of, request};
use crate::params::Params;

/// A search text has at most so many characters.
const MAX_Q: usize = 200;

/// A list as it was asked for; a view is looked up inside the transaction.
#[derive(Debug, Clone, Default)]
pub struct Asked {
    /// What was said; what was not said may come from the view.
    pub request: ListRequest,
    /// The view's id or key.
    pub view: Option<String>,
}

/// The parameters of a list.
pub fn list_parameters() -> Vec<Parameter> {
    let mut parameters = condition_parameters();
    parameters.extend([
        operation::text("sort", "Sortable fields, `-` for the greatest first: `-amount,name`"),
        operation::text("fields", "The fields to answer, separated by commas"),
        operation::number("limit", "Records of a page", 1, MAX_LIMIT),
        operation::text("cursor", "The `next_cursor` of the page before"),
        operation::number("offset", "Leaves out so many records", 0, MAX_OFFSET),
        operation::text("from", "Begins at this value of the first sort field"),
        operation::word("count", "How far the records are counted", &["capped", "none", "exact"]),
    ]);
    parameters
}

/// The parameters of a count.
pub fn count_parameters() -> Vec<Parameter> {
    let mut parameters = condition_parameters();
    parameters.push(operation::word("count", "How far the records are counted", &["capped", "exact"]));
    parameters
}

fn condition_parameters() -> Vec<Parameter> {
    let mut filter = operation::text("filter", "A condition as JSON, see the schema Filter");
    filter.schema = json!({"type": "string", "contentMediaType": "application/json"});
    vec![
        operation::text("view", "A view: its key, or its id when it was saved"),
        filter,
        operation::text("q", "A search text"),
    ]
}

/// The schema of the body of a query.
pub fn list_schema() -> Json {
    let text = || json!({"type": "string"});
    request(
        &[],
        &[
            ("view", text()),
            ("filter", operation::reference("Filter")),
            ("q", text()),
            ("sort", text()),
            ("fields", list_of(&text())),
            ("limit", json!({"type": "integer", "minimum": 1, "maximum": MAX_LIMIT})),
            ("cursor", text()),
            ("offset", json!({"type": "integer", "minimum": 0, "maximum": MAX_OFFSET})),
            ("from", json!({"type": ["string", "number", "boolean"]})),
            ("count", json!({"type": "string", "enum": ["capped", "none", "exact"]})),
        ],
    )
}

impl Asked {
    /// What the query of a request asks.
    pub fn of_params(params: &Params) -> Result<Self, Problem> {
        let filter = params.get("filter").map(|text| body::parse(text.as_bytes())).transpose();
        let filter = filter.map_err(|problem| renamed(problem, "filter"))?;
        let text = |name| params.get(name).map(str::to_owned);
        let fields = params.get("fields").map(|text| text.split(',').map(|key| key.trim().to_owned()).collect());
        let pages =
            Pages { cursor: text("cursor"), offset: params.parsed("offset")?, from: text("from").map(Json::from) };
        let limit = params.number("limit", 1..=MAX_LIMIT)?;
        Self::of(text("view"), filter, text("q"), text("sort"), fields, limit, pages, params.get("count"))
    }

    /// What a JSON body asks.
    pub fn of_members(mut members: Members) -> Result<Self, Problem> {
        let (view, filter, q) = (members.optional_text("view"), members.json("filter"), members.optional_text("q"));
        let sort = members.optional_text("sort");
        let fields = members.has("fields").then(|| members.texts("fields"));
        let limit = members.number("limit", 1..=i64::from(MAX_LIMIT)).map(|n| n as u32);
        let offset = members.number("offset", 0..=i64::from(u32::MAX)).map(|n| n as u32);
        let pages = Pages { cursor: members.optional_text("cursor"), offset, from: members.json("from") };
        let count = members.optional_text("count");
        members.finish()?;
        Self::of(view, filter, q, sort, fields, limit, pages, count.as_deref())
    }

    #[expect(clippy::too_many_arguments, reason = "the members of one request, from two places")]
    fn of(
        view: Option<String>,
        filter: Option<Json>,
        q: Option<String>,
        sort: Option<String>,
        fields: Option<Vec<String>>,
        limit: Option<u32>,
        pages: Pages,
        count: Option<&str>,
    ) -> Result<Self, Problem> {
        let defaults = ListRequest::default();
        let request = ListRequest {
            filter: filter.map(|json| Filter::parse(&json)).transpose()?.unwrap_or_default(),
            q: search_text(q)?,
            sort: sort.map(|text| SortKey::parse_list(&text)).transpose()?.unwrap_or_default(),
            fields,
            limit: limit.unwrap_or(defaults.limit),
            paging: pages.paging()?,
            count: count.map(count_mode).transpose()?.unwrap_or_default(),
        };
        Ok(Self { request, view })
    }

    /// The request with what its view adds: its condition always, its order and columns where nothing else was said.
    pub fn resolve(mut self, work: &mut Work, module: &str) -> Result<ListRequest, Problem> {
        let Some(view) = self.view.take() else { return Ok(self.request) };
        let named = |found: &Json| found["id"] == *view || found["key"] == *view;
        let found = views::list(work, module)?.into_iter().find(named);
        let found = found.ok_or_else(|| Problem::malformed("view", Code::InvalidParameter))?;
        let mut request = self.request;
        if let Some(filter) = found.get("filter").filter(|filter| !filter.is_null()) {
            request.filter = Filter::parse(filter)?.and(request.filter);
        }
        if let (true, Some(sort)) = (request.sort.is_empty(), found["sort"].as_str()) {
            request.sort = SortKey::parse_list(sort)?;
        }
        if let (None, Some(columns)) = (&request.fields, found["columns"].as_array().filter(|list| !list.is_empty())) {
            request.fields = Some(columns.iter().filter_map(|key| key.as_str().map(str::to_owned)).collect());
        }
        Ok(request)
    }
}

/// The three ways to say where a page begins, of which one may be used.
struct Pages {
    cursor: Option<String>,
    offset: Option<u32>,
    from: Option<Json>,
}

impl Pages {
    fn paging(self) -> Result<Paging, Problem> {
        match (self.cursor, self.offset, self.from) {
            (None, None, None) => Ok(Paging::First),
            (Some(cursor), None, None) => Ok(Paging::Cursor(cursor)),
            (None, Some(offset), None) if offset > MAX_OFFSET => {
                Err(Fault::new("offset", Code::OffsetTooFar).with("max", MAX_OFFSET).into())
            }
            (None, Some(offset), None) => Ok(Paging::Offset(offset)),
            (None, None, Some(from)) => Ok(Paging::From(from)),
            _ => Err(Problem::malformed("cursor", Code::BothPagings)),
        }
    }
}

fn count_mode(word: &str) -> Result<CountMode, Problem> {
    match word {
        "capped" => Ok(CountMode::Capped),
        "none" => Ok(CountMode::None),
        "exact" => Ok(CountMode::Exact),
        _ => Err(Problem::malformed("count", Code::InvalidParameter)),
    }
}

/// A search text that is not too long; a blank one is none.
pub fn search_text(q: Option<String>) -> Result<Option<String>, Problem> {
    let q = q.filter(|text| !text.trim().is_empty());
    if q.as_ref().is_some_and(|text| text.chars().count() > MAX_Q) {
        return Err(Fault::new("q", Code::QueryTooLong).with("max", MAX_Q).into());
    }
    Ok(q)
}

fn renamed(mut problem: Problem, field: &str) -> Problem {
    for fault in &mut problem.faults {
        field.clone_into(&mut fault.field);
    }
    problem
}

/// The schema of the body of an aggregate.
pub fn aggregate_schema() -> Json {
    let text = || json!({"type": "string"});
    let bucket = json!({"type": "string", "enum": ["day", "week", "month", "quarter", "year"]});
    let functions = json!({"type": "string", "enum": ["count_distinct", "sum", "avg", "min", "max"]});
    let key = json!({"oneOf": [text(), request(&["field"], &[("field", text()), ("bucket", bucket)])]});
    let count = request(&["fn"], &[("fn", json!({"const": "count"})), ("field", text())]);
    let of_field = request(&["fn", "field"], &[("fn", functions), ("field", text())]);
    let measure = json!({"oneOf": [count, of_field]});
    let place = || json!({"type": "integer", "minimum": 0, "maximum": MAX_KEYS - 1});
    let order = request(&[], &[("key", place()), ("measure", place()), ("desc", json!({"type": "boolean"}))]);
    let at_most = |items: Json| json!({"type": "array", "items": items, "maxItems": MAX_KEYS});
    let some = |name: &str| json!({"required": [name], "properties": {name: {"minItems": 1}}});
    let mut schema = request(
        &[],
        &[
            ("filter", operation::reference("Filter")),
            ("q", text()),
            ("group_by", at_most(key)),
            ("measures", at_most(measure)),
            ("order", at_most(order)),
            ("limit", json!({"type": "integer", "minimum": 1, "maximum": MAX_GROUPS})),
        ],
    );
    schema["anyOf"] = json!([some("measures"), some("group_by")]);
    schema
}

/// Reads the body of an aggregate.
pub fn aggregate(mut members: Members) -> Result<AggregateRequest, Problem> {
    let filter = members.json("filter").map(|json| Filter::parse(&json)).transpose()?.unwrap_or_default();
    let q = members.optional_text("q");
    let (keys, measures, order) = (members.items("group_by"), members.items("measures"), members.items("order"));
    let limit = members.number("limit", 1..=i64::from(MAX_GROUPS)).map(|n| n as u32);
    members.finish()?;
    for (name, items) in [("group_by", &keys), ("measures", &measures), ("order", &order)] {
        if items.len() > MAX_KEYS {
            return Err(Fault::new(name, Code::TooManyItems).with("max", MAX_KEYS).into());
        }
    }
    if keys.is_empty() && measures.is_empty() {
        return Err(Problem::field("measures", Code::Required));
    }
    let each = |name: &'static str, items: Vec<Json>| {
        items.into_iter().enumerate().map(move |(index, item)| (format!("{name}[{index}]"), item))
    };
    Ok(AggregateRequest {
        filter,
        q: search_text(q)?,
        group_by: each("group_by", keys).map(group_key).collect::<Result<_, _>>()?,
        measures: each("measures", measures).map(measure).collect::<Result<_, _>>()?,
        order: each("order", order).map(group_order).collect::<Result<_, _>>()?,
        limit: limit.unwrap_or(MAX_GROUPS),
    })
}

fn group_key((place, item): (String, Json)) -> Result<GroupKey, Problem> {
    if let Json::String(field) = &item {
        return Ok(GroupKey { path: Path::parse(field)?, bucket: None });
    }
    let mut members = Members::of(&place, item)?;
    let (field, bucket) = (members.text("field"), members.optional_text("bucket"));
    members.finish()?;
    let parse = |text: &str| Bucket::parse(text).ok_or_else(|| Problem::field(place.clone(), Code::UnknownBucket));
    Ok(GroupKey { path: Path::parse(&field)?, bucket: bucket.as_deref().map(parse).transpose()? })
}

fn measure((place, item): (String, Json)) -> Result<MeasureKey, Problem> {
    let mut members = Members::of(&place, item)?;
    let (function, field) = (members.text("fn"), members.optional_text("field"));
    members.finish()?;
    let function = Function::parse(&function).ok_or_else(|| Problem::field(&*place, Code::UnknownFunction))?;
    let path = field.as_deref().map(Path::parse).transpose()?;
    if path.is_none() && function != Function::Count {
        return Err(Problem::field(format!("{place}.field"), Code::Required));
    }
    Ok(MeasureKey { function, path })
}

fn group_order((place, item): (String, Json)) -> Result<GroupOrder, Problem> {
    let mut members = Members::of(&place, item)?;
    let mut index = |name| members.number(name, 0..=MAX_KEYS as i64 - 1).map(|n| n as usize);
    let (key, by_measure) = (index("key"), index("measure"));
    let desc = members.flag("desc");
    members.finish()?;
    let by = match (key, by_measure) {
        (Some(at), None) => OrderBy::Key(at),
        (None, Some(at)) => OrderBy::Measure(at),
        _ => return Err(Problem::malformed(place, Code::InvalidParameter)),
    };
    Ok(GroupOrder { by, desc })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(body: Json, code: Option<Code>) {
        let got = Members::of("", body.clone()).and_then(aggregate);
        assert_eq!(got.err().map(|p| p.faults[0].code), code, "{body}");
    }

    #[test]
    fn aggregates_are_read_or_refused_with_the_fault_named() {
        check(json!({}), Some(Code::Required));
        check(json!({"measures": [{"fn": "count"}]}), None);
        check(
            json!({"group_by": ["owner.manager", {"field": "closed_on", "bucket": "quarter"}],
                "measures": [{"fn": "sum", "field": "amount"}, {"fn": "count"}],
                "order": [{"measure": 0, "desc": true}], "limit": 100}),
            None,
        );
        check(json!({"group_by": [{"field": "a", "bucket": "era"}]}), Some(Code::UnknownBucket));
        check(json!({"measures": [{"fn": "median", "field": "a"}]}), Some(Code::UnknownFunction));
        check(json!({"measures": [{"fn": "sum"}]}), Some(Code::Required));
        check(json!({"group_by": [1]}), Some(Code::NotObject));
        check(json!({"group_by": vec!["a"; 9]}), Some(Code::TooManyItems));
        check(json!({"limit": 0}), Some(Code::InvalidParameter));
        check(
            json!({"measures": [{"fn": "count"}], "order": [{"key": 0, "measure": 0}]}),
            Some(Code::InvalidParameter),
        );
        check(json!({"sum": 1}), Some(Code::UnknownParameter));
    }

    #[test]
    fn lists_are_read_or_refused_with_the_fault_named() {
        let known = ["view", "filter", "q", "sort", "fields", "limit", "cursor", "offset", "from", "count"];
        let long = format!("q={}", "a".repeat(201));
        for (query, code) in [
            ("q=%E7%A7%91&sort=-amount,name&limit=200&offset=10000&count=exact", None),
            ("limit=201", Some(Code::InvalidParameter)),
            ("limit=x", Some(Code::InvalidParameter)),
            ("offset=10001", Some(Code::OffsetTooFar)),
            ("offset=1&cursor=a", Some(Code::BothPagings)),
            ("filter=%7B", Some(Code::NotJson)),
            ("filter=%5B%5D", Some(Code::NotObject)),
            ("count=some", Some(Code::InvalidParameter)),
            ("sort=a%20b", Some(Code::UnknownField)),
            (&long, Some(Code::QueryTooLong)),
        ] {
            let got = Params::parse(query, &known).and_then(|params| Asked::of_params(&params));
            assert_eq!(got.err().map(|p| p.faults[0].code), code, "{query}");
        }
    }
}
