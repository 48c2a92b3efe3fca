//! What the product tells beside lists and records: why, views, the recycle bin, what a text finds.

use heyi_engine::page::Paging;
use heyi_engine::{Work, bin, query, views as saved, why as reasons};
use heyi_testkit::access::schema::Name;
use heyi_testkit::access::world::Id;
use serde_json::{Map, Value as Json, json};

use crate::product::Answer;
use crate::stage::id;

/// The verdicts and the rights to fields; the rules behind them are a test of their own.
pub fn why(work: &mut Work, module: Name, record: Id, person: Id) -> Answer {
    let told = reasons::why(work, module.key(), id(record), id(person))?;
    let verdict = |(name, action): (&String, &Json)| {
        (name.clone(), json!({"allowed": action["allowed"], "refused": action["refused"]}))
    };
    let actions: Map<String, Json> = told["actions"].as_object().into_iter().flatten().map(verdict).collect();
    let field = |field: &Json| Some((field["field"].as_str()?.to_owned(), field["access"].clone()));
    let fields: Map<String, Json> = told["fields"].as_array().into_iter().flatten().filter_map(field).collect();
    Ok(json!({"in_recycle_bin": told["in_recycle_bin"], "actions": actions, "fields": fields}))
}

pub fn views(work: &mut Work, module: Name) -> Answer {
    let view = |view: Json| json!({"filter": view["filter"], "sort": view["sort"], "columns": view["columns"]});
    Ok(saved::list(work, module.key())?.into_iter().map(view).collect())
}

/// All pages of the recycle bin.
pub fn in_bin(work: &mut Work, module: Option<Name>) -> Answer {
    let mut entries: Vec<Json> = Vec::new();
    let mut paging = Paging { limit: Some(3), cursor: None };
    loop {
        let page = bin::list(work, module.map(Name::key), &paging)?;
        let entry =
            |e: &Json| json!({"id": e["id"], "module": e["module"], "name": e["name"], "version": e["version"]});
        entries.extend(page["entries"].as_array().into_iter().flatten().map(entry));
        match page["next_cursor"].as_str() {
            Some(cursor) => paging.cursor = Some(cursor.to_owned()),
            None => return Ok(entries.into()),
        }
    }
}

pub fn find(work: &mut Work, module: Name, field: &str, texts: &[String]) -> Answer {
    let found = query::find_by_text(work, module.key(), field, texts)?;
    let of = |text: &String| Some((text.clone(), json!(found.get(text)?)));
    Ok(texts.iter().filter_map(of).collect::<Map<_, _>>().into())
}
