//! What a handler says of itself. Plain helpers that make JSON: no macros.

use serde_json::{Map, Value as Json, json};

/// A parameter of the query. What is not named here is refused.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// Its name.
    pub name: &'static str,
    /// What it does.
    pub text: &'static str,
    /// What it may be.
    pub schema: Json,
    /// It cannot be left out.
    pub required: bool,
}

/// A parameter that is a text.
pub fn text(name: &'static str, text: &'static str) -> Parameter {
    Parameter { name, text, schema: json!({"type": "string"}), required: false }
}
/// A parameter that is a whole number.
pub fn number(name: &'static str, text: &'static str, min: u32, max: u32) -> Parameter {
    Parameter { name, text, schema: json!({"type": "integer", "minimum": min, "maximum": max}), required: false }
}
/// A parameter that is one of these words.
pub fn word(name: &'static str, text: &'static str, words: &[&str]) -> Parameter {
    Parameter { name, text, schema: json!({"type": "string", "enum": words}), required: false }
}
/// A parameter that is an id.
pub fn id(name: &'static str, text: &'static str) -> Parameter {
    Parameter { name, text, schema: reference("Id"), required: false }
}
/// A parameter that is a moment.
pub fn moment(name: &'static str, text: &'static str) -> Parameter {
    Parameter { name, text, schema: reference("Moment"), required: false }
}

/// A schema of the document. In a route with `{module}` the name may hold it: `{module}.Record`.
pub fn reference(name: &str) -> Json {
    json!({"$ref": format!("#/components/schemas/{name}")})
}
/// A list of what `items` says.
pub fn list_of(items: &Json) -> Json {
    json!({"type": "array", "items": items})
}
/// An object with these members, all of them there, and perhaps others.
pub fn object(members: &[(&str, Json)]) -> Json {
    let names: Vec<&str> = members.iter().map(|(name, _)| *name).collect();
    let properties: Map<String, Json> =
        members.iter().map(|(name, schema)| ((*name).to_owned(), schema.clone())).collect();
    json!({"type": "object", "properties": properties, "required": names})
}
/// An object whose last members may be missing.
pub fn with_optional(always: &[(&str, Json)], sometimes: &[(&str, Json)]) -> Json {
    let mut schema = object(always);
    for (name, member) in sometimes {
        schema["properties"][*name] = member.clone();
    }
    schema
}
/// The schema, or `null`.
pub fn or_null(schema: &Json) -> Json {
    json!({"oneOf": [{"type": "null"}, schema]})
}
/// A page of such entries.
pub fn page_of(entry: &Json) -> Json {
    object(&[("entries", list_of(entry)), ("next_cursor", json!({"type": ["string", "null"]}))])
}
/// An object of a request: these members and no others, of which `required` must be there.
pub fn request(required: &[&str], members: &[(&str, Json)]) -> Json {
    let mut schema = object(members);
    schema["required"] = json!(required);
    schema["additionalProperties"] = json!(false);
    schema
}

/// An operation.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `<verb>_<resource>`.
    pub id: &'static str,
    /// The area that it belongs to.
    pub tag: &'static str,
    /// A sentence.
    pub summary: &'static str,
    /// What else is to be known.
    pub text: &'static str,
    /// The parameters of its query.
    pub query: Vec<Parameter>,
    /// Headers that it knows: name and meaning.
    pub headers: Vec<(&'static str, &'static str)>,
    /// What its body is: a media type and a schema, and whether it must be there.
    pub body: Option<(&'static str, Json, bool)>,
    /// What it answers when all is well: status, meaning, media type, schema.
    pub answers: Vec<(u16, &'static str, &'static str, Option<Json>)>,
    /// Anybody may ask, signed in or not.
    pub public: bool,
    /// It changes nothing, although its method is one of writes.
    pub only_reads: bool,
}

