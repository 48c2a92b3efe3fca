//! The document as a whole.

use heyi_engine::Work;
use heyi_engine::query::{self, CountMode, ListRequest};
use heyi_model::{Locale, Module, Problem, RecordId};
use serde_json::{Map, Value as Json, json};

use super::schemas;
use crate::caller::COOKIE;
use crate::routes::{self, Route};

/// What the path of every module's records begins with.
pub const RECORDS: &str = "/api/v1/records/{module}";

/// The document for whoever asks: the routes, and for each module that the caller reads its own paths and schemas.
pub fn document(work: &mut Work) -> Result<Json, Problem> {
    let who = work.who().clone();
    let locale = who.locale();
    let snapshot = work.snapshot().clone();
    let mut components = schemas::common();
    let mut modules = Vec::new();
    for module in snapshot.modules() {
        let rights = who.rights(module);
        if rights.read.is_empty() {
            continue;
        }
        let example = newest(work, module)?;
        components.extend(schemas::of_module(module, &rights, locale, example));
        modules.push((module.key.to_string(), module.def.label.get(locale).to_owned()));
    }
    let mut paths = Map::new();
    for route in routes::all() {
        if route.path.starts_with(RECORDS) {
            for (module, label) in &modules {
                add(&mut paths, &route, &route.path.replace("{module}", module), Some((module, label)));
            }
        } else {
            add(&mut paths, &route, route.path, None);
        }
    }
    Ok(whole(locale, paths, components))
}

/// The document without an organisation: what holds for the records of any module, the fields left open. From it programs
/// are made that learn the modules when they run, such as the web app's client.
pub fn of_any_module() -> Json {
    let mut components = schemas::common();
    components.extend(schemas::of_any());
    let mut paths = Map::new();
    for route in routes::all() {
        let mut operation = route.doc.to_json(route.path);
        fill_in(&mut operation, schemas::ANY);
        let at = paths.entry(route.path.to_owned()).or_insert_with(|| json!({}));
        at[route.method.as_str().to_ascii_lowercase()] = operation;
    }
    whole(Locale::En, paths, components)
}

fn whole(locale: Locale, paths: Map<String, Json>, components: Map<String, Json>) -> Json {
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": title(locale),
            "version": env!("CARGO_PKG_VERSION"),
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "security": [{"session": []}, {"key": []}],
        "paths": paths,
        "components": {
            "schemas": components,
            "responses": {"Problem": {
                "description": "What went wrong (RFC 9457), in the caller's language",
                "content": {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}},
            }},
            "securitySchemes": {
                "session": {"type": "apiKey", "in": "cookie", "name": COOKIE},
                "key": {"type": "http", "scheme": "bearer", "description": "An API key, hk_…"},
            },
        },
    })
}

fn title(locale: Locale) -> &'static str {
    match locale {
        Locale::Zh => "合一 API",
        Locale::En => "Heyi API",
    }
}

/// The id of the newest record that the caller sees: an example that works.
fn newest(work: &mut Work, module: &Module) -> Result<Option<RecordId>, Problem> {
    let request = ListRequest { limit: 1, count: CountMode::None, fields: Some(Vec::new()), ..ListRequest::default() };
    let mut out = Vec::new();
    query::list(work, &module.key, &request, &mut out)?;
    let page: Json = serde_json::from_slice(&out).map_err(Problem::internal)?;
    Ok(page["records"][0]["id"].as_str().and_then(|id| id.parse().ok()))
}

/// Adds an operation; for the path of a module with the module's name in its id and in the schemas that it names.
fn add(paths: &mut Map<String, Json>, route: &Route, path: &str, module: Option<(&String, &String)>) {
    let mut operation = route.doc.to_json(path);
    if let Some((module, label)) = module {
        fill_in(&mut operation, module);
        operation["operationId"] = format!("{}_{module}", route.doc.id).into();
        operation["tags"] = json!([label]);
        let parameters = operation.get_mut("parameters").and_then(Json::as_array_mut);
        for id in parameters.into_iter().flatten().filter(|p| p["in"] == "path" && p["name"] == "id") {
            id["schema"] = json!({"$ref": format!("#/components/schemas/{module}.RecordId")});
        }
    }
    let at = paths.entry(path.to_owned()).or_insert_with(|| json!({}));
    at[route.method.as_str().to_ascii_lowercase()] = operation;
}

/// Puts the module's key in place of `{module}` in every text.
fn fill_in(json: &mut Json, module: &str) {
    match json {
        Json::String(text) if text.contains("{module}") => *text = text.replace("{module}", module),
        Json::Array(items) => items.iter_mut().for_each(|item| fill_in(item, module)),
        Json::Object(map) => map.values_mut().for_each(|value| fill_in(value, module)),
        _ => {}
    }
}
