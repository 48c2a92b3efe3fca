//! JSON Schema of the metadata files, made from the Rust types that read them, so that an editor completes and checks them.

use std::path::Path;

use anyhow::{Context, Result};
use heyi_model::ModuleDef;
use heyi_model::field::types;
use serde_json::{Value as Json, json};

/// The folder of the schemas; `.taplo.toml` names them to editors.
const FOLDER: &str = "docs/schema";

/// `docs/schema/module.json` and `docs/schema/seed.json`.
pub fn make(_: &Path) -> Result<Vec<(String, String)>> {
    let files = [("module", module()?), ("seed", seed())];
    let text = |json: &Json| serde_json::to_string_pretty(json).map(|text| text + "\n");
    files.into_iter().map(|(name, schema)| Ok((format!("{FOLDER}/{name}.json"), text(&schema)?))).collect()
}

/// The schema of a `*.module.toml`: of [`ModuleDef`], with the field types by name and the languages of labels.
pub fn module() -> Result<Json> {
    let mut schema = serde_json::to_value(schemars::schema_for!(ModuleDef))?;
    schema["title"] = "A module: a kind of record".into();
    let field = schema.pointer_mut("/$defs/FieldDef").context("a module has fields")?;
    field["properties"]["type"]["enum"] = types::ALL.iter().map(|ty| ty.key()).collect();
    field["required"] = json!(["type", "label"]);
    let label = schema.pointer_mut("/$defs/Label").context("a field has a label")?;
    let text = json!({"type": "string", "minLength": 1});
    label["properties"] = json!({"zh": text, "en": text});
    label["additionalProperties"] = false.into();
    schema["required"] = json!(["app", "label", "name_field", "fields"]);
    Ok(schema)
}

/// The schema of a `*.seed.toml`: records with an external id each, their fields as on the wire.
pub fn seed() -> Json {
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Records that a new organisation begins with",
        "type": "object",
        "required": ["records"],
        "additionalProperties": false,
        "properties": {"records": {
            "description": "The records, in the order in which they are made: those that others point to come first.",
            "type": "array",
            "items": {
                "type": "object",
                "required": ["external_id"],
                "properties": {"external_id": {"description": "By which others point to it.", "type": "string", "minLength": 1}},
            },
        }},
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository::Repository;

    /// What is wrong with a TOML text under a schema.
    fn faults(schema: &Json, text: &str) -> Vec<String> {
        let table: toml::Table = toml::from_str(text).unwrap();
        let mut found = Vec::new();
        judge(schema, schema, &serde_json::to_value(table).unwrap(), "", &mut found);
        found
    }

    /// The part of JSON Schema that these schemas use; another keyword fails the test.
    fn judge(root: &Json, schema: &Json, json: &Json, place: &str, found: &mut Vec<String>) {
        let Json::Object(keywords) = schema else {
            assert_eq!(*schema, json!(true), "{place}");
            return;
        };
        let mut fault = |what: &str| found.push(format!("{place}: {what}"));
        let count = json.as_str().map_or(0, |text| text.chars().count() as u64);
        for (keyword, wanted) in keywords {
            let good = match keyword.as_str() {
                "type" => wanted.as_array().map_or_else(|| is(json, wanted), |any| any.iter().any(|ty| is(json, ty))),
                "enum" => wanted.as_array().unwrap().contains(json),
                "const" => wanted == json,
                "minLength" => !json.is_string() || count >= wanted.as_u64().unwrap(),
                "maxLength" => !json.is_string() || count <= wanted.as_u64().unwrap(),
                "minimum" => json.as_f64().is_none_or(|n| n >= wanted.as_f64().unwrap()),
                "maximum" => json.as_f64().is_none_or(|n| n <= wanted.as_f64().unwrap()),
                "required" => wanted
                    .as_array()
                    .unwrap()
                    .iter()
                    .all(|key| !json.is_object() || json.get(key.as_str().unwrap()).is_some()),
                "anyOf" | "oneOf" => wanted.as_array().unwrap().iter().any(|one| {
                    let mut faults = Vec::new();
                    judge(root, one, json, place, &mut faults);
                    faults.is_empty()
                }),
                "$ref"
                | "properties"
                | "additionalProperties"
                | "items"
                | "$defs"
                | "$schema"
                | "title"
                | "description"
                | "default"
                | "format" => true,
                other => panic!("{place}: the test does not know {other}"),
            };
            if !good {
                fault(keyword);
            }
        }
        if let Some(target) = keywords.get("$ref").and_then(Json::as_str) {
            judge(root, root.pointer(target.trim_start_matches('#')).unwrap(), json, place, found);
        }
        for (key, value) in json.as_object().into_iter().flatten() {
            let known = keywords.get("properties").and_then(|properties| properties.get(key));
            let place = format!("{place}/{key}");
            match known.or_else(|| keywords.get("additionalProperties")) {
                Some(Json::Bool(false)) => found.push(format!("{place}: unknown")),
                Some(schema) => judge(root, schema, value, &place, found),
                None => {}
            }
        }
        if let (Some(schema), Some(items)) = (keywords.get("items"), json.as_array()) {
            items.iter().enumerate().for_each(|(i, item)| judge(root, schema, item, &format!("{place}/{i}"), found));
        }
    }

    fn is(json: &Json, ty: &Json) -> bool {
        match ty.as_str().unwrap() {
            "object" => json.is_object(),
            "array" => json.is_array(),
            "string" => json.is_string(),
            "boolean" => json.is_boolean(),
            "integer" => json.is_i64() || json.is_u64(),
            "number" => json.is_number(),
            "null" => json.is_null(),
            other => panic!("there is no type {other}"),
        }
    }

    #[test]
    fn every_metadata_file_of_the_house_is_valid() {
        let repository = Repository::here().unwrap();
        let (module, seed) = (module().unwrap(), seed());
        let mut seen = 0;
        for file in &repository.files {
            let schema = match file.path.as_str() {
                path if path.ends_with(".module.toml") => &module,
                path if path.ends_with(".seed.toml") => &seed,
                _ => continue,
            };
            assert_eq!(faults(schema, &file.text), [] as [String; 0], "{}", file.path);
            seen += 1;
        }
        assert!(seen >= 20, "only {seen} metadata files");
    }

    #[test]
    fn what_the_engine_would_refuse_is_told_in_the_editor() {
        let good = "app = \"a\"\nlabel = { zh = \"甲\" }\nname_field = \"n\"\n[fields.n]\ntype = \"text\"\nlabel = { zh = \"名\" }\n";
        let module = module().unwrap();
        assert_eq!(faults(&module, good), [] as [String; 0]);
        for (wrong, place) in [
            (good.replace("\"text\"", "\"txt\""), "/fields/n/type: enum"),
            (good.replace("name_field = \"n\"\n", ""), ": required"),
            (good.replace("type = \"text\"\n", ""), "/fields/n: required"),
            (format!("{good}requird = true\n"), "/fields/n/requird: unknown"),
            (good.replace("{ zh = \"名\" }", "{ de = \"Name\" }"), "/fields/n/label/de: unknown"),
            (format!("{good}scale = \"two\"\n"), "/fields/n/scale: type"),
            (format!("{good}number = {{ pattern = \"{{000}}\", period = \"week\" }}\n"), "/fields/n/number: anyOf"),
            (format!("{good}[access.someone]\nread = \"mine\"\n"), "/access/someone/read: anyOf"),
        ] {
            let told = faults(&module, &wrong);
            assert_eq!(told, [place], "{wrong}");
        }
        assert_eq!(faults(&seed(), "[[records]]\nname = \"甲\"\n").len(), 1);
    }
}