impl Operation {
    /// An operation that answers nothing yet.
    pub fn new(id: &'static str, tag: &'static str, summary: &'static str) -> Self {
        let (query, headers, answers) = (Vec::new(), Vec::new(), Vec::new());
        Self { id, tag, summary, text: "", query, headers, body: None, answers, public: false, only_reads: false }
    }
    /// What else is to be known.
    #[must_use]
    pub fn text(self, text: &'static str) -> Self {
        Self { text, ..self }
    }
    /// For anybody.
    #[must_use]
    pub fn public(self) -> Self {
        Self { public: true, ..self }
    }
    /// It changes nothing, although it is a POST: keys that only read may use it.
    #[must_use]
    pub fn only_reads(self) -> Self {
        Self { only_reads: true, ..self }
    }
    /// With these parameters.
    #[must_use]
    pub fn query(self, query: Vec<Parameter>) -> Self {
        Self { query, ..self }
    }
    /// With a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, text: &'static str) -> Self {
        self.headers.push((name, text));
        self
    }
    /// A write: it takes an idempotency key.
    #[must_use]
    pub fn writes(self) -> Self {
        self.header(
            "Idempotency-Key",
            "1 to 200 visible ASCII characters. The same key and body have one effect within 48 hours.",
        )
    }
    /// With a JSON body.
    #[must_use]
    pub fn body(self, schema: Json) -> Self {
        Self { body: Some(("application/json", schema, true)), ..self }
    }
    /// With a body of another type.
    #[must_use]
    pub fn body_of(self, media: &'static str, schema: Json) -> Self {
        Self { body: Some((media, schema, true)), ..self }
    }
    /// With a JSON body that may be left out.
    #[must_use]
    pub fn optional_body(self, schema: Json) -> Self {
        Self { body: Some(("application/json", schema, false)), ..self }
    }
    /// Answers JSON.
    #[must_use]
    pub fn answers(mut self, status: u16, meaning: &'static str, schema: Json) -> Self {
        self.answers.push((status, meaning, "application/json", Some(schema)));
        self
    }
    /// Answers something else.
    #[must_use]
    pub fn answers_as(mut self, status: u16, meaning: &'static str, media: &'static str) -> Self {
        self.answers.push((status, meaning, media, Some(json!({}))));
        self
    }
    /// Answers nothing but the status.
    #[must_use]
    pub fn answers_empty(mut self, status: u16, meaning: &'static str) -> Self {
        self.answers.push((status, meaning, "", None));
        self
    }

    /// The operation as the document shows it, with the parameters of `path`.
    pub fn to_json(&self, path: &str) -> Json {
        let mut parameters: Vec<Json> = path_names(path).map(path_parameter).collect();
        parameters.extend(self.query.iter().map(|p| {
            json!({"name": p.name, "in": "query", "description": p.text, "required": p.required, "schema": p.schema})
        }));
        parameters.extend(self.headers.iter().map(
            |(name, text)| json!({"name": name, "in": "header", "description": text, "schema": header_schema(name)}),
        ));
        let mut answers = Map::new();
        for (status, meaning, media, schema) in &self.answers {
            let answer = answers.entry(status.to_string()).or_insert_with(|| json!({"description": meaning}));
            if let Some(schema) = schema {
                answer["content"][*media] = json!({"schema": schema});
            }
        }
        for range in ["4XX", "5XX"] {
            answers.insert(range.into(), json!({"$ref": "#/components/responses/Problem"}));
        }
        let mut operation = json!({
            "operationId": self.id, "tags": [self.tag], "summary": self.summary, "responses": answers,
        });
        if !self.text.is_empty() {
            operation["description"] = self.text.into();
        }
        if !parameters.is_empty() {
            operation["parameters"] = parameters.into();
        }
        if let Some((media, schema, required)) = &self.body {
            operation["requestBody"] = json!({"required": required, "content": {*media: {"schema": schema}}});
        }
        if self.public {
            operation["security"] = json!([]);
        }
        operation
    }
}

/// The names in braces.
pub fn path_names(path: &str) -> impl Iterator<Item = &str> {
    path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
}

fn path_parameter(name: &str) -> Json {
    let schema = match name {
        "id" | "person" | "comment" | "tag_id" => reference("Id"),
        "module" | "field" | "link" | "action" | "app" => json!({"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}),
        _ => json!({"type": "string", "minLength": 1}),
    };
    json!({"name": name, "in": "path", "required": true, "schema": schema})
}

fn header_schema(name: &str) -> Json {
    match name {
        "Idempotency-Key" => json!({"type": "string", "pattern": "^[!-~]{1,200}$"}),
        _ => json!({"type": "string"}),
    }
}
