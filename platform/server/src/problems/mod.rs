//! The catalogue of problems: what each `type` means, in both languages.

use heyi_model::{Code, Locale};
use serde_json::{Value as Json, json};

use crate::failure;
use crate::openapi::{operation::object, reference};

pub mod find_problem;
pub mod list_problems;

fn show(code: Code) -> Json {
    json!({
        "type": failure::kind_of(code),
        "title": {"zh": code.text(Locale::Zh), "en": code.text(Locale::En)},
    })
}

fn schema() -> Json {
    object(&[("type", json!({"type": "string"})), ("title", reference("Label"))])
}
