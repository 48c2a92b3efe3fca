//! What went wrong, said so that a person can act on it: a status, a code with its words in each language, and the fields.

use crate::{Locale, RecordId};

mod codes;
pub use codes::Code;

/// What kind of answer a problem is. Only the server turns it into a status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// 400: not JSON or of the wrong shape.
    Malformed,
    /// 401: nobody is signed in.
    NotSignedIn,
    /// 403: the role forbids the action on this module.
    Forbidden,
    /// 404: not there, or not visible.
    NotFound,
    /// 409: it conflicts with what is there.
    Conflict,
    /// 412: the record has changed since it was read.
    Stale,
    /// 413: too large.
    TooLarge,
    /// 422: values that are not valid.
    Invalid,
    /// 429: too many requests; say when to come again.
    TooMany,
    /// 503: not now; say when to come again.
    Unavailable,
    /// 500: a fault of ours. Details go to the log, never to the caller.
    Internal,
}

/// A fault of one field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field, or a path such as `records[3].phone`; empty when no single field is to blame.
    pub field: String,
    /// What is wrong with it.
    pub code: Code,
    /// Values for the placeholders of the message, `{max}` and the like.
    pub params: Vec<(&'static str, String)>,
}

impl Fault {
    /// A fault of `field`.
    pub fn new(field: impl Into<String>, code: Code) -> Self {
        Self { field: field.into(), code, params: Vec::new() }
    }
    /// Fills the placeholder `{name}` of the message.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
    /// The sentence in `locale`.
    pub fn message(&self, locale: Locale) -> String {
        let mut text = self.code.text(locale).to_owned();
        for (name, value) in &self.params {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

/// A problem: the one error type of the engine and of everything above it.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
#[error("{code:?} {faults:?} {log}")]
pub struct Problem {
    /// The kind of answer.
    pub kind: Kind,
    /// What happened, as a code with words.
    pub code: Code,
    /// Values for the placeholders of the code's sentence.
    pub params: Vec<(&'static str, String)>,
    /// The faults of single fields, all of them at once.
    pub faults: Vec<Fault>,
    /// Records that conflict and that the caller may see.
    pub records: Vec<RecordId>,
    /// Seconds after which trying again makes sense (429, 503, 409 while a request with the same key runs).
    pub retry_after: Option<u32>,
    /// For the log only.
    pub log: String,
}

impl Problem {
    /// A problem of `kind`, said by `code`.
    pub fn new(kind: Kind, code: Code) -> Self {
        Self {
            kind,
            code,
            params: Vec::new(),
            faults: Vec::new(),
            records: Vec::new(),
            retry_after: None,
            log: String::new(),
        }
    }
    /// 422 with these faults.
    pub fn invalid(faults: Vec<Fault>) -> Self {
        Self { faults, ..Self::new(Kind::Invalid, Code::Validation) }
    }
    /// 422 with one fault.
    pub fn field(field: impl Into<String>, code: Code) -> Self {
        Self::invalid(vec![Fault::new(field, code)])
    }
    /// 404: not there or not visible, nobody can tell which.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound, Code::NotFound)
    }
    /// 403: the role forbids it.
    pub fn forbidden() -> Self {
        Self::new(Kind::Forbidden, Code::Forbidden)
    }
    /// 400 with one fault.
    pub fn malformed(field: impl Into<String>, code: Code) -> Self {
        Self { faults: vec![Fault::new(field, code)], ..Self::new(Kind::Malformed, Code::Malformed) }
    }
    /// 500; `log` is written to the log only.
    pub fn internal(log: impl ToString) -> Self {
        Self { log: log.to_string(), ..Self::new(Kind::Internal, Code::Internal) }
    }
    /// Fills the placeholder `{name}` of the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.params.push((name, value.to_string()));
        self
    }
    /// The title in `locale`.
    pub fn title(&self, locale: Locale) -> String {
        Fault { field: String::new(), code: self.code, params: self.params.clone() }.message(locale)
    }
}

impl From<Fault> for Problem {
    fn from(fault: Fault) -> Self {
        Self::invalid(vec![fault])
    }
}
