//! What is known of a request before anybody answers it: its id and the language of the answer.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::extract::FromRequestParts;
use axum::http::{HeaderMap, header, request::Parts};
use heyi_model::{Locale, Problem, RecordId};

use crate::failure::Failure;

/// One request. Handlers, the answer and the log share it.
#[derive(Debug, Clone)]
pub struct RequestCx(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    id: RecordId,
    only_reads: bool,
    english: AtomicBool,
}

impl RequestCx {
    /// The context of a request with these headers to an operation that changes nothing, or does. Its language is that of
    /// `Accept-Language` until somebody signs in.
    pub fn new(id: RecordId, headers: &HeaderMap, only_reads: bool) -> Self {
        let wanted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok());
        let locale = wanted.map(Locale::from_header).unwrap_or_default();
        Self(Arc::new(Inner { id, only_reads, english: AtomicBool::new(locale == Locale::En) }))
    }
    /// Its id, in the answer's `X-Request-Id`, in every problem and in the log.
    pub fn id(&self) -> RecordId {
        self.0.id
    }
    /// Does the operation change nothing?
    pub fn only_reads(&self) -> bool {
        self.0.only_reads
    }
    /// The language of the answer.
    pub fn locale(&self) -> Locale {
        if self.0.english.load(Ordering::Relaxed) { Locale::En } else { Locale::Zh }
    }
    /// From here on the answer is in the person's own language.
    pub fn speak(&self, locale: Locale) {
        self.0.english.store(locale == Locale::En, Ordering::Relaxed);
    }
}

impl<S: Sync> FromRequestParts<S> for RequestCx {
    type Rejection = Failure;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let found = parts.extensions.get::<Self>().cloned();
        found.ok_or_else(|| Problem::internal("a route outside the frame").into())
    }
}
