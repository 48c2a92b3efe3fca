//! Schemas of metadata: modules, fields, layouts and views as a caller may see them.

use heyi_model::field::{Op, types};
use serde_json::{Value as Json, json};

use super::operation::{list_of, object, or_null, reference, with_optional};

/// The schemas that tell of modules, each under its name.
pub fn schemas() -> Vec<(&'static str, Json)> {
    vec![
        ("App", app()),
        ("Field", field()),
        ("Module", module()),
        ("ModuleHead", object(&head())),
        ("Option", option()),
        ("Organisation", organisation()),
        ("Related", related()),
        ("Rights", rights()),
        ("Section", section()),
        ("View", view()),
    ]
}

fn text() -> Json {
    json!({"type": "string"})
}
fn text_or_null() -> Json {
    json!({"type": ["string", "null"]})
}
fn flag() -> Json {
    json!({"type": "boolean"})
}
fn whole() -> Json {
    json!({"type": "integer"})
}

fn labelled() -> Vec<(&'static str, Json)> {
    vec![("key", text()), ("label", text()), ("labels", reference("Label"))]
}

fn rights() -> Json {
    let scopes =
        || list_of(&json!({"enum": ["own", "own_and_subordinates", "department", "department_and_below", "all"]}));
    object(&[
        ("read", scopes()),
        ("create", flag()),
        ("update", scopes()),
        ("delete", scopes()),
        ("transfer", scopes()),
        ("export", flag()),
        ("import", flag()),
        ("bulk", flag()),
    ])
}

/// What every answer says of a module.
fn head() -> Vec<(&'static str, Json)> {
    let mut members = labelled();
    members.extend([
        ("plurals", reference("Label")),
        ("app", text()),
        ("custom", flag()),
        ("owned", flag()),
        ("directory", json!({"enum": ["person", "department", null]})),
        ("tree", text_or_null()),
        ("name_field", text()),
        ("rights", reference("Rights")),
    ]);
    members
}

fn module() -> Json {
    let mut members = head();
    members.extend([
        ("fields", list_of(&reference("Field"))),
        ("layout", list_of(&reference("Section"))),
        ("views", list_of(&reference("View"))),
        ("actions", list_of(&json!({"type": "object"}))),
        ("related", list_of(&reference("Related"))),
    ]);
    // What only administrators are told.
    with_optional(&members, &[("shows_on", list_of(&text())), ("happens_at", text_or_null())])
}

fn field() -> Json {
    let types: Vec<&str> = types::ALL.iter().map(|ty| ty.key()).collect();
    let operators: Vec<&str> = Op::ALL.iter().map(|op| op.key()).collect();
    let mut always = labelled();
    always.extend([
        ("type", json!({"enum": types})),
        ("access", json!({"enum": ["masked", "read", "write"]})),
        ("writable", flag()),
        ("reveal", flag()),
        ("system", flag()),
        ("custom", flag()),
        ("core", flag()),
        ("required", flag()),
        ("unique", flag()),
        ("sortable", flag()),
        ("searchable", flag()),
        ("groupable", flag()),
        ("operators", list_of(&json!({"enum": operators}))),
    ]);
    let sometimes = [
        ("help", object(&[("label", text()), ("labels", reference("Label"))])),
        ("options", list_of(&reference("Option"))),
        ("target", text()),
        ("within_itself", flag()),
        ("scale", whole()),
        ("max_length", whole()),
        ("min", text()),
        ("max", text()),
        ("default", json!({})),
        ("format", text()),
        ("dated", flag()),
        ("summable", flag()),
        // What only administrators are told.
        ("aliases", list_of(&text())),
        ("indexed", flag()),
        ("name_like", flag()),
        ("number", object(&[("pattern", text()), ("period", json!({"enum": ["none", "year", "month", "day"]}))])),
    ];
    with_optional(&always, &sometimes)
}

fn option() -> Json {
    let mut members = labelled();
    members.extend([("color", text_or_null()), ("retired", flag()), ("core", flag())]);
    // What only administrators are told.
    with_optional(&members, &[("aliases", list_of(&text()))])
}

/// A section without a key holds the fields that no other one names.
fn section() -> Json {
    object(&[("key", text_or_null()), ("label", text()), ("labels", reference("Label")), ("fields", list_of(&text()))])
}

fn related() -> Json {
    let mut members = labelled();
    members.extend([("module", text()), ("field", text())]);
    object(&members)
}

/// The filter is `null` for every record; `columns` is empty for the usual ones.
fn view() -> Json {
    let mut always = labelled();
    always.extend([
        ("id", or_null(&reference("Id"))),
        ("kind", json!({"enum": ["system", "shared", "own"]})),
        ("filter", or_null(&reference("Filter"))),
        ("sort", text()),
        ("columns", list_of(&text())),
        ("widths", json!({"type": "object", "additionalProperties": {"type": "integer"}})),
        ("pinned", json!({"type": "integer", "minimum": 0, "maximum": 8})),
        ("editable", flag()),
    ]);
    with_optional(&always, &[("shared_with", list_of(&reference("NamedSubject"))), ("owner", reference("Link"))])
}

fn app() -> Json {
    let mut members = labelled();
    members.extend([("base", flag()), ("on", flag()), ("modules", list_of(&text()))]);
    object(&members)
}

fn organisation() -> Json {
    object(&[
        ("name", text()),
        ("zone", text()),
        ("currency", text()),
        ("region", text()),
        ("session_days", whole()),
        ("session_idle_hours", whole()),
    ])
}
