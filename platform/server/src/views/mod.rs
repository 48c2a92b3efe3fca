//! Saved views: a filter, a sort and columns under a name.

use heyi_engine::{Work, views};
use heyi_model::Problem;
use serde_json::{Value as Json, json};

use crate::openapi::{operation::list_of, operation::or_null, operation::request, reference};
use crate::writes::{Done, Shown};

pub mod create_view;
pub mod delete_view;
pub mod list_views;
pub mod order_views;
pub mod update_view;

/// The view that was written.
fn show_view(module: &str) -> impl FnMut(&mut Work, &Done) -> Result<Shown, Problem> + Send + 'static {
    let module = module.to_owned();
    move |work, done| {
        let id = json!(done.id()?);
        let found = views::list(work, &module)?.into_iter().find(|view| view["id"] == id);
        found.map(Shown::from).ok_or_else(Problem::not_found)
    }
}

fn schema() -> Json {
    reference("View")
}

fn def_schema(required: &[&str]) -> Json {
    request(
        required,
        &[
            ("label", reference("Words")),
            // Null takes away what the view said before.
            ("filter", or_null(&reference("Filter"))),
            ("sort", json!({"type": ["string", "null"]})),
            ("columns", list_of(&json!({"type": "string"}))),
            (
                "widths",
                json!({"type": "object", "additionalProperties": {"type": "integer", "minimum": 40, "maximum": 1200}}),
            ),
            ("pinned", json!({"type": "integer", "minimum": 0, "maximum": 8})),
            ("shared_with", list_of(&reference("Subject"))),
            ("shared", json!({"type": "boolean"})),
        ],
    )
}
