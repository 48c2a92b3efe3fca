//! What stands in the path of a request. An id that cannot be one names nothing: 404, like any other record that is not there.

use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::request::Parts;
use heyi_model::{Problem, RecordId};

use crate::failure::Failure;

/// The parts of a path that the route names in braces.
#[derive(Debug, Clone)]
pub struct PathOf(Vec<(Box<str>, Box<str>)>);

impl PathOf {
    /// The part `name` as text.
    pub fn text(&self, name: &str) -> Result<String, Problem> {
        self.find(name).map(str::to_owned)
    }
    /// The part `name` as an id.
    pub fn id(&self, name: &str) -> Result<RecordId, Problem> {
        self.find(name)?.parse().map_err(|_| Problem::not_found())
    }
    /// The module.
    pub fn module(&self) -> Result<String, Problem> {
        self.text("module")
    }
    fn find(&self, name: &str) -> Result<&str, Problem> {
        let found = self.0.iter().find(|(key, _)| **key == *name).map(|(_, value)| &**value);
        found.ok_or_else(|| Problem::internal(format!("the route has no {{{name}}}")))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for PathOf {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let raw = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Problem::not_found())?;
        let mut list = Vec::new();
        for (name, value) in &raw {
            if value.contains('\0') {
                return Err(Problem::not_found().into());
            }
            list.push((name.into(), value.into()));
        }
        Ok(Self(list))
    }
}

/// The module and the id of a record.
#[derive(Debug, Clone)]
pub struct OnRecord {
    /// The module.
    pub module: String,
    /// The record.
    pub id: RecordId,
    /// The other parts.
    pub path: PathOf,
}

impl<S: Send + Sync> FromRequestParts<S> for OnRecord {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Failure> {
        let path = PathOf::from_request_parts(parts, state).await?;
        Ok(Self { module: path.module()?, id: path.id("id")?, path })
    }
}
