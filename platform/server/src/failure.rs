//! How a problem becomes an answer: the one place where a status is chosen and where a problem is put into words.

use std::fmt::Write as _;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use heyi_model::{Code, Fault, Kind, Locale, Problem};
use serde_json::{Value as Json, json};

/// The media type of every problem (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// What a handler returns instead of an answer. The frame puts it into words, in the language of the request.
#[derive(Debug, Clone)]
pub struct Failure(Box<Said>);

#[derive(Debug, Clone)]
struct Said {
    problem: Problem,
    status: StatusCode,
    headers: HeaderMap,
}

impl Failure {
    /// The same under another status: for the few that HTTP has and the engine does not (405, 408).
    #[must_use]
    pub fn under(mut self, status: StatusCode) -> Self {
        self.0.status = status;
        self
    }
    /// The same with a header.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers.insert(name, value);
        self
    }
    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.0.status
    }
    /// What the log should know; empty when the answer says it all.
    pub fn log(&self) -> &str {
        &self.0.problem.log
    }

    /// The answer in `locale`.
    pub fn answer(self, locale: Locale, request_id: &str) -> Response {
        let Said { problem, status, mut headers } = *self.0;
        if let Some(seconds) = problem.retry_after {
            headers.insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(PROBLEM_JSON));
        headers.insert(header::CONTENT_LANGUAGE, HeaderValue::from_static(locale.tag()));
        let body = body(&problem, status, locale, request_id).to_string();
        (status, headers, body).into_response()
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        Self(Box::new(Said { status: status(problem.kind), headers: HeaderMap::new(), problem }))
    }
}
impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Problem::from(fault).into()
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// The status of a kind of problem.
pub fn status(kind: Kind) -> StatusCode {
    match kind {
        Kind::Malformed => StatusCode::BAD_REQUEST,
        Kind::NotSignedIn => StatusCode::UNAUTHORIZED,
        Kind::Forbidden => StatusCode::FORBIDDEN,
        Kind::NotFound => StatusCode::NOT_FOUND,
        Kind::Conflict => StatusCode::CONFLICT,
        Kind::Stale => StatusCode::PRECONDITION_FAILED,
        Kind::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Kind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
        Kind::TooMany => StatusCode::TOO_MANY_REQUESTS,
        Kind::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        Kind::Internal => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// A problem inside a larger answer, such as the result of one row of a batch.
pub fn part(problem: &Problem, locale: Locale) -> Json {
    let mut part = json!({
        "type": kind_of(problem.code),
        "title": problem.title(locale),
        "status": status(problem.kind).as_u16(),
    });
    if !problem.faults.is_empty() {
        part["errors"] = problem.faults.iter().map(|fault| error(fault, locale)).collect();
    }
    if !problem.records.is_empty() {
        part["records"] = json!(problem.records);
    }
    part
}

/// The identifier of a code's problems.
pub fn kind_of(code: Code) -> String {
    format!("/problems/{}", code.key())
}

fn body(problem: &Problem, status: StatusCode, locale: Locale, request_id: &str) -> Json {
    let mut body = part(problem, locale);
    body["status"] = status.as_u16().into();
    if let Some(detail) = detail(problem, locale) {
        body["detail"] = detail.into();
    }
    body["request_id"] = request_id.into();
    body
}

fn error(fault: &Fault, locale: Locale) -> Json {
    json!({"field": fault.field, "code": fault.code.key(), "message": fault.message(locale)})
}

/// The faults in one line, for whoever shows one line only.
fn detail(problem: &Problem, locale: Locale) -> Option<String> {
    const SHOWN: usize = 3;
    let (colon, semicolon) = match locale {
        Locale::Zh => ("：", "；"),
        Locale::En => (": ", "; "),
    };
    let mut text = String::new();
    for fault in problem.faults.iter().take(SHOWN) {
        let gap = if text.is_empty() { "" } else { semicolon };
        let name = if fault.field.is_empty() { String::new() } else { format!("{}{colon}", fault.field) };
        // Writing into a String cannot fail.
        let _ = write!(text, "{gap}{name}{}", fault.message(locale));
    }
    if problem.faults.len() > SHOWN {
        text.push('…');
    }
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_said_in_both_languages_under_its_own_type() {
        for code in Code::ALL {
            let problem = Problem { faults: vec![Fault::new("a", *code)], ..Problem::new(Kind::Invalid, *code) };
            let [zh, en] = Locale::ALL.map(|locale| body(&problem, StatusCode::UNPROCESSABLE_ENTITY, locale, "1"));
            assert_eq!(zh["type"], format!("/problems/{}", code.key()));
            let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            // A sentence that is nothing but a placeholder is the same in every language.
            let blank = code.text(Locale::Zh).starts_with('{');
            for place in ["/title", "/detail", "/errors/0/message"] {
                let [zh, en] = [&zh, &en].map(|body| body.pointer(place).unwrap().as_str().unwrap());
                assert!(blank || (han(zh) && zh != en && !en.is_empty()), "{code:?} {place}: {zh} / {en}");
            }
        }
    }

    #[test]
    fn the_log_never_reaches_the_answer() {
        let failure = Failure::from(Problem::internal("SELECT secret FROM /path"));
        let text = body(&failure.0.problem, failure.status(), Locale::En, "7").to_string();
        assert!(!text.contains("secret"), "{text}");
        assert_eq!(failure.log(), "SELECT secret FROM /path");
    }
}
