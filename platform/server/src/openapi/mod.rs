//! The description of the API, OpenAPI 3.1, made at run time from the list of routes and from the organisation's own modules
//! and fields as the caller may see them.

pub mod cache;
pub mod document;
mod entries;
mod metadata;
pub mod operation;
pub mod schemas;
pub mod show_document;

pub use operation::{Operation, Parameter, reference};

/// Method and path of every route, for the test that compares them with the document.
pub fn listed() -> Vec<(String, &'static str)> {
    crate::routes::all().into_iter().map(|route| (route.method.to_string(), route.path)).collect()
}
