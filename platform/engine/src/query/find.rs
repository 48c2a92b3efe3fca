//! Finding records by a text of theirs, many at once: what imports link by.

use std::collections::{BTreeMap, HashMap};

use heyi_db::one_of;
use heyi_model::field::ParseCx;
use heyi_model::{Cells, Code, Field, Module, Problem, RecordId, Value, text};
use sea_query::{Cond, Expr, ExprTrait, Query};

use crate::access::{Action, Who, visible};
use crate::work::Work;

/// Texts in one statement.
const CHUNK: usize = 200;

/// May `who` find records of `module` by `field`: a text or a unique field that it reads?
pub fn is_findable(who: &Who, module: &Module, field: &str) -> bool {
    let found = module.field(field);
    found.is_some_and(|field| {
        let readable = super::scope::is_open_name(module, field) || who.rights(module).reads(field);
        let told_by_text = field.column("key").is_some() || matches!(field.ty.key(), "text" | "auto_number" | "mail");
        readable && told_by_text
    })
}

/// The visible records whose field `field` (a text or a unique field) is each of `texts`, folded as they are when written.
/// More than one record for a text means that the text is ambiguous. Names of persons and departments are
/// visible to all, their other fields are not.
pub fn find_by_text(
    work: &mut Work,
    module: &str,
    field: &str,
    texts: &[String],
) -> Result<HashMap<String, Vec<RecordId>>, Problem> {
    let snapshot = work.snapshot.clone();
    let module = snapshot.find(module).ok_or_else(Problem::not_found)?;
    let field =
        module.field(field).ok_or_else(|| Problem::field(heyi_model::mask::shorten(field), Code::UnknownField))?;
    let open = super::scope::is_open_name(module, field);
    if !open && !work.who().rights(module).reads(field) {
        return Err(Problem::field(&*field.key, Code::UnknownField));
    }
    let reach = work.reach(module, Action::Read);
    let unique = field.column("key");
    let column = unique.or(field.column("sort")).map_or(&*field.columns[0], |(column, _)| column);
    let key = |given: &str| match unique {
        Some((_, at)) => unique_key(field, at - field.at, given, &snapshot.parse),
        None if field.column("sort").is_some() => Some(text::sort_key(&text::fold(given))),
        None => Some(text::fold(given).into_owned()),
    };
    let mut found: HashMap<String, Vec<RecordId>> = HashMap::new();
    for chunk in texts.chunks(CHUNK) {
        let mut wanted: BTreeMap<String, Vec<&String>> = BTreeMap::new();
        for text in chunk {
            if let Some(key) = key(text) {
                wanted.entry(key).or_default().push(text);
            }
        }
        if wanted.is_empty() {
            continue;
        }
        let mut select = Query::select();
        select
            .columns([column.to_owned(), field.columns[0].to_string(), "id".to_owned()])
            .from_as(module.key.to_string(), "t")
            .cond_where(Cond::all().add(Expr::col("deleted_at").is_null()))
            .and_where(one_of(work.tx.dialect(), Expr::col(column.to_owned()), wanted.keys().map(String::as_str)))
            .order_by("id", sea_query::Order::Asc);
        if let Some(condition) = visible(&module.key, "t", &reach, work.now_ms()).filter(|_| !open) {
            select.cond_where(condition);
        }
        for row in work.tx.all(&select)? {
            let (Some(at), Some(id)) = (row.text(0), row.int(2).and_then(RecordId::new)) else { continue };
            for text in wanted.get(at).into_iter().flatten() {
                // A sort key is cut; the text itself decides.
                if unique.is_some() || row.text(1).is_some_and(|value| text::fold(text) == value) {
                    found.entry((*text).clone()).or_default().push(id);
                }
            }
        }
    }
    Ok(found)
}

/// The key under which a unique field keeps what a text means, in the column at `at`; `None` when it means no value.
fn unique_key(field: &Field, at: usize, text: &str, cx: &ParseCx) -> Option<String> {
    let json = field.ty.import(field, text, cx).ok()?;
    let mut cells = vec![Value::Null; field.columns.len()];
    field.ty.parse(field, &json, cx, &mut cells).ok()?;
    cells[at].as_text().map(str::to_owned)
}

/// For each company key, one visible record that has it: likely the same company.
pub fn find_likely(
    work: &mut Work,
    module: &str,
    field: &str,
    keys: &[String],
) -> Result<HashMap<String, RecordId>, Problem> {
    let module = work.module(module)?;
    let column = module.field(field).filter(|f| work.who().rights(&module).reads(f)).and_then(|f| f.column("company"));
    let Some((column, _)) = column else { return Ok(HashMap::new()) };
    let reach = work.reach(&module, Action::Read);
    let mut found = HashMap::new();
    for chunk in keys.chunks(CHUNK) {
        let mut select = Query::select();
        select
            .columns([column.to_owned(), "id".to_owned()])
            .from_as(module.key.to_string(), "t")
            .and_where(Expr::col("deleted_at").is_null())
            .and_where(one_of(work.tx.dialect(), Expr::col(column.to_owned()), chunk.iter().map(String::as_str)));
        if let Some(condition) = visible(&module.key, "t", &reach, work.now_ms()) {
            select.cond_where(condition);
        }
        for row in work.tx.all(&select)? {
            if let (Some(key), Some(id)) = (row.text(0), row.int(1).and_then(RecordId::new)) {
                found.insert(key.to_owned(), id);
            }
        }
    }
    Ok(found)
}
