//! Pages of what hangs on records: newest first, with a cursor.

use heyi_engine::page::{MAX_LIMIT, Paging};
use heyi_model::Problem;

use crate::openapi::operation::{self, Parameter};
use crate::params::Params;

/// The parameters of a page.
pub fn parameters() -> Vec<Parameter> {
    vec![
        operation::number("limit", "Entries of a page", 1, MAX_LIMIT),
        operation::text("cursor", "The `next_cursor` of the page before"),
    ]
}

/// The parameters of a page and one more.
pub fn and(more: Parameter) -> Vec<Parameter> {
    let mut parameters = parameters();
    parameters.push(more);
    parameters
}

/// The parameters of a page and those more.
pub fn and_all(more: impl IntoIterator<Item = Parameter>) -> Vec<Parameter> {
    parameters().into_iter().chain(more).collect()
}

/// The page that is asked for.
pub fn paging(params: &Params) -> Result<Paging, Problem> {
    Ok(Paging { limit: params.number("limit", 1..=MAX_LIMIT)?, cursor: params.get("cursor").map(str::to_owned) })
}
